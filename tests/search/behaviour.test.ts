import { describe, expect, it } from 'vitest';
import { createIndex } from '../../src/search/search-engine.ts';
import { TALKS } from './talks.ts';

const talks = createIndex(TALKS);
const ask = (question: string) => talks.search(question, { limit: 5 });
const first = (question: string) => ask(question).hits[0]?.id;

describe('answering', () => {
  it('finds an acronym by its whole word in either case, and never a word that merely holds its letters', () => {
    const index = createIndex([
      ...TALKS,
      { id: 'inflation', article: 'x', claim: 'Inflation and information inform the infantry.' },
    ]);
    for (const question of ['what about INF?', 'inf', 'INF?', 'tell me about inf']) {
      const { hits, status } = index.search(question, { limit: 5 });
      expect([question, status, hits.map(({ id }) => id)]).toEqual([question, 'answered', ['inf']]);
    }
  });

  it('tells an acronym from the word by its case', () => {
    expect(first('what about START?')).toBe('inf');
    expect(first('when will business start')).toBe('start');
    expect(first('start treaty')).toBe('inf');
  });

  it('finds facts by other names of their topics, in any script, and says so', () => {
    expect(first('nukes')).toBe('inf');
    expect(ask('nukes').hits[0]?.matches).toEqual([{ asked: 'nukes', found: 'nukes', kind: 'alias' }]);
    expect(first('Лавров')).toBe('rus');
    expect(first('встреча с Лавровым')).toBe('rus');
  });

  it.each([
    ['did they talk about Ukraine?', ['topics', 'not']],
    ['was Venezuela discussed?', ['topics', 'not']],
    ['what did Pompeo tweet?', ['twitter']],
    ['Will Trump and Putin meet at the G20?', ['g20']],
    ['anything on sanctions, please?', ['sanctions']],
    ['how long did Lavrov and Pompeo talk?', ['hours', 'rovaniemi']],
    ['tell me about the memorandum', ['memo']],
    ['What of the Mueller report', ['report']],
  ])('reads through the wording of %s', (question, expected) => {
    const { hits, status } = ask(question);
    expect(status).toBe('answered');
    expect(expected).toContain(hits[0]?.id);
  });

  it('prefers a fact that denies where it is asked what is not so', () => {
    const index = createIndex([
      { id: 'does', article: 'x', claim: 'The new rules hinder banks.' },
      {
        id: 'not',
        article: 'x',
        claim: 'The new rules for the big lenders will not hinder banks this year.',
      },
    ]);
    const best = (question: string) => index.search(question, { limit: 1 }).hits[0]?.id;
    expect(best('what about rules that hinder banks?')).toBe('does');
    expect(best('what about rules that won’t hinder banks?')).toBe('not');
  });

  it('repairs a misspelt word and says what it read', () => {
    const { status, corrections, hits } = ask('venezula crisis');
    expect(status).toBe('answered');
    expect(hits[0]?.id).toBe('topics');
    expect(corrections.map(({ from, to }) => [from, to.toLowerCase()])).toEqual([['venezula', 'venezuela']]);
    expect(hits[0]?.matches.map(({ asked, kind }) => [asked, kind])).toEqual([
      ['venezula', 'spelling'],
      ['crisis', 'exact'],
    ]);
  });

  it('finds facts that spell an acronym out, and those that abbreviate what is spelled out', () => {
    const index = createIndex([
      { id: 'defined', article: 'a', claim: 'The European Economic Community (EEC) was founded in Rome.' },
      { id: 'long', article: 'a', claim: 'Britain joined the European Economic Community in January.' },
      { id: 'short', article: 'a', claim: 'The EEC abolished tariffs.' },
      { id: 'else', article: 'a', claim: 'The economic news of the community was European.' },
    ]);
    const ids = (question: string) => index.search(question, { limit: 9 }).hits.map(({ id }) => id);
    expect(ids('what about EEC?').slice(0, 3)).toEqual(expect.arrayContaining(['defined', 'short', 'long']));
    expect(ids('European Economic Community')).toContain('short');
  });

  it('says which words of the question nothing in a fact matched', () => {
    const [hit] = ask('What did Pompeo eat in Rovaniemi?').hits;
    expect(hit?.missing).toEqual(['eat']);
    expect(ask('Pompeo breakfast').terms).toEqual([
      { asked: 'Pompeo', isIndexed: true },
      { asked: 'breakfast', isIndexed: false },
    ]);
  });

  it('asks back where a misspelt name stands as near to one person as to another', () => {
    const index = createIndex([
      { id: 'a', article: 'x', claim: 'Marten resigned.', entities: ['Marten'] },
      { id: 'b', article: 'x', claim: 'Martin was elected.', entities: ['Martin'] },
    ]);
    const { status, readings } = index.search('what about Martan?', { limit: 3 });
    expect(status).toBe('ambiguous');
    expect([...readings].sort()).toEqual(['Marten', 'Martin']);
  });
});

describe('restricting', () => {
  it('keeps to one article', () => {
    const index = createIndex([
      { id: '1', article: 'a', claim: 'Tariffs rose.' },
      { id: '2', article: 'b', claim: 'Tariffs fell.' },
    ]);
    expect(index.search('tariffs', { limit: 5, article: 'b' }).hits.map(({ id }) => id)).toEqual(['2']);
    expect(index.search('tariffs', { limit: 5, article: 'nowhere' }).hits).toEqual([]);
  });
});
