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
    ['KALMAR - The bridge opened in May.', 'The bridge opened in May.'],
    ['Kalmar, Sweden (TT)The bridge opened in May.', 'The bridge opened in May.'],
    ['LISBON, Portugal (AP) — The bridge opened in May.', 'The bridge opened in May.'],
    ['PORT ELLIS, 9 October 2026 - The bridge opened in May.', 'The bridge opened in May.'],
    ['LONDON, Oct. 9, 2026 — The bridge opened in May.', 'The bridge opened in May.'],
    ['BERLIN, March 3 (Reuters) - The bridge opened in May.', 'The bridge opened in May.'],
    ['NATO 2030 - The bridge opened in May.', 'NATO 2030 - The bridge opened in May.'],
  ])('drops what adds nothing: %s', (sentence, claim) => {
    expect(claimOf('bridge', sentence)).toBe(claim);
  });

  it.each([
    '“We expect the ferries on Thursday,” harbour master Eva Lind told reporters in Kalmar.',
    '“It was cheaper than the ferry!” said Peter Lund.',
    'To save time, the ferries come early on Monday, said Peter Lund.',
    'According to Peter Lund, the ferries come early.',
    'This year the ferries come early.',
    'Although it rained, the ferries came early.',
  ])('keeps a short sentence word for word: %s', (sentence) => {
    expect(claimOf('', sentence)).toBe(sentence);
  });

  it('turns a long quotation round and names nobody who hears as told', () => {
    const words =
      'We expect the ferries on Thursday, and we have told every one of the captains who wait outside the harbour to keep clear of the old quay';
    const text = `"${words}," harbour master Eva Lind told the reporters who waited in Kalmar.`;
    expect(claimOf('ferries', text)).toBe(`Eva Lind said "${words}".`);
  });

  it('keeps where something was written, and no day of the week, where a quotation is turned round', () => {
    const words =
      'We expect the ferries at nine, and we have told every one of the captains who wait outside the harbour to stay away from the quay';
    expect(claimOf('ferries', `“${words},” the harbour master Eva Lind wrote on Twitter.`)).toBe(
      `Eva Lind wrote on Twitter: “${words}”.`,
    );
    expect(claimOf('ferries', `“${words},” the harbour master Eva Lind wrote on Thursday.`)).toBe(
      `Eva Lind wrote “${words}”.`,
    );
  });

  it('cuts an attribution only if the speaker is named beside the claim', () => {
    const words =
      'The ferries will run on every day of the week from the first of May, and every one of them will stop at the old quay in Kalmar for an hour';
    const [fact] = read(`${words}, said Eva Lind, the harbour master.`);
    expect(fact).toMatchObject({ claim: `${words}.`, speaker: 'Eva Lind' });
    const [unknown] = read(`${words}, a survey says.`);
    expect(unknown).toMatchObject({ claim: `${words}, a survey says.`, speaker: null });
  });

  it('puts the name in the place of a leading pronoun that can mean only one person', () => {
    const text =
      'Peter Lund met the crew on Monday. He praised the new bridge. His deputy inspected the road.';
    expect(claimOf('praised', text)).toBe('Peter Lund praised the new bridge.');
    expect(claimOf('road', text)).toBe("Peter Lund's deputy inspected the road.");
  });

  it.each([
    ['Peter Lund met Nils Holm on Monday. He praised the new bridge.', 'praised'],
    ['Rain fell for days. It was cheaper than the other one.', 'cheaper'],
    ['Rain fell for days. That is why everybody stayed at home.', 'why'],
    ['Rain fell for days. Their houses were flooded.', 'houses'],
    ['Rain fell for days. This decision was not the last one.', 'decision'],
  ])(
    'leaves a sentence whose first word may mean several as it is, with the one before it: %s',
    (text, words) => {
      const fact = read(text).find(({ quote }) => quote.includes(words));
      expect(fact?.claim).toBe(fact?.quote);
      expect(fact?.context).toBe(text.slice(0, text.indexOf('. ') + 1));
    },
  );

  const LONG =
    'the bridge over the sound carries cars and bicycles as well as the heavy trains of the northern mines on both of its decks';

  it('drops an insertion that holds no number, time, condition or denial', () => {
    expect(
      claimOf('bridge', `Peter Lund, who leads the harbour company of the old town, announced that ${LONG}.`),
    ).toBe(`Peter Lund announced that ${LONG}.`);
  });

  it.each([
    `Peter Lund, who has 400 workers at the harbour of the old town, announced that ${LONG}.`,
    `Peter Lund, who would not open the harbour of the old town, announced that ${LONG}.`,
    `In August, after a visit to the old town of Kalmar, Peter Lund said that ${LONG}.`,
    `If the council of the old town agrees with the company, said Peter Lund, ${LONG}.`,
    `Peter Lund said ${LONG}, but not the ferries.`,
  ])('keeps one that does, and the sentence with it, up to 300 characters: %s', (sentence) => {
    expect(claimOf('bridge', sentence)).toBe(sentence);
  });

  it('keeps the second half of what a source only interrupts', () => {
    const end =
      'the wall of the old quay, which has been let down by every council of the town since the war';
    expect(
      claimOf(
        'rain',
        `“What makes this bad is not only the rain,” Peter Lund told the paper, “but ${end}, and ${end}.”`,
      ),
    ).toContain('but the wall');
  });

  it('splits no ellipsis off a long sentence', () => {
    const long = 'the owners of the ferries and of the many boats of the northern islands of the county';
    const sentence = `The plan has been debated for years in Kalmar, with the fishermen, the sailors, ${long}, ${long} and ${long} backing it on the whole, and some crews opposed.`;
    expect(read(sentence).map(({ claim }) => claim)).not.toContain('Some crews opposed.');
  });

  it('cuts no clause before its verb, and no main clause behind a circumstance', () => {
    const town =
      'the old harbour town of Kalmar and its many islands and skerries along the coast of the county';
    const struggle = `There was little word in the council of the struggle that Peter Lund, who is often a guest of ${town}, and many others of ${town} wage every day as they try to keep the ferry in the north.`;
    expect(claimOf('struggle', struggle)).not.toMatch(/county\.$/);
    const whole = `So while we praise the gap between what Peter Lund said in ${town}, and what the crews face, let us not forget the other matter of ${town}, and the tireless and undaunted crew of those who will not be denied.`;
    expect(read(whole).map(({ claim }) => claim.slice(0, 20))).toEqual(['So while we praise t']);
  });

  it('splits a sentence of more than 300 characters where a clause of its own begins', () => {
    const half = (what: string) =>
      `the ${what} of the northern harbour was closed for the whole of the winter because the pillars on which it stands had sunk into the mud by more than a metre since the last inspection`;
    const facts = read(`Officials found that ${half('bridge')}; ${half('tunnel')}.`);
    expect(facts.map(({ claim }) => claim)).toEqual([
      `Officials found that ${half('bridge')}.`,
      expect.stringMatching(/^The tunnel of .* inspection\.$/),
    ]);
    expect(facts.map(({ claim }) => claim.length <= 300)).toEqual([true, true]);
  });

  it('keeps a short form whose long form it drops', () => {
    const claim = claimOf(
      'pact',
      'The two governments made it clear that they want to go on with every part of the pact, including the annexes on the limitation of coastal artillery (LCA) and on the protection of fishing grounds (PFG).',
    );
    expect(claim).toMatch(/\bLCA\b.*\bPFG\b/);
  });

  it('cuts no source whose content would have no verb, or that has a verb before its cue', () => {
    const sentence =
      'An issue last month of the English-language magazine of the harbour company, Ferry, included a purported interview with the captain and described his alleged work for the shipping agency of Oslo.';
    expect(claimOf('Ferry', sentence)).toBe(sentence);
  });

  it('puts no noun in the place of a pronoun for a person', () => {
    const text = 'Video of the harbour shows him on the quay. He was hit by the ferry in May.';
    expect(claimOf('hit', text)).toBe('He was hit by the ferry in May.');
  });

  it('puts no name in the place of a pronoun after sentences that name nobody', () => {
    const text =
      'On Monday, officer Peter Lund told the court of Nils Berg. Both carried bags. In front of him stood a child. He put his bag on the quay.';
    expect(claimOf('quay', text)).toBe('He put his bag on the quay.');
  });

  it('keeps the words before a short form that does not spell them', () => {
    const sentence =
      'As officials went on to ask why the ferry sank in thick fog on Tuesday, Eva Lind -- commander of the Royal Coast Watch and Sea Rescue Service (KUSTBEV) -- told reporters that it was one of two that had to turn back.';
    expect(claimOf('KUSTBEV', sentence)).toBe(sentence);
  });

  it('shows that a list was cut', () => {
    const names = ['Aro', 'Berg', 'Cray', 'Dahl', 'Eke', 'Falk'].map(
      (name, at) => `Sgt. Anna ${name}, ${20 + at}, of Lower Haven, New Jersey`,
    );
    const sentence = `On Friday the coast guard identified the six sailors who died in the accident as ${names.join('; ')}; and Capt. Per Gran, 41, of Kalmar.`;
    expect(claimOf('Dahl', sentence)).toMatch(/^On Friday the coast guard identified the six sailors .* …$/);
  });

  it('closes a quotation that it opens', () => {
    const [fact] = read('“The bridge will open. It will be the longest of the coast,” Peter Lund said.');
    expect(fact?.claim).toBe('Peter Lund: “The bridge will open.”');
  });

  it.each([
    'Instead of the bridge, the ferries run on Monday.',
    'So special is the bridge that people come to see it.',
    'In addition to the bridge, the town owns a ferry.',
    'Also closing in May is the old bridge.',
  ])('keeps a first word that more hangs on: %s', (sentence) => {
    expect(claimOf('', sentence)).toBe(sentence);
  });

  const TAIL = 'the captains who wait outside the harbour of the old town must keep clear of its quay';

  it.each([
    // The clause between commas is the main one.
    `In addition to its bridge, the harbour has a quay and a crane, including one that lifts trains, and ${TAIL}.`,
    // What follows the second comma is no verb.
    `A film shows crews of the ferry, who also are members of the club, singing about the bridge, and ${TAIL}.`,
  ])('cuts nothing between two commas but a part of the subject: %s', (sentence) => {
    expect(claimOf('', sentence)).toBe(sentence);
  });

  it('keeps a main clause behind a participle, and shows where a sentence was torn', () => {
    const long =
      'with the crane that lifts the trains of the northern mines over the wall of the old quay '.repeat(3);
    const claim = claimOf(
      '',
      `Led by harbour master Eva Lind, the crews of the ferries are waiting ${long}today.`,
    )!;
    expect(claim).toMatch(/^Led by harbour master Eva Lind, the crews .* …$/);
    expect(claim.length).toBeLessThanOrEqual(300);
  });

  it('opens and closes the quotation that a sentence is only a part of', () => {
    const text =
      'Peter Lund waited. “The bridge is old. It was never safe,” Lund said, adding: “It must go. Now.”';
    expect(claimOf('never safe', text)).toBe('“It was never safe,” Lund said, adding: “It must go.”');
  });

  it('names no speaker where what he says is cut off', () => {
    const text = `The closing of the northern bridge after the flood of last week set off another round of anger in the town on Friday: Peter Lund said he was sure that ${TAIL} as long as ${TAIL} as long as ${TAIL}.`;
    expect(read(text)[0]).toMatchObject({ claim: expect.stringMatching(/on Friday\.$/), speaker: null });
  });
});

