import type { App } from '@slack/bolt';
import { listenForAgentView } from './agent-view.ts';
import { listenForHomeActions } from './home-actions.ts';
import { listenForHome } from './home-tab.ts';
import { listenForInteractions } from './interactions.ts';
import type { ListenerParts } from './listener-parts.ts';
import { listenForMessages } from './messages.ts';

import { listenForForms } from './setup.ts';

/** Registers all Slack listeners. Each acknowledges its event before any work. */
export function listen(app: App, parts: ListenerParts): void {
  listenForInteractions(app, parts);
  listenForMessages(app, parts);
  listenForAgentView(app, parts);
  listenForHome(app, parts);
  listenForHomeActions(app, parts);
  listenForForms(app, parts);
}
