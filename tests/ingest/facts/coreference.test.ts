import { describe, expect, it } from 'vitest';
import { speakerOf } from './read.ts';

const SINGER =
  'Ellen Dahl, a singer, moved to Kalmar last year. Dahl sold her house to pay for it. Dahl has two sons.';
const FIRM = 'Nordhavn Shipping Group closed its yard on Monday. Nordhavn Shipping Group employs 300 people.';

describe('a description of somebody named before', () => {
  it.each([
    ['the person by what she is', SINGER, '“The basin floods,” the singer said.', 'Ellen Dahl'],
    ['a body by a noun of its name', FIRM, 'The group said the basin floods.', 'Nordhavn Shipping Group'],
    ['a body by what it is', FIRM, 'The company said the basin floods.', 'Nordhavn Shipping Group'],
    [
      'a body of its own sentence',
      'The news came late.',
      'Reporters turned to Nordhavn Bank, and the company said the basin floods.',
      'Nordhavn Bank',
    ],
    ['an office that anybody may hold', SINGER, '“The basin floods,” the officer said.', 'the officer'],
    [
      'somebody brought in without a name',
      `${SINGER} A woman ran to the shore.`,
      'The woman said the basin floods.',
      'the woman',
    ],
    ['another one', SINGER, 'The other woman said the basin floods.', 'the other woman'],
    ['the team of somebody else', FIRM, 'The Holm team said the basin floods.', 'the Holm team'],
    [
      'the subject of a passive, not its agent',
      'Ellen Dahl was told by a teacher, Anna Berg, that she would fail.',
      '“The basin floods,” she recalled.',
      'Ellen Dahl',
    ],
    [
      'a document by “it”',
      'The lawsuit, filed in May, seeks $4 million.',
      'It accuses the town of hiding that the basin floods.',
      'the lawsuit',
    ],
    [
      'no firm whose name only tells the kind of a thing',
      'Ellen Dahl said it rained. The gifts -- hats, Holmberg leather, impossible shoes -- seem like art.',
      '“The basin floods,” she says.',
      'Ellen Dahl',
    ],
    [
      'the relative who is named, not whose relative it is',
      'Ellen Dahl lives by the sea. Her son Karl, 16, ran outside.',
      '“The basin floods,” he recalled.',
      'Karl',
    ],
    [
      'the subject, not a pronoun behind it',
      'Ellen Dahl, visiting from Oslo, gasps when she sees it.',
      '“The basin floods,” she said.',
      'Ellen Dahl',
    ],
    [
      'a body by “their” where it spoke last',
      'The Seamen’s Legion said it was angry.',
      '“The basin floods,” their statement read.',
      'Seamen’s Legion',
    ],
    [
      'the person by her work',
      'Ellen Dahl was not there.',
      'The star of the play “Quay” said the basin floods.',
      'Ellen Dahl',
    ],
    [
      'the player, not the club',
      'Nils Berg said it rained. Rovers starter Karl Dahl, who ran well, shrugged it off.',
      '“The basin floods,” he said.',
      'Karl Dahl',
    ],
    [
      'the district attorney by his other title',
      'Kalmar District Attorney Karl Dahl met the crew.',
      'The prosecutor said the basin floods.',
      'Karl Dahl',
    ],
    [
      'the officer, not whom she saw',
      'A man ran, officer Ellen Dahl said. The second person walked more slowly.',
      'The basin floods, she said.',
      'Ellen Dahl',
    ],
    ['no germ by “team”', 'It kills MRSA and other germs.', 'The team said the basin floods.', 'the team'],
    [
      'no university by “team”',
      'Ann Roy of the University of Kalmar argues that the mud is old.',
      'The team counters that the basin floods.',
      'the team',
    ],
    [
      'no outlet that was only mentioned',
      'Ellen Dahl wrote of it on Twitter.',
      'The mission website adds that the basin floods.',
      'the mission website',
    ],
    [
      'a body of another kind',
      'The Civic Union met on Monday.',
      'The disaster agency said the basin floods.',
      'the disaster agency',
    ],
    ['a body of another trade', FIRM, 'The power company said the basin floods.', 'the power company'],
    [
      'a body by an adjective',
      FIRM,
      'The troubled company said the basin floods.',
      'Nordhavn Shipping Group',
    ],
    [
      'a body by a word of its name',
      FIRM,
      'The shipping company said the basin floods.',
      'Nordhavn Shipping Group',
    ],
  ])('means %s', (_, before, sentence, speaker) => {
    expect(speakerOf('basin', before, sentence)).toBe(speaker);
  });

  it('is the person who goes on after an aside', () => {
    const aside = '“I lost my boat,” Ellen Dahl said. The boat was the last of its kind.';
    expect(speakerOf('basin', `${aside} “I saw how the basin floods in spring.”`)).toBe('Ellen Dahl');
    expect(speakerOf('basin', `${aside} “The basin floods in spring.”`)).toBeNull();
  });

  it('is nothing but its noun where only “who” is left of it', () => {
    const text = 'Those who are paid least are the young. It’s oddly described as “a basin.”';
    expect(speakerOf('basin', text)).toBeNull();
  });
});

