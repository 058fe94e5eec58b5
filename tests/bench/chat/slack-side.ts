import { startFakeSlack } from '../../fakes/slack/slack.ts';
import { freePort } from '../../helpers/free-port.ts';
import { CHANNELS, QUESTION, type Side } from './side.ts';

const PEOPLE = 500;

/** Creates a Slack workspace that sends signed commands over HTTP. */
export async function slackSide(): Promise<Side> {
  const slack = await startFakeSlack();
  const port = await freePort();
  slack.sendTo(`http://127.0.0.1:${port}/slack/events`);
  const deliver = (n: number, trigger: string): Promise<boolean> =>
    slack
      .person(`U${n % PEOPLE}`)
      .slash(QUESTION, { channel: `C${n % CHANNELS}`, trigger })
      .then(
        ({ status }) => status === 200,
        () => false,
      );
  return {
    settings: {
      SLACK_BOT_TOKEN: 'xoxb-good',
      SLACK_SIGNING_SECRET: slack.SECRET,
      SLACK_PORT: String(port),
      SLACK_API_URL: slack.apiUrl(),
    },
    waitsFor: 'acknowledged',
    ask: deliver,
    deliver,
    answers() {
      slack.calls.splice(0);
      return slack.seen.splice(0).length;
    },
    stop: slack.stop,
  };
}
