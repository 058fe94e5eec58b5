import { askVerb } from './ask.ts';
import { chatVerb } from './chat.ts';
import { manifestVerb } from './manifest.ts';
import { renderVerb } from './render.ts';
import type { Verb } from './verb.ts';

/** Every verb of the command line, in the order in which `readout --help` lists them. */
export const VERBS: readonly Verb[] = [askVerb, renderVerb, chatVerb, manifestVerb];
