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
import { chosenLines, lineKey } from './chosen-lines.ts';
import { cleanLine, safeLink } from './escapes.ts';
import { fitTail, fitText } from './truncate.ts';

/** The most bold words on a line, and the longest one. With more or longer ones, bold no longer emphasises anything. */
const MOST_STRONG = 8;
const LONGEST_STRONG = 60;
/** The most articles named under a card. The card's footer counts the others. */
const MOST_SOURCES = 3;

/** The limits for a card's parts: texts in UTF-16 units before escaping, lists in items. */
export interface Budget {
  readonly title: number;
  readonly claim: number;
  readonly quote: number;
  /** The limit for the text before a claim, before a quote, and after it. */
  readonly around: number;
  readonly attribution: number;
  readonly small: number;
  /** The longest address that becomes a link. */
  readonly link: number;
  readonly lines: number;
  readonly passages: number;
  readonly buttons: number;
  readonly button: number;
  /** The most choices that become menu entries or buttons. The card's text names the others too. */
  readonly choices: number;
}

export interface FittedSource {
  readonly title: string;
  readonly link: string | null;
  /** Outlet and day: "bbc.example · 12 March 2026". */
  readonly about: string;
}

/** A picture beside a headline. */
export interface FittedPicture {
  readonly url: string;
  /** Its text for screen readers: the headline. */
  readonly alt: string;
}

export interface FittedLine {
  readonly label: string | null;
  /** The sentences before the claim that it needs, in small print. */
  readonly before: string | null;
  readonly claim: string;
  /** The words of the claim that are bold. */
  readonly strong: readonly string[];
  /** The speaker, and the number of articles with the same statement. */
  readonly by: string | null;
  readonly note: string | null;
  readonly source: FittedSource | null;
  /** The address that the line links to. */
  readonly link: string | null;
  /**
   * The length of the linked part of the claim, from its start: its name in a list of linked things, else all of it.
   */
  readonly linked: number;
  /** The line as a row of a table. */
  readonly cells: readonly (string | number)[] | null;
}

export interface FittedSection {
  readonly style: CardSection['style'];
  readonly heading: string | null;
  /** The address that the heading links to; null if none. */
  readonly headingLink: string | null;
  readonly badge: string | null;
  /** The column headings, if the section is a table; null otherwise. */
  readonly columns: readonly string[] | null;
  readonly lines: readonly FittedLine[];
}