describe('who is quoted by others', () => {
  it.each([
    ['The paper quoted Karl Berg as saying the basin floods.', 'Karl Berg'],
    ['Karl Berg was quoted as saying that the basin floods.', 'Karl Berg'],
    ['The basin has been called a “lake of mud” by Karl Berg.', 'Karl Berg'],
    ['Karl Berg warned that the basin floods, NRK TV reported.', 'Karl Berg'],
    ['Karl Berg’s view has long been that the basin floods.', 'Karl Berg'],
    ['The basin’s answer is mud.', null],
    ['“The basin floods,” says he, and leaves.', null],
    ['The film “Deep Water” tells the tale of a basin that floods.', null],
    ['He worked on the basin, on speech and memory recall.', null],
    ['The men who said the basin floods were arrested on Monday.', null],
    ['Ellen Dahl is no match for a captain who thinks that the basin floods.', null],
    [
      'It marks the day that sailors were brutally attacked by the troops of Karl Berg, and the basin floods.',
      null,
    ],
    ['The search began after Ellen Dahl’s alleged deeds, so the basin floods.', null],
    ['The woman now in Oslo is the second sailor admitted to the hospital where the basin floods.', null],
  ])('is told: %s', (sentence, speaker) => {
    expect(speakerOf('basin', 'It rained for days in Kalmar.', sentence)).toBe(speaker);
  });

  it('is told by the labels of an interview, each turn whole', () => {
    const text = [
      'Writer Karl Berg spoke to NRK about the basin.',
      'NRK: How bad is it now? Berg: The basin floods every spring. Holm thinks it is the dam.',
      'NRK: And who will pay? Berg: The town has paid for all of it so far.',
    ];
    expect(speakerOf('floods every', ...text)).toBe('Karl Berg');
    expect(speakerOf('Holm thinks', ...text)).toBe('Karl Berg');
    expect(speakerOf('The town has', ...text)).toBe('Karl Berg');
  });
});

describe('an interview whose labels are short', () => {
  it('gives initials to the one person who bears them, and an outlet its own name', () => {
    const text = [
      'Writer Karl Berg spoke to CNN about the basin.',
      'CNN: How bad is it now?',
      'KB: The basin floods every spring. We all know the basin and its dam.',
      'CNN: The basin looks calm today.',
      'KB: The basin never is.',
    ];
    expect(speakerOf('floods every', ...text)).toBe('Karl Berg');
    expect(speakerOf('We all know', ...text)).toBe('Karl Berg');
    expect(speakerOf('looks calm', ...text)).toBe('CNN');
  });

  it('keeps letters that nobody or several may bear', () => {
    const turns = ['KB: The basin floods every spring.', 'KB: The basin never is calm.'];
    expect(speakerOf('floods every', 'It rained in Kalmar.', ...turns)).toBe('KB');
    const both = 'Karl Berg and Kari Bakke met in Kalmar. Karl Berg and Kari Bakke ate.';
    expect(speakerOf('floods every', both, ...turns)).toBe('KB');
  });

  it('may open each turn with a quotation mark', () => {
    const text = [
      'Karl Berg and Nils Holm spoke on Sunday.',
      '“HOLM: Is the basin safe now?',
      '“BERG: The basin floods every spring. Nobody minds the water there.',
      '“HOLM: Who pays for the dam of the town?',
      '“BERG: The town has paid for all of it so far.”',
    ];
    expect(speakerOf('floods every', ...text)).toBe('Karl Berg');
    expect(speakerOf('Nobody minds', ...text)).toBe('Karl Berg');
  });
});

