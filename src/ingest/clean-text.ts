/** Line ends that are not `\n`: vertical tab, form feed (between pages), next line. */
const ODD_LINE_ENDS = /[\u000b\u000c\u0085]/g;

/** Control characters other than tab and line ends, and noncharacters. */
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/g;

/**
 * Matches characters that hide text from people but not from programs: tags outside of a flag, interlinear annotations,
 * and runs of variation selectors.
 */
const HIDDEN =
  /[\u{e0000}-\u{e007f}](?<!\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{0,6}[\u{e0020}-\u{e007f}])|[\ufff9-\ufffb]|(?<=\p{Variation_Selector})\p{Variation_Selector}+/gu;

/**
 * Removes control characters, hidden text and lone surrogates, so that every database can store the text and it cannot
 * forge a renderer's markup. Tabs and line ends stay.
 */
export function cleanText(text: string): string {
  return text.replace(ODD_LINE_ENDS, '\n').replace(CONTROLS, '').replace(HIDDEN, '').toWellFormed();
}

/** Returns clean text of at most `length` UTF-16 units. */
export function boundedText(text: string, length: number): string {
  return cleanText(text.length > length ? text.slice(0, length) : text);
}
