/** Line ends that are not `\n`: vertical tab, form feed (between pages), next line. */
const ODD_LINE_ENDS = /[\u000b\u000c\u0085]/g;

/** Controls other than tab and line ends, and code points that are no characters. */
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/g;

/**
 * Characters in which text is hidden from people and told to programs: tags outside of a flag, interlinear annotations, and
 * runs of variation selectors.
 */
const HIDDEN =
  /[\u{e0000}-\u{e007f}](?<!\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{0,6}[\u{e0020}-\u{e007f}])|[\ufff9-\ufffb]|(?<=\p{Variation_Selector})\p{Variation_Selector}+/gu;

/**
 * Text without control characters, hidden text and halves of surrogate pairs: every database stores it as it is, and no
 * renderer's own marks can be forged in it. Tabs and line ends stay.
 */
export function cleanText(text: string): string {
  return text.replace(ODD_LINE_ENDS, '\n').replace(CONTROLS, '').replace(HIDDEN, '').toWellFormed();
}

/** Clean text of at most `length` UTF-16 units. */
export function boundedText(text: string, length: number): string {
  return cleanText(text.length > length ? text.slice(0, length) : text);
}
