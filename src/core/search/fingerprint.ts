import type { SearchDocument } from './document.ts';

/** 64 bits of everything that is indexed of a document: equal for equal documents, and by chance for no two others. */
export type Fingerprint = readonly [number, number];

/** Goes between texts and lists, so that "a", "bc" and "ab", "c" differ. */
const SEPARATOR = 0x1ffff;

/** A document's fingerprint, by which it is seen whether what is indexed under its id is still the same. */
export function fingerprintOf(document: SearchDocument): Fingerprint {
  let one = 0x811c9dc5;
  let other = 0x2f0b4a27;
  const mix = (value: number): void => {
    one = Math.imul(one ^ value, 0x9e3779b1);
    one ^= one >>> 15;
    other = Math.imul(other ^ value, 0x85ebca6b);
    other ^= other >>> 13;
  };
  const text = (value: string | null | undefined): void => {
    if (value) for (let at = 0; at < value.length; at++) mix(value.charCodeAt(at));
    mix(SEPARATOR);
  };
  const list = (values: readonly string[] | undefined): void => {
    if (values) for (const value of values) text(value);
    mix(SEPARATOR + 1);
  };
  text(document.claim);
  text(document.quote);
  text(document.title);
  text(document.article);
  text(document.speaker);
  mix(document.paragraph ?? SEPARATOR + 2);
  mix(document.sentence ?? SEPARATOR + 2);
  list(document.topics);
  list(document.entities);
  return [one >>> 0, other >>> 0];
}
