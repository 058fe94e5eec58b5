import { afterAll, describe, expect, it } from 'vitest';
import { createPageReader } from '../../../src/ingest/article/page-pool.ts';
import { withoutHistory } from '../../../src/ingest/parse/email.ts';
import { makePdf, pagesOf } from './make-pdf.ts';
import { docxParts, makeDocx, makeZip } from './make-zip.ts';

const PARAGRAPHS = [
  'Dock workers in Kalmar ended a three-day strike on Monday after the port company agreed to talks on night shifts and on the pay for work at weekends.',
  'The strike cost about 4 million kronor a day, the port company said in a statement on Tuesday morning. It expects that the queue of ships is gone by Friday.',
  '"We will be back if nothing comes of it," union leader Nils Holm told reporters at the gate of the harbour.',
  'About 400 passengers waited in the terminal, and the town opened a school for those who had to stay overnight.',
];
const pages = createPageReader({ keptWarm: 1 });
afterAll(() => pages.close());

async function read(name: string, bytes: Buffer) {
  const document = await pages.document({ bytes, address: name });
  if (!document.ok) return { error: document.error };
  const { value } = document;
  if (value.kind !== 'article' || !value.article.ok) return { error: { code: 'no_article', message: '' } };
  return { page: value.article.value };
}

describe('a PDF', () => {
  it('gives its paragraphs, joined across lines and pages, without running heads and page numbers', async () => {
    const long = Array.from({ length: 30 }, (_, at) => `${PARAGRAPHS[at % 4]!} Day ${at + 1} ended so.`);
    const set = pagesOf(long, { head: 'Kalmar Weekly', foot: true, title: 'Strike in Kalmar ends' });
    expect(set.length).toBeGreaterThan(2);
    const { page } = await read('report.pdf', makePdf(set, { author: 'Anna Berg' }));
    expect(page).toMatchObject({ title: 'Strike in Kalmar ends', byline: 'Anna Berg' });
    const paragraphs = page!.text.split('\n\n');
    // If a page ends with a sentence, nothing shows whether its paragraph ends there too.
    expect(long.filter((paragraph) => !paragraphs.includes(paragraph)).length).toBeLessThan(set.length);
    for (const paragraph of long) expect(page!.text.replaceAll('\n\n', ' ')).toContain(paragraph);
    expect(page!.text).not.toMatch(/Kalmar Weekly|Page \d/);
  });

  it.each([
    ['Strike in Kalmar ends | Kalmar Post', 'Strike in Kalmar ends'],
    ['Strike in Kalmar ends - Kalmar Post', 'Strike in Kalmar ends'],
    ['Strike in Kalmar ends', 'Strike in Kalmar ends'],
    ['Kalmar - a town', 'Kalmar - a town'],
  ])('of a printed page names its headline without the site: %s', async (named, title) => {
    const paragraphs = ['Strike in Kalmar ends', ...PARAGRAPHS];
    const { page } = await read('page.pdf', makePdf(pagesOf(paragraphs, {}), { title: named }));
    expect(page).toMatchObject({ title });
  });

  it('joins a word that was parted at a line’s end, and takes the title that it names', async () => {
    const lines = [
      { text: 'The port company agreed to negotia-', y: 700 },
      { text: 'tions with the union on Monday.', y: 686 },
    ];
    const { page } = await read('a.pdf', makePdf([{ lines }], { title: 'The talks' }));
    expect(page).toMatchObject({
      title: 'The talks',
      text: 'The port company agreed to negotiations with the union on Monday.',
    });
  });

  it.each([
    ['without text', makePdf([{ lines: [] }]), 'no_text_layer', /no text that I can read/],
    [
      'of 2,000 pages',
      makePdf(Array.from({ length: 2_000 }, () => ({ lines: [{ text: 'x', y: 700 }] }))),
      'too_many_pages',
      /2000 pages; I read up to 300/,
    ],
    [
      'with a password',
      makePdf([{ lines: [{ text: 'secret', y: 700 }] }], {
        trailer: `/ID [<00><00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -1 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`,
      }),
      'encrypted',
      /protected by a password/,
    ],
    ['cut in half', makePdf(pagesOf(PARAGRAPHS)).subarray(0, 300), /page_broken|no_text_layer/, /PDF/],
    ['of nothing but its name', Buffer.from('%PDF-1.7\n'), 'page_broken', /broken/],
  ])('%s is refused in one line', async (_, bytes, code, line) => {
    const { error } = await read('a.pdf', bytes);
    expect(error?.code).toMatch(code);
    expect(error?.message).toMatch(line);
  });

  it.each([
    [
      'a stream that inflates to 300 MB',
      makePdf([{ lines: [] }], { stream: Buffer.alloc(300_000_000, ' ') }),
    ],
    ['lists in lists without end', makePdf([{ lines: [] }], { stream: Buffer.from('['.repeat(2_000_000)) })],
    [
      'text without end',
      makePdf([{ lines: [] }], { stream: Buffer.from('BT /F1 1 Tf (a) Tj ET '.repeat(100_000)) }),
    ],
  ])('with %s costs no more than the limits', async (_, bytes) => {
    const { error, page } = await read('bomb.pdf', bytes);
    expect(error ?? page!.text.length < 2_000_000).toBeTruthy();
    // The reader still works.
    expect((await read('a.txt', Buffer.from(PARAGRAPHS.join('\n\n')))).page?.text).toContain('Dock workers');
  });
});

