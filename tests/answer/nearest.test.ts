import { describe, expect, it } from 'vitest';
import { briefDraft } from '../../src/answer/cards/brief-card.ts';
import { createReadout } from '../../src/answer/query-core.ts';
import { privateKey } from '../../src/domain/conversation-key.ts';
import { stem } from '../../src/language/stemmer.ts';
import { fold } from '../../src/language/tokenizer.ts';
import { shippedChat } from '../helpers/shipped.ts';

/** Returns the first letters of a text's words, which are the same for "Iran" and "Iranian". */
const stemsOf = (text: string): string[] =>
  (fold(text).match(/[\p{L}\p{N}]{3,}/gu) ?? []).map((word) => stem(word).slice(0, 4));

const cardFor = async (text: string) => {
  const place = { tenant: 'local', channel: 'C', person: 'ada', mayManage: async () => true };
  const thread = privateKey('C', 'ada');
  return (await shippedChat().message({ ...place, thread, eventId: null, text }))!.card;
};

describe('a question to an empty library', () => {
  it('is told how to have something read, not that none of 0 articles says it', () => {
    const library = { articles: new Map(), facts: [], factById: new Map(), topics: new Map() };
    const readout = createReadout(library).of(null);
    const basis = { readout, tenant: null, now: new Date('2026-03-01'), id: 'abcdefghijkl' };
    const { card } = briefDraft(readout.ask('was Venezuela discussed?'), basis);
    expect(card.title).toBe('I found nothing on “was Venezuela discussed?”');
    expect(card.lede).toContain('Send me a link');
  });
});

describe('a question that is not answered', () => {
  it.each([
    'how much did the strike cost?',
    'what is the price of bread?',
    'how many jobs were cut at the factory?',
    'who painted the ceiling?',
    'when does the train leave?',
    'was the company fined?',
    'which hospital treated the driver?',
    'what did the doctor advise?',
    'did Putin mention Iran?',
    'who won the championship final?',
  ])('shows as near only lines that show a word of it: %s', async (question) => {
    const { sections } = await cardFor(question);
    const asked = new Set(stemsOf(question));
    for (const { claim } of sections.filter(({ style }) => style === 'nearest').flatMap(({ lines }) => lines))
      expect(
        stemsOf(claim).filter((word) => asked.has(word)),
        claim,
      ).not.toEqual([]);
  });

  it('offers what the articles report if nothing is near', async () => {
    const card = await cardFor('how much did the strike cost?');
    expect(card).toMatchObject({
      kind: 'abstained',
      title: 'I found nothing on “how much did the strike cost?” in 1 article',
      lede: 'In the news here: US–Russia relations · Pompeo’s visit · Donald Trump',
      sections: [],
    });
  });
});

describe('news of which there is none', () => {
  it.each([
    ['what’s new today?', 'Nothing new has come in today'],
    ['any news this week?', 'Nothing new has come in this week'],
    ['what’s new since yesterday?', 'Nothing new has come in since yesterday'],
    ['what’s new since Monday?', 'Nothing new has come in since Monday'],
    ['news', 'Nothing new has come in'],
  ])('is said as a person would: %s', async (question, title) => {
    expect((await cardFor(question)).title).toBe(title);
  });
});
