import type { Draft } from '../../answer/cards/card-draft.ts';
import { errorDraft, noticeDraft } from '../../answer/cards/notice-card.ts';
import { shortened } from '../../answer/cards/wording.ts';
import type { LinkIntent } from '../../answer/intent/intent.ts';
import { basisOf, wordsFor } from './command-outcome.ts';
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
  const { answers, chat } = wordsFor(context);
  const hosts = [...new Set(urls.map(hostOf))].map((host) => shortened(host, 60)).join(', ');
  if (!context.services.sources) return errorDraft(basis, chat.notReadHere(hosts), chat.operatorAdds);
  const buttons = urls.slice(0, MAX_LINKS).map((url) => ({
    label: urls.length > 1 ? answers.follow(hostOf(url)) : chat.followPage,
    types: `sources add ${url}`,
  }));
  return withCommandButtons(noticeDraft(basis, chat.followThem(hosts), chat.followLede), buttons);
}
