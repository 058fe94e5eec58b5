import { attributeIn, tagsIn } from './tag-attributes.ts';

/** Hints about a document's encoding besides its bytes. */
export interface CharsetHints {
  /** The HTTP Content-Type header. */
  readonly contentType?: string | undefined;
  /** What kind of declaration to look for inside: `<meta charset>` or `<?xml encoding?>`. */
  readonly format: 'html' | 'xml' | 'text';
}

/**
 * The number of bytes searched for a declaration.
 * https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding
 */
const PRESCAN_BYTES = 4096;

/**
 * Decodes a document's bytes. A byte order mark decides, then UTF-16 and UTF-32 by their zero bytes, then valid UTF-8
 * whatever is declared. Otherwise the declared encoding counts: XML's own before HTTP's, HTTP's before HTML's own,
 * which is the order in which publishers are most often right. Without a usable one it is UTF-8 if that fits, else
 * Windows-1252.
 */
export function decodeBytes(bytes: Uint8Array, hints: CharsetHints): string {
  const wide = decodeByMark(bytes) ?? decodeByZeroBytes(bytes);
  if (wide !== null) return wide;
  const utf8 = new TextDecoder('utf-8').decode(bytes);
  const http = /charset\s*=\s*["']?([\w:.-]+)/i.exec(hints.contentType ?? '')?.[1];
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, PRESCAN_BYTES));
  const inside = hints.format === 'text' ? undefined : declaredIn(head, hints.format);
  const labels = hints.format === 'xml' ? [inside, http] : [http, inside];
  const declared = labels.flatMap((label) => (label && decoderFor(label)) || []);
  const isUtf8 = utf8Evidence(utf8, bytes.length);
  if (
    isUtf8 === 'certain' ||
    (isUtf8 === 'likely' && !declared.some(({ encoding }) => isEastAsian(encoding)))
  )
    return utf8;
  for (const decoder of declared) if (decoder.encoding !== 'utf-8') return decoder.decode(bytes);
  return isBroken(utf8) ? new TextDecoder('windows-1252').decode(bytes) : utf8;
}

function decodeByMark(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder('utf-8').decode(bytes);
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return decodeUtf32(bytes.subarray(4), true);
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return decodeUtf32(bytes.subarray(4), false);
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return null;
}

/** Decodes UTF-16 and UTF-32 without a byte order mark: the position of zero bytes after "<" or "{" shows the unit. */
function decodeByZeroBytes(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a !== 0 && b === 0 && c === 0 && d === 0) return decodeUtf32(bytes, true);
  if (a === 0 && b === 0 && c === 0 && d !== 0) return decodeUtf32(bytes, false);
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return new TextDecoder('utf-16be').decode(bytes);
  return null;
}

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let index = 0; index + 4 <= bytes.length; index += 4) {
    const point = view.getUint32(index, littleEndian);
    parts.push(point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd');
  }
  return parts.join('');
}

function declaredIn(head: string, format: 'html' | 'xml'): string | undefined {
  const [declaration = ''] = tagsIn(head, '<?xml');
  const xml = attributeIn(declaration, 'encoding') ?? undefined;
  if (format === 'xml') return xml;
  for (const tag of tagsIn(head, '<meta')) {
    // Both <meta charset="…"> and the one inside <meta content="text/html; charset=…">.
    const charset = attributeIn(tag, 'charset');
    if (charset) return charset;
  }
  return xml;
}

/** Encodings by label, without dashes, underscores and spaces. */
const ENCODINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    utf8: 'utf-8',
    utf8mb4: 'utf-8',
    unicode: 'utf-8',
    latin1: 'windows-1252',
    ansi: 'windows-1252',
    iso88591: 'windows-1252',
    koi8r: 'koi8-r',
    koi8u: 'koi8-u',
    macroman: 'macintosh',
    maccyrillic: 'x-mac-cyrillic',
    gb2312: 'gbk',
    gb231280: 'gbk',
    gbk: 'gbk',
    gb18030: 'gb18030',
    big5: 'big5',
    big5hkscs: 'big5',
    shiftjis: 'shift_jis',
    sjis: 'shift_jis',
    eucjp: 'euc-jp',
    iso2022jp: 'iso-2022-jp',
    euckr: 'euc-kr',
    ksc5601: 'euc-kr',
    uhc: 'euc-kr',
    tis620: 'windows-874',
  }),
);

/** Windows code pages with another name in the Encoding Standard. */
const CODE_PAGES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '866': 'ibm866',
    '874': 'windows-874',
    '932': 'shift_jis',
    '936': 'gbk',
    '949': 'euc-kr',
    '950': 'big5',
    '65001': 'utf-8',
    '28591': 'windows-1252',
    '20866': 'koi8-r',
  }),
);

/** Returns the decoder for a label, however it is punctuated: `cp-1251`, `win1251` and `WINDOWS_1251` are the same. */
function decoderFor(label: string): TextDecoder | null {
  const plain = label.toLowerCase().replace(/[^a-z\d]/g, '');
  const page = /^(?:x|cs)?(?:cp|win|windows|ms|ibm|dos|codepage)(\d{3,5})$/.exec(plain)?.[1];
  const part = /^(?:iso)?8859(\d{1,2})$/.exec(plain)?.[1];
  const named =
    ENCODINGS.get(plain) ??
    (page && (CODE_PAGES.get(page) ?? `windows-${page}`)) ??
    (part && `iso-8859-${part}`) ??
    label.trim();
  try {
    const decoder = new TextDecoder(named);
    // ASCII bytes with a UTF-16 label are not UTF-16, which was recognised by its zero bytes.
    return decoder.encoding.startsWith('utf-16') ? null : decoder;
  } catch {
    return null;
  }
}

function isEastAsian(encoding: string): boolean {
  return /^(?:gb|big5|shift_jis|euc-|iso-2022)/.test(encoding);
}

/**
 * How certain a document is UTF-8, judged by its letters beyond ASCII. Text in another encoding almost never forms
 * valid sequences; only a few Chinese, Japanese or Korean letters can ("likely").
 */
function utf8Evidence(text: string, bytes: number): 'certain' | 'likely' | 'none' {
  // Each letter beyond ASCII has more bytes than UTF-16 units, so the difference counts at least half of them.
  const beyondAscii = bytes - text.length;
  const broken = brokenIn(text);
  if (beyondAscii <= 0 || broken * 20 > beyondAscii) return 'none';
  return beyondAscii >= 8 ? 'certain' : 'likely';
}

/** Whether there is more than one replacement character in a thousand. */
function isBroken(text: string): boolean {
  return brokenIn(text) > Math.max(1, text.length / 1000);
}

function brokenIn(text: string): number {
  let count = 0;
  for (let index = text.indexOf('\ufffd'); index !== -1; index = text.indexOf('\ufffd', index + 1)) count++;
  return count;
}
