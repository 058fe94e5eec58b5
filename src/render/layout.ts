import type { Action } from '../domain/action.ts';
import { actionToken, isChoice } from '../domain/action.ts';
import type {
  Card,
  CardKind,
  CardLine,
  CardPassage,
  CardSection,
  CardShare,
  CardSource,
} from '../domain/card.ts';
import { asOnePart, SEPARATOR } from '../domain/separator.ts';
import type { Words } from '../domain/words/en.ts';
import { wordsForLocale } from '../domain/words/words-for-locale.ts';
import { cleanLine, safeLink } from './escapes.ts';
import { fitTail, fitText } from './truncate.ts';

/** More bold words than these set nothing apart; a longer one is a sentence. */
const MOST_STRONG = 8;
const LONGEST_STRONG = 60;
/** Articles named under a card. The card's builder counts further ones in its small print. */
const MOST_SOURCES = 3;

/** How much of a card may be shown, in UTF-16 units before escaping, and in items. */
export interface Budget {
  readonly title: number;
  readonly claim: number;
  readonly quote: number;
  /** Before and after a quote, each. */
  readonly around: number;
  readonly attribution: number;
  readonly small: number;
  /** The longest address that still gets its link. */
  readonly link: number;
  readonly lines: number;
  readonly passages: number;
  readonly buttons: number;
  readonly button: number;
  /** How many of the entries that a card names may be chosen; the card names the others all the same. */
  readonly choices: number;
}

export interface FittedSource {
  readonly title: string;
  readonly link: string | null;
  /** Outlet and day: "bbc.example · 12 March 2026". */
  readonly about: string;
}

export interface FittedLine {
  readonly label: string | null;
  readonly claim: string;
  /** Words of the claim that are shown bold. */
  readonly strong: readonly string[];
  /** The speaker, and the number of articles that say the same. */
  readonly by: string | null;
  readonly note: string | null;
  readonly source: FittedSource | null;
  /** The address that the whole line links to. */
  readonly link: string | null;
  /** The line as a row of a table. */
  readonly cells: readonly (string | number)[] | null;
}

export interface FittedSection {
  readonly style: CardSection['style'];
  readonly heading: string | null;
  /** Where the heading leads; null if nowhere. */
  readonly headingLink: string | null;
  readonly badge: string | null;
  /** Present if every line has as many cells. */
  readonly columns: readonly string[] | null;
  readonly lines: readonly FittedLine[];
}

export interface FittedPassage {
  readonly before: string;
  readonly quote: string;
  readonly after: string;
  /** Speaker, article and place: the small print under it. */
  readonly source: string;
  readonly link: string | null;
}

export interface FittedButton {
  readonly label: string;
  readonly token: string;
  readonly verb: Action['verb'];
  readonly primary: boolean;
  readonly menu: boolean;
  readonly detail: string | null;
}

/** A card cleaned of everything harmful and cut to its room, with all that had to go counted in `leftOut`. */
export interface FittedCard {
  readonly id: string;
  readonly kind: CardKind;
  readonly title: string;
  /** False if the title only repeats the question above the card. */
  readonly showsTitle: boolean;
  /** The address that the title links to; null if none. */
  readonly titleLink: string | null;
  readonly shared: CardShare | null;
  readonly notice: string | null;
  readonly lede: string | null;
  readonly sections: readonly FittedSection[];
  readonly passages: readonly FittedPassage[];
  readonly sources: readonly FittedSource[];
  readonly footer: string | null;
  /** "and 3 more · 2 buttons don't fit here"; null if nothing was left out. */
  readonly leftOut: string | null;
  /** The same without the lines that the card's "more" button counts: for where the buttons are shown. */
  readonly leftOutUnoffered: string | null;
  readonly buttons: readonly FittedButton[];
  /** The words around the card, in its reader's language. */
  readonly words: Words['platform'];
  /** The number of entries that cannot be chosen because the platform's menu is full. */
  readonly unoffered: number;
}

/** Room without bounds: for terminals and pages, which scroll. */
export const UNLIMITED: Budget = {
  title: Infinity,
  claim: Infinity,
  quote: Infinity,
  around: Infinity,
  attribution: Infinity,
  small: Infinity,
  link: Infinity,
  lines: Infinity,
  passages: Infinity,
  buttons: Infinity,
  button: Infinity,
  choices: 10,
};

/**
 * The order in which sections stay, the first of them longest. The first line of a card, its answer, stays before all
 * of them.
 */
