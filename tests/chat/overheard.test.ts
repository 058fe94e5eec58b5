import { describe, expect, it } from 'vitest';
import { chatInThread } from './chat-in-thread.ts';

const { says, overhears } = chatInThread();

describe('between people in the bot’s thread', () => {
  /** Messages between people in a thread. None is for the bot. */
  const TALK = [
    'is that good for us?',
    'lunch?',
    'lol nice',
    'what else?',
    'thanks!',
    'who is on call today?',
    'did you see the game last night?',
    'can we start the meeting at 10?',
    'I think Pompeo and Lavrov are wrong about all of it',
    'yes',
    'really?',
    'are you sure?',
    'when is the deadline?',
    'not sure what to make of that',
    'who wants coffee?',
    'Ada, could you send me the slides?',
    'stop',
    'never mind, found it',
    'why?',
    'hmm',
    'that’s wrong imho',
    'ok so what do we do now?',
    'is it just me or is this slow?',
    'how are the kids?',
    'let us ask legal first',
    'good morning all',
    'what time is it in Berlin?',
    'who said that in the meeting yesterday, Tom or Eva?',
    'any news from the client?',
    'mute',
    'share it with the team please',
    'no idea, ask Eva',
    'who is bringing the projector?',
    'can you send it again?',
    'what do you think of the new logo?',
    'I will be late, sorry',
    'is the build green again?',
    'where do we meet for dinner?',
    'did they ever reply to you?',
    '+1',
    'what does the client say?',
    'can you send me the link?',
    'do you have the link?',
    'who has the original source?',
    'could you forward the link to it',
  ];
  const ASKED = [
    'what about Lavrov?',
    'and START?',
    'was Venezuela discussed?',
    'who said that?',
    'more',
    'what did Pompeo say about Venezuela?',
    'source?',
    'North Korea',
  ];

  it.each(TALK)('stays silent: "%s"', async (text) => {
    await says('what about INF?');
    expect(await overhears(text)).toBeNull();
  });

  it.each(ASKED)('answers: "%s"', async (text) => {
    await says('what about INF?');
    expect(await overhears(text)).toMatchObject({ visibility: 'channel' });
  });
});
