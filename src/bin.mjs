#!/usr/bin/env node
// The command `readout` of the npm package. Plain JavaScript, so that an old Node prints one line instead of a stack.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `Readout needs Node 24 or newer; this is ${process.versions.node}. Install it from https://nodejs.org, or run ` +
      '`npx -p node@24 -p readout readout`.',
  );
  process.exit(1);
}
// The package holds cli.js; a checkout holds cli.ts, which Node runs as it is.
const { existsSync } = await import('node:fs');
const compiled = new URL('./cli.js', import.meta.url);
await import((existsSync(compiled) ? compiled : new URL('./cli.ts', import.meta.url)).href);