describe('who speaks in a clause', () => {
  it.each([
    ['that follows somebody else’s name', 'Nils Holm, he said, has left the basin.', 'Karl Berg'],
    ['of a department that is spelt like a state', 'The VA explained that the basin floods.', 'VA'],
    ['of an office’s people', 'FBI agents say the basin floods.', 'FBI agents'],
  ])('%s', (_, sentence, speaker) => {
    const before = 'Karl Berg said the town is poor. Berg said it rains. A clinic in Richmond, VA, closed.';
    expect(speakerOf('basin', before, sentence)).toBe(speaker);
  });
});

describe('a thing or an author that is no person named before', () => {
  const NAMED = 'Ellen Dahl runs the harbour of Kalmar. Kalmar Post printed an essay on Dahl.';

  it.each([
    ['somebody’s thing', 'The fictional Kalmar’s motto borrows a line: “The basin floods for ever.”'],
    ['the author of what was printed', 'The author thinks that the basin floods.'],
    [
      'whom a report was sent to',
      'Captain Karl Berg sent his report to the Kalmar Council describing how the basin floods.',
    ],
  ])('%s', (_, sentence) => {
    expect(speakerOf('basin floods', NAMED, sentence)).not.toMatch(/Ellen Dahl|Council/);
  });
});

it('what a message is like is not what it says', () => {
  const before = 'Ellen Dahl spoke in Kalmar.';
  expect(speakerOf('message', before, 'Her message is broadly ideological.')).toBeNull();
  expect(speakerOf('message', before, 'Her message is that the basin floods every year.')).toBe('Ellen Dahl');
});

it('a nationality before a given name is no part of the name', () => {
  expect(speakerOf('basin floods', 'It rained.', 'American Anna Dahl said the basin floods.')).toBe(
    'Anna Dahl',
  );
});

describe('a surname that two people share', () => {
  const BOTH = 'Anna Berg lives in Kalmar with her son, Karl Berg. Karl Berg rows. Karl Berg won in May.';

  it.each([
    ['the one who spoke last', '“We row,” Anna Berg said.', '“The basin floods,” Berg said.', 'Anna Berg'],
    [
      'the one whom a pronoun fits',
      'Rain fell.',
      'Berg told the town that her house by the basin floods.',
      'Anna Berg',
    ],
    ['the one named more often, if nothing tells', 'Rain fell.', 'Berg said the basin floods.', 'Karl Berg'],
  ])('means %s', (_, before, sentence, speaker) => {
    expect(speakerOf('basin floods', `${BOTH} ${before}`, sentence)).toBe(speaker);
  });
});

describe('speakers do not name themselves', () => {
  it.each([
    [
      'in the words before a pronoun',
      'Karl Berg met Nils Holm. Berg sang.',
      '“Berg is loved in Kalmar. But the basin floods,” he said.',
      null,
    ],
    [
      'in what a pronoun reports, so that another one means it',
      'Kari Holm said it rained. Anna Dahl met her on Monday.',
      'She said Dahl knows that the basin floods.',
      'Kari Holm',
    ],
    [
      'except behind a clause that begins with the pronoun',
      'Kari Holm spoke first.',
      'Though she said the basin floods, Holm was calm.',
      'Kari Holm',
    ],
  ])('%s', (_, before, sentence, speaker) => {
    expect(speakerOf('basin floods', before, sentence)).toBe(speaker);
  });

  it('and a quotation has no speaker of a later clause about something else', () => {
    const text =
      'The letter said: “Go home at nine. The basin floods. See you.” Asked about the letter on Monday in front of the whole court of Kalmar, Anna Dahl said she knew nothing.';
    expect(speakerOf('basin floods', text)).not.toBe('Anna Dahl');
  });
});

it('a country is nobody, whatever beauty queen stands for it', () => {
  const before = `${SINGER} Miss Norway 2014 came to Kalmar. They grew up in Norway.`;
  expect(speakerOf('basin', before, 'She said the basin floods.')).not.toBe('Norway');
});
