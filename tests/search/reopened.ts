import { parseIndexFile, type Sections, serialize } from '../../src/search/persistence/index-file.ts';
import { openIndex, type SearchIndex } from '../../src/search/search-engine.ts';

/** Sections as the bytes of one file. */
export const fileOf = (sections: Sections): Uint8Array =>
  new Uint8Array(Buffer.concat([...serialize(sections)]));

/** What `fileOf` gave, read again; bytes that are no file of an index fail the test. */
export function readFileOf(bytes: Uint8Array): Sections {
  const read = parseIndexFile(bytes);
  if (typeof read === 'string') throw new Error(read);
  return read.sections;
}

/** An index written as files, in memory, and opened from them. */
export function reopened(index: SearchIndex): SearchIndex {
  const { head, segments, sectionsOf } = index.snapshot();
  return openIndex(
    readFileOf(fileOf(head)),
    segments.map((segment) => readFileOf(fileOf(sectionsOf(segment)))),
  );
}

/** How many bytes an index takes when it is written. */
export function bytesOf(index: SearchIndex): number {
  const { head, segments, sectionsOf } = index.snapshot();
  return [head, ...segments.map(sectionsOf)].reduce((sum, sections) => sum + fileOf(sections).length, 0);
}
