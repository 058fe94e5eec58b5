import type { Draft } from '../../answer/cards/card-draft.ts';
import { errorDraft, noticeDraft } from '../../answer/cards/notice-card.ts';
import { shortened } from '../../answer/cards/wording.ts';
import type { LinkIntent } from '../../answer/intent/intent.ts';
import { basisOf } from './command-outcome.ts';
import type { CommandContext } from './command-spec.ts';
import { withCommandButtons } from './digest-commands.ts';

/** The most links that one card offers to follow. */
const MAX_LINKS = 3;

const hostOf = (url: string): string => {
  const whole = /^https?:/i.test(url) ? url : `https://${url}`;
  return URL.canParse(whole) ? new URL(whole).hostname.replace(/^www\./, '') : url;
};

/** Builds a card that offers to follow the pages whose addresses were typed. */
export function linkDraft({ urls }: LinkIntent, context: CommandContext): Draft {
  const basis = basisOf(context);
  const hosts = [...new Set(urls.map(hostOf))].map((host) => shortened(host, 60)).join(', ');
  if (!context.services.sources)
    return errorDraft(
      basis,
      `Pages are not read here: ${hosts}`,
      'Your operator can add articles with `readout ingest`.',
    );
  const buttons = urls.slice(0, MAX_LINKS).map((url) => ({
    label: urls.length > 1 ? `Follow ${hostOf(url)}` : 'Follow this page',
    types: `sources add ${url}`,
  }));
  return withCommandButtons(
    noticeDraft(basis, `Follow ${hosts}?`, 'What it says can then be asked about here.'),
    buttons,
  );
}
