// Writes conversations until it is killed, saying each on standard output once the store acknowledged it.
import { storeMemory } from '../../src/store/chat-memory.ts';
import { openStore } from '../../src/store/open.ts';

const [target = '', name = 'w'] = process.argv.slice(2);
const place = target.startsWith('postgres:') ? { url: target } : { path: target };
const memory = storeMemory(await openStore({ ...place, now: () => new Date() }));
for (let n = 0; ; n++) {
  await memory.saveConversation('soak:1', `${name}/${n}`, {
    question: `q${n}`,
    about: [],
    facts: [`f${n}`],
    shown: [],
  });
  process.stdout.write(`${n}\n`);
}
