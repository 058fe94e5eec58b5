import { inflateRawSync } from 'node:zlib';
import { Parser } from 'htmlparser2';
import { done, failed, type Outcome } from '../ingest-outcome.ts';
import { checkZip, type ZipEntry } from './zip-guard.ts';

/** The text of a Word file. */
export interface WordText {
  readonly title: string | null;
  readonly author: string | null;
  readonly text: string;
}

const LIMITS = { entries: 2_000, inflated: 40_000_000 };
/** The parts that are unpacked, without pictures, fonts and macros. */
const DOCUMENT = 'word/document.xml';
const PROPERTIES = 'docProps/core.xml';
const LOCAL_ENTRY = 0x04034b50;

/** Unpacks one part, at most `LIMITS.inflated` bytes of it whatever the directory says; null if it cannot be. */
function unpack(zip: Uint8Array, { offset, compressed }: ZipEntry): string | null {
  const bytes = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  if (offset + 30 > zip.length || bytes.getUint32(offset, true) !== LOCAL_ENTRY) return null;
  const start = offset + 30 + bytes.getUint16(offset + 26, true) + bytes.getUint16(offset + 28, true);
  const data = zip.subarray(start, start + compressed);
  if (bytes.getUint16(offset + 8, true) === 0) return Buffer.from(data).toString('utf8');
  try {
    return inflateRawSync(data, { maxOutputLength: LIMITS.inflated }).toString('utf8');
  } catch {
    return null;
  }
}

/** Returns a document's paragraphs, and the first with the style of a title or heading. Entities stay encoded. */
function paragraphsIn(xml: string): { readonly title: string | null; readonly paragraphs: string[] } {
  const paragraphs: string[] = [];
  let title: string | null = null;
  let current = '';
  let isHeading = false;
  let inText = 0;
  let skipped = 0;
  const end = (): void => {
    const text = current.replace(/\s+/g, ' ').trim();
    if (text !== '') paragraphs.push(text);
    if (text !== '' && isHeading) title ??= text;
    current = '';
    isHeading = false;
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        // The alternative content for older programs repeats the text box.
        if (name === 'mc:Fallback') skipped++;
        if (name === 'w:p') end();
        if (name === 'w:t') inText++;
        if (name === 'w:tab' || name === 'w:br') current += ' ';
        if (name === 'w:pStyle') isHeading = /^(?:title|heading1)$/i.test(attributes['w:val'] ?? '');
      },
      onclosetag(name) {
        if (name === 'mc:Fallback') skipped--;
        if (name === 'w:p') end();
        if (name === 'w:t') inText--;
      },
      ontext(text) {
        if (inText > 0 && skipped === 0) current += text;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(xml);
  parser.end();
  end();
  return { title, paragraphs };
}

/** Returns a document property, such as `dc:title`. */
function property(xml: string, name: string): string | null {
  const start = xml.indexOf(`<${name}>`);
  const end = xml.indexOf(`</${name}>`, start);
  const value = start < 0 || end < 0 ? '' : xml.slice(start + name.length + 2, end);
  return value.replace(/<[^<>]*>|\s+/g, ' ').trim() || null;
}

/** Extracts the text of a Word file. Error codes: encrypted, too_large, page_broken, empty, not_text. */
export function readDocx(bytes: Uint8Array): Outcome<WordText> {
  const checked = checkZip(bytes, LIMITS);
  if (!checked.ok) return checked;
  const partOf = (name: string) => checked.value.find((entry) => entry.name === name);
  const entry = partOf(DOCUMENT);
  if (!entry) return failed('not_text', 'This is no Word file.');
  const xml = unpack(bytes, entry);
  if (xml === null) return failed('too_large', 'This file unpacks to more than I read, or is broken.');
  const { title, paragraphs } = paragraphsIn(xml);
  if (paragraphs.length === 0) return failed('empty', 'There is no text in it.');
  const properties = partOf(PROPERTIES);
  const core = (properties && unpack(bytes, properties)) ?? '';
  return done({
    title: title ?? property(core, 'dc:title'),
    author: property(core, 'dc:creator'),
    text: paragraphs.join('\n\n'),
  });
}
