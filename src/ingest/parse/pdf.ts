import { getDocumentProxy } from 'unpdf';
import { done, failed, type Outcome } from '../ingest-outcome.ts';
import { type PdfLine, paragraphsOf } from './pdf-paragraphs.ts';

/** The text layer of a PDF. */
export interface PdfText {
  readonly title: string | null;
  readonly author: string | null;
  readonly text: string;
}

/** The most pages. Longer documents are books or attacks. */
const MOST_PAGES = 300;
/** The most lines of all pages together. */
const MOST_LINES = 60_000;

/** Options that keep the PDF library from running, drawing or fetching anything. */
const SAFE = {
  isEvalSupported: false,
  enableXfa: false,
  disableFontFace: true,
  useSystemFonts: false,
  disableAutoFetch: true,
  disableStream: true,
  disableRange: true,
  stopAtErrors: false,
  maxImageSize: 1,
  isOffscreenCanvasSupported: false,
  useWorkerFetch: false,
  verbosity: 0,
} as const;

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

/** Opens a document. Error codes: encrypted, page_broken. */
async function open(bytes: Uint8Array): Promise<Outcome<PdfDocument>> {
  try {
    return done(await getDocumentProxy(new Uint8Array(bytes), { ...SAFE }));
  } catch (error) {
    if ((error as Error).name === 'PasswordException')
      return failed('encrypted', 'This PDF is protected by a password.');
    return failed('page_broken', 'This PDF is broken.');
  }
}

interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** Returns a page's lines: runs of text at one height, in the document's order. */
async function linesOf(document: PdfDocument, number: number): Promise<PdfLine[]> {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent();
  const { height: pageHeight } = page.getViewport({ scale: 1 });
  const lines: { text: string; y: number; x: number; right: number; size: number }[] = [];
  for (const item of items as readonly Partial<TextItem>[]) {
    const { str, transform, width = 0, height = 0 } = item;
    if (str === undefined || !transform || str === '') continue;
    const [x, y] = [transform[4] ?? 0, transform[5] ?? 0];
    const size = height || Math.abs(transform[3] ?? 0) || 1;
    const last = lines.at(-1);
    const isSame = last !== undefined && Math.abs(last.y - y) < size * 0.5 && x >= last.right - size;
    if (isSame) {
      const gap = x - last.right > size * 0.15 && !/\s$/.test(last.text) && !/^\s/.test(str);
      last.text += gap ? ` ${str}` : str;
      last.right = Math.max(last.right, x + width);
    } else if (str.trim() !== '') lines.push({ text: str, y, x, right: x + width, size });
  }
  page.cleanup();
  return lines.map(({ text, y, x, right, size }) => ({
    text: text.replace(/\s+/g, ' ').trim(),
    page: number,
    x,
    right,
    size,
    top: pageHeight - y,
    height: pageHeight,
  }));
}

const nameIn = (value: unknown): string | null => {
  const name = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '';
  return name === '' || /^(?:untitled|microsoft word|document\d*)\b/i.test(name) ? null : name;
};

/** Extracts the text of a PDF. Error codes: encrypted, too_many_pages, no_text_layer, page_broken. */
export async function readPdf(bytes: Uint8Array): Promise<Outcome<PdfText>> {
  const opened = await open(bytes);
  if (!opened.ok) return opened;
  const document = opened.value;
  const { numPages } = document;
  if (numPages > MOST_PAGES)
    return failed('too_many_pages', `This PDF has ${numPages} pages; I read up to ${MOST_PAGES}.`);
  try {
    const lines: PdfLine[] = [];
    for (let number = 1; number <= numPages && lines.length < MOST_LINES; number++)
      lines.push(...(await linesOf(document, number)));
    const { title, paragraphs } = paragraphsOf(lines);
    if (paragraphs.length === 0)
      return failed('no_text_layer', 'This PDF holds pictures of pages and no text that I can read.');
    const { info } = (await document.getMetadata().catch(() => ({ info: {} }))) as {
      info: Readonly<Record<string, unknown>>;
    };
    return done({
      title: nameIn(info.Title) ?? title,
      author: nameIn(info.Author),
      text: paragraphs.join('\n\n'),
    });
  } catch {
    return failed('page_broken', 'This PDF is broken.');
  }
}
