/** What besides the bytes themselves may name their encoding. */
export interface CharsetHints {
  /** The HTTP Content-Type header. */
  readonly contentType?: string | undefined;
  /** What kind of declaration to look for inside: `<meta charset>` or `<?xml encoding?>`. */
  readonly format: 'html' | 'xml' | 'text';
}

/** How far in a declaration is looked for. https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding */
const PRESCAN_BYTES = 4096;

/**
 * Decodes a document's bytes: a byte order mark decides; for XML then its declaration and then HTTP, for HTML first HTTP
 * and then its meta tag (the order in which publishers are most often right); then UTF-8 where that fits, else Windows-1252.
 */
export function decodeBytes(bytes: Uint8Array, hints: CharsetHints): string {
  const marked = byMark(bytes);
  if (marked) return marked;
  const http = /charset\s*=\s*["']?([\w:.-]+)/i.exec(hints.contentType ?? '')?.[1];
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, PRESCAN_BYTES));
  const inside = hints.format === 'text' ? undefined : declaredIn(head, hints.format);
  const unmarked = byPattern(bytes);
  if (unmarked) return unmarked;
  for (const label of hints.format === 'xml' ? [inside, http] : [http, inside]) {
    const decoder = label && decoderFor(label);
    if (!decoder) continue;
    const text = decoder.decode(bytes);
    // A page that says UTF-8 and is full of broken sequences is Latin text with a wrong label.
    if (decoder.encoding !== 'utf-8' || !looksBroken(text)) return text;
  }
  const text = new TextDecoder('utf-8').decode(bytes);
  return looksBroken(text) ? new TextDecoder('windows-1252').decode(bytes) : text;
}

function byMark(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder('utf-8').decode(bytes);
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return decodeUtf32(bytes.subarray(4), true);
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return decodeUtf32(bytes.subarray(4), false);
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return null;
}

/** UTF-16 and UTF-32 without a mark: a document that starts with "<" or "{" shows by where its zero bytes lie. */
function byPattern(bytes: Uint8Array): string | null {
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
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, littleEndian);
    parts.push(point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd');
  }
  return parts.join('');
}

function declaredIn(head: string, format: 'html' | 'xml'): string | undefined {
  const xml = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w:.-]+)["']/i.exec(head)?.[1];
  if (format === 'xml') return xml;
  return /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1] ?? xml;
}

function decoderFor(label: string): TextDecoder | null {
  try {
    const decoder = new TextDecoder(label);
    // ASCII bytes that say they are UTF-16 are not: a real UTF-16 document shows by its zero bytes above.
    return decoder.encoding.startsWith('utf-16') ? null : decoder;
  } catch {
    return null;
  }
}

/** More than one replacement character in a thousand: no longer a stray broken byte. */
function looksBroken(text: string): boolean {
  let count = 0;
  for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', at + 1)) count++;
  return count > Math.max(1, text.length / 1000);
}
