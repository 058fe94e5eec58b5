import { describe, expect, it } from 'vitest';
import { chatInThread } from './chat-in-thread.ts';

const { says } = chatInThread();

describe('a message with more in it than one question', () => {
  it.each([
    'what about INF?\n• and START?\n• and Venezuela?',
    'What about INF? And START? And Venezuela?',
    '1. what about INF?\n2. what about START?\n3. was Venezuela discussed?',
  ])('is answered question by question: %j', async (text) => {
    const { card } = (await says(text))!;
    expect(card.sections).toHaveLength(3);
    expect(card.sections[2]!.heading).toContain('Venezuela');
    expect(JSON.stringify(card.sections[2])).toContain('did not discuss Venezuela');
  });

  it('leaves quoted lines out, and takes them for the subject of "is that true?"', async () => {
    const quoted = '> Pompeo and Lavrov spoke of Venezuela in Sochi\n';
    expect((await says(`${quoted}what about INF?`))!.card.title).toBe('INF');
    for (const text of ['is this true?', 'really?', 'source?']) {
      const { card } = (await says(`${quoted}${text}`))!;
      expect(card.notice).toContain('On “Pompeo and Lavrov spoke of Venezuela in Sochi”');
    }
  });

  it('answers so many questions at most, and counts the others', async () => {
    const { card } = (await says(
      'What about INF? And START? And Syria? And Iran? And Sanctions? And Helsinki?',
    ))!;
    expect([card.sections.length, card.footer]).toEqual([4, ['the first 4 of 6 questions']]);
  });

  it.each([
    ':wave: what about INF? :thinking_face:',
    '👋 what about *INF*?',
    'what about `INF`? 🙏🏽',
    '_what about INF?_ :+1::skin-tone-3:',
  ])('is read without emoji and marks: %s', async (text) => {
    expect((await says(text))!.card.title).toBe('INF');
  });
});

describe('several questions in one message', () => {
  const sectionsOf = async (text: string) =>
    (await says(text))!.card.sections.map(({ heading, badge, lines }) => ({ heading, badge, lines }));

  it.each([
    'how heavy is the zeppelin? was Venezuela discussed?',
    'Was Venezuela discussed? And what about zeppelins?',
    'who is Ushakov? did Putin eat fish? what about INF?',
  ])('“%s”: each is a heading once, and one without an answer says so', async (text) => {
    const sections = await sectionsOf(text);
    expect(sections.length).toBe(text.match(/\?/g)!.length);
    for (const { heading, lines } of sections) {
      expect(text).toContain(heading);
      for (const { claim } of lines) expect(claim).not.toContain(heading);
    }
    const said = sections.map(({ badge, lines }) => badge ?? lines[0]!.claim);
    expect(said.filter((one) => one.startsWith('I found nothing on this'))).toHaveLength(1);
  });

  it.each([
    'who is Ushakov? what about INF?',
    'what about INF? who’s Ushakov?',
    'who is Yury Ushakov? and INF?',
  ])('“%s”: who somebody is begins with the role', async (text) => {
    const badges = (await sectionsOf(text)).map(({ badge }) => badge);
    expect(badges.filter(Boolean)).toEqual(['Yury Ushakov, Russian presidential aide']);
  });
});
