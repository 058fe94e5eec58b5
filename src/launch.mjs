// The only plain JavaScript file: it must run on any Node, to say plainly when the Node is too old.
// `npm` puts node_modules/.bin first on PATH, where the pinned Node 24 lives, so scripts normally pass.
import { fileURLToPath } from 'node:url';

const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `Readout needs Node 24 or newer; this is ${process.versions.node}.\n` +
      'Run `npm ci` and then `npm start` (they bring a Node 24 along on Linux and Windows), or install Node 24.',
  );
  process.exit(1);
}
// What is compiled is kept for the next start, which then takes a third of the time. Where the folder can't be written,
// as in a container that owns none of it, everything is compiled anew and nothing else changes.
const { enableCompileCache } = await import('node:module');
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/readout', import.meta.url)));
const [entry] = process.argv.splice(2, 1);
await import(new URL(entry, import.meta.url).href);
