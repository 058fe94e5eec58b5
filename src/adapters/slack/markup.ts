const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/**
 * What Slack's reference in angle brackets reads as: a channel by its name, a mention, a group or a time as nothing. A link stays
 * as it is, `<https://…|label>`: a command needs its address, a question its label. Null for what is no reference.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
function referenceText(inner: string): string | null {
  const bar = inner.indexOf('|');
  const [target, label] = bar < 0 ? [inner, null] : [inner.slice(0, bar), inner.slice(bar + 1)];
  if (/^[@!]/.test(target)) return ' ';
  if (target.startsWith('#')) return label ?? ' ';
  if (/^https?:/.test(target)) return label === null ? target : `<${target}|${label}>`;
  return target.startsWith('mailto:') ? label : null;
}

/** What a person wrote, out of Slack's markup: mentions and times are off, channels are by their names, entities are undone. */
export function wordsOf(text: string): string {
  return text
    .replace(/<([^<>]*)>/g, (whole, inner: string) => referenceText(inner) ?? whole)
    .replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]!)
    .trim();
}
