import { deflateSync } from 'node:zlib';

export interface PdfPage {
  /** The page's lines from top to bottom, each with the height of its baseline and its font size. */
  readonly lines: readonly {
    readonly text: string;
    readonly y: number;
    readonly size?: number;
    readonly x?: number;
  }[];
}

const escaped = (text: string): string => text.replace(/[\\()]/g, '\\$&');

const contentOf = ({ lines }: PdfPage): string =>
  lines
    .map(({ text, y, size = 11, x = 60 }) => `BT /F1 ${size} Tf ${x} ${y} Td (${escaped(text)}) Tj ET`)
    .join('\n');

export interface PdfOptions {
  readonly title?: string;
  readonly author?: string;
  /** Entries of the trailer, for hostile documents. */
  readonly trailer?: string;
  /** Each page's stream in place of its lines. */
  readonly stream?: Buffer;
}

/** Writes a PDF without a library: pages of text in Helvetica. */
export function makePdf(pages: readonly PdfPage[], options: PdfOptions = {}): Buffer {
  const objects: (string | Buffer)[] = [];
  const add = (object: string | Buffer): number => objects.push(object);
  const pagesId = pages.length * 2 + 3;
  const fontId = add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  const kids = pages.map((page) => {
    const data = deflateSync(options.stream ?? Buffer.from(contentOf(page), 'latin1'));
    const head = Buffer.from(`<< /Length ${data.length} /Filter /FlateDecode >>\nstream\n`);
    const stream = add(Buffer.concat([head, data, Buffer.from('\nendstream')]));
    return add(
      `<< /Type /Page /Parent ${pagesId} 0 R /MediaBox [0 0 595 842] /Contents ${stream} 0 R /Resources << /Font << /F1 ${fontId} 0 R >> >> >>`,
    );
  });
  const info = add(
    `<< ${options.title ? `/Title (${escaped(options.title)})` : ''} ${options.author ? `/Author (${escaped(options.author)})` : ''} >>`,
  );
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${kids.map((id) => `${id} 0 R`).join(' ')}] >>`);
  const root = add(`<< /Type /Catalog /Pages ${pagesId} 0 R >>`);
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let size = parts[0]!.length;
  for (const [at, object] of objects.entries()) {
    offsets.push(size);
    const part = Buffer.concat([
      Buffer.from(`${at + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from('\nendobj\n'),
    ]);
    parts.push(part);
    size += part.length;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root ${root} 0 R /Info ${info} 0 R ${options.trailer ?? ''} >>\nstartxref\n${size}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** Lays paragraphs out in lines of at most `width` characters, with a gap between paragraphs, page by page. */
export function pagesOf(
  paragraphs: readonly string[],
  { width = 80, head = '', foot = false, title = '' } = {},
): PdfPage[] {
  const pages: { text: string; y: number; size?: number }[][] = [];
  let y = 0;
  const open = () => {
    const lines: { text: string; y: number; size?: number }[] = [];
    if (head) lines.push({ text: head, y: 815 });
    pages.push(lines);
    y = 740;
    if (foot) lines.push({ text: `Page ${pages.length} of 9`, y: 30 });
  };
  const put = (text: string, size?: number) => {
    if (y < 100) open();
    pages.at(-1)!.push({ text, y, ...(size ? { size } : {}) });
    y -= 14;
  };
  open();
  if (title) {
    put(title, 20);
    y -= 20;
  }
  for (const paragraph of paragraphs) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line.length + word.length + 1 > width) {
        put(line);
        line = '';
      }
      line += `${line === '' ? '' : ' '}${word}`;
    }
    put(line);
    y -= 10;
  }
  return pages.map((lines) => ({ lines }));
}
