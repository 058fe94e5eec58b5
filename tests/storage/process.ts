// One of several processes on a store. Opens the store, runs one verb and says so:
// node process.ts FILE|postgres://… open        opens and closes
// node process.ts FILE|postgres://… put ID TEXT stores an article for everybody
// node process.ts FILE|postgres://… write NAME  writes conversations until it is killed, and prints each

import { storeMemory } from '../../src/chat/store/chat-state-rows.ts';
import { saveReadings } from '../../src/library/store/article-rows.ts';
import { EVERYBODY } from '../../src/storage/database.ts';
import { openStore } from '../../src/storage/open.ts';

const [target = '', what = 'open', name = '', text = ''] = process.argv.slice(2);
const place = /^postgres(ql)?:/.test(target) ? { url: target } : { path: target };
const store = await openStore({ ...place, now: () => new Date() });
if (what === 'put')
  await saveReadings(store, EVERYBODY, [
    {
      article: {
        id: name,
        title: text,
        text,
        source: { kind: 'url', url: 'https://a.example/' },
        published: null,
        retrieved: null,
      },
      topics: [],
      facts: [
        {
          ...{
            id: `${name}/1`,
            article: name,
            claim: text,
            quote: text,
            span: [0, text.length],
            speaker: null,
          },
          stance: 'affirmed',
          topics: [],
          entities: [],
          salience: 0.5,
        },
      ],
    },
  ]);
const memory = storeMemory(store);
// The reader of its output, the parent process, has ended.
process.stdout.on('error', () => process.exit());
const parent = process.ppid;
for (let n = 0; what === 'write' && process.ppid === parent; n++) {
  await memory.saveConversation('soak:1', `${name}/${n}`, {
    question: `q${n}`,
    about: [],
    facts: [],
    shown: [],
  });
  // Waits for the pipe. The store's calls never yield to the event loop, so output that a full pipe did not take would
  // not be sent.
  await new Promise((told) => process.stdout.write(`${n}\n`, told));
}
await store.close();
