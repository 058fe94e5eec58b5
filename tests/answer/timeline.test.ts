import { describe, expect, it } from 'vitest';
import { dateBeside, dateOf, dateOrder, datesIn } from '../../src/answer/briefs/dates.ts';

/** Returns a claim's date as YYYYMMDD, with zeros for what it does not give. */
function orderOf(claim: string, published: string | null, article = claim): number {
  const at = Math.max(0, article.indexOf(claim));
  return dateOrder(dateOf(claim)!, claim, dateBeside(published, datesIn(article), at));
}

describe('the year of a date without one', () => {
  it.each([
    // The article is of 2 February 2026.
    ['He had sent a warning on 19 October.', 20251019],
    ['In November the company applied for a permit.', 20251100],
    ['Talks were broken off on January 30.', 20260130],
    ['The vote was held on 3 February.', 20260203],
    ['She said the group would sue by 10 April.', 20260410],
    ['First results are expected by the end of March.', 20260331],
    ['The council voted to shut the ferry in June.', 20260600],
    ['The ship will be sold in January.', 20270100],
    ['The fair opens on 1 July.', 20260701],
    ['The store closed on 3 March.', 20250303],
    ['It opened on 5 May and closed in June 2019.', 20190505],
    ['He resigned on 6 May 2019.', 20190506],
  ])('of “%s” in an article of 2 February 2026 makes it %d', (claim, order) => {
    expect(orderOf(claim, '2026-02-02')).toBe(order);
  });

  it('is told by the year named nearest if the article has no date', () => {
    const claim = 'The trial was stopped on 19 October.';
    expect(orderOf(claim, null, `The trial began in May 2021. ${claim}`)).toBe(20211019);
    expect(orderOf(claim, null, `It has run since November 2021. ${claim}`)).toBe(20221019);
    const long = `The plant opened in March 1998. ${'It was fine. '.repeat(9)}${claim} It began in May 2004.`;
    expect(orderOf(claim, null, long)).toBe(20041019);
    expect(orderOf(claim, null)).toBe(90001019);
  });
});

describe('a number that looks like a year', () => {
  it.each([
    'A total of 2,019 voters signed.',
    'About 2019 voters signed.',
    'It gave work to 1950 people.',
    '1900 workers went home.',
    'The firm paid 2000 euros for it.',
    'More than 1800 chairs were sold.',
    'It cost $2000.',
    'It weighs 2019.5 grams.',
    'Riders are 2,100, down from 3,400 before the bridge opened in 2019.',
    'Sales are lower than in 2019.',
  ])('is none in “%s”', (claim) => {
    expect(dateOf(claim)).toBeUndefined();
  });

  it.each([
    ['In 2019 voters chose a new mayor.', '2019'],
    ['The 2016 elections were fair.', '2016'],
    ['It has run since 1936.', '1936'],
    ['Around 2019 the firm moved.', '2019'],
    ['By 2029 sales were to double.', '2029'],
    ['After the 2008 crisis was over, it grew.', '2008'],
  ])('is one in “%s”', (claim, year) => {
    expect(dateOf(claim)?.text).toBe(year);
  });
});

describe('the dates of a text', () => {
  it('are found in order, each once and as precisely as it is written', () => {
    const text =
      'In May 1999 it was May 6, 2001; in July, by 2 March and since 1936 it was not. On 6 May 2019.';
    expect(datesIn(text).map((date) => date.text)).toEqual([
      'May 1999',
      'May 6, 2001',
      'July',
      '2 March',
      '1936',
      '6 May 2019',
    ]);
  });

  it('are found in the longest article that is nothing but dates', { timeout: 15_000 }, () => {
    const text = 'On 5 May 1999, in May 2001, since 12 June and until 1936. '.repeat(30_000);
    expect(datesIn(text)).toHaveLength(120_000);
  });
});