const SECTION_ORDER: readonly CardSection['style'][] = ['conflict', 'facts', 'nearest', 'list', 'also'];

/** The places of lines that are shown together or not at all: both sides of a contradiction are one. */
function groupsOf({ style, lines }: CardSection): readonly (readonly number[])[] {
  if (style !== 'conflict') return lines.map((_, at) => [at]);
  const pairs: number[][] = [];
  for (let at = 0; at < lines.length; at += 2) {
    const last = pairs.at(-1);
    if (at === lines.length - 1 && last) last.push(at);
    else pairs.push([at, at + 1].filter((place) => place < lines.length));
  }
  return pairs;
}

/** The key of a line: the same line may be on a card twice. */
const lineKey = (section: number, line: number): string => `${section}.${line}`;

/** Chooses the places of the lines that stay within `room`; at least the first of them, or the first pair, always does. */
function chosenLines(sections: readonly CardSection[], room: number): ReadonlySet<string> {
  const groups = sections.flatMap((section, at) =>
    groupsOf(section).map((lines) => ({
      lines: lines.map((line) => lineKey(at, line)),
      rank: SECTION_ORDER.indexOf(section.style),
    })),
  );
  const ordered = groups
    .map((group, at) => ({ ...group, rank: at === 0 ? -1 : group.rank }))
    .sort((one, other) => one.rank - other.rank);
  const chosen = new Set<string>();
  for (const { lines } of ordered) {
    if (chosen.size > 0 && chosen.size + lines.length > room) break;
    for (const line of lines) chosen.add(line);
  }
  return chosen;
}

const cut = (text: string | null | undefined, most: number): string | null => {
  // Long text is cut twice: roughly before it is cleaned, which costs, and exactly after.
  const whole = text ?? '';
  const rough = most === Infinity ? whole : whole.slice(0, most * 4 + 400);
  const line = fitText(`${cleanLine(rough)}${rough.length < whole.length ? '…' : ''}`, most);
  return line === '' ? null : line;
};

const linkIn = (url: string | null | undefined, room: Budget): string | null => {
  const safe = safeLink(url ?? null);
  return safe !== null && safe.length <= room.link ? safe : null;
};

function sourceIn(source: CardSource, room: Budget, { answers, platform }: Words): FittedSource {
  const language = source.language ? answers.inLanguage(source.language) : null;
  const about = [source.site, source.date, language].map((part) => cut(part, room.small));
  return {
    title: cut(source.title, room.attribution) ?? platform.noTitle,
    link: linkIn(source.url, room),
    about: about.filter((part) => part !== null).join(' · '),
  };
}

/** The words that are shown bold, if there are not too many to set anything apart. */
const strongIn = (strong: readonly string[] = []): string[] =>
  strong.length > MOST_STRONG ? [] : strong.flatMap((word) => cut(word, LONGEST_STRONG) ?? []);

function cellsIn({ cells }: CardLine, columns: readonly string[] | undefined, room: Budget) {
  if (!cells || cells.length !== columns?.length) return null;
  return cells.map((cell) => (typeof cell === 'number' ? cell : (cut(cell, room.attribution) ?? '–')));
}

function lineIn(
  line: CardLine,
  columns: readonly string[] | undefined,
  room: Budget,
  words: Words,
): FittedLine {
  const { platform } = words;
  const others = line.otherSources ? platform.sources(line.otherSources + 1) : null;
  const by = [cut(line.attribution, room.attribution), others].filter((part) => part !== null);
  return {
    label: cut(line.label, room.small),
    claim: cut(line.claim, room.claim) ?? platform.noText,
    strong: strongIn(line.strong),
    by: by.length > 0 ? by.map(asOnePart).join(SEPARATOR) : null,
    note: cut(line.note, room.small),
    source: line.source ? sourceIn(line.source, room, words) : null,
    link: linkIn(line.url, room),
    cells: cellsIn(line, columns, room),
  };
}

function passageIn(passage: CardPassage, room: Budget, { platform }: Words): FittedPassage {
  const link = linkIn(passage.url, room);
  const source = [
    cut(passage.speaker, room.attribution),
    cut(passage.articleTitle, room.attribution),
    cut(passage.site, room.small),
    cut(passage.where, room.small),
    passage.url !== null && link === null ? platform.linkLeft : null,
  ];
  return {
    before: fitTail(cleanLine(passage.before), room.around),
    quote: cut(passage.quote, room.quote) ?? platform.noText,
    after: fitText(cleanLine(passage.after), room.around),
    source: source
      .filter((part) => part !== null)
      .map(asOnePart)
      .join(SEPARATOR),
    link,
  };
}

