/** Separates the parts of a line of small print: "Pompeo in Sochi · undated · 1 of 47 facts". */
export const SEPARATOR = ' · ';

/** Matches the separator and dots that look like it. */
const DOTS = / ?[·•∙⋅・‧·᛫ꞏ⸱･⸳◦●⦁ᐧ∘․⬤⚫⋄⸰\u{10101}] ?/gu;

/** Replaces separators in a title or name, so that it cannot imitate several parts, such as a date. */
export const asOnePart = (text: string): string => text.replace(DOTS, ' – ');

/**
 * Joins the parts of a line of small print. Each is one part, whatever it contains; null and empty ones are left out.
 */
export const joinParts = (parts: readonly (string | null | undefined)[]): string =>
  parts.flatMap((part) => (part ? [asOnePart(part)] : [])).join(SEPARATOR);
