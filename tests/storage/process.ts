// One process of several on one store: opens it, says so, and does what it is told.
// node process.ts FILE|postgres://… open        opens and closes
// node process.ts FILE|postgres://… put ID TEXT stores an article for everybody
// node process.ts FILE|postgres://… write NAME  writes conversations until it is killed, telling each

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
// Nobody reads on: whoever started this is gone.
process.stdout.on('error', () => process.exit());
const parent = process.ppid;
for (let n = 0; what === 'write' && process.ppid === parent; n++) {
  await memory.saveConversation('soak:1', `${name}/${n}`, {
    question: `q${n}`,
    about: [],
    facts: [],
    shown: [],
  });
  // Told before it goes on: the store's calls never let the event loop turn, and what a full pipe did not take would then
  // never be sent.
  await new Promise((told) => process.stdout.write(`${n}\n`, told));
}
await store.close();