/** A card's actions with as many choices as there is room for. */
function offered({ actions }: Card, { choices }: Budget): readonly Action[] {
  let left = choices;
  return actions.filter((action) => !isChoice(action) || left-- > 0);
}

/** A card's buttons that a platform can carry; two of one token, or a token too long, are not among them. */
function buttonsIn(actions: readonly Action[], card: Card, room: Budget): FittedButton[] {
  const buttons = new Map<string, FittedButton>();
  for (const action of actions) {
    try {
      const token = actionToken(action, card.id);
      const label = cut(action.label, room.button) ?? action.verb;
      const { verb, primary = false, menu = false } = action;
      const detail = cut(action.detail, room.button);
      if (!buttons.has(token)) buttons.set(token, { label, token, verb, primary, menu, detail });
    } catch {
      // No platform takes this button back, so it is counted among those that don't fit.
    }
  }
  return [...buttons.values()].slice(0, room.buttons);
}

function sharedIn({ by, name, question, did }: CardShare, room: Budget): CardShare {
  const known = cut(name, room.small);
  const act = did === undefined ? {} : { did };
  return { by, ...(known ? { name: known } : {}), question: cut(question, room.title), ...act };
}

function footerIn(footer: readonly string[], room: Budget): string | null {
  const parts = footer.map(cleanLine).filter((part) => part !== '');
  return cut(parts.join(SEPARATOR), room.small * 2);
}

function sectionIn(
  section: CardSection,
  isChosen: (at: number) => boolean,
  room: Budget,
  words: Words,
): FittedSection {
  const { style, columns } = section;
  const lines = section.lines
    .filter((_, at) => isChosen(at))
    .map((line) => lineIn(line, columns, room, words));
  const isTable = columns !== undefined && lines.every(({ cells }) => cells !== null);
  return {
    style,
    lines,
    heading: cut(section.heading, room.title),
    headingLink: linkIn(section.url, room),
    badge: cut(section.badge, room.title),
    columns: isTable ? columns.map((column) => cut(column, room.small) ?? '–') : null,
  };
}

/** Cleans a card and cuts it to a budget; counts what is left out. Sources are never left out, only shortened. */
export function fitCard(card: Card, room: Budget): FittedCard {
  const words = wordsForLocale(card.locale);
  const { platform } = words;
  const chosen = chosenLines(card.sections, room.lines);
  const sections = card.sections
    .map((section, place) => sectionIn(section, (at) => chosen.has(lineKey(place, at)), room, words))
    .filter(({ lines }) => lines.length > 0);
  const passages = (card.passages ?? [])
    .slice(0, room.passages)
    .map((passage) => passageIn(passage, room, words));
  const actions = offered(card, room);
  const buttons = buttonsIn(actions, card, room);
  const shown = sections.reduce((sum, { lines }) => sum + lines.length, 0) + passages.length;
  const all = card.sections.reduce((sum, { lines }) => sum + lines.length, 0) + (card.passages?.length ?? 0);
  const cutLines = all - shown;
  const isOffered = buttons.some(({ verb }) => verb === 'more');
  const lost = actions.length - buttons.length;
  const leftOut = (hidden: number): string | null => {
    const parts = [
      ...(hidden > 0 ? [platform.andMore(hidden)] : []),
      ...(lost > 0 ? [platform.buttonsLeft(lost)] : []),
    ];
    return parts.length > 0 ? parts.join(SEPARATOR) : null;
  };
  return {
    id: card.id,
    kind: card.kind,
    title: cut(card.title, room.title) ?? platform.noTitle,
    showsTitle: card.isAsked !== true,
    titleLink: linkIn(card.url, room),
    shared: card.shared ? sharedIn(card.shared, room) : null,
    notice: cut(card.notice, room.small),
    lede: cut(card.lede, room.claim),
    sections,
    passages,
    sources: (card.sources ?? []).slice(0, MOST_SOURCES).map((source) => sourceIn(source, room, words)),
    footer: footerIn(card.footer, room),
    leftOut: leftOut(card.hidden + cutLines),
    leftOutUnoffered: leftOut((isOffered ? 0 : card.hidden) + cutLines),
    buttons,
    words: platform,
    unoffered: card.actions.length - actions.length,
  };
}
