import { privately } from '../src/chat/commands/command-outcome.ts';
import type { Command } from '../src/chat/commands/command-spec.ts';
import { panelDraft } from '../src/chat/setup/panel.ts';

/** `/readout`: shows the settings panel with forms to change it. */
export const readout: Command = {
  name: 'readout',
  description: 'Set things up here: sources, digests, watched topics',
  options: [],
  examples: ['readout'],
  read: (rest) => (/^(?:|setup|settings|panel)$/i.test(rest.trim()) ? {} : null),
  run: async (_values, context) => privately(await panelDraft(context)),
};
