import { describe, expect, it } from 'vitest';
import { claimOf, read } from './read.ts';

describe('claims', () => {
  it('takes a short sentence as it stands', () => {
    expect(claimOf('bridge', 'The bridge opened in May.')).toBe('The bridge opened in May.');
  });

  it.each([
    ['However, the bridge opened in May.', 'The bridge opened in May.'],
    ['At the same time, the bridge opened in May.', 'The bridge opened in May.'],
    ['It is also noted that the bridge opened in May.', 'The bridge opened in May.'],
    ['LISBON, Portugal (AP) — The bridge opened in May.', 'The bridge opened in May.'],
    ['This bridge opened in May after all.', 'The bridge opened in May after all.'],
  ])('drops what adds nothing: %s', (sentence, claim) => {
    expect(claimOf('bridge', sentence)).toBe(claim);
  });

  it('names nobody who hears as told where a quotation is turned round', () => {
    const text = '"We expect the ferries on Thursday," harbour master Eva Lind told reporters in Kalmar.';
    expect(claimOf('ferries', text)).toBe('Eva Lind said "We expect the ferries on Thursday".');
  });

  it('keeps where something was written, where a quotation is turned round', () => {
    const text = '“We expect the ferries on Thursday,” Eva Lind wrote on Twitter.';
    expect(claimOf('ferries', text)).toBe('Eva Lind wrote on Twitter: “We expect the ferries on Thursday”.');
  });

  it('keeps no day of the week there', () => {
    const text = '“We expect the ferries at nine,” Eva Lind wrote on Thursday.';
    expect(claimOf('ferries', text)).toBe('Eva Lind wrote “We expect the ferries at nine”.');
  });

  it('puts the name in the place of a leading pronoun', () => {
    const text =
      'Peter Lund met the crew on Monday. He praised the new bridge. His deputy inspected the road.';
    expect(claimOf('praised', text)).toBe('Peter Lund praised the new bridge.');
    expect(claimOf('road', text)).toBe("Peter Lund's deputy inspected the road.");
  });

  it('makes no fact of a sentence whose leading pronoun nobody fits', () => {
    expect(claimOf('cheaper', 'Rain fell for days. It was cheaper than the other one.')).toBeUndefined();
    expect(claimOf('why', 'Rain fell for days. That is why everybody stayed at home.')).toBeUndefined();
  });

  it('turns a trailing source round where the words before it could not stand alone', () => {
    expect(claimOf('cheaper', '“It was cheaper than the ferry,” said Peter Lund.')).toBe(
      'Peter Lund said “It was cheaper than the ferry”.',
    );
  });

  it.each([
    'The bridge opened in May. But he did not.',
    'The bridge opened in May. Please note that the timetable may change at any time.',
    'The bridge opened in May. Thank you for reading the Kalmar Gazette on your way.',
  ])('makes no fact of what points back or speaks to its reader: %s', (text) => {
    expect(read(text).map(({ claim }) => claim)).toEqual(['The bridge opened in May.']);
  });

  it('names who speaks in the middle and at the end too', () => {
    const text = 'Peter Lund met the crew. To save time, he said, the bridge opens early.';
    expect(claimOf('bridge', text)).toBe('To save time, Peter Lund said, the bridge opens early.');
  });

  it('drops when and where something was said, and a given name, before it drops what was said', () => {
    const long =
      'the bridge over the sound carries its first trains in May and takes cars and bicycles from the first week of August on both of its decks';
    expect(claimOf('decks', `Peter Lund said during a Friday evening visit to Kalmar that ${long}.`)).toBe(
      `Peter Lund said that ${long}.`,
    );
  });

  it('drops what stands between, not the main clause', () => {
    const claim = claimOf(
      'bridge',
      'Peter Lund, who has led the harbour company since the year in which the old ferry sank, announced on Monday that the bridge over the sound would carry its first trains in May.',
    );
    expect(claim).toBe(
      'Peter Lund announced on Monday that the bridge over the sound would carry its first trains in May.',
    );
  });

  it('keeps a short form whose long form it drops', () => {
    const claim = claimOf(
      'pact',
      'The two governments made it clear that they want to go on with every part of the pact, including the annexes on the limitation of coastal artillery (LCA) and on the protection of fishing grounds (PFG).',
    );
    expect(claim).toMatch(/\bLCA\b.*\bPFG\b/);
    expect(claim!.length).toBeLessThanOrEqual(160);
  });

  it('never cuts a condition or what a denial rests on', () => {
    const claim = claimOf(
      'bridge',
      'The harbour company will not open the bridge to any of the heavy trains that come from the northern mines every night because the northern pillars have sunk by a metre since the last inspection.',
    );
    expect(claim ?? '').not.toMatch(/every night\.$/);
  });

  it.each([
    ['a question', 'Will the bridge ever open again?'],
    ['a heading', 'The bridge and its enemies'],
    ['an invitation', 'Read more about the bridge on our site.'],
    ['a credit', 'Reporting by Peter Lund; editing by Kari Holm.'],
    ['a link', 'https://example.org/bridge'],
    ['a scrap', 'The bridge.'],
  ])('makes no fact of %s', (_, sentence) => {
    expect(read(sentence)).toEqual([]);
  });

  it('closes a quotation that it opens', () => {
    const [fact] = read('“The bridge will open. It will be the longest of the coast,” Peter Lund said.');
    expect(fact?.claim).toBe('Peter Lund: “The bridge will open.”');
  });
});
