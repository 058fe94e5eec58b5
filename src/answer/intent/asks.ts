/** Whether a line asks by its mark or its first words. */
export const ASKS =
  /\?\s*$|^(?:(?:and|so|but|also|or|ok(?:ay)?)[\s,]+)?(?:who|what|when|where|why|how|which|whose|did|was|were|does|do|is|are|has|have|can|could|tell me|show me|tl;?dr|summari[sz]e)\b|^(?:and|also)\s/i;
