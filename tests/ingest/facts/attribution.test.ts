import { describe, expect, it } from 'vitest';
import { speakerOf } from './read.ts';

const BEFORE = '“It was never about the money,” Karl Berg said.';

describe('a quotation with a source of its own', () => {
  it.each([
    ['“The basin floods,” said Nils Holm.', 'Nils Holm'],
    ['“The basin floods,” replied Nils Holm.', 'Nils Holm'],
    ['“The basin floods,” shouted Nils Holm, the mayor.', 'Nils Holm'],
    ['“The basin floods,” Nils Holm thundered.', 'Nils Holm'],
    ['“The basin floods,” blustered Nils Holm.', 'Nils Holm'],
    ['“The basin floods,” Nils Holm quietly averred.', 'Nils Holm'],
    ['“The basin floods!” roared Nils Holm.', 'Nils Holm'],
    ['Nils Holm trumpeted: “The basin floods.”', 'Nils Holm'],
    ['“The basin floods,” said Per Holm.', 'Per Holm'],
    ['“The basin floods,” said Will Smith.', 'Will Smith'],
    ['“The basin floods,” said May Chen.', 'May Chen'],
    ['“The basin floods,” said eBay.', 'eBay'],
    ['“The basin floods,” said AT&T.', 'AT&T'],
    ['“The basin floods,” said Umar al-Sistani.', 'Umar al-Sistani'],
    ['“The basin floods,” said the 54-year-old.', 'the 54-year-old'],
    ['“The basin floods,” said a gardener.', 'a gardener'],
    ['“The basin floods,” said his neighbour, Nils Holm.', 'Nils Holm'],
    ['“The basin floods,” the mayor, Nils Holm, said.', 'Nils Holm'],
    ['“The basin floods,” says a statement by Nils Holm.', 'Nils Holm'],
    ['“The basin floods,” read the statement by Nils Holm.', 'Nils Holm'],
    ['‘The basin floods,’ said Nils Holm.', 'Nils Holm'],
    ["'The basin floods,' said Nils Holm.", 'Nils Holm'],
    ['„The basin floods,“ said Nils Holm.', 'Nils Holm'],
    ['«The basin floods,» said Nils Holm.', 'Nils Holm'],
    ['“The basin floods.” — Nils Holm, mayor', 'Nils Holm'],
    ['“The basin floods,” a computer said.', null],
    ['“The basin floods,” the survey said.', null],
  ])('is never given to the speaker before: %s', (sentence, speaker) => {
    expect(speakerOf('basin', BEFORE, sentence)).toBe(speaker);
  });

  it('carries a quotation in single marks on', () => {
    const text = '‘The work begins,’ said Ellen Dahl. ‘The repairs will end.’';
    expect(speakerOf('repairs', text)).toBe('Ellen Dahl');
  });

  it('ends an unclosed quotation with its paragraph', () => {
    expect(
      speakerOf('harbour', '“It was never about the money, Karl Berg said.', 'The harbour was closed.'),
    ).toBeNull();
  });
});

