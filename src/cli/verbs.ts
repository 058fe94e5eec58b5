import { openArticles } from './articles.ts';
import { askVerb } from './ask.ts';
import { backupVerb, restoreVerb } from './backup.ts';
import { chatVerb } from './chat.ts';
import { doctorVerb } from './doctor.ts';
import { exportVerb } from './export.ts';
import { factsVerb } from './facts.ts';
import { feedbackVerb } from './feedback.ts';
import { forgetVerb } from './forget.ts';
import { ingestVerb } from './ingest.ts';
import { manifestVerb } from './manifest.ts';
import { renderVerb } from './render.ts';
import type { Verb } from './verb.ts';

/** Every verb of the command line, in the order in which `readout --help` lists them. */
export const VERBS: readonly Verb[] = [
  askVerb,
  renderVerb,
  chatVerb,
  ingestVerb(openArticles),
  factsVerb(openArticles),
  manifestVerb,
  doctorVerb(),
  feedbackVerb,
  backupVerb,
  restoreVerb,
  exportVerb,
  forgetVerb,
];