it('leaves a pronoun to a quotation, and to the words after one that speaks of somebody else', () => {
  const text =
    'Nils Holm met Karl Berg. Karl Berg spoke on Monday. “He has no ambition at all in this town,” said Berg.';
  expect(claimOf('boat', `${text} His boat sank in the basin.`)).toBe('His boat sank in the basin.');
  expect(
    claimOf('strong', 'Nils Holm spoke on Monday. “He is a very strong man,” Holm wrote.'),
  ).not.toContain('Holm is');
});

it('keeps what was said where a source and a circumstance follow it', () => {
  const text =
    'KALMAR ― The long talk about the birth of Anna Berg is an insult to sailors, union leaders said on Friday, as they met at the dock.';
  expect(claimOf('insult', text)).toBe(
    'The long talk about the birth of Anna Berg is an insult to sailors, union leaders said on Friday, as they met at the dock.',
  );
});

it('cuts a sentence that is too long at a pause rather than between two words', () => {
  const sentence =
    'Berg\'s resignation is the latest fallout from the harbour report, which exposed problems in the port\'s safety tactics and faulted the wardens of the old town for seeing sailors as "sources of revenue," a practice that the inspectors of the ministry said on Monday disproportionately targeted newcomers from the islands.';
  const [fact] = read(sentence);
  expect(fact!.claim.length).toBeLessThanOrEqual(300);
  expect(fact!.claim).toMatch(/seeing sailors as "sources of revenue …"$/);
});
