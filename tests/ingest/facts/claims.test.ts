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

  const leaning: [string, string, string][] = [
    [
      'a thing that was brought in before',
      'Fog closed an airport near Oslo.',
      'Passengers waited at the airport all day.',
    ],
    ['one of two', 'A missile hit a house in Aden.', 'A second missile fell beside a school.'],
    ['what came later', 'The ferry was sold in 2011.', 'Two years later Kari Holm bought a tug.'],
    [
      'what is owned by what was told',
      'The pika lives in the hills.',
      'Kari Holm counts its numbers each spring.',
    ],
    [
      'what “this” is',
      'The Moon drifts away from the Earth.',
      'Astronomers in Oslo say this will take ages.',
    ],
  ];
  it.each(leaning)('gives a claim the sentence before for %s', (_, before, sentence) => {
    const fact = read(before, sentence).find(({ quote }) => quote === sentence);
    expect(fact?.context).toBe(before);
  });

  it('tells what a post or a letter was, however long the sentence', () => {
    const before = 'The harbour company put up a post about Peter Lund.';
    const sentence =
      'A man who gave his name as Peter Lund and his town as Kalmar responded to the post on Monday evening.';
    expect(read(before, sentence).find(({ quote }) => quote === sentence)?.context).toBe(before);
  });

  it('reaches back to the sentence that brings a thing in, past a link to elsewhere', () => {
    const [before, link, sentence] = [
      'Clashes broke out at a base near Aden.',
      'Watch: Who are the fighters?',
      'The clashes were reported on four fronts.',
    ];
    expect(read(before, link, sentence).find(({ quote }) => quote === sentence)?.context).toBe(before);
  });

  it('shows the sentence that brings a thing in, and a gap, where it stands farther back', () => {
    const text = [
      'Parliament passed a bill on fishing rights.',
      ...Array.from(
        { length: 6 },
        (_, at) => `Boat number ${at + 1} of Kalmar sailed to Oslo with salt and timber.`,
      ),
      'Kari Holm opposes the bill.',
    ];
    expect(read(...text).find(({ quote }) => quote.includes('opposes'))?.context).toMatch(
      /^Parliament passed a bill on fishing rights\. …$/,
    );
  });

  it('gives a claim that points at nothing no context', () => {
    for (const fact of read('Rain fell for days. This year rain came early.', 'A bridge opened in May.'))
      expect(fact.context).toBeUndefined();
  });

  it.each([
    'The bridge opened in May. Please note that the timetable may change at any time.',
    'The bridge opened in May. Thank you for reading the Kalmar Gazette on your way.',
  ])('makes no fact of what speaks to its reader: %s', (text) => {
    expect(read(text).map(({ claim }) => claim)).toEqual(['The bridge opened in May.']);
  });

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

  it.each([
    ['a question', 'Will the bridge ever open again?'],
    ['a heading', 'The bridge and its enemies'],
    ['an invitation', 'Read more about the bridge on our site.'],
    ['a credit', 'Reporting by Peter Lund; editing by Kari Holm.'],
    ['a link', 'https://example.org/bridge'],
    ['a scrap', 'The bridge.'],
    ['a phrase without a verb', 'In Kalmar, an unpainted boat with its name on the bow.'],
    ['a noun with a relative clause alone', 'A tunnel that leads to the old harbour of the town.'],
    ['an order to the reader', 'Imagine a harbour with eleven cranes and not one ship in it.'],
    ['a request to the reader', 'Seriously, please ask the town that question.'],
    ['an invitation to comment', 'Tell the town what you think in the comments box below.'],
    ['what only a list would say', 'One account shows what the captain of the ferry wrote on Monday: .'],
    ['an address of the author', 'Reach him directly at the address on the page of the paper.'],
    ['a link with a space before its end', 'Eleven years later: The house where they stayed .'],
    [
      'a look at what the U.S. did',
      "Here's a look at U.S. envoys who were killed while they served their country.",
    ],
    ['words that break off', '“To lose a ferry that you have sailed for thirty years ...”'],
    ['an announcement', "Here's a look at some of the ferries that sank near Kalmar last year."],
    ['a correction', 'Correction: The bridge opened in May. It was paid for by the town.'],
  ])('makes no fact of %s', (_, sentence) => {
    expect(read(sentence)).toEqual([]);
  });

  it.each([
    'In May, that bridge was sold to the town of Kalmar.',
    'A number of towns want a bridge of the same kind.',
    'A bridge that opened in May has cost the town a lot.',
    'An old man with a dog lives under the bridge.',
    '“Please help the crew of the ferry,” Peter Lund said.',
    'The big eat the small.',
  ])('makes a fact of: %s', (sentence) => {
    expect(read('Rain fell on Kalmar.', sentence).map(({ quote }) => quote)).toContain(sentence);
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

describe('the sentence before a fact', () => {
  it.each([
    ['He came up again in an aggressive manner.', true],
    ['I was there with her for four years.', true],
    ['This has cost the town 40 million kroner.', true],
    ['The mayor said that he would pay for it.', true],
    ['I told Anna Berg that she was late again.', false],
    ['This year the town has paid for all of it.', false],
    ['Many workers said that they were paid late.', false],
    ['Eleven people died in those floods, as far as anybody knows.', true],
    ['On Monday, she and other parents walked to the old school.', true],
    ['The 36-year-old, who came to Kalmar last year, ran the dam.', true],
    ['The study was paid for by the town and by the old dam.', true],
    ['A boat came from the harbour to fetch them on Monday.', true],
    ['So are the hopes of all towns along the lower river.', true],
    ['As governor he stopped none of the eleven trains.', true],
    ['The mayor said on Monday that trains will run again.', false],
    ['Trains run along the river in the hope of more riders.', false],
    ['The mayor said that it will rain in this country in May.', false],
    ['The two towns signed a pact on eleven trains on Monday.', true],
    ['The two of them signed a pact on eleven trains in Kalmar.', true],
    ['That night, eleven trains ran from Kalmar to Oslo.', true],
    ['In May 2019 the town bought a train, and that year it broke.', false],
    ['Eleven trains ran to Oslo and came back the next day.', true],
    ['On Monday eleven trains ran to Oslo and came back the next day.', false],
    ['I think that hurt the town of Kalmar a great deal.', true],
    ['There are eleven trains on the line to Oslo.', false],
    ['Eleven trains ran in the opposite direction on Monday.', false],
    ['The times of those trains, they argue, were never told to anybody in Kalmar.', true],
    ['They did not say anything of the eleven trains, Nils Holm said.', true],
    ['The officer fired two shots at the eleven trains from the bridge.', true],
    ['A woman was also arrested.', true],
    ['Some call the line to Kalmar the eleven-train line of the poor.', true],
    ['Some sailors call the line to Kalmar a line of eleven trains.', false],
    ['In light of all that is at stake, it does not seem like a good plan at present.', true],
    ['“Full panic mode,” said Anna Lund, who leads the workers of the eleven ferries of Oslo.', true],
    ['“The trains of Oslo are late,” said Anna Lund, who leads the workers of the ferries.', false],
    ['Since the disaster happened on the water, the search for all of the crew took days.', true],
    ['In fact, according to the mayor, that is how the town got eleven trains.', true],
    ['In the decade following, eleven trains ran from Kalmar to Oslo.', true],
    ['Anna Lund, the mayor, tells the paper, “Yes, like most guests, she is paid for her work.”', true],
    ['Anna Lund, the mayor, tells the paper that she is paid for her work.', false],
    ['The Harbour Ministry called it a detour of eleven trains.', true],
    ['The Harbour Ministry said it has eleven trains in Kalmar.', false],
    ['What is happening goes far beyond the trains of Kalmar.', true],
    ['The mayor said that such trains are slow in the snow of Kalmar.', true],
    ['The mayor likes such trains as run in the snow of Kalmar.', false],
    ['The Australian crossed the line in second place in Kalmar.', true],
    ['It’s just “paint,” Nils Holm said of the eleven trains of Kalmar.', true],
    ['“I would love to drive one of the eleven trains of Kalmar,” wrote another.', true],
    ['Anna Berg told the court that she saw one in the kitchen of the dining car.', true],
    ['Anna Berg told the court that she saw no one in the kitchen of the dining car.', false],
    ['Anna Berg lost one of eleven trains in the dark.', false],
    ['A woman of Kalmar, who drove the train, was also arrested on Monday.', false],
    ['A visit in May was followed by eleven others a month later.', true],
    ['A visit in May was followed by a trip a month later.', false],
  ])('stands by one that points back: %s', (sentence, isKept) => {
    const fact = read('Nils Holm and Per Berg met at the basin on Monday.', sentence).find(
      ({ quote }) => quote === sentence,
    );
    expect(fact?.context === undefined).toBe(!isKept);
  });
});

it('leaves a pronoun to the speaker that a card names beside it', () => {
  const text =
    'Kari Holm met Anna Berg in Oslo. “We won,” said Holm. She said on Monday that she would not sell her eleven boats.';
  expect(read(text).at(-1)).toMatchObject({ speaker: 'Kari Holm' });
  expect(read(text).at(-1)?.context).toBeUndefined();
});

describe('the context of a fact', () => {
  const contextOf = (words: string, ...paragraphs: readonly string[]) =>
    read(...paragraphs).find(({ quote }) => quote.includes(words))?.context;

  it.each([
    [
      'past sentences in which the person is only "she"',
      'Kari Holm taught Anna Berg to sail. “She had the heart of a lion on deck,” said Holm. “Her sense of adventure on the water never left the yard.”',
      'sense of',
      'Kari Holm taught Anna Berg to sail. …',
    ],
    [
      'past what she is called before she is meant',
      'Nils Holm praised Anna Berg. “A true model to the sailors who would follow, she led the way.”',
      'led the way',
      'Nils Holm praised Anna Berg.',
    ],
    [
      'to the person of the pronoun, not to the one whom that person met',
      'Per Lund runs the yard in Kalmar. He met Karl Berg on the dock. He sold the yard in May.',
      'sold the',
      'Per Lund runs the yard in Kalmar. …',
    ],
    [
      'to the people who are only "they"',
      'Officials in Kalmar closed the dock. Rain fell on the dock. “They thought that rain was dangerous,” said Kari Holm.',
      'dangerous',
      'Officials in Kalmar closed the dock. …',
    ],
    [
      'to what a word for an outcome sums up',
      'Kari Holm sold eleven trains. Anna Berg of Oslo told reporters that the move surprised her.',
      'surprised',
      'Kari Holm sold eleven trains.',
    ],
    [
      'past the name of a show and of a party, which are no persons',
      'Nils Berg came to Oslo. On “The Daily Show,” he sang of the Green Party convention.',
      'sang of',
      'Nils Berg came to Oslo.',
    ],
    [
      'to the person of another gender than the one named',
      'Kari Holm sold the yard to her son. Peter Berg told reporters that he last saw her in May.',
      'last saw',
      'Kari Holm sold the yard to her son.',
    ],
    [
      'to the person whom a word for what he is means',
      'Nils Berg sang in Oslo on Sunday. Rain fell on Kalmar. Last May, the television star asked for a pardon in Kalmar.',
      'pardon',
      'Nils Berg sang in Oslo on Sunday. …',
    ],
    [
      'to those who are meant by "they" after what they did',
      'Officials from Oslo searched the hills. Despite eleven days in the hills of Kalmar, they came home without it.',
      'came home',
      'Officials from Oslo searched the hills.',
    ],
    [
      'to the parties that may be "they", not to a body farther back',
      'Kari Holm spoke at Kalmar University. The small parties have made a list. Now they hope for eleven seats.',
      'eleven seats',
      'The small parties have made a list.',
    ],
    [
      'past somebody whom the sentence names itself',
      'Nils Berg leads the list. Per Holm leads the town. His aim is to beat Holm in May.',
      'aim is',
      'Nils Berg leads the list. …',
    ],
    [
      'to what may tell who says a quotation',
      'Rain fell. Somebody had put up eleven signs. “No trains run to Oslo in the dark months of the year.”',
      'dark months',
      'Somebody had put up eleven signs.',
    ],
    [
      'to what "it" is',
      'Oslo bought a tunnel in May. Kari Holm worries that it will be sold.',
      'worries',
      'Oslo bought a tunnel in May.',
    ],
    [
      'to what "that" with a noun is',
      'In May, Berg led Holm by five points. In June, that lead was seven points.',
      'seven points',
      'In May, Berg led Holm by five points.',
    ],
    [
      'to two who are named together',
      'Officials of Oslo spoke on Monday. Berg and Holm have good jobs. They want to send their boy to Kalmar.',
      'their boy',
      'Berg and Holm have good jobs.',
    ],
    [
      'to a body that may be "they"',
      'Officials of Oslo spoke on Monday. ISIS holds the dam. They took it in May of this year with eleven boats.',
      'eleven boats',
      'ISIS holds the dam.',
    ],
    [
      'to the event of "the dead"',
      'A ferry sank near Oslo. Most of the dead were sailors.',
      'sailors',
      'A ferry sank near Oslo.',
    ],
    [
      'to those of whom a part is told',
      'ISIS killed 1,969 people. Nearly two-thirds of them were sailors.',
      'sailors',
      'ISIS killed 1,969 people.',
    ],
    [
      'to the sentence that brings in what the noun goes with',
      'Oslo stopped Swedish trucks in May. Rain fell on Kalmar. In the truck spat, Sweden was skilful.',
      'skilful',
      'Oslo stopped Swedish trucks in May. …',
    ],
    [
      'to the place that is only "there"',
      'Kari Holm left the camp. The Red Cross now runs a kitchen there.',
      'kitchen',
      'Kari Holm left the camp.',
    ],
  ])('reaches %s', (_, text, words, context) => {
    expect(contextOf(words, text)).toBe(context);
  });

  it('reaches past a line that only names a speaker', () => {
    const text = [
      'Karl Berg opened a dam.',
      'Kari Holm added:',
      '“For any dam, this reeks of fear in Oslo.”',
    ];
    expect(contextOf('reeks', ...text)).toBe(text[0]);
  });

  it.each([
    ['It appears that Kari Holm will sell the eleven trains to Oslo.'],
    ['It is hard for Kari Holm to sell the eleven trains in Oslo.'],
    ['Both Kari Holm and Nils Berg sell trains in Oslo.'],
    ['Earlier this month Kari Holm sold eleven trains to Nils Berg.'],
    ['Nordhavn has confirmed that it is selling trains.'],
    ['Kari Holm told Nils Berg that she “does not know” how trains are sold.'],
    ['Kari Holm knows that trains are sold by Nils Berg of Oslo.'],
    ['Kari Holm said it was hard to sell eleven trains.'],
    ['Kari Holm made it clear that Oslo has trains.'],
  ])('is not needed by %s', (sentence) => {
    expect(contextOf(sentence.slice(0, -1), 'Rain fell on trains near Oslo.', sentence)).toBeUndefined();
  });
});

it.each([
  [
    'asks',
    'Kari Holm spoke. “Is the old dam of Kalmar any good at all now? The dam leaks at night,” Holm said.',
    'Is the',
  ],
  [
    'says next to nothing',
    'Kari Holm spoke. “This is what I know. The dam leaks at night,” Holm said.',
    'This is',
  ],
])('keeps a part of a quotation that %s: a named person said it', (_, text, words) => {
  const facts = read(text);
  expect(facts.some(({ quote, speaker }) => quote.includes(words) && speaker === 'Kari Holm')).toBe(true);
  expect(facts.some(({ quote }) => quote.includes('leaks'))).toBe(true);
});

it('makes no fact of a part of a quotation that is broken off', () => {
  const text =
    'Kari Holm spoke. “Again, I do not mean to be catty but ... The dam leaks at night,” Holm said.';
  const quotes = read(text).map(({ quote }) => quote);
  expect(quotes.some((quote) => quote.includes('Again'))).toBe(false);
  expect(quotes.some((quote) => quote.includes('leaks'))).toBe(true);
});

it('makes no fact of a sentence of the article that says next to nothing', () => {
  expect(read('It was tough.', 'The dam of Kalmar leaks.').map(({ claim }) => claim)).toEqual([
    'The dam of Kalmar leaks.',
  ]);
});

it('keeps what was said where a source and a circumstance follow it', () => {
  const text =
    'KALMAR ― The long talk about the birth of Anna Berg is an insult to sailors, union leaders said on Friday, as they met at the dock.';
  expect(claimOf('insult', text)).toBe(
    'The long talk about the birth of Anna Berg is an insult to sailors, union leaders said on Friday, as they met at the dock.',
  );
});

it.each([
  'Nils Berg is an Oslo-based freelance journalist.',
  'Nils has contributed to Essence, Kalmar News and Ebony.',
  'Nils Berg wrote this story from Oslo.',
  'Nils Berg reported and wrote from Oslo.',
  'Oslo News Daily airs on Kalmar Radio weekdays from 6:00 a.m. to 9:00 a.m. Eastern.',
  'An 8-minute way to the dam .',
  'Go inside the old harbour of Kalmar with our camera.',
  'See what the town of Kalmar found below the dam.',
])('makes no fact of what a page tells its reader: %s', (line) => {
  expect(read('The dam of Kalmar was closed on Sunday night.', line)).toHaveLength(1);
});

it('cuts a sentence that is too long at a pause rather than between two words', () => {
  const sentence =
    'Berg\'s resignation is the latest fallout from the harbour report, which exposed problems in the port\'s safety tactics and faulted the wardens of the old town for seeing sailors as "sources of revenue," a practice that the inspectors of the ministry said on Monday disproportionately targeted newcomers from the islands.';
  const [fact] = read(sentence);
  expect(fact!.claim.length).toBeLessThanOrEqual(300);
  expect(fact!.claim).toMatch(/seeing sailors as "sources of revenue …"$/);
});
