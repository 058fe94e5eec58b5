// The only plain JavaScript file: it must run on any Node, to say plainly when the Node is too old.
// `npm` puts node_modules/.bin first on PATH, where the pinned Node 24 lives, so scripts normally pass.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `Readout needs Node 24 or newer; this is ${process.versions.node}.\n` +
      'Run `npm ci` and then `npm start` (they bring a Node 24 along on Linux and Windows), or install Node 24.',
  );
  process.exit(1);
}
const [entry] = process.argv.splice(2, 1);
await import(new URL(entry, import.meta.url).href);
