import type { Command } from '../src/chat/commands/command-spec.ts';
import { brief } from './brief.ts';
import { catchup } from './catchup.ts';
import { digest } from './digest.ts';
import { helpFor } from './help.ts';
import { readout } from './readout.ts';
import { sources } from './sources.ts';
import { topics } from './topics.ts';
import { unwatch } from './unwatch.ts';
import { watch } from './watch.ts';

/** All slash commands. Registration, manifests, /help and docs derive from this list. */
export const COMMANDS: readonly Command[] = [
  brief,
  topics,
  sources,
  digest,
  watch,
  unwatch,
  catchup,
  readout,
  helpFor(() => COMMANDS),
];
