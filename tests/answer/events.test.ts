import { describe, expect, it } from 'vitest';
import { briefDraft, factsAgainDraft, moreDraft } from '../../src/answer/cards/brief-card.ts';
import { sourceDraft } from '../../src/answer/cards/passage-card.ts';
import { createReadout } from '../../src/answer/query-core.ts';
import { digestDraft } from '../../src/digest/cards/digest-card.ts';
import { digestContent } from '../../src/digest/content/select-facts.ts';
import { factsOf } from '../../src/ingest/facts/extract-facts.ts';
import { renderText } from '../../src/render/text.ts';

const QUAKE = {
  first: [
    '2026-10-03',
    'A magnitude 6.1 earthquake struck northern Chile on Tuesday, killing at least three people.',
    'The navy issued no tsunami warning.',
  ],
  second: [
    '2026-10-04',
    'At least three people died when a strong earthquake struck northern Chile on Tuesday.',
    'Airports in Chile stayed open, the transport ministry said.',
  ],
  third: [
    '2026-10-05',
    'Chile mourned the three people killed when an earthquake struck the north of the country on Tuesday.',
    'The navy issued a tsunami warning an hour after the quake, La Estrella reported.',
  ],
} as const;

function readoutOf(articles: Record<string, readonly string[]>) {
  const readout = createReadout({ articles: new Map(), topics: new Map(), facts: [], factById: new Map() });
  for (const [id, [published, ...text]] of Object.entries(articles)) {
    const source = { kind: 'file', path: `${id}.txt` } as const;
    const article = { id, title: `The ${id} report`, text: text.join('\n\n'), source, retrieved: null };
    readout.put(factsOf({ ...article, published: published || null }), null);
  }
  return readout.of(null);
}

const NOW = new Date('2026-10-06T12:00:00Z');
const basisOf = (readout: ReturnType<typeof readoutOf>, now = NOW) =>
  ({ readout, tenant: null, now, id: 'card' }) as const;
const asked = (question: string, articles: Record<string, readonly string[]> = QUAKE, now = NOW) => {
  const basis = basisOf(readoutOf(articles), now);
  const draft = briefDraft(basis.readout.ask(question), basis);
  return { ...draft, basis, text: renderText(draft.card), lines: draft.card.sections[0]!.lines };
};

describe('one event in several articles', () => {
  it('is one line with all its sources, in the words of the newest', () => {
    const { lines, card, text } = asked('earthquake in Chile');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ otherSources: 2, claim: expect.stringContaining('mourned') });
    expect(text).toContain('3 sources');
    expect(card.sources?.map(({ title, date }) => [title, date])[0]).toEqual([
      'The third report',
      '5 October 2026',
    ]);
    expect(card.footer[0]).toBe('1 more source');
    expect(card.hidden).toBe(0);
  });

  it('shows every source when its sources are asked for, the newest first', () => {
    const { about, basis } = asked('earthquake in Chile');
    const { card } = sourceDraft(about.shown, null, basis);
    expect(card.passages!.map(({ articleTitle }) => articleTitle.slice(4, 9))).toEqual([
      'third',
      'secon',
      'first',
    ]);
  });

  it('stays one line when the card is shared, and is not told again behind "more"', () => {
    const { about, basis, conversation } = asked('earthquake in Chile');
    const again = factsAgainDraft({ ...conversation!, shown: [] }, about.shown, [], basis);
    expect(again.card.sections[0]!.lines[0]).toMatchObject({ otherSources: 2 });
    expect(moreDraft(conversation!, basis).card.title).toBe('That was all');
  });

  it('is one line of a digest too, whose button shows every source', () => {
    const basis = basisOf(readoutOf({ first: QUAKE.first.slice(0, 2), second: QUAKE.second.slice(0, 2) }));
    const content = digestContent(basis.readout.facts(), new Set());
    const { card, about } = digestDraft(content, 'UTC', basis);
    expect(card.sections.flatMap(({ lines }) => lines)).toEqual([
      expect.objectContaining({ otherSources: 1 }),
    ]);
    const articles = about.shown.map((id) => basis.readout.fact(id)!.article);
    expect(articles.sort()).toEqual(['first', 'second']);
  });

  it('is not made of what one article denies: that is shown as a possible contradiction', () => {
    const { card } = asked('was there a tsunami warning?');
    expect(card.kind).toBe('conflict');
    expect(card.sections[0]).toMatchObject({ badge: 'Possibly: Sources differ' });
    expect(card.sections[0]!.lines.map(({ label }) => label)).toEqual(['Said', 'Denied']);
  });

  it('does not merge facts that name another place or number', () => {
    const other = [
      '2026-10-05',
      'A magnitude 7.2 earthquake struck northern Peru on Tuesday, killing nine people.',
    ];
    const { card, lines } = asked('earthquake', { first: QUAKE.first, other });
    expect(lines.some(({ otherSources }) => otherSources)).toBe(false);
    expect(lines.length + card.hidden).toBe(2);
  });
});

describe('what is new', () => {
  const articles = {
    old: ['2026-09-01', 'Venezuela opened its border to lorries from Colombia.'],
    fresh: ['2026-10-05', 'The parliament of Venezuela will debate a budget for the northern ports in May.'],
    undated: ['', 'Venezuela sold oil to India.'],
  };

  it.each(["what's new about Venezuela?", 'the latest on Venezuela', 'any news about Venezuela'])(
    'puts the newest first: %s',
    (question) => {
      const { card, lines, about, basis } = asked(question, articles);
      expect(lines[0]!.claim).toContain('budget');
      expect(card.title).not.toContain('budget');
      const order = about.facts.map((id) => basis.readout.fact(id)!.article);
      expect(order).toEqual(['fresh', 'old', 'undated']);
    },
  );

  it('is found among more facts than a card looks at otherwise', () => {
    const many = Array.from({ length: 60 }, (_, at) => [
      `a${at}`,
      ['2026-08-01', `Venezuela sold ship ${at} to India.`],
    ]);
    const { lines } = asked("what's new about Venezuela?", { ...Object.fromEntries(many), ...articles });
    expect(lines[0]!.claim).toContain('budget');
  });

  it.each([
    ['2026-10-05', '2026-10-06', undefined],
    ['2026-10-05', '2026-10-20', '15 days old'],
    ['2026-10-05', '2027-02-20', '4 months old'],
    ['', '2026-10-20', undefined],
  ])('says on a card when its source is over a week old: %s on %s', (published, day, says) => {
    const { card } = asked('Venezuela', { one: [published, 'Venezuela sold oil to India.'] }, new Date(day));
    expect(card.footer.find((part) => part.endsWith(' old'))).toBe(says);
  });

  it('says so of the newest of several', () => {
    const { card } = asked('earthquake in Chile', QUAKE, new Date('2026-10-20'));
    expect(card.footer.find((part) => part.endsWith(' old'))).toMatch(/^newest source \d+ days old$/);
  });

  it('says so of the dated ones where others bear no date', () => {
    const undated = ['', ...QUAKE.second.slice(1)];
    const { card } = asked('earthquake in Chile', { first: QUAKE.first, undated }, new Date('2026-10-20'));
    expect(card.footer).toContain('newest dated source 17 days old');
  });
});
