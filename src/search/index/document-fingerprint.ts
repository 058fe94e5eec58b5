import type { SearchDocument } from '../document.ts';

/** 64 bits of everything that is indexed of a document: equal for equal documents, and by chance for no two others. */
export type Fingerprint = readonly [number, number];

/** Goes between texts and lists, so that "a", "bc" and "ab", "c" differ. */
const SEPARATOR = 0x1ffff;

/** The two halves while they are mixed: not captured by a function, which would cost more than the mixing. */
interface State {
  one: number;
  other: number;
}

function mix(state: State, value: number): void {
  const one = Math.imul(state.one ^ value, 0x9e3779b1);
  const other = Math.imul(state.other ^ value, 0x85ebca6b);
  state.one = one ^ (one >>> 15);
  state.other = other ^ (other >>> 13);
}

function mixText(state: State, text: string | null | undefined): void {
  if (text) for (let at = 0; at < text.length; at++) mix(state, text.charCodeAt(at));
  mix(state, SEPARATOR);
}

function mixList(state: State, texts: readonly string[] | undefined): void {
  if (texts) for (const text of texts) mixText(state, text);
  mix(state, SEPARATOR + 1);
}

/** A document's fingerprint, by which it is seen whether what is indexed under its id is still the same. */
export function fingerprintOf(document: SearchDocument): Fingerprint {
  const state = { one: 0x811c9dc5 | 0, other: 0x2f0b4a27 };
  mixText(state, document.claim);
  mixText(state, document.quote);
  mixText(state, document.title);
  mixText(state, document.article);
  mixText(state, document.speaker);
  mix(state, document.paragraph ?? SEPARATOR + 2);
  mix(state, document.sentence ?? SEPARATOR + 2);
  mixList(state, document.topics);
  mixList(state, document.entities);
  return [state.one >>> 0, state.other >>> 0];
}
