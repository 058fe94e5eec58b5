/** Stands between the parts of a line of small print: "Pompeo in Sochi · undated · 1 of 47 facts". */
export const SEPARATOR = ' · ';

/** The separator, and the dots that look like it. */
const DOTS = / ?[·•∙⋅・‧·᛫ꞏ⸱] ?/gu;

/** A title or a name as one part: it cannot pretend to be several, with a date or a count of its own making. */
export const asOnePart = (text: string): string => text.replace(DOTS, ' – ');
