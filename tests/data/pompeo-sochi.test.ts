import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Fact, MAX_CLAIM_LENGTH } from '../../src/domain/fact.ts';
import { searchDocuments } from '../../src/library/library.ts';
import { loadLibrary } from '../../src/library/library-files.ts';

const data = join(import.meta.dirname, '../../data');
const library = await loadLibrary(data);
const article = library.articles.get('pompeo-sochi')!;
const facts = library.facts.filter((fact) => fact.article === article.id);

const called = (name: string): Fact => library.factById.get(`pompeo-sochi/${name}`)!;
const idsWhere = (test: (fact: Fact) => boolean) =>
  facts
    .filter(test)
    .map(({ id }) => id)
    .sort();

describe('the article as it ships', () => {
  it('is the given text byte for byte', () => {
    const bytes = readFileSync(join(data, 'articles/pompeo-sochi.txt'));
    expect(bytes.length).toBe(6568);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      'ba6a3d68d2eeb82a7dde73fb212ad429e545733bea95b2509cb0c6678de8ef7f',
    );
  });

  it('bears no date, and none is guessed', () => {
    expect(article.published).toBeNull();
    expect(article.retrieved).toBeNull();
  });
});

describe('the facts as they ship', () => {
  it('quote the article verbatim at their spans', () => {
    for (const { id, quote, span } of facts) expect(article.text.slice(...span), id).toBe(quote);
  });

  it('make one-line claims of at most 160 characters that end as sentences', () => {
    for (const { id, claim } of facts) {
      expect(claim.length, id).toBeLessThanOrEqual(MAX_CLAIM_LENGTH);
      expect(claim, id).toMatch(/^[\p{Lu}][^\n]*[.”"]$/u);
    }
  });

  it('put quotation marks around verbatim words only', () => {
    for (const { id, claim, quote } of facts)
      for (const [, words] of claim.matchAll(/[“"]([^”"]+)[”"]/g)) expect(quote, id).toContain(words);
  });

  it('have no two claims alike', () => {
    expect(new Set(facts.map(({ claim }) => claim)).size).toBe(facts.length);
  });

  it('are weighed over a wide range, for a digest to choose by', () => {
    const weights = facts.map(({ salience }) => salience);
    expect(Math.min(...weights)).toBeLessThanOrEqual(0.3);
    expect(Math.max(...weights)).toBeGreaterThanOrEqual(0.9);
    expect(new Set(weights).size).toBeGreaterThanOrEqual(8);
  });

  it('name speakers in full, and only people and bodies that the article lets speak', () => {
    const speakers = new Set(facts.flatMap(({ speaker }) => speaker ?? []));
    expect([...speakers].sort()).toEqual([
      'Donald Trump',
      'Mike Pompeo',
      'Russian Foreign Ministry',
      'Sergey Lavrov',
      'Yury Ushakov',
    ]);
  });

  it('cover every paragraph of the article', () => {
    // The first line is the lead; any later line without a full stop is a section heading.
    const paragraphs = [...article.text.matchAll(/[^\n]+/g)].filter(
      ([line], at) => at === 0 || /[.]/.test(line),
    );
    expect(paragraphs).toHaveLength(14);
    for (const { 0: line, index } of paragraphs) {
      const within = facts.filter(({ span: [start] }) => start >= index && start < index + line.length);
      expect(within.length, line.slice(0, 60)).toBeGreaterThan(0);
    }
  });
});

describe('the contradictions of the article', () => {
  it('are exactly two pairs: Venezuela, and the result', () => {
    const pairs = facts.flatMap(({ id, conflictsWith = [] }) =>
      conflictsWith.map((other) => [id, other].sort().join(' × ')),
    );
    expect([...new Set(pairs)].sort()).toEqual([
      'pompeo-sochi/no-breakthrough × pompeo-sochi/step-forward',
      'pompeo-sochi/putin-agenda × pompeo-sochi/putin-no-venezuela',
    ]);
    expect(pairs).toHaveLength(4);
  });

  it('do not set what Lavrov and Pompeo discussed against what Putin and Pompeo did not', () => {
    expect(called('lavrov-venezuela').conflictsWith).toBeUndefined();
    expect(called('lavrov-ukraine').conflictsWith).toBeUndefined();
    expect(called('putin-no-ukraine').conflictsWith).toBeUndefined();
  });

  it('leave Ukraine, Venezuela and Baring Vostok as three facts of what was not discussed', () => {
    expect(idsWhere(({ stance }) => stance === 'not-discussed')).toEqual([
      'pompeo-sochi/putin-no-baring',
      'pompeo-sochi/putin-no-ukraine',
      'pompeo-sochi/putin-no-venezuela',
    ]);
  });
});

describe('the names that people ask by', () => {
  const documents = searchDocuments(library);
  const reaches = (name: string, fact: string) => {
    const document = documents.find(({ id }) => id === `pompeo-sochi/${fact}`)!;
    const names = [...(document.topics ?? []), ...(document.entities ?? [])];
    return names.some((known) => known.toLowerCase() === name.toLowerCase());
  };

  it.each([
    ['INF Treaty', 'inf'],
    ['New START', 'inf'],
    ['missile treaty', 'inf'],
    ['nukes', 'lavrov-arms'],
    ['DPRK', 'lavrov-korea'],
    ['meddling', 'meddling-2020'],
    ['memo', 'memorandum'],
    ['Kremlin', 'kremlin-position'],
    ['Mueller', 'mueller'],
    ['Muller', 'mueller'],
    ['Sergei Lavrov', 'sanatorium'],
    ['Лавров', 'lavrov-positive'],
    ['Помпео', 'talks'],
    ['Путин', 'trump-ready'],
    ['Трамп', 'trump-ready'],
    ['Ушаков', 'no-breakthrough'],
    ['Сочи', 'moscow-canceled'],
    ['Украина', 'lavrov-ukraine'],
    ['Венесуэла', 'putin-no-venezuela'],
    ['Сирия', 'putin-syria'],
    ['Иран', 'lavrov-iran'],
    ['КНДР', 'putin-korea'],
    ['РСМД', 'inf'],
    ['СНВ', 'inf'],
  ])('"%s" leads to %s', (name, fact) => {
    expect(reaches(name, fact)).toBe(true);
  });

  it('give every topic at least one fact, and no label twice', () => {
    const used = new Set(facts.flatMap(({ topics }) => topics));
    expect([...library.topics.keys()].filter((id) => !used.has(id))).toEqual([]);
    const labels = [...library.topics.values()].map(({ label }) => label.toLowerCase());
    expect(new Set(labels).size).toBe(labels.length);
  });
});
