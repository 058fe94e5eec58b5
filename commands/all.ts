import { brief } from './brief.ts';
import { helpFor } from './help.ts';
import { sources } from './sources.ts';
import type { Command } from './spec.ts';
import { topics } from './topics.ts';

/** Every slash command there is. Registration, manifests, help and docs derive from this list. */
export const COMMANDS: readonly Command[] = [brief, topics, sources, helpFor(() => COMMANDS)];
