import { describe, expect, it } from 'vitest';
import { OperatorError } from '../../src/domain/errors.ts';
import { parseFactLines } from '../../src/library/fact-lines.ts';
import { mergeLibraries, parseLibraryFile, searchDocuments } from '../../src/library/library.ts';

const TEXT = 'Bridge news\n\nThe mayor said the bridge is safe. The engineer said the bridge is not safe.\n';
const SAFE = 'The mayor said the bridge is safe.';
const UNSAFE = 'The engineer said the bridge is not safe.';

function fact(name: string, quote: string, over: Record<string, unknown> = {}) {
  const start = TEXT.indexOf(quote);
  return {
    id: `bridge/${name}`,
    article: 'bridge',
    claim: quote,
    quote,
    span: [start, start + quote.length],
    speaker: null,
    stance: 'affirmed',
    topics: ['safety'],
    entities: ['Mayor'],
    salience: 0.5,
    ...over,
  };
}

/** Returns a valid file of facts. A test overrides one part to break it. */
function file(over: Record<string, unknown> = {}) {
  return {
    article: { id: 'bridge', title: 'The bridge', text: '../articles/bridge.txt', published: null },
    topics: [{ id: 'safety', label: 'Safety', aliases: ['danger', 'risk'] }],
    facts: [fact('safe', SAFE), fact('unsafe', UNSAFE)],
    ...over,
  };
}

const parse = (content: unknown) => parseLibraryFile('data/facts/bridge.json', JSON.stringify(content), TEXT);
const withFact = (over: Record<string, unknown>) =>
  file({ facts: [fact('safe', SAFE, over), fact('unsafe', UNSAFE)] });