describe('a sentence that tells who said it', () => {
  it.each([
    ['A spokesman for Ellen Dahl, Olof Strand, said the work begins in March.', 'Olof Strand'],
    ['A spokesman for Ellen Dahl said the work begins in March.', 'a spokesman for Ellen Dahl'],
    ["Ellen Dahl's lawyer, Olof Strand, told reporters the work begins in March.", 'Olof Strand'],
    ['Olof Strand, director of the port of Kalmar told reporters the work begins in March.', 'Olof Strand'],
    ['The work begins in March, says retired harbour captain Olof Strand.', 'Olof Strand'],
    ['The work begins in March, according to the mayor, Olof Strand.', 'Olof Strand'],
    [
      'In a meeting with the board of Kalmar Post Olof Strand said the work begins in March.',
      'Kalmar Post Olof Strand',
    ],
    ['On “Harbour Tonight,” Olof Strand, who lost the vote, said the work begins in March.', 'Olof Strand'],
    ['Prime Minister Theresa May said the work begins in March.', 'Theresa May'],
    ["Sweden's Minister for Foreign Affairs Olof Strand said the work begins in March.", 'Olof Strand'],
    ['Olof Strand worries that the work begins in March.', 'Olof Strand'],
    ['Olof Strand accused the company of hiding when the work begins.', 'Olof Strand'],
    ['Olof Strand has expressed doubts that the work begins in March.', 'Olof Strand'],
    ['Police and fire officials say the work begins in March.', 'Police and fire officials'],
    ['The work begins in March, the company announced Monday morning.', 'the company'],
    ['“The work” was described by Olof Strand as late.', 'Olof Strand'],
    ['Olof Strand, watching from the quay, reckoned the rain stopped the work.', 'Olof Strand'],
    ['The work is late, cautions Olof Strand, a builder in Kalmar.', 'Olof Strand'],
    ['Harbour crews work a third faster, engineers report today in the paper Port & Quay.', 'engineers'],
    [
      'The builder Olof Strand fears a kind of work in which “nobody will ever be paid again.”',
      'Olof Strand',
    ],
    ['For Olof Strand, a builder, the work is “the best that I have seen.”', 'Olof Strand'],
    ['Olof Strand notes, however, that the work is late.', 'Olof Strand'],
    ['The council reported there were 76 men at work.', 'the council'],
    ['Olof Strand thinks the work, which is costly, is late.', 'Olof Strand'],
    ['The council advises anyone at work to leave.', 'the council'],
    [
      'Kalmar Rovers manager Olof Strand refused to blame the crew, insisting that the work is late.',
      'Olof Strand',
    ],
    ['The men will stop if they sign a paper stating that they work, according to the board.', 'the board'],
    ['The council’s leading Republican, Olof Strand, said the work is late.', 'Olof Strand'],
    ['At first Olof Strand, then a student in Kalmar, thought he had found work.', 'Olof Strand'],
    ['The men have stopped work, witnesses and officials told NRK.', 'witnesses and officials'],
    ['The council estimates about 1,500 men are at work.', 'the council'],
    ['The men have stopped work, a local source who was told of it said.', 'a local source'],
    ['A spokesman for the group that is leading the work said it is late.', 'a spokesman for the group'],
    ['The state news agency NRK also reported the end of the work.', 'NRK'],
    ['Holm began work in Kalmar, the NRK video stated.', 'the NRK video'],
    ['According to the contract, the men get paid for work.', 'the contract'],
    ['Mother-of-three Ellen Dahl told how the work is done.', 'Ellen Dahl'],
    [
      'The Centers for Disease Control and Prevention says the work is late.',
      'Centers for Disease Control and Prevention',
    ],
    [
      'On Thursday, Strandling Brothers, part of the Port firm, announced that it would work.',
      'Strandling Brothers',
    ],
    [
      'Dahl, 20, is due at work, but he is not expected, said spokesman Olof Strand of the board.',
      'Olof Strand',
    ],
    ['Dahl admitted to having been drunk at work, according to Olof Strand.', 'Olof Strand'],
    ['The port stepped in, with its director, Olof Strand, saying that the work is late.', 'Olof Strand'],
    ['Olof Strand left the port on Monday and began by saying that he would work.', 'Olof Strand'],
    ['A port spokesman dismissed the idea that men were at work.', 'a port spokesman'],
    ['Karl Reilly left. “The work is late,” Reilly said.', 'Karl Reilly'],
    ['Karl Harding left. Harding said the work is late.', 'Karl Harding'],
    ['Mohammed Berg left. Mohammed was sure, and said the work is late.', 'Mohammed Berg'],
    ['The port refused to open the yard requested by Berg, saying that the work is late.', 'the port'],
    ['Engineers have found that the work -- on the old quay -- is late.', 'Engineers'],
    ['Local port alumni apologized for the men, saying that the work is late.', 'Local port alumni'],
    ['Olof Strand testified, when asked by a lawyer, that the work is late.', 'Olof Strand'],
    [
      'The magnate of the Kalmar Group, a firm that builds, said Dahl always liked work.',
      'the magnate of the Kalmar Group',
    ],
    ['According to Olof Strand, Karl Dahl told him that he hoped for work.', 'Olof Strand'],
    ['According to the Kalmar Times, Olof Strand told reporters that he hoped for work.', 'Olof Strand'],
    [
      'Drivers at Kalmar Port, which is leading a group that sent men to find out how they work, believe it will end.',
      'Drivers at Kalmar Port',
    ],
  ])('%s', (sentence, speaker) => {
    expect(speakerOf('work', sentence)?.toLowerCase()).toBe(speaker.toLowerCase());
  });

  it.each([
    'The company announced the start of the work in March.',
    'The company did not comment on the work.',
    'Olof Strand declined to say when the work begins.',
    'The fisherman called the men at work.',
    'The company responded to concerns about the work in a statement.',
    'Whatever Olof Strand says about the work, it begins in March.',
    'The work begins in March, according to a poll.',
    'Sixty-two percent of the men said the work begins in March.',
    'The merger said goodbye to the work in March.',
    'One of the reasons that Olof Strand began the work is the flood.',
    'His previously stated support of the work will be remembered.',
    'The candidates took questions about the work.',
    'It is a step back, but it’s fondly described as “work.”',
    'Olof Strand gasps when she sees the work.',
    'Olof Strand swore allegiance to the men at work.',
    'For Christmas, the men at work watched “The Long Night of the Sea.”',
    'NRK’s Olof Strand reported from the place of work.',
    'Olof Strand, who was also at work, added a “sauna” to the ship.',
    'The port could quickly add 1,000 men to those at work.',
    'The boat left with the men at work after Olof Strand told them to go.',
    'A petition demanding an end to the work had been signed by 140 men.',
    'Judge Olof Strand denied a request to stop the work.',
    'The court later upheld the work in the same ruling that closed the port.',
    'Here, Karl Berg found work at the port, but was sent home.',
    'Recently announced work at the port will end.',
    'Reportedly told to leave his work, he went.',
    'Olof Strand says little about work and points to the sea.',
    'The song by Olof Strand says more about work than the book does.',
    'Olof Strand says it while at work in the river.',
    'Next is work on the quay, a thing Olof Strand had described on Monday as a gift.',
    'Olof Strand sat down at work, arguing with a plumber.',
    'Olof Strand posted pictures that were taken at work.',
    'The book is about a man who is told by a doctor that work would help him.',
    'What Olof Strand considers “work” is play to others.',
  ])('lets nobody speak where the article tells what was done: %s', (sentence) => {
    expect(speakerOf('work', 'Karl Berg left Kalmar.', sentence)).toBeNull();
  });

  it('takes another description of the person whom the text is about for that person', () => {
    const text =
      'Olof Strand, a Kalmar lawyer, left the board. The former mayor of the port said he was tired.';
    expect(speakerOf('tired', text)).toBe('the former mayor of the port');
    const short = 'Olof Strand left the board. “I am tired,” the former mayor said.';
    expect(speakerOf('tired', short)).toBe('Olof Strand');
  });
});

