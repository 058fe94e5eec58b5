import type { SearchDocument } from '../document.ts';

/** A 64-bit hash of everything that is indexed of a document, in two halves of 32 bits. */
export type Fingerprint = readonly [number, number];

/** Hashed between texts, so that "a", "bc" and "ab", "c" differ. */
const SEPARATOR = 0x1ffff;

/**
 * The two halves while they are computed. An argument instead of a closure: the closure would cost more than the
 * hashing.
 */
interface State {
  low: number;
  high: number;
}

function mix(state: State, value: number): void {
  const low = Math.imul(state.low ^ value, 0x9e3779b1);
  const high = Math.imul(state.high ^ value, 0x85ebca6b);
  state.low = low ^ (low >>> 15);
  state.high = high ^ (high >>> 13);
}

function mixText(state: State, text: string | null | undefined): void {
  if (text) for (let at = 0; at < text.length; at++) mix(state, text.charCodeAt(at));
  mix(state, SEPARATOR);
}

function mixList(state: State, texts: readonly string[] | undefined): void {
  if (texts) for (const text of texts) mixText(state, text);
  mix(state, SEPARATOR + 1);
}

/** The fingerprint of a document, which shows whether the document indexed under its id has changed. */
export function fingerprintOf(document: SearchDocument): Fingerprint {
  const state: State = { low: 0x811c9dc5 | 0, high: 0x2f0b4a27 };
  mixText(state, document.claim);
  mixText(state, document.quote);
  mixText(state, document.title);
  mixText(state, document.article);
  mixText(state, document.speaker);
  mix(state, document.paragraph ?? SEPARATOR + 2);
  mix(state, document.sentence ?? SEPARATOR + 2);
  mixList(state, document.topics);
  mixList(state, document.entities);
  return [state.low >>> 0, state.high >>> 0];
}
