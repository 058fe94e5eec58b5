import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/ingest/facts/extract-facts.ts';
import { slugOf } from '../../../src/ingest/facts/topics.ts';
import { articleOf, read } from './read.ts';

const TREATY = 'Karen Holm signed the treaty on the limits of coastal artillery (LCA) in Oslo on Monday.';

describe('names and topics', () => {
  it('gives people their full names, places, and amounts', () => {
    const [, fact] = read(TREATY, 'On Tuesday Holm promised $20 million and 300 people to Norway.');
    expect(fact?.entities).toEqual(
      expect.arrayContaining(['Karen Holm', '$20 million', '300 people', 'Norway']),
    );
  });

  it('takes a short form with the words before its brackets, whatever their initials', () => {
    const [fact, later] = read(TREATY, 'Officials said the LCA would be in force by May.');
    expect(fact?.entities).toEqual(expect.arrayContaining(['LCA', 'limits of coastal artillery']));
    expect(later?.entities).toEqual(expect.arrayContaining(['LCA', 'limits of coastal artillery']));
  });

  it('names a country for what comes from it', () => {
    const [fact] = read('A crowd watched the Iranian and American teams leave.');
    expect(fact?.entities).toEqual(expect.arrayContaining(['Iran', 'United States']));
  });

  it('names the country that a place is said to lie in', () => {
    const [fact] = read('The ministers had met in Finnish Rovaniemi on Monday.');
    expect(fact?.entities).toEqual(expect.arrayContaining(['Finnish Rovaniemi', 'Finland']));
  });

  it('makes topics of what is named twice and of short forms, with their aliases', () => {
    const { topics, facts } = factsOf(
      articleOf('a', TREATY, 'Karen Holm left Oslo on Tuesday.', 'Bergen was sunny all day.'),
    );
    expect(topics).toEqual(
      expect.arrayContaining([
        { id: 'lca', label: 'LCA', aliases: ['limits of coastal artillery'] },
        { id: 'karen-holm', label: 'Karen Holm', aliases: ['Holm'] },
        { id: 'oslo', label: 'Oslo', aliases: [] },
      ]),
    );
    expect(topics.map(({ id }) => id)).not.toContain('bergen');
    const ids = new Set(topics.map(({ id }) => id));
    expect(facts.flatMap((fact) => fact.topics).every((id) => ids.has(id))).toBe(true);
  });

  it('takes no day, no title and no first word of a sentence for a name', () => {
    const [fact] = read('Talks ended on Friday in May.');
    expect(fact?.entities).toEqual([]);
  });
});

describe('countries', () => {
  it('can be asked for by the names that papers and other languages have for them', () => {
    const { topics } = factsOf(articleOf('a', 'The ministers discussed trade with North Korea in May.'));
    const [korea] = topics.filter(({ label }) => label === 'North Korea');
    expect(korea?.aliases).toEqual(expect.arrayContaining(['DPRK', 'Pyongyang', 'КНДР', 'Corea del Norte']));
  });

  it('lend no name to another that the article names itself', () => {
    const text = 'Officials in Seoul said South Korea will open the port in May. Seoul will pay for it.';
    const { topics } = factsOf(articleOf('a', text));
    expect(topics.find(({ label }) => label === 'South Korea')?.aliases).not.toContain('Seoul');
  });
});

describe('well-known short forms', () => {
  const aliases = (text: string, label: string) =>
    factsOf(articleOf('a', text)).topics.find((topic) => topic.label === label)?.aliases;

  it('can be asked for by what they stand for, though the article does not say it', () => {
    expect(aliases('Envoys of NATO met in Oslo. The envoys left NATO in May.', 'NATO')).toEqual(
      expect.arrayContaining(['North Atlantic Treaty Organization', 'НАТО']),
    );
  });

  it('keep to what the article says that they stand for, where it is something else', () => {
    const text = 'Members of the Island Network of Fishers (INF) met in Oslo. They left Oslo in May.';
    expect(aliases(text, 'INF')).toEqual(['Island Network of Fishers']);
  });

  it('are topics though they are named but once', () => {
    expect(aliases('The envoys of the OSCE left Oslo in May.', 'OSCE')).toContain('ОБСЕ');
    const text = 'Karen Holm wrote on Twitter that the port of Oslo would open in May.';
    expect(aliases(text, 'Twitter')).toEqual(['tweet']);
  });
});

describe('Slavic surnames', () => {
  const cyrillic = (surname: string) =>
    factsOf(articleOf('a', `Minister Anna ${surname} left Oslo on Monday. Anna ${surname} met the envoys.`))
      .topics.find(({ label }) => label === `Anna ${surname}`)
      ?.aliases.filter((alias) => alias !== surname);

  it.each([
    ['Ushakova', 'Ушакова'],
    ['Zelensky', 'Зеленский'],
    ['Trotsky', 'Троцкий'],
    ['Shcherbakov', 'Щербаков'],
    ['Matviyenko', 'Матвиенко'],
  ])('%s can be asked for as %s', (surname, written) => {
    expect(cyrillic(surname)).toEqual([written]);
  });

  it('alone are written back: no other name is guessed at', () => {
    expect(cyrillic('Merkel')).toEqual([]);
    expect(cyrillic('Wexin')).toEqual([]);
  });
});

describe('subjects', () => {
  const labels = (...paragraphs: readonly string[]) =>
    factsOf(articleOf('a', ...paragraphs)).topics.map(({ label }) => label);

  it('are nouns and pairs of words that recur', () => {
    const found = labels(
      'The county opened a needle exchange in May.',
      'Officials said the needle exchange saves lives, and that wages fell.',
      'The wages of nurses fell, and Oslo was told.',
      'Their wages are low in Oslo.',
    );
    expect(found).toEqual(expect.arrayContaining(['needle exchange', 'wages']));
  });

  it('are no amounts', () => {
    const found = labels(
      'The firm took 90 million euros in May and lost 12 percentage points.',
      'It wants 75 million euros a year, on 12 square miles.',
      'The union asked for 120 million euros and fell by 3 percentage points on 40 square miles.',
    );
    expect(found.filter((label) => /million|euros|percent|square|miles/.test(label))).toEqual([]);
  });

  it('are the topics of the facts that hold them, and of no other', () => {
    const { facts, topics } = factsOf(
      articleOf(
        'a',
        'The needle exchange opened in May.',
        'It rained in June.',
        'Many use the needle exchange.',
      ),
    );
    const id = topics.find(({ label }) => label === 'needle exchange')!.id;
    expect(facts.map((fact) => fact.topics.includes(id))).toEqual([true, false, true]);
  });

  it.each(['people', 'said', 'the'])('are not the commonest words: %s', (word) => {
    const line = `The ${word} of the people said so in Oslo.`;
    expect(labels(line, line.replace('so', 'no'), line.replace('so', 'it'))).not.toContain(word);
  });
});

describe('what is no topic', () => {
  it('is half a name, a direction or a unit', () => {
    const { topics } = factsOf(
      articleOf(
        'a',
        'Copa America began in the North of Oslo at 30 Celsius.',
        'The Copa America ended in the North of Oslo at 20 Celsius.',
        'The Copa was won in the North at 10 Celsius.',
      ),
    );
    expect(topics.map(({ label }) => label)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(?:Copa|North|Celsius)$/)]),
    );
  });

  it('keeps an accented letter in its id', () => {
    expect(slugOf('Recep Erdoğan')).toBe('recep-erdogan');
    expect(slugOf('São Paulo')).toBe('sao-paulo');
  });
});
