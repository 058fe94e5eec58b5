/** The commonest words: they carry no subject. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `the a an and or but if of in on at to from for with by about against between into through during before
 after above below over under is are was were be been being has have had do does did will would can could may might must shall should
 he she it they i we you him her them us me his its their our my your this that these those who whom which what when where why how
 not no nor so than too very just also as there here then now up out off down more most some any all both each few other such only own
 same s t d ll m re ve said says say told tell`.split(/\s+/),
);

/** The words of a text that carry its subject, in lower case. */
export const contentWords = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !STOP_WORDS.has(word));
