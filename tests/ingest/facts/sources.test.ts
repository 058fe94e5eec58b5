import { describe, expect, it } from 'vitest';
import { speakerOf } from './read.ts';

/** A table of articles, their paragraphs separated by "|", and the speaker of the sentence with "basin". */
const expectSpeakers = (rows: readonly (readonly [string, string | null])[]): void => {
  it.each(rows)('%s', (text, speaker) => {
    expect(speakerOf('basin', ...text.split('|'))).toBe(speaker);
  });
};

describe('a source with words between it and its verb', () => {
  expectSpeakers([
    ['One user, identified as Sas Berg, said the basin floods.', 'Sas Berg'],
    ['Another user, posting as Sas Berg, wrote, “The basin floods every day.”', 'Sas Berg'],
    ['One man, identified as the driver, said the basin floods.', 'one man'],
    ['A man who lives near where the boat sank told reporters the basin floods.', 'a man'],
    ['A man said officials who live there knew the basin floods.', 'a man'],
    ['Karl Berg lives here but has family in the town that was hit, and says the basin floods.', 'Karl Berg'],
    ['In the lawsuit Anna and Karl Berg say the basin floods.', 'Anna and Karl Berg'],
    ['The Harbour Office and the Safety Board said the basin floods.', 'Harbour Office and Safety Board'],
  ]);
});

describe('acts of speaking', () => {
  expectSpeakers([
    ['Boatmen in the yard are reporting heavy damage to the basin.', 'Boatmen'],
    ['Anna Berg is reporting from the yard at the basin.', null],
    ['Two unions have criticized Holm’s basin.', 'two unions'],
    ['Two unions have visited Holm’s basin.', null],
    ['The suit, filed Monday in Oslo, alleges Holm’s guards closed the basin.', 'the suit'],
    ['Dubbed the “Queen of the North,” the runner swam across the basin.', null],
  ]);
});

describe('a description of somebody named before', () => {
  expectSpeakers([
    ['White House Chief of Staff Karl Holm wrote.|The chief of staff said the basin floods.', 'Karl Holm'],
    [
      'Two left: Chief of Staff Karl Holm and Chief of Staff Nils Berg.|The chief of staff said the basin floods.',
      'the chief of staff',
    ],
    ['In the yard was Oslo Police Maj. Karl Holm.|“The basin floods,” the police major said.', 'Karl Holm'],
    ['In the yard was Supreme Court Justice Karl Holm.|The judge agreed that the basin floods.', 'Karl Holm'],
    ['In the yard was Justice Minister Karl Holm.|The judge agreed that the basin floods.', 'the judge'],
    [
      'Comedian Karl Holm was in Oslo. The 31-year-old South African comic sold his boat. “The basin floods,” he said.',
      'Karl Holm',
    ],
    [
      'Anna Holm runs for hours. The record-breaking runner never rests. “I fell into the basin,” she said.',
      'Anna Holm',
    ],
    [
      'Dubbed the “Queen of the North,” the runner Anna Holm is back. “I fell into the basin,” she said.',
      'Anna Holm',
    ],
    [
      'Many people called the Kalmar Observatory for Boats. The Kalmar Observatory is closed.|The observatory said the basin floods.',
      'Kalmar Observatory for Boats',
    ],
    [
      'Many people called the Kalmar Observatory. The Oslo Observatory is closed.|The observatory said the basin floods.',
      'the observatory',
    ],
  ]);
});

describe('a body with an acronym', () => {
  const BOTH = 'Harbour Watch Center (HWC)';
  expectSpeakers([
    ['The Harbour Watch Center spoke.|The HWC said the basin floods.', BOTH],
    ['The HWC spoke.|The Harbour Watch Center said the basin floods.', BOTH],
    [
      'Boatmen to Reclaim Our Yard (BROY) spoke.|BROY said the basin floods.',
      'Boatmen to Reclaim Our Yard (BROY)',
    ],
    ['The Harbour Watch Center and the Holm Wharf Company spoke.|The HWC said the basin floods.', 'HWC'],
    [
      'The Harbour Watch Center spoke.|The Harbour Watch Center said the basin floods.',
      'Harbour Watch Center',
    ],
  ]);
});

describe('the author of a document', () => {
  expectSpeakers([
    ['Anna Berg released a statement Monday.|“The basin floods,” the statement said.', 'Anna Berg'],
    ['Two crews sent a letter to the board.|“The basin floods,” the letter reads.', 'two crews'],
    ['Anna Berg said in a statement that it rained.|The statement added that the basin floods.', 'Anna Berg'],
    ['A statement by Anna Berg came late.|The statement said the basin floods.', 'Anna Berg'],
    ['A Harbour Office report came late.|According to the report, the basin floods.', 'Harbour Office'],
    ['A Harbour Office report found that the basin floods.', 'Harbour Office'],
    [
      'Anna Berg released a statement.|A statement was found. The statement said the basin floods.',
      'the statement',
    ],
    ['Anna Berg released a statement.|The police statement said the basin floods.', 'the police statement'],
    ['Anna Berg released a statement.|The letter said the basin floods.', 'the letter'],
  ]);
});

