import { createReadout } from '../../src/answer/query-core.ts';
import { createWorker } from '../../src/digest/delivery-worker.ts';
import { planDue } from '../../src/digest/planner.ts';
import { daysAfter, localDateAt } from '../../src/digest/schedule/due-time.ts';
import type { Weekday } from '../../src/digest/schedule/weekdays.ts';
import { nextOpen } from '../../src/digest/store/outbox.ts';
import { saveSubscription } from '../../src/digest/store/subscriptions.ts';
import { storedFault } from '../../src/domain/fault.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { EVERY_TENANT } from '../../src/storage/database.ts';
import { openMemoryStore } from '../helpers/new-store.ts';
import { shippedLibrary } from '../helpers/shipped.ts';
import { dueByLooking } from './schedule/reference-model.ts';

/** The ledger's reason for a slot whose news another slot posted. */
const MERGED = storedFault({ code: 'told_later' });
const TENANTS = 20;

/**
 * Zones with every oddity: half and three-quarter hours, half an hour of summer time, a skipped midnight or last hour.
 */
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

/** Times at and around clock changes, besides common ones. */
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
  /** Periods of the fake clock, ISO instants. Between them everything is switched off. */
  readonly spans: readonly (readonly [from: string, to: string])[];
}

export interface YearFigures {
  readonly deliveries: number;
  /** Slots of local days that came due. */
  readonly slots: number;
  /** Slots that coincide with another of their digest because of a clock change. One of them is posted. */
  readonly shared: number;
  /** Slots whose time was skipped, and slots whose time occurred twice. */
  readonly skippedTimes: number;
  readonly twiceTimes: number;
  readonly faults: readonly string[];
  /** The longest time from due to posted, in milliseconds on the fake clock. */
  readonly latest: number;
}

/** The rhythms in turn: most daily, others on some days or several times a day. */
const RHYTHMS: readonly { readonly days: readonly Weekday[]; readonly times: number }[] = [
  { days: [], times: 1 },
  { days: [1, 2, 3, 4, 5], times: 1 },
  { days: [], times: 1 },
  { days: [7], times: 1 },
  { days: [], times: 3 },
  { days: [1, 4], times: 1 },
  { days: [], times: 1 },
  { days: [6, 7], times: 2 },
];

/** The number of digests per channel, in turn. */
const IN_CHANNEL = [1, 1, 1, 3];

/** The channel and number of a digest. */
function placeOf(at: number): { readonly channel: number; readonly number: number } {
  const round = IN_CHANNEL.reduce((all, one) => all + one, 0);
  let left = at % round;
  for (const [index, count] of IN_CHANNEL.entries()) {
    if (left < count)
      return { channel: Math.floor(at / round) * IN_CHANNEL.length + index, number: left + 1 };
    left -= count;
  }
  throw new Error('unreachable');
}

const wanted = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    const { channel, number } = placeOf(at);
    // 4 and 15 have no common factor, so each zone gets every time.
    const first = 7 * at + 4 * Math.floor(at / ZONES.length);
    // 8 rhythms over 40 zones: the shift by one per round gives each zone each rhythm.
    const { days, times } = RHYTHMS[(at + Math.floor(at / ZONES.length)) % RHYTHMS.length]!;
    const all = Array.from({ length: times }, (_, more) => TIMES[(first + more) % TIMES.length]!);
    return {
      channel: `C${channel}`,
      number,
      days,
      times: all.sort(),
      tenant: `slack:T${channel % TENANTS}`,
      zone: ZONES[at % ZONES.length]!,
    };
  });

/** Builds a digest's id. */
const nameOf = ({ channel, number }: { readonly channel: string; readonly number: number }): string =>
  `${channel} ${number}`;

/**
 * Runs the real planner and worker over SQLite on a fake clock, one step per minute with work, and compares the posts
 * with what every zone's clock demands.
 */
