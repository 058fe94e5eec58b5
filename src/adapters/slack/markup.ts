const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/**
 * Converts one of Slack's references in angle brackets to plain text: a channel becomes its name; a mention, group or
 * time becomes empty. A link stays `<https://…|label>`, because a command needs its address and a question its label.
 * Returns null if it is not a reference. https://docs.slack.dev/messaging/formatting-message-text
 */
function referenceText(inner: string): string | null {
  const bar = inner.indexOf('|');
  const [target, label] = bar < 0 ? [inner, null] : [inner.slice(0, bar), inner.slice(bar + 1)];
  if (/^[@!]/.test(target)) return ' ';
  if (target.startsWith('#')) return label ?? ' ';
  if (/^https?:/.test(target)) return label === null ? target : `<${target}|${label}>`;
  return target.startsWith('mailto:') ? label : null;
}

/** Converts Slack markup to the text that the person typed: no mentions or times, channel names, entities decoded. */
export function wordsOf(text: string): string {
  return text
    .replace(/<([^<>]*)>/g, (whole, inner: string) => referenceText(inner) ?? whole)
    .replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity]!)
    .trim();
}