describe('a Word file', () => {
  it('gives its paragraphs', async () => {
    const { page } = await read('report.docx', makeDocx(['Strike in Kalmar ends', ...PARAGRAPHS]));
    expect(page?.title).toBe('Strike in Kalmar ends');
    for (const paragraph of PARAGRAPHS) expect(page?.text).toContain(paragraph);
  });

  const nested = `${'<w:sdt><w:sdtContent>'.repeat(50_000)}${'</w:sdtContent></w:sdt>'.repeat(50_000)}`;
  const bomb = Buffer.alloc(60_000_000, ' ');
  it('with zips in it is read by its text alone: what is nested is never unpacked', async () => {
    const bomb = makeZip([{ name: 'inner.txt', data: Buffer.alloc(30_000_000) }]);
    const nested = makeZip([{ name: 'deeper.zip', data: bomb }]);
    const body = PARAGRAPHS.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('');
    const inside = (name: string, data: Buffer) => makeZip([...docxParts(body), { name, data }]);
    for (const bytes of [
      inside('word/embeddings/report.docx', makeDocx(['An embedded report that nobody asked for.'])),
      inside('word/embeddings/deep.zip', nested),
    ]) {
      const { page, error } = await read('report.docx', bytes);
      expect(error).toBeUndefined();
      expect(page!.text).toBe(PARAGRAPHS.join('\n\n'));
    }
  });

  it('whose document is itself a zip is refused, as is a zip that is named as one', async () => {
    const inner = makeDocx(PARAGRAPHS);
    const parts = docxParts('').map((part) =>
      part.name === 'word/document.xml' ? { ...part, data: inner } : part,
    );
    expect((await read('a.docx', makeZip(parts))).error?.code).toMatch(/^(?:empty|page_broken|no_article)$/);
    const packed = makeZip([{ name: 'report.docx', data: inner }]);
    expect((await read('a.docx', packed)).error?.code).toMatch(/^(?:not_text|page_broken|empty)$/);
  });

  it.each([
    [
      'that unpacks to 60 MB',
      makeZip([...docxParts(''), { name: 'word/styles.xml', data: bomb }]),
      'too_large',
    ],
    [
      'that unpacks to more than it says',
      makeZip(
        docxParts('').map((part) =>
          part.name === 'word/document.xml' ? { ...part, data: bomb, claims: 900 } : part,
        ),
      ),
      'too_large',
    ],
    ['of tags in tags', makeZip(docxParts(nested)), 'too_large'],
    ['with a password', makeZip(docxParts('').map((part) => ({ ...part, encrypted: true }))), 'encrypted'],
    ['that is another kind of zip', makeZip([{ name: 'a.class', data: 'x' }]), 'not_text'],
    ['that is cut in half', makeDocx(PARAGRAPHS).subarray(0, 400), 'page_broken'],
  ])('%s is refused', async (_, bytes, code) => {
    expect((await read('a.docx', bytes)).error?.code).toBe(code);
  });
});

describe('an e-mail', () => {
  const head = (subject: string, type = 'text/plain; charset=utf-8') =>
    `From: Anna Berg <anna@example.org>\r\nTo: ben@example.org\r\nSubject: ${subject}\r\nDate: Tue, 3 Mar 2026 08:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n`;

  it('gives its own text: subject as title, sender as author, without what it quotes', async () => {
    const body = `${PARAGRAPHS.join('\r\n\r\n')}\r\n\r\nOn 2 March 2026 at 10:00, Ben wrote:\r\n> Is the strike over?\r\n`;
    const { page } = await read('a.eml', Buffer.from(head('Re: Strike in Kalmar') + body));
    expect(page).toMatchObject({ title: 'Strike in Kalmar', byline: 'Anna Berg' });
    expect(page?.published).toContain('2026-03-03');
    expect(page?.text).toContain(PARAGRAPHS[3]);
    expect(page?.text).not.toContain('Is the strike over');
  });

  it('that has only HTML is read from it', async () => {
    const body = `<p>${PARAGRAPHS.join('</p><p>')}</p>`;
    const { page } = await read('a.eml', Buffer.from(head('News', 'text/html; charset=utf-8') + body));
    expect(page?.text).toContain(PARAGRAPHS[2]);
  });

  it('without text is refused', async () => {
    expect((await read('a.eml', Buffer.from(head('Nothing')))).error?.code).toBe('empty');
  });

  it.each([
    ['Yes.\n\n-----Original Message-----\nFrom: x', 'Yes.'],
    ['Yes.\n\nAm 3. März 2026 um 10:00 schrieb Ben:\n> x', 'Yes.'],
    ['Yes.\n> x\nNo.', 'Yes.\nNo.'],
    ['Yes.\n-- \nAnna, Kalmar', 'Yes.'],
    ['On Monday the ministry wrote to the union.', 'On Monday the ministry wrote to the union.'],
  ])('keeps of %j what is its own', (text, own) => expect(withoutHistory(text)).toBe(own));
});
