import { createReadout } from '../../src/answer/query-core.ts';
import { createWorker } from '../../src/digest/delivery-worker.ts';
import { planDue } from '../../src/digest/planner.ts';
import { daysAfter, localDateAt } from '../../src/digest/schedule/due-time.ts';
import { nextOpen } from '../../src/digest/store/outbox.ts';
import { saveSubscription } from '../../src/digest/store/subscriptions.ts';
import { EVERY_TENANT } from '../../src/storage/database.ts';
import { openStore } from '../../src/storage/open.ts';
import { shippedLibrary } from '../helpers/shipped.ts';
import { dueByLooking } from './schedule/reference-model.ts';

const MINUTE = 60_000;
const TENANTS = 20;

/** Zones with every kind of oddity: half and three-quarter hours, a half hour of summer time, a skipped midnight or last hour. */
export const ZONES: readonly string[] = [
  ...[
    'Europe/Berlin',
    'Europe/London',
    'Europe/Moscow',
    'Europe/Istanbul',
    'Europe/Lisbon',
    'Europe/Chisinau',
  ],
  ...['America/New_York', 'America/Chicago', 'America/Denver', 'America/Phoenix', 'America/Los_Angeles'],
  ...['America/Anchorage', 'America/Halifax', 'America/St_Johns', 'America/Sao_Paulo', 'America/Santiago'],
  ...['America/Havana', 'America/Nuuk', 'America/Scoresbysund', 'America/Miquelon', 'Atlantic/Azores'],
  ...['Africa/Cairo', 'Africa/Casablanca', 'Africa/Lagos', 'Asia/Beirut', 'Asia/Gaza', 'Asia/Jerusalem'],
  ...['Asia/Tehran', 'Asia/Kolkata', 'Asia/Kathmandu', 'Asia/Tokyo', 'Asia/Yangon', 'Australia/Adelaide'],
  ...['Australia/Eucla', 'Australia/Lord_Howe', 'Australia/Sydney', 'Pacific/Apia', 'Pacific/Chatham'],
  ...['Pacific/Kiritimati', 'Pacific/Marquesas'],
];

/** Times at which clocks change, and those around them, besides usual ones. */
const TIMES = [
  '00:00',
  '00:30',
  '01:00',
  '01:30',
  '02:00',
  '02:15',
  '02:30',
  '03:00',
  '07:45',
  '09:00',
  '12:00',
  '17:30',
  '23:00',
  '23:30',
  '23:59',
];

export interface YearOptions {
  readonly subscriptions: number;
  /** Spans of the fake clock, ISO instants; between them everything is switched off. */
  readonly spans: readonly (readonly [from: string, to: string])[];
}

export interface YearFigures {
  readonly deliveries: number;
  readonly localDays: number;
  /** Local days whose time the clocks skipped, and those at which it came twice. */
  readonly skippedTimes: number;
  readonly twiceTimes: number;
  readonly faults: readonly string[];
  /** The longest from due to posted, in milliseconds on the fake clock. */
  readonly latest: number;
}

const wanted = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    channel: `C${at}`,
    tenant: `slack:T${at % TENANTS}`,
    zone: ZONES[at % ZONES.length]!,
    // 4 and 15 share no factor: each zone comes to have every time.
    localTime: TIMES[(7 * at + 4 * Math.floor(at / ZONES.length)) % TIMES.length]!,
  }));

/**
 * Runs the real planner and worker over a real SQLite file's worth of days on a fake clock, a minute at a time wherever a
 * minute has anything to do, and compares what was posted with what a look at every zone's clock demands.
 */
