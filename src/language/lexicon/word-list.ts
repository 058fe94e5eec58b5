/** Makes a set of the words in a text, parted by white space. */
export const listed = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));
