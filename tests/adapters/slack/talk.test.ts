import { expect, it } from 'vitest';
import { CONVERSATION } from '../../helpers/thread-talk.ts';
import { slackBed } from './harness.ts';

it('answers of forty messages between people the four that are for it, and no other', async () => {
  expect(CONVERSATION).toHaveLength(40);
  const bed = await slackBed();
  try {
    await bed.next(bed.ada.mentions('what about INF?', { ts: '100.1' }));
    const answered: string[] = [];
    for (const [at, line] of CONVERSATION.entries()) {
      const person = at % 2 === 0 ? bed.ada : bed.ben;
      const text = line.replace(/^! /, '');
      const before = bed.slack.seen.length;
      const said = person.says(text, { channel: 'C1', thread: '100.1' });
      if (line.startsWith('!')) await bed.next(said);
      else await said;
      if (bed.slack.seen.length > before) answered.push(text);
    }
    const wanted = CONVERSATION.filter((line) => line.startsWith('!'));
    expect(answered).toEqual(wanted.map((line) => line.slice(2)));
    await bed.quiet(1 + wanted.length);
  } finally {
    await bed.stop();
  }
});
