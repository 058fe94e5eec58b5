import { COMMANDS } from '../../commands/all.ts';
import { renderDiscord } from '../../src/adapters/discord/render.ts';
import { renderSlack } from '../../src/adapters/slack/render.ts';
import { articlePage } from '../../src/adapters/web/article-page.ts';
import { createReadout } from '../../src/answer/query-core.ts';
import { createChat } from '../../src/chat/chat.ts';
import { storeMemory } from '../../src/chat/store/chat-state-rows.ts';
import { digestService } from '../../src/digest/service.ts';
import { actionToken } from '../../src/domain/action.ts';
import type { Reply } from '../../src/domain/card.ts';
import { privateKey } from '../../src/domain/conversation-key.ts';
import { EN_PAGE } from '../../src/domain/words/en-page.ts';
import { factsOf } from '../../src/ingest/facts/extract-facts.ts';
import { syncIndex } from '../../src/library/index-sync.ts';
import { saveReadings } from '../../src/library/store/article-rows.ts';
import { renderHtml } from '../../src/render/html.ts';
import { renderText } from '../../src/render/text.ts';
import { exportOf } from '../../src/storage/export.ts';
import { createRandom, pick, type Random } from '../bench/search/random.ts';
import { openMemoryStore } from '../helpers/new-store.ts';
import { shippedLibrary } from '../helpers/shipped.ts';

/** The syllables of one tenant's made-up names. The names of two tenants share no word. */
export interface Tongue {
  readonly starts: readonly string[];
  readonly ends: readonly string[];
}

export const ADAS: Tongue = {
  starts: ['Zeph', 'Quorr', 'Vyx', 'Thess'],
  ends: ['yrine', 'maine', 'olow', 'istle'],
};
export const BENS: Tongue = {
  starts: ['Omnu', 'Brag', 'Fjod', 'Klem'],
  ends: ['vex', 'dorn', 'ulk', 'aphan'],
};

const nameIn = (tongue: Tongue, random: Random): string =>
  pick(random, tongue.starts) + pick(random, tongue.ends);

/** Returns all words that a tongue can make, in lower case. */
export const wordsOf = ({ starts, ends }: Tongue): string[] =>
  starts.flatMap((start) => ends.map((end) => (start + end).toLowerCase()));

/** Builds a news article whose names belong to one tenant. Its other words are the English of all articles. */
export function articleIn(tongue: Tongue, seed: number) {
  const random = createRandom(seed);
  const [person, other, place, body] = Array.from({ length: 4 }, () => nameIn(tongue, random));
  const initials = `${place![0]}${body![0]}${body!.at(-1)!.toUpperCase()}`;
  const text = [
    `${person} ${other}, the mayor of ${place}, said on Monday that the harbour of ${place} will be closed for ${2 + (seed % 7)} weeks.`,
    `"We have no choice," ${other} told reporters. The ${place} ${body} Initiative (${initials}) pays ${3 + (seed % 9)} million dollars.`,
    `Officials of ${body} denied that the bank of ${place} was sold. Fuel prices rose in ${place}, and workers went on strike.`,
    `${initials} was not discussed, ${person} ${other} said later.`,
  ].join('\n\n');
  const title = `${place} closes its harbour ${seed}`;
  const source = { kind: 'url', url: `https://${place!.toLowerCase()}.example/${seed}` } as const;
  return { id: `${tongue.starts[0]!.toLowerCase()}-${seed}`, title, text, source };
}

const NOW = new Date('2026-03-03T09:00:00Z');

/** Creates an installation with a store, and one conversation in a tenant's channel. */
export async function createWorld(tenant: string) {
  const store = await openMemoryStore(() => NOW);
  const readout = createReadout(shippedLibrary);
  const stop = await syncIndex(readout, store);
  const shipped = new Set(shippedLibrary.articles.keys());
  const digests = digestService({
    readout,
    shipped,
    db: store.db,
    now: store.now,
    platforms: () => ['slack'],
  });
  let cards = 0;
  const parts = { readout, memory: storeMemory(store), commands: COMMANDS, services: { digests } };
  const faults: string[] = [];
  const chat = createChat({
    ...parts,
    now: () => NOW,
    newId: () => `card-${++cards}`,
    log: { error: (fields) => void faults.push(JSON.stringify(fields)) },
  });
  const place = {
    tenant,
    channel: 'C1',
    person: 'U1',
    thread: privateKey('C1', 'U1'),
    eventId: null,
    mayManage: async () => true,
    zone: async () => 'Europe/Berlin',
  };

  return {
    faults,
    /** Stores articles for a tenant, and waits until they are searchable. */
    async ingest(of: string, articles: readonly ReturnType<typeof articleIn>[]): Promise<void> {
      const readings = articles.map((one) =>
        factsOf({ ...one, published: '2026-03-01', retrieved: NOW.toISOString() }),
      );
      await saveReadings(store, of, readings);
      const last = readings.at(-1)!.article.id;
      while (!readout.of(of).article(last)) await new Promise((resolve) => setImmediate(resolve));
    },
    /** Runs everything that a person of the tenant can do. Returns it rendered for every platform, in a fixed order. */
    async seen(prefixes: readonly string[], questions: readonly string[]): Promise<string[]> {
      const all: string[] = [];
      const show = (reply: Reply | null): void => {
        if (!reply) return void all.push('(nothing)');
        const { card } = reply;
        const forms = [renderText(card, { width: 100, colour: false }), renderHtml(card)];
        all.push(...forms, JSON.stringify(renderSlack(card)), JSON.stringify(renderDiscord(card)));
      };
      /** Renders a reply, and the reply of each of its buttons. */
      const press = async (reply: Reply | null): Promise<void> => {
        show(reply);
        for (const action of reply?.card.actions ?? [])
          show(await chat.press({ ...place, token: actionToken(action, reply!.card.id) }));
      };
      for (const command of COMMANDS) {
        const options = [
          ...command.options.map((option) => ({ option: option.name })),
          ...(command.subcommands ?? []).flatMap((sub) =>
            sub.options.map((option) => ({ option: option.name, subcommand: sub.name })),
          ),
        ];
        for (const option of options)
          for (const prefix of prefixes)
            all.push(
              JSON.stringify(await chat.complete({ ...place, command: command.name, ...option, prefix })),
            );
        for (const example of command.examples) await press(await chat.message({ ...place, text: example }));
      }
      for (const text of questions) await press(await chat.message({ ...place, text }));
      all.push(JSON.stringify(await digests.preview(tenant, 'C1')));
      all.push(JSON.stringify(await digests.catchUp(tenant, 'U2')));
      for (const { id } of readout.of(tenant).facts().slice(0, 20))
        all.push(articlePage(readout.of(tenant), id, EN_PAGE) ?? '(no page)');
      for await (const { table, row } of exportOf(store.db, tenant)) all.push(JSON.stringify([table, row]));
      return all;
    },
    /** Returns the query core's own results for ids and words of another tenant. */
    probe(ids: readonly string[], words: readonly string[]): unknown[] {
      const own = readout.of(tenant);
      return [
        ...ids.flatMap((id) => [own.fact(id), own.article(id), own.topic(id), ...own.factsOf(id)]),
        ...words.flatMap((word) => own.suggest(word.slice(0, 3), 25)),
      ].filter((one) => one !== undefined);
    },
    async close(): Promise<void> {
      await stop();
      await store.close();
    },
  };
}