/** Returns the error that an operator sees. Fails the test if there is none. */
function errorOf(run: () => unknown): OperatorError {
  try {
    run();
  } catch (error) {
    if (error instanceof OperatorError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a file of facts', () => {
  it('loads if it keeps every rule', () => {
    const library = parse(file());
    expect(library.facts).toHaveLength(2);
    expect(library.factById.get('bridge/safe')?.quote).toBe(SAFE);
    expect(library.articles.get('bridge')).toMatchObject({ text: TEXT, published: null, retrieved: null });
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['a claim over 160 characters', { claim: `The ${'x'.repeat(160)}.` }, /claim.*at most 160/],
    ['a claim of two lines', { claim: 'The bridge\nis safe.' }, /claim.*line break/],
    ['an empty claim', { claim: '  ' }, /claim/],
    ['a claim that begins with a pronoun', { claim: 'He said the bridge is safe.' }, /pronoun/],
    ['a claim that begins with "this"', { claim: 'This is safe.' }, /pronoun/],
    ['a quote that is not verbatim', { quote: SAFE.replace('safe', 'Safe') }, /not verbatim at its span/],
    ['a span one unit off', { span: [14, 14 + SAFE.length] }, /not verbatim at its span/],
    ['a span outside the text', { span: [0, 9999] }, /span .*outside the text/],
    ['a span that is empty', { span: [5, 5] }, /span/],
    ['a topic nobody defined', { topics: ['bridges'] }, /unknown topic "bridges"/],
    ["another article's id", { article: 'tunnel' }, /article "tunnel".*"bridge"/],
    ['a salience over 1', { salience: 1.5 }, /salience/],
    ['a salience under 0', { salience: -0.1 }, /salience/],
    ['an unknown stance', { stance: 'maybe' }, /stance/],
    ['a missing speaker', { speaker: undefined }, /speaker/],
    ['a field that does not exist', { quoted: 'x' }, /quoted/],
    ['a conflict with itself', { conflictsWith: ['bridge/safe'] }, /conflicts with itself/],
    ['a conflict with a fact that is not there', { conflictsWith: ['bridge/x'] }, /"bridge\/x".*not in/],
    ['a conflict in one direction', { conflictsWith: ['bridge/unsafe'] }, /not the other way round/],
  ])('with %s does not load: the error names file, fact and rule', (_, over, rule) => {
    const error = errorOf(() => parse(withFact(over)));
    expect(error.code).toBe('library-invalid');
    expect(error.message).toContain('data/facts/bridge.json');
    expect(error.message).toContain('bridge/safe');
    expect(error.message).toMatch(rule);
  });

  it('accepts a conflict that both facts name', () => {
    const facts = [
      fact('safe', SAFE, { conflictsWith: ['bridge/unsafe'] }),
      fact('unsafe', UNSAFE, { conflictsWith: ['bridge/safe'] }),
    ];
    expect(parse(file({ facts })).factById.get('bridge/safe')?.conflictsWith).toEqual(['bridge/unsafe']);
  });

  it('refuses a duplicate fact and a duplicate topic', () => {
    const twice = errorOf(() => parse(file({ facts: [fact('safe', SAFE), fact('safe', SAFE)] })));
    expect(twice.message).toMatch(/bridge\.json.*fact "bridge\/safe" is there twice/);
    const topic = { id: 'safety', label: 'Safety', aliases: [] };
    const topics = errorOf(() => parse(file({ topics: [topic, topic] })));
    expect(topics.message).toMatch(/topic "safety" is there twice/);
  });

  it('refuses what is no JSON, and names the file', () => {
    const error = errorOf(() => parseLibraryFile('data/facts/bridge.json', '{"article"', TEXT));
    expect(error.message).toContain('data/facts/bridge.json is not JSON');
  });
});

describe('several files as one library', () => {
  it('share the aliases of a topic of one id', () => {
    const other = JSON.parse(JSON.stringify(file()).replaceAll('bridge/', 'other/')) as ReturnType<
      typeof file
    >;
    const renamed = {
      ...other,
      article: { ...other.article, id: 'other' },
      topics: [{ id: 'safety', label: 'Safety', aliases: ['risk', 'hazard'] }],
      facts: other.facts.map((one) => ({ ...one, article: 'other' })),
    };
    const merged = mergeLibraries([parse(file()), parse(renamed)]);
    expect(merged.facts).toHaveLength(4);
    expect(merged.topics.get('safety')?.aliases).toEqual(['danger', 'risk', 'hazard']);
  });

  it('refuse an article that two of them hold', () => {
    expect(errorOf(() => mergeLibraries([parse(file()), parse(file())])).message).toContain('"bridge"');
  });
});

describe('what the index reads', () => {
  it('is each fact under every name of its topics, with its paragraph and title', () => {
    expect(searchDocuments(parse(file()))[0]).toMatchObject({
      id: 'bridge/safe',
      title: 'The bridge',
      paragraph: 1,
      topics: ['Safety', 'danger', 'risk'],
      entities: ['Mayor'],
    });
  });
});

describe('facts from JSON Lines', () => {
  const line = (over: Record<string, unknown> = {}) =>
    JSON.stringify({ id: 'a', claim: 'Bees dance.', article: 'bees', ...over });
  const refusal = (content: string) => errorOf(() => parseFactLines('my.jsonl', content)).message;

  it('need only id, claim and article', () => {
    const { library, documents } = parseFactLines('my.jsonl', `${line()}\n\n`);
    expect(documents).toEqual([{ id: 'a', claim: 'Bees dance.', article: 'bees' }]);
    const expected = {
      quote: 'Bees dance.',
      span: [0, 11],
      speaker: null,
      stance: 'affirmed',
      salience: 0.5,
    };
    expect(library.factById.get('a')).toMatchObject(expected);
    expect(library.articles.get('bees')).toMatchObject({ title: 'bees', text: '' });
  });

  it('keep the optional fields of a line', () => {
    const more = { quote: 'See: bees dance.', title: 'Bees', paragraph: 3, speaker: 'Ann', topics: ['bees'] };
    const { library, documents } = parseFactLines('my.jsonl', line(more));
    expect(documents[0]).toMatchObject(more);
    expect(library.factById.get('a')).toMatchObject({ quote: 'See: bees dance.', speaker: 'Ann' });
    expect(library.articles.get('bees')?.title).toBe('Bees');
  });

  it.each([
    ['malformed JSON', `${line()}\n{"id":`, 'my.jsonl, line 2 is not JSON'],
    ['an array', '[]', 'my.jsonl, line 1 is not a JSON object'],
    ['a missing claim', line({ claim: undefined }), 'my.jsonl, line 1 has no "claim"'],
    ['an id that is a number', line({ id: 7 }), 'my.jsonl, line 1 has no "id"'],
    ['topics that are no list', line({ topics: 'bees' }), 'line 1 has a "topics" of the wrong kind'],
    ['nothing in it', '\n \n', 'my.jsonl holds no facts'],
  ])('with %s are refused with the line', (_, content, message) => {
    expect(refusal(content)).toContain(message);
  });

  it('with one id twice are refused with both lines', () => {
    expect(refusal(`${line()}\n\n${line()}`)).toMatch(/line 3.*"a".*line 1/);
  });
});
