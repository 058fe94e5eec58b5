import { parseIndexFile, type Sections, serialize } from '../../src/search/persistence/index-file.ts';
import { openIndex, type SearchIndex } from '../../src/search/search-engine.ts';

/** Concatenates sections to the bytes of one file. */
export const fileOf = (sections: Sections): Uint8Array =>
  new Uint8Array(Buffer.concat([...serialize(sections)]));

/** Reads the bytes that `fileOf` made. Fails the test if they are not an index file. */
export function readFileOf(bytes: Uint8Array): Sections {
  const read = parseIndexFile(bytes);
  if (typeof read === 'string') throw new Error(read);
  return read.sections;
}

/** Writes an index to files in memory and opens it from them. */
export function reopened(index: SearchIndex): SearchIndex {
  const { head, segments, sectionsOf } = index.snapshot();
  return openIndex(
    readFileOf(fileOf(head)),
    segments.map((segment) => readFileOf(fileOf(sectionsOf(segment)))),
  );
}

/** Returns the number of bytes of a written index. */
export function bytesOf(index: SearchIndex): number {
  const { head, segments, sectionsOf } = index.snapshot();
  return [head, ...segments.map(sectionsOf)].reduce((sum, sections) => sum + fileOf(sections).length, 0);
}