describe('a dialogue', () => {
  it('alternates between those who ask and answer', () => {
    const lines = [
      '“Will the port close?” asked Anna Berg.',
      '“No,” said Nils Holm.',
      '“Are you sure of that?”',
      '“I have seen the plans.”',
    ];
    expect(speakerOf('plans', ...lines)).toBe('Nils Holm');
  });

  it('is told from two statements, of which the second goes on', () => {
    const lines = [
      '“The port is safe,” Anna Berg said.',
      '“It is not,” said Nils Holm.',
      '“We have seen the cracks.”',
    ];
    expect(speakerOf('cracks', ...lines)).toBe('Nils Holm');
  });

  it('leaves the answer of somebody unknown to nobody', () => {
    expect(
      speakerOf('plans', '“Will the port close?” asked Anna Berg.', '“I have seen the plans.”'),
    ).toBeNull();
  });
});

describe('a transcript', () => {
  it.each([
    ['PER HOLM (lawyer): The port will close.', 'Per Holm'],
    ['PER HOLM, lawyer: The port will close.', 'Per Holm'],
    ['PER HOLM: The port will close.', 'Per Holm'],
  ])('names its speakers before a colon: %s', (line, speaker) => {
    expect(speakerOf('port', 'The board met.', line, 'ANNA BERG: It will not.')).toBe(speaker);
  });

  it('gives a speaker the whole paragraph', () => {
    expect(speakerOf('empty', 'PER HOLM: The port will close. The quay is empty.', 'ANNA BERG: No.')).toBe(
      'Per Holm',
    );
  });

  it('ends a label with its quotation, or where its speaker is named', () => {
    const text =
      'The board met. Karl Holm: “The port will close.” The quay of the town is empty. Karl Holm: “Yes, it will.”';
    expect(speakerOf('will close', text)).toBe('Karl Holm');
    expect(speakerOf('quay', text)).toBeNull();
    const later = 'ANNA BERG: It will not. PER HOLM: The port will close. Holm left then. The quay is empty.';
    expect(speakerOf('quay', 'Per Holm and Anna Berg met.', later)).toBeNull();
  });

  it('is no title that begins with a name', () => {
    const title = 'Anna Berg: Savage Harbour';
    expect(
      speakerOf(
        '1990',
        'Anna Berg drew ships.',
        `${title} opens in May. She left the port in 1990. ${title} closes in June.`,
      ),
    ).toBeNull();
  });

  it.each([
    'UPDATE: The port will close.',
    'UP NEXT: The port will close.',
    "CREW'S ROOM: The port will close.",
    'For Per Holm, one thing was clear: the port will close.',
    'Q: Why will the port close? It did.',
  ])('is not every line with a colon: %s', (line) => {
    expect(speakerOf('port', 'Per Holm left.', line) ?? null).toBeNull();
  });
});

describe('the subject of the sentence before a quotation', () => {
  const HALE = 'The chairman, Edmund Hale, said that Daniel Okafor asked for the basin.';
  it.each([
    'Okafor contradicted him. “The harbour floods,” he wrote.',
    'Okafor interrupted him. “The harbour floods,” he said.',
    'Okafor called him. “The harbour floods,” he said.',
  ])('speaks on, and the object does not: %s', (next) =>
    expect(speakerOf('harbour floods', HALE, next)).toBe('Daniel Okafor'),
  );
});

describe('“According to” before everything else', () => {
  it.each([
    'According to Nils Holm, the attackers demanded the basin and threatened to flood it.',
    'According to Nils Holm, the union promised a basin that floods.',
    'According to Nils Holm, the town agreed to a basin that floods.',
  ])('names who tells it: %s', (sentence) => expect(speakerOf('basin', sentence)).toBe('Nils Holm'));

  it('unless a verb of saying has a speaker of its own', () => {
    const sentence = 'According to the police, Karl Berg said that the basin floods.';
    expect(speakerOf('basin', sentence)).toBe('Karl Berg');
  });
});