export async function runYear({ subscriptions, spans }: YearOptions): Promise<YearFigures> {
  let clock = new Date(spans[0]![0]);
  const now = () => clock;
  const store = await openMemoryStore(now);
  const posted = new Map<string, number[]>();
  const names = new Map<string, string>();
  let ids = 0;
  const parts = {
    db: store.db,
    store,
    now,
    readout: createReadout(shippedLibrary),
    shipped: new Set<string>(),
    memory: { saveCard: async () => {} },
    random: () => 0.5,
    owner: 'w',
    newId: () => `d${ids++}`,
    log: { warn: (_: unknown, why: string) => void faults.push(why) },
    publishers: new Map([
      [
        'slack',
        {
          typed: (command: string) => command,
          post: async ({ id }: { readonly id: string }) => {
            const row = await store.db
              .selectFrom('deliveries')
              .select('subscription')
              .where('id', '=', id)
              .executeTakeFirstOrThrow();
            const name = names.get(row.subscription)!;
            const before = posted.get(name);
            if (before) before.push(clock.getTime());
            else posted.set(name, [clock.getTime()]);
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
  /** Returns the next whole minute at which the planner or worker has work. */
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
    for (const one of all) {
      const { channel, number, tenant, zone, times, days } = one;
      const order = {
        id: `s${nameOf(one)} ${from}`,
        channel,
        number,
        localTime: times[0]!,
        times,
        days,
        zone,
        ...({ topics: [], quiet: 'line', createdBy: 'U1' } as const),
      };
      const { id } = await saveSubscription(store.db, tenant, order, clock);
      names.set(id, nameOf(one));
    }
    // Switched on again after a gap: slots in the gap are not due.
    await store.db.updateTable('subscriptions').set({ since: from, next_due: null }).execute();
    await turn();
    for (let at = await nextMinute(); at < Date.parse(to); at = await nextMinute()) {
      clock = new Date(at);
      await turn();
    }
  }
  const rows = await store.db
    .selectFrom('deliveries')
    .select(['state', 'error', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy(['state', 'error'])
    .execute();
  await store.close();
  const figures = compared(all, spans, posted, faults);
  // Every slot has a row. If it was not posted itself, another slot of its digest had the news at the same moment.
  const wrong = rows.filter(
    ({ state, error }) => state !== 'sent' && !(state === 'skipped' && error === MERGED),
  );
  const ledger = rows.reduce((sum, { count }) => sum + Number(count), 0);
  if (wrong.length > 0) faults.push(`rows in another state: ${JSON.stringify(wrong)}`);
  if (ledger !== figures.slots) faults.push(`${ledger} rows for ${figures.slots} slots`);
  return figures;
}

type Order = ReturnType<typeof wanted>[number];

/** A slot of a local date that the zone's clock demands. */
interface Demand {
  readonly time: string;
  readonly due: number;
}

const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

/** Returns the slots that each zone's clock demands within a period, with their due instants. */
function demandedIn({ zone, times, days }: Order, [from, to]: readonly [string, string]): Demand[] {
  const demands: Demand[] = [];
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const last = daysAfter(localDateAt(zone, new Date(end)), 1);
  for (
    let date = daysAfter(localDateAt(zone, new Date(start)), -1);
    date <= last;
    date = daysAfter(date, 1)
  ) {
    if (days.length > 0 && !days.some((day) => day === weekdayOf(date))) continue;
    for (const time of times) {
      const due = dueByLooking(date, time, zone)?.getTime();
      if (due !== undefined && due >= start && due < end) demands.push({ time, due });
    }
  }
  return demands;
}

function compared(
  all: readonly Order[],
  spans: YearOptions['spans'],
  posted: ReadonlyMap<string, readonly number[]>,
  faults: string[],
): YearFigures {
  let [deliveries, slots, shared, skippedTimes, twiceTimes, latest] = [0, 0, 0, 0, 0, 0];
  const known = new Map<string, readonly Demand[]>();
  for (const order of all) {
    const key = `${order.zone} ${order.times} ${order.days}`;
    const demanded = known.get(key) ?? spans.flatMap((span) => demandedIn(order, span));
    known.set(key, demanded);
    const came = posted.get(nameOf(order)) ?? [];
    const moments = [...new Set(demanded.map(({ due }) => due))];
    slots += demanded.length;
    shared += demanded.length - moments.length;
    deliveries += came.length;
    const name = `${nameOf(order)} (${key})`;
    if (came.length !== moments.length)
      faults.push(`${name}: ${came.length} posts for ${moments.length} moments`);
    moments.forEach((due, at) => {
      const late = (came[at] ?? Number.POSITIVE_INFINITY) - due;
      latest = Math.max(latest, late);
      if (late < 0 || late >= 2 * MINUTE)
        faults.push(`${name}: due ${new Date(due).toISOString()}, ${late} ms late`);
    });
    for (const { time, due } of demanded) {
      const shows = clockTime(order.zone, due);
      if (shows !== time) skippedTimes++;
      else if (clockTime(order.zone, due + HOUR) === shows || clockTime(order.zone, due + HOUR / 2) === shows)
        twiceTimes++;
    }
  }
  return { deliveries, slots, shared, skippedTimes, twiceTimes, latest, faults };
}

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