export async function runYear({ subscriptions, spans }: YearOptions): Promise<YearFigures> {
  let clock = new Date(spans[0]![0]);
  const now = () => clock;
  const store = await openStore({ path: ':memory:', now });
  const posted = new Map<string, number[]>();
  let ids = 0;
  const parts = {
    ...{ db: store.db, store, now, readout: createReadout(shippedLibrary), shipped: new Set<string>() },
    ...{ memory: { saveCard: async () => {} }, random: () => 0.5, owner: 'w', newId: () => `d${ids++}` },
    log: { warn: (_: unknown, why: string) => void faults.push(why) },
    outlets: new Map([
      [
        'slack',
        {
          post: async ({ channel }: { readonly channel: string }) => {
            posted.set(channel, [...(posted.get(channel) ?? []), clock.getTime()]);
            return { kind: 'sent', messageId: `m${ids++}` } as const;
          },
          find: async () => ({ kind: 'absent' }) as const,
          tell: async () => true,
        },
      ],
    ]),
  };
  const faults: string[] = [];
  const all = wanted(subscriptions);
  const worker = createWorker('slack', parts);
  const turn = async (): Promise<void> => {
    await planDue(parts, clock);
    await worker.drain();
  };
  /** The next whole minute at which the planner or the worker has anything to do. */
  const nextMinute = async (): Promise<number> => {
    const row = await store.db
      .selectFrom('subscriptions')
      .select(({ fn }) => fn.min('next_due').as('due'))
      .executeTakeFirstOrThrow();
    const open = await nextOpen(store.db, EVERY_TENANT);
    const at = [row.due, open].flatMap((one) => (one ? [Date.parse(one)] : []));
    return Math.max(clock.getTime() + MINUTE, Math.ceil(Math.min(...at) / MINUTE) * MINUTE);
  };

  for (const [from, to] of spans) {
    clock = new Date(from);
    for (const { channel, tenant, zone, localTime } of all) {
      const order = {
        id: `s${channel} ${from}`,
        channel,
        localTime,
        zone,
        topics: [],
        quiet: 'line',
      } as const;
      await saveSubscription(store.db, tenant, { ...order, createdBy: 'U1' }, clock);
    }
    // Switched on anew after a gap: what was due in it is not owed.
    await store.db.updateTable('subscriptions').set({ since: from, next_due: null }).execute();
    await turn();
    for (let at = await nextMinute(); at < Date.parse(to); at = await nextMinute()) {
      clock = new Date(at);
      await turn();
    }
  }
  await store.close();
  return { ...compared(all, spans, posted, faults) };
}

type Order = ReturnType<typeof wanted>[number];

/** What each zone's clock demands within a span, by looking at it: a due instant for each local date. */
function demandedIn({ zone, localTime }: Order, [from, to]: readonly [string, string]): Map<string, number> {
  const due = new Map<string, number>();
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const last = daysAfter(localDateAt(zone, new Date(end)), 1);
  for (
    let date = daysAfter(localDateAt(zone, new Date(start)), -1);
    date <= last;
    date = daysAfter(date, 1)
  ) {
    const at = dueByLooking(date, localTime, zone)?.getTime();
    if (at !== undefined && at >= start && at < end) due.set(date, at);
  }
  return due;
}

function compared(
  all: readonly Order[],
  spans: YearOptions['spans'],
  posted: ReadonlyMap<string, readonly number[]>,
  faults: string[],
): YearFigures {
  let [deliveries, localDays, skippedTimes, twiceTimes, latest] = [0, 0, 0, 0, 0];
  const demands = new Map<string, readonly number[]>();
  for (const order of all) {
    const key = `${order.zone} ${order.localTime}`;
    const demanded = demands.get(key) ?? spans.flatMap((span) => [...demandedIn(order, span).values()]);
    demands.set(key, demanded);
    const came = posted.get(order.channel) ?? [];
    localDays += demanded.length;
    deliveries += came.length;
    if (came.length !== demanded.length)
      faults.push(`${order.channel} (${key}): ${came.length} posts on ${demanded.length} days`);
    demanded.forEach((due, at) => {
      const late = (came[at] ?? Number.POSITIVE_INFINITY) - due;
      latest = Math.max(latest, late);
      if (late < 0 || late >= 2 * MINUTE)
        faults.push(`${order.channel} (${key}): due ${new Date(due).toISOString()}, ${late} ms late`);
      const shows = clockTime(order.zone, due);
      if (shows !== order.localTime) skippedTimes++;
      else if (clockTime(order.zone, due + HOUR) === shows || clockTime(order.zone, due + HOUR / 2) === shows)
        twiceTimes++;
    });
  }
  return { deliveries, localDays, skippedTimes, twiceTimes, latest, faults };
}

const HOUR = 60 * MINUTE;
const forms = new Map<string, Intl.DateTimeFormat>();

function clockTime(zone: string, at: number): string {
  const form =
    forms.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
    });
  forms.set(zone, form);
  return form.format(at);
}