export interface FittedPassage {
  readonly before: string;
  /** The space between `before` and the quote, as in the text: one or none. */
  readonly ahead: '' | ' ';
  readonly quote: string;
  /** The space between the quote and `after`: one or none. */
  readonly behind: '' | ' ';
  readonly after: string;
  /** The caption under the passage: speaker, article and place. */
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

/** A card that is escaped and cut to a budget. `leftOut` counts what was removed. */
export interface FittedCard {
  readonly id: string;
  readonly kind: CardKind;
  readonly title: string;
  /** False if the title only repeats the question above the card. */
  readonly showsTitle: boolean;
  /** The address that the title links to; null if none. */
  readonly titleLink: string | null;
  /** Beside the title of an `article` card, otherwise beside its only source. */
  readonly picture: FittedPicture | null;
  readonly shared: CardShare | null;
  readonly notice: string | null;
  readonly lede: string | null;
  readonly sections: readonly FittedSection[];
  readonly passages: readonly FittedPassage[];
  readonly sources: readonly FittedSource[];
  readonly footer: string | null;
  /** Names what was removed: "and 3 more · 2 buttons don't fit here". Null if nothing was. */
  readonly leftOut: string | null;
  /** Like `leftOut`, without the lines that the "more" button counts. Used if the buttons are shown. */
  readonly leftOutUnoffered: string | null;
  readonly buttons: readonly FittedButton[];
  /** The platform texts in the reader's language. */
  readonly words: Words['platform'];
  /** The number of entries that cannot be chosen because the platform's menu is full. */
  readonly unoffered: number;
}

/** A budget without limits, for terminals and pages, which scroll. */
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

const cut = (text: string | null | undefined, most: number): string | null => {
  // Cleaning is expensive, so a long text is cut roughly first, and exactly after cleaning.
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

/** Returns the picture with its headline; null if the card names no headline or several. */
function pictureIn(
  { kind, picture }: Card,
  title: string,
  sources: readonly FittedSource[],
): FittedPicture | null {
  if (picture === undefined || !/^https?:\/\//.test(picture)) return null;
  if (kind === 'article') return { url: picture, alt: title };
  return sources.length === 1 ? { url: picture, alt: sources[0]!.title } : null;
}

/** Returns the bold words; none if there are more than `MOST_STRONG`. */
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
  const speaker = line.isNamed ? null : line.attribution;
  const by = [cut(speaker, room.attribution), others].filter((part) => part !== null);
  const claim = cut(line.claim, room.claim) ?? platform.noText;
  const name = cut(String(line.cells?.[0] ?? ''), room.claim);
  return {
    label: cut(line.label, room.small),
    before: fitTail(cleanLine(line.before ?? ''), room.around) || null,
    claim,
    strong: strongIn(line.strong),
    by: by.length > 0 ? by.map(asOnePart).join(SEPARATOR) : null,
    note: cut(line.note, room.small),
    source: line.source ? sourceIn(line.source, room, words) : null,
    link: linkIn(line.url, room),
    linked: name !== null && claim.startsWith(name) ? name.length : claim.length,
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
  const before = fitTail(cleanLine(passage.before), room.around);
  const after = fitText(cleanLine(passage.after), room.around);
  return {
    before,
    ahead: before !== '' && /\s$/.test(passage.before) ? ' ' : '',
    quote: cut(passage.quote, room.quote) ?? platform.noText,
    behind: after !== '' && /^\s/.test(passage.after) ? ' ' : '',
    after,
    source: source
      .filter((part) => part !== null)
      .map(asOnePart)
      .join(SEPARATOR),
    link,
  };
}

/** Returns a card's actions with at most `choices` choices. */
function offered({ actions }: Card, { choices }: Budget): readonly Action[] {
  let left = choices;
  return actions.filter((action) => !isChoice(action) || left-- > 0);
}

/** Returns the buttons that a platform can carry, without duplicate tokens and tokens that are too long. */
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
      // A button with an invalid token is omitted and counted as not fitting.
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

/** The share of the sentences before a claim that a line above must say, so that they are not repeated. */
const MOSTLY = 0.6;

const withoutEnd = (text: string): string => text.replace(/[.!?…”"’]{1,4}$/u, '');

/** Removes the sentences before a claim if a line above it ends with them, or says most of them. */
function withoutRepeated(line: CardLine, above: readonly CardLine[]): CardLine {
  if (!line.before) return line;
  const { before, ...alone } = line;
  const isSaid = above.some((one) => {
    if (`${one.before ?? ''} ${one.claim}`.endsWith(before)) return true;
    const said = withoutEnd(one.claim);
    return said.length >= MOSTLY * before.length && before.includes(said);
  });
  return isSaid ? alone : line;
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
    .map((line, at, all) => lineIn(withoutRepeated(line, all.slice(0, at)), columns, room, words));
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

/** Cleans a card and cuts it to a budget, and counts what is removed. Sources are shortened but never removed. */
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
  const title = cut(card.title, room.title) ?? platform.noTitle;
  const sources = (card.sources ?? []).slice(0, MOST_SOURCES).map((source) => sourceIn(source, room, words));
  return {
    id: card.id,
    kind: card.kind,
    title,
    showsTitle: card.isAsked !== true,
    titleLink: linkIn(card.url, room),
    picture: pictureIn(card, title, sources),
    shared: card.shared ? sharedIn(card.shared, room) : null,
    notice: cut(card.notice, room.small),
    lede: cut(card.lede, room.claim),
    sections,
    passages,
    sources,
    footer: footerIn(card.footer, room),
    leftOut: leftOut(card.hidden + cutLines),
    leftOutUnoffered: leftOut((isOffered ? 0 : card.hidden) + cutLines),
    buttons,
    words: platform,
    unoffered: card.actions.length - actions.length,
  };
}
