import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/domain/fact.ts';
import type { Reading } from '../../src/domain/reading.ts';
import { KeptReading } from '../../src/library/kept-reading.ts';

/** Any text, with lone surrogates, quotation marks and names of prototypes. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('__proto__', 'Erdoğan', '\ud800'),
);
const list = fc.array(text, { maxLength: 3 });

const fact = (article: string): fc.Arbitrary<Omit<Fact, 'id'>> =>
  fc.record(
    {
      ...{ article: fc.constant(article), claim: text, context: text, quote: text },
      ...{ span: fc.tuple(fc.nat(), fc.nat()), speaker: fc.option(text), setting: text },
      ...{ stance: fc.constantFrom('affirmed', 'denied', 'not-discussed'), topics: list, entities: list },
      ...{ salience: fc.double({ min: 0, max: 1, noNaN: true }), conflictsWith: list },
      ...{ conflictIsPossible: fc.constant(true), withdrawn: fc.constant(true) },
    },
    {
      requiredKeys: [
        ...(['article', 'claim', 'quote', 'span', 'speaker', 'stance', 'topics', 'entities'] as const),
        'salience',
      ],
    },
  );

const reading: fc.Arbitrary<Reading> = text.chain((id) =>
  fc.record({
    article: fc.record({
      ...{ id: fc.constant(id), title: text, text, published: fc.option(text), retrieved: fc.constant(null) },
      source: fc.record({ kind: fc.constant('url' as const), url: text }),
    }),
    topics: fc.array(fc.record({ id: text, label: text, aliases: list }), { maxLength: 3 }),
    facts: fc
      .array(fact(id), { maxLength: 5 })
      .map((facts) => facts.map((one, at): Fact => ({ ...one, id: `${id}/${at}` }))),
  }),
);

const readBack = (kept: KeptReading): Reading => ({
  article: { ...kept.article },
  topics: kept.topics().topics,
  facts: Array.from({ length: kept.count }, (_, at) => kept.fact(at)),
});

describe('an article as bytes', () => {
  it('is read as it was put in, whatever it contains and wherever its bytes are', () =>
    fc.assert(
      fc.property(reading, fc.uint8Array({ maxLength: 9 }), (given, before) => {
        const kept = KeptReading.of(given);
        expect(readBack(kept)).toEqual(given);
        const among = Buffer.concat([before, kept.bytes, before]);
        const moved = new KeptReading(given.article.id, among, before.length, kept.lengths);
        expect(readBack(moved)).toEqual(given);
        expect(moved.bytes).toEqual(kept.bytes);
      }),
    ));

  it('counts and lists the facts that are not withdrawn', () =>
    fc.assert(
      fc.property(reading, (given) => {
        const kept = KeptReading.of(given);
        const standing = given.facts.filter(({ withdrawn }) => !withdrawn);
        expect(kept.standing()).toEqual(standing);
        const topics = standing.flatMap((one) => one.topics);
        const counts = Map.groupBy(topics, (topic) => topic);
        expect(kept.topics().counts).toEqual([...counts].map(([topic, all]) => [topic, all.length]));
      }),
    ));

  it('finds each fact by its id, and no other', () =>
    fc.assert(
      fc.property(reading, text, (given, other) => {
        const kept = KeptReading.of(given);
        given.facts.forEach(({ id, withdrawn }, at) => {
          expect(kept.indexOf(id)).toBe(at);
          expect(kept.factId(at)).toBe(id);
          expect(kept.isWithdrawn(at)).toBe(withdrawn === true);
          expect(kept.fact(at)).toBe(kept.fact(at));
        });
        const isOwn = given.facts.some(({ id }) => id === other);
        if (!isOwn) expect(kept.indexOf(other)).toBe(-1);
      }),
    ));
});
