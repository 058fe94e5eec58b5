import { describe, expect, it } from 'vitest';
import { speakerOf } from './read.ts';

const INTRO = 'Norwegian Foreign Minister Kari Holm met Canadian President Peter Lund in Oslo on Monday.';

describe('who says it', () => {
  it.each([
    ['before', 'Kari Holm said the border would open in May.'],
    ['days later', 'Days later, Kari Holm gave a talk and said the border would open.'],
    ['with an adverb', 'Kari Holm has also repeatedly said that the border would open.'],
    ['behind a quotation', '“The border will open in May,” said Kari Holm.'],
    ['behind, as it is spoken', '“The border will open in May,” Kari Holm told reporters.'],
    ['according to', 'The border would open in May, according to Kari Holm.'],
    ['according to, first', 'According to Kari Holm, the border would open in May.'],
    ['mid-sentence', '“The border,” Kari Holm said, “will open in May.”'],
    ['with an apposition', 'Kari Holm, the minister who led the talks, said the border would open.'],
    ['with several', 'Kari Holm, 54, of Bergen, who led the talks, said the border would open.'],
    ['between dashes', 'Kari Holm -- who led the talks for a year -- said the border would open.'],
    ['with a participle', 'Kari Holm left early, saying the border would open.'],
    ['on a network', 'Kari Holm tweeted that the border would open.'],
    ['in a passive', 'The border, it was announced by Kari Holm, would open.'],
    [
      'behind a quotation, with a title in small letters',
      '“The border will open,” said harbour union leader Kari Holm.',
    ],
    ['owned by her paper', 'The border would open in May, noted NRK’s Kari Holm.'],
    ['before "pointed out"', 'Kari Holm pointed out that the border would open.'],
    ['before a second verb', 'Kari Holm has met the crews and has told them that the border would open.'],
    ['after her title', 'Foreign Minister Kari Holm stressed that the border would open.'],
  ])('names a source that stands %s', (_, sentence) => {
    expect(speakerOf('border', sentence)).toBe('Kari Holm');
  });

  it('keeps the initial in the middle of a name', () => {
    expect(speakerOf('May', '“May is too early,” said Kari R. Holm, a lawyer.')).toBe('Kari R. Holm');
  });

  it('lets two speak together, and means both by "they"', () => {
    const text = 'Kari Holm and Peter Lund say the border stays shut. Trains will run in May, they say.';
    expect(speakerOf('border', text)).toBe('Kari Holm and Peter Lund');
    expect(speakerOf('Trains', text)).toBe('Kari Holm and Peter Lund');
    expect(speakerOf('shut', 'Kari Holm and her aides say the border stays shut.')).toBe(
      'Kari Holm and her aides',
    );
  });

  it.each([
    ['A reporter for the Herald saw the crews and reported that trains ran.', 'a reporter for the Herald'],
    ['Trains ran late, according to a database tracking such delays.', 'a database'],
    ['One of the cooks who served on board said trains ran late.', 'the cooks who served on board'],
    ['In a column on Monday, two engineers praised the crews, arguing that trains ran.', 'two engineers'],
    [
      'Observers in Norway and around the country say trains ran late.',
      'Observers in Norway and around the country',
    ],
  ])('tells an unnamed source by its noun: %s', (sentence, name) => {
    expect(speakerOf('trains', sentence)?.toLowerCase() ?? speakerOf('Trains', sentence)).toBe(
      name.toLowerCase(),
    );
  });

  it('gives a pronoun whom the words before it were about, and a woman by her role', () => {
    const about = 'In an interview with Nordic Radio News, Peter Lund made his doubts clear.';
    expect(speakerOf('May', about, '“May is too early,” he told the host.')).toBe('Peter Lund');
    const widow = 'Peter Lund stayed away. The crews met widow Terry Strand. “May is early,” she said.';
    expect(speakerOf('early', widow)).toBe('Terry Strand');
  });

  it('tells a headline’s verb from its names', () => {
    expect(speakerOf('Open In', 'The Border Could Open In May, Kari Holm Says. Kari Holm met crews.')).toBe(
      'Kari Holm',
    );
  });

  it('gives a surname its full name', () => {
    expect(speakerOf('May', INTRO, 'Lund added that May was too early.')).toBe('Peter Lund');
  });

  it.each([
    ['The Norwegian minister recalled that May was agreed.', 'Kari Holm'],
    ['The head of the Norwegian Foreign Ministry noted that May was agreed.', 'Kari Holm'],
    ['The Canadian leader said May was agreed.', 'Peter Lund'],
  ])('gives a description the name that bore it before: %s', (sentence, name) => {
    expect(speakerOf('May', INTRO, sentence)).toBe(name);
  });

  it('leaves a description as it stands where it fits two', () => {
    const two = 'French Minister Anne Roy met German Minister Karl Voss.';
    expect(speakerOf('May', two, 'The minister said May was agreed.')).toBe('the minister');
  });

  it('gives a pronoun the last speaker whom it fits', () => {
    expect(speakerOf('May', 'Karen Holm said talks went well. She added that May was agreed.')).toBe(
      'Karen Holm',
    );
    expect(speakerOf('May', 'Peter Lund met Karen Holm. He said May was agreed.')).toBe('Peter Lund');
  });

  it('leaves a pronoun open that nobody fits', () => {
    const facts = speakerOf('May was', 'The rain went on all day. According to her, May was a better month.');
    expect(facts ?? null).toBeNull();
  });

  it('carries a quotation over several sentences', () => {
    const text = '“The border will open. Trains will run in May,” Kari Holm said. “Ships will follow them.”';
    expect(speakerOf('border', text)).toBe('Kari Holm');
    expect(speakerOf('Trains', text)).toBe('Kari Holm');
    expect(speakerOf('Ships', text)).toBe('Kari Holm');
  });

  it('carries a quotation over paragraphs', () => {
    expect(
      speakerOf('Ships', '“Trains will run in May,” Kari Holm said.', '“Ships will follow them soon.”'),
    ).toBe('Kari Holm');
    expect(speakerOf('Ships', 'Kari Holm said:', '“Ships will follow them soon.”')).toBe('Kari Holm');
  });

  it.each([
    ['The Norwegian Foreign Ministry said trains would run.', 'Norwegian Foreign Ministry'],
    ['The White House announced that trains would run.', 'White House'],
    ['Police said trains would run.', 'Police'],
    ['Two officials in the harbour said trains would run.', 'Two officials in the harbour'],
    ['The report states that trains would run.', 'the report'],
  ])('lets bodies and the unnamed speak: %s', (sentence, name) => {
    expect(speakerOf('trains', sentence)?.toLowerCase()).toBe(name.toLowerCase());
  });

  it('gives each clause its own speaker', () => {
    const text =
      'While Kari Holm declares that trains will run, the Canadian Transport Ministry noted that none had come.';
    expect(speakerOf('will run', text)).toBe('Kari Holm');
    expect(speakerOf('none had come', text)).toBe('Canadian Transport Ministry');
  });

  it.each([
    'Moscow has its own claims to the island.',
    'The notes and reports were lost in the fire.',
    'The phone calls never reached the old office.',
    'Kari Holm opened the border in May.',
  ])('hears nobody where nobody speaks: %s', (sentence) => {
    expect(speakerOf(sentence.slice(0, 12), sentence)).toBeNull();
  });
});