describe('a source among others', () => {
  expectSpeakers([
    ['In her favor, all the experts said the basin floods.', 'the experts'],
    ['Readers may not let the papers tell them how the basin floods.', null],
    [
      'President Berg left. Mr. Berg and his wife, Anna Berg, met.|The president said the basin floods.',
      'Berg',
    ],
    [
      'Nils Vik said it will hold. The mayor, Karl Berg, called it “old” and he does believe Vik is right about the basin.',
      'Karl Berg',
    ],
  ]);
});

describe('two clauses with a speaker each', () => {
  const TEXT = 'Nils Berg said it was dry, but Anna Holm said the basin floods every day.';
  expectSpeakers([
    [TEXT, 'Anna Holm'],
    ['Nils Berg said the basin is dry, but Anna Holm said it floods every day.', 'Nils Berg'],
    ['Nils Berg said it was dry, but he said the basin floods.', 'Nils Berg'],
    ['Nils Berg said that “it rains, but Anna Holm said the basin floods.”', 'Nils Berg'],
  ]);
});

describe('clauses joined by "and"', () => {
  expectSpeakers([
    ['Nils Berg stressed that it was dry, and local groups warned that the basin floods.', 'local groups'],
    ['Nils Berg stressed that the basin is dry, and Anna Holm sang.', 'Nils Berg'],
    ['The crews reported that the basin floods, and the board says it is old.', 'the crews'],
    [
      'Though it rains, Harbour Watch, a firm, made a study and found that the basin floods.',
      'Harbour Watch',
    ],
    ['The basin floods, said a friend who would not give his name.', 'a friend'],
  ]);
});

describe('offices and owners', () => {
  expectSpeakers([
    [
      'President Nils Berg met President Karl Vik. Vik left, Berg said. “The basin floods,” the President said.',
      'Nils Berg',
    ],
    ['The basin floods, according to a Children’s Defense Fund report.', 'Children’s Defense Fund'],
    ['The basin floods, according to Norway’s Harbour Ministry.', 'Harbour Ministry'],
    ['“It ends today. I call boatmen of the south. Rented boats, a basin of mud.”', null],
  ]);
});

describe('set phrases', () => {
  expectSpeakers([
    ['In a talk on Monday, Nils Berg made it clear that the basin floods.', 'Nils Berg'],
    ['Nils Berg has not made clear whether the basin floods.', null],
    ['Nils Berg made the water of the basin clear.', null],
    ['The basin is “an old hole,” as a Harbour Office memo put it.', 'a Harbour Office memo'],
    ['As Nils Berg put it, the basin is “an old hole”.', 'Nils Berg'],
    ['As the crew watched, Nils Berg put it in the basin.', null],
  ]);
});

describe('relatives and aides', () => {
  expectSpeakers([
    ['Anna Berg came with her son Karl.|Her son said the basin floods.', 'Karl'],
    ['Anna Berg’s lawyer, Karl Vik, came.|Her lawyer said the basin floods.', 'Karl Vik'],
    [
      'Anna Berg came with her lawyer, Karl Vik, and Nils Holm.|Holm’s lawyer said the basin floods.',
      'Holm’s lawyer',
    ],
    [
      'Anna Berg came with her sons Karl and Nils.|Her daughter said the basin floods.',
      "Anna Berg's daughter",
    ],
    ['Nils Holm left.|According to his lawyer, Karl Berg was not at the basin.', "Karl Berg's lawyer"],
    [
      'In the yard is Karl Vik, Norway’s ambassador to Chile.|The ambassador said the basin floods.',
      'Karl Vik',
    ],
  ]);
});

describe('who is meant by what follows', () => {
  expectSpeakers([
    ['NATO lost a boat, the EPA said Monday. Two of them sank.|Six are in the basin, the group said.', 'EPA'],
    ['The EPA spoke Monday. Two boats sank. NATO lost a boat.|Six are in the basin, the group said.', 'NATO'],
    [
      'In 2013, Karl Berg became the first African comedian in Oslo. “I fell into the basin,” he said.',
      'Karl Berg',
    ],
    [
      'This has angered families of the lost crew, many of whom say the basin floods.',
      'families of the lost crew',
    ],
    ['This has not gone over well with the crews, many of whom say the basin floods.', 'the crews'],
    ['The firm took down 20 posts reported by the ministry about the basin.', null],
    ['Software was his trade, but writing and painting were his basin.', null],
    ['Nearly two of every three citizens believe the basin floods.', null],
    ['Nils Berg further asserted that Anna Holm tells lies about the basin.', 'Nils Berg'],
    ['“Why does the basin flood?” Anna Berg demanded. “Tell us!”', 'Anna Berg'],
  ]);
});
