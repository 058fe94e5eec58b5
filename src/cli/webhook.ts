import { newId } from '../chat/ids.ts';
import { readZone } from '../digest/schedule/time-zones.ts';
import { saveSubscription, switchOff } from '../digest/store/subscriptions.ts';
import { addWatch, removeWatch, watchesOf } from '../digest/store/topic-watches.ts';
import type { Store } from '../storage/database.ts';
import { openStoreOf } from '../storage/open-from-env.ts';
import { readKeys, webhookSecret } from '../storage/secrets.ts';
import { addWebhook, removeWebhook, webhooksOf } from '../storage/webhooks.ts';
import { webhookChannel } from '../webhooks/webhook-publisher.ts';
import { readArguments } from './arguments.ts';
import { openExistingStore, refuseUnknown } from './tenant-argument.ts';
import { topicsIn } from './topic-argument.ts';
import { UsageError, type Verb } from './verb.ts';

const HELP = `readout webhook add URL --tenant ID [--at HH:MM --zone ZONE] [--topic NAME …]
readout webhook list --tenant ID
readout webhook remove WEBHOOK-ID --tenant ID

Posts a daily digest, and alerts on topics, to an address of your own, signed and retried (docs/reach.md). Needs READOUT_KEY.

  --tenant ID    e.g. slack:T0123; "local" for this machine's own library
  --at HH:MM     a digest every day at this time …
  --zone ZONE    … in this zone: Europe/Berlin, Berlin; UTC by default
  --topic NAME   an alert on news of this topic; several times for several
  --json         print only JSON, a line each
  -h, --help     this text
`;

/** The creator recorded for webhooks, in place of a person. */
const OPERATOR = 'operator';

interface Wanted {
  readonly at: string | undefined;
  readonly zone: string;
  readonly topics: readonly string[];
}

interface GivenFlags {
  readonly at?: string | undefined;
  readonly zone?: string | undefined;
  readonly topic?: readonly string[] | undefined;
}

function wantedIn(values: GivenFlags): Wanted {
  const { at, topic: topics = [] } = values;
  const zone = readZone(values.zone ?? 'UTC');
  if (at !== undefined && !/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(at))
    throw new UsageError(`--at needs a time such as 09:00, not "${at.slice(0, 20)}".`);
  if (!('zone' in zone)) throw new UsageError('I don’t know that time zone. Name one as Europe/Berlin.');
  if (at === undefined && topics.length === 0)
    throw new UsageError('Say what is to be posted: --at for a digest, --topic for alerts.');
  return { at, zone: zone.zone, topics };
}

function addressIn(text: string | undefined): string {
  const url = URL.parse(text ?? '');
  if (!url || !/^https?:$/.test(url.protocol)) throw new UsageError('Name the address: https://….');
  return url.href;
}

async function add(url: string, wanted: Wanted, tenant: string, { db, now }: Store): Promise<string> {
  const id = await addWebhook(db, tenant, url, now());
  const channel = webhookChannel(id);
  if (wanted.at !== undefined)
    await saveSubscription(
      db,
      tenant,
      {
        id: newId(),
        channel,
        localTime: wanted.at,
        zone: wanted.zone,
        topics: [],
        quiet: 'nothing',
        createdBy: OPERATOR,
      },
      now(),
    );
  for (const topic of wanted.topics)
    await addWatch(db, tenant, { channel, topic, createdBy: OPERATOR }, now());
  return id;
}

async function remove(id: string, tenant: string, { db, now }: Store): Promise<void> {
  if (!(await removeWebhook(db, tenant, id)))
    throw new UsageError(`${tenant} has no webhook "${id.slice(0, 40)}". readout webhook list shows them.`);
  const channel = webhookChannel(id);
  await switchOff(db, tenant, channel, null, now());
  for (const { topic } of await watchesOf(db, tenant, channel)) await removeWatch(db, tenant, channel, topic);
}

export const webhookVerb: Verb = {
  name: 'webhook',
  summary: 'post digests and alerts to an address of your own',
  help: HELP,
  async run(args, io) {
    const options = {
      tenant: { type: 'string' },
      at: { type: 'string' },
      zone: { type: 'string' },
      topic: { type: 'string', multiple: true },
    } as const;
    const { values, positionals } = readArguments(args, options, 'webhook');
    const [act, word, ...more] = positionals;
    const { tenant } = values;
    if (!tenant || more.length > 0 || (act !== 'add' && act !== 'list' && act !== 'remove'))
      throw new UsageError('Use webhook add, list or remove, with --tenant. See readout webhook --help.');
    const wanted = act === 'add' ? { url: addressIn(word), ...wantedIn(values) } : null;
    const keys = wanted ? readKeys(io.env) : null;
    const store = await (wanted && tenant === 'local' ? openStoreOf(io.env) : openExistingStore(io.env));
    const print = (json: object, line: string): void =>
      void io.stdout.write(`${values.json ? JSON.stringify(json) : line}\n`);
    try {
      if (tenant !== 'local') await refuseUnknown(store, tenant);
      if (wanted && keys) {
        const topics = await topicsIn(tenant, wanted.topics, io.env);
        const id = await add(wanted.url, { ...wanted, topics }, tenant, store);
        const secret = webhookSecret(keys, id);
        print({ id, url: wanted.url, secret }, `${id}\nIts secret, to check signatures with: ${secret}`);
      } else if (act === 'remove') {
        await remove(word ?? '', tenant, store);
        print({ id: word, removed: true }, `Removed ${word}.`);
      } else
        for (const webhook of await webhooksOf(store.db, tenant))
          print(webhook, `${webhook.id}  ${webhook.url}`);
      return 0;
    } finally {
      await store.close();
    }
  },
};
