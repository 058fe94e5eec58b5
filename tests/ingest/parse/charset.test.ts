import { describe, expect, it } from 'vitest';
import { decodeBytes } from '../../../src/ingest/parse/charset.ts';

const RUSSIAN = 'Порт утвердил план';
const CP1251 = Uint8Array.from(
  [...RUSSIAN].map((char) => (char === ' ' ? 0x20 : char.charCodeAt(0) - 0x350)),
);
const declared = (encoding: string, body: Uint8Array) =>
  Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><a>`), body, Buffer.from('</a>')]);
const decoded = (bytes: Uint8Array, contentType?: string) =>
  decodeBytes(bytes, { format: 'xml', contentType }).replace(/^<\?xml[^>]*>/, '');

describe('the encoding of a document', () => {
  it.each(['windows-1251', 'cp1251', 'CP-1251', 'win-1251', 'Windows_1251', 'x-cp1251'])(
    'is what %s means, however it is punctuated',
    (label) => {
      expect(decoded(declared(label, CP1251))).toBe(`<a>${RUSSIAN}</a>`);
    },
  );

  it.each(['windows-1251', 'iso-8859-1', 'koi8-r', 'gb2312', 'ascii', 'bogus'])(
    'is UTF-8 if its bytes are, though it says %s',
    (label) => {
      expect(decoded(declared(label, Buffer.from(RUSSIAN)))).toBe(`<a>${RUSSIAN}</a>`);
      expect(decoded(Buffer.from(`<a>${RUSSIAN}</a>`), `text/xml; charset=${label}`)).toBe(
        `<a>${RUSSIAN}</a>`,
      );
    },
  );

  it('is the declared one if UTF-8 is declared elsewhere and does not fit', () => {
    expect(decoded(declared('cp1251', CP1251), 'text/xml; charset=utf-8')).toBe(`<a>${RUSSIAN}</a>`);
    expect(decoded(declared('utf-8', CP1251), 'text/xml; charset=windows-1251')).toBe(`<a>${RUSSIAN}</a>`);
  });

  it('is Chinese if that is declared, though two letters would be valid UTF-8 too', () => {
    // In GBK 联通 is C1 AA CD A8; its second half is a valid sequence of UTF-8.
    expect(decoded(declared('gb2312', Uint8Array.from([0xcd, 0xa8])))).toBe('<a>通</a>');
  });

  it('stays UTF-8 with a stray broken byte', () => {
    const bytes = Buffer.concat([Buffer.from(`${RUSSIAN} ${RUSSIAN}`), Uint8Array.from([0xff])]);
    expect(decoded(declared('windows-1251', bytes))).toBe(`<a>${RUSSIAN} ${RUSSIAN}\ufffd</a>`);
  });
});
