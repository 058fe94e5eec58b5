import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonOn } from '../../fakes/slack/seen.ts';
import { type Bed, slackBed } from './harness.ts';

describe('in the thread under its own post', () => {
  let bed: Bed;
  beforeEach(async () => {
    bed = await slackBed();
  });
  afterEach(() => bed.stop());

  /** Shares a card as Ada. Returns how a message in its thread is delivered. */
  async function share() {
    const card = await bed.next(bed.ada.slash('what about INF?'));
    await bed.next(bed.ada.presses(buttonOn(card, 'Share'), { action: 'share.4' }));
    const { ts } = bed.slack.messages('C1').at(-1)!;
    return { channel: 'C1', thread: ts, extra: { parent_user_id: 'UBOT' } };
  }

  it('the bot answers a question, and leaves talk alone', async () => {
    const { ada, ben, next } = bed;
    const under = await share();
    await ben.says('good to know, thanks a lot everybody', under);
    const asked = await next(ben.says('what about Lavrov?', under));
    expect(asked).toMatchObject({ onlyFor: null, thread: under.thread });
    expect(asked.text).toContain('Lavrov');
    expect((await next(ada.says('who said that?', under))).text).toContain('Who said it');
    await bed.quiet(4);
  });

  it('the first question continues from the card', async () => {
    const said = await bed.next(bed.ben.says('who said that?', await share()));
    expect(said.text).toContain('The Russian leader made it clear');
    await bed.quiet(3);
  });

  it('answers a question without context if Slack does not return the card', async () => {
    const under = await share();
    bed.slack.failNext('conversations.replies', { error: 'missing_scope' });
    expect((await bed.next(bed.ben.says('what about Syria?', under))).text).toContain('Syria');
    await bed.quiet(3);
  });
});
