import type { CardShare } from '../domain/card.ts';
import type { PlatformWords } from '../domain/words/en-faults.ts';
import type { FittedCard, FittedLine, FittedPassage, FittedSection, FittedSource } from './layout.ts';

/** The kind of a card's line, by which a terminal styles it. The words alone are enough to understand it. */
type PlainRole = 'title' | 'small' | 'heading' | 'claim' | 'quote' | 'text';

interface PlainLine {
  readonly role: PlainRole;
  readonly text: string;
  /** Precedes the text on its first line. Further lines are indented by its width. */
  readonly lead?: string;
  /** True if an empty line precedes it. */
  readonly apart?: boolean;
}

/** Formats an article: "Pompeo in Sochi · ria.example · 14 May 2019". */
export const sourceWords = ({ title, about }: FittedSource): string =>
  about === '' ? title : `${title} · ${about}`;

/** Formats who shared a card and the question. */
export function sharedWords({ name, question, did }: CardShare, words: PlatformWords): string {
  const who = name ?? words.somebody;
  if (did) return `${who} ${did}`;
  return `${who} ${question ? words.asked(question) : words.sharedThis}`;
}

function claimLines(line: FittedLine, section: FittedSection, digest: boolean): PlainLine[] {
  const listed = section.style === 'list' || digest;
  const label = line.label ? `${line.label}: ` : '';
  const lead = listed ? '• ' : '';
  const { before, by, note, source } = line;
  const small = [by && `— ${by}`, note && `(${note})`, source && `(${sourceWords(source)})`]
    .filter(Boolean)
    .join(' ');
  const under = lead ? { lead: '  ' } : {};
  const claim: PlainLine = { role: 'claim', text: `${label}${line.claim}`, ...(lead ? { lead } : {}) };
  return [
    ...(before ? [{ role: 'small', text: `(${before})`, ...under } as const] : []),
    claim,
    ...(small ? [{ role: 'small', text: small, ...under } as const] : []),
  ];
}

function sectionLines(section: FittedSection, digest: boolean): PlainLine[] {
  const heading = [section.heading, section.badge].filter((part) => part !== null).join(' · ');
  const lines = section.lines.flatMap((line) => claimLines(line, section, digest));
  if (heading) return [{ role: 'heading', text: heading, apart: true }, ...lines];
  return lines.map((line, at) => (at === 0 ? { ...line, apart: true } : line));
}

function passageLines(passage: FittedPassage): PlainLine[] {
  const link = passage.link ? ` · ${passage.link}` : '';
  return [
    ...(passage.before ? [{ role: 'text', text: passage.before, apart: true } as const] : []),
    { role: 'quote', text: passage.quote, lead: '> ', ...(passage.before ? {} : { apart: true }) },
    ...(passage.after ? [{ role: 'text', text: passage.after } as const] : []),
    { role: 'small', text: `— ${passage.source}${link}` },
  ];
}

/** Renders the whole card as lines in reading order: for terminals, notifications and screen readers. */
function plainLines(card: FittedCard): PlainLine[] {
  const digest = card.kind === 'digest';
  const footer = [...card.sources.map(sourceWords), card.footer, card.leftOut].filter(
    (part) => part !== null,
  );
  return [
    ...(card.shared ? [{ role: 'small', text: sharedWords(card.shared, card.words) } as const] : []),
    ...(card.notice ? [{ role: 'small', text: card.notice } as const] : []),
    ...(card.showsTitle ? [{ role: 'title', text: card.title } as const] : []),
    ...(card.lede ? [{ role: 'text', text: card.lede } as const] : []),
    ...card.sections.flatMap((section) => sectionLines(section, digest)),
    ...card.passages.flatMap(passageLines),
    ...(footer.length > 0 ? [{ role: 'small', text: `(${footer.join(' · ')})`, apart: true } as const] : []),
  ];
}

/** Renders the whole card as one text without indentation. */
export function plainText(card: FittedCard): string {
  return plainLines(card)
    .map(({ lead, text }) => `${lead ?? ''}${text}`)
    .join('\n');
}
