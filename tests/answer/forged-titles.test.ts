import { expect, it } from 'vitest';
import { articleBriefDraft, articleBriefsDraft } from '../../src/answer/cards/article-brief.ts';
import { createReadout } from '../../src/answer/query-core.ts';
import type { Card } from '../../src/domain/card.ts';
import { commonKey } from '../../src/domain/conversation-key.ts';
import { parseLibraryFile } from '../../src/library/library.ts';
import { renderText } from '../../src/render/text.ts';
import { chatOver } from '../helpers/shipped.ts';

/** Builds a library of one article with any title and speaker. */
function libraryWith(title: string, speaker: string) {
  const text = 'The harbour of Kalmar was closed on Monday.\n';
  const fact = {
    id: 'kalmar/1',
    article: 'kalmar',
    claim: text.trim(),
    quote: text.trim(),
    salience: 0.5,
    span: [0, text.trim().length],
    speaker,
    stance: 'affirmed',
    topics: ['kalmar'],
    entities: [],
  };
  const article = { id: 'kalmar', title, text: 'x', published: null };
  const file = { article, topics: [{ id: 'kalmar', label: 'Kalmar · 9 facts', aliases: [] }], facts: [fact] };
  return createReadout(parseLibraryFile('data/facts/kalmar.json', JSON.stringify(file), text));
}

it.each(['·', '•', '∙', '⋅', '・', '･', '●', '◦', '․'])(
  'a title with %s makes no date and no count of its own',
  async (dot) => {
    const readout = libraryWith(
      `Kalmar ${dot} 1 January 2020 ${dot} 9 more sources`,
      `Ann Lee ${dot} 12 sources`,
    );
    const chat = chatOver(readout);
    const place = { tenant: 'slack:T1', channel: 'C1', person: 'ada', thread: commonKey('C1', '1') };
    const says = async (text: string) => {
      const reply = await chat.message({ ...place, mayManage: async () => true, eventId: null, text });
      return renderText(reply!.card, { width: 300, colour: false });
    };
    const brief = await says('Kalmar');
    expect(brief).toContain('Kalmar – 1 January 2020 – 9 more sources · no date given');
    expect(brief).toContain('Ann Lee – 12 sources');
    for (const card of [brief, await says('who said that?'), await says('topics'), await says('sources')])
      expect(card).not.toMatch(/· (?:1 January|9 |12 )/);
  },
);

it.each(['·', '●', ' · '])(
  'a byline, a file’s name or a title with %j makes no outlet, date or length of its own',
  (dot) => {
    const readout = libraryWith(`Kalmar${dot}1 January 2020`, 'Ann Lee').of('slack:T1');
    const basis = { readout, tenant: 'slack:T1', now: new Date('2026-03-03T09:00:00Z'), id: 'c1' };
    const article = {
      ...readout.article('kalmar')!,
      source: { kind: 'file', path: `bbc.example${dot}2 January 2020` } as const,
      published: '2026-03-01',
    };
    const details = { byline: `Ann Lee${dot}3 January 2020${dot}9 min read`, site: null };
    const shown = (draft: { readonly card: Card }) => renderText(draft.card, { width: 300, colour: false });
    const one = shown(articleBriefDraft({ article, details }, basis));
    const two = shown(
      articleBriefsDraft(
        [
          { article, details },
          { article, details },
        ],
        null,
        basis,
      ),
    );
    for (const text of [one, two]) {
      expect(text).toContain('· Ann Lee – 3 January 2020 – 9 min read · 1 March 2026');
      expect(text).not.toMatch(/[·●] ?(?:[23] January|9 min)/);
    }
    expect(two).toContain('Kalmar – 1 January 2020 · bbc.example – 2 January 2020 · Ann Lee');
  },
);

it('a stored byline stands in the heading, unless the page has just been read', () => {
  const readout = libraryWith('Kalmar', 'Ann Lee').of('slack:T1');
  const basis = { readout, tenant: 'slack:T1', now: new Date('2026-03-03T09:00:00Z'), id: 'c1' };
  const article = { ...readout.article('kalmar')!, byline: 'Ida Holm' };
  const drawn = (details: { readonly byline?: string }) =>
    renderText(articleBriefDraft({ article, details }, basis).card, { width: 300, colour: false });
  expect(drawn({})).toContain('Ida Holm ·');
  expect(drawn({ byline: 'Per Lind' })).toContain('Per Lind ·');
});
