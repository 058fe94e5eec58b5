import { monitorStalls } from './stall-monitor.ts';

/** Loaded into a bot with NODE_OPTIONS=--import: writes a line for each stall. Reader processes are not watched. */
if (process.argv[1]?.endsWith('launch.mjs'))
  monitorStalls(Number(process.env.STALL_MS), (stall) =>
    process.stderr.write(`STALL ${JSON.stringify(stall)}\n`),
  );
