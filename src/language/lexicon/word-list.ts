/** Builds a set of the words in a text, separated by white space. */
export const listed = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));
