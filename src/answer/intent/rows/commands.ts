import type { CommandIntent } from '../intent.ts';
import { type IntentRow, named } from '../row.ts';

const command = (types: string): CommandIntent => ({ kind: 'command', types });

/** Matches words of a schedule. Without one, "send me the numbers" does not ask for a digest. */
const RHYTHM =
  /\b(?:every|each|daily|weekly|monthly|hourly|weekdays?|workdays?|weekends?|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|mornings|evenings|once a|twice a)\b/i;
/** Nouns for a digest before the words for its schedule. */
const WHAT_COMES = new Set(
  `please me us here this it that these those the a an my our your some all new top latest daily morning digest digests news newsletter
  headlines summary summaries briefing briefings brief briefs update updates article articles stories facts report reports message
  email one on about of with for in to dm`.split(/\s+/),
);

/** Builds the digest command from the words for its schedule and topics. */
function digestAt(when: string): CommandIntent {
  const words = when.split(/\s+/).filter(Boolean);
  const first = words.findIndex((word) => !WHAT_COMES.has(word.toLowerCase()));
  const rhythm = words.find((word) => /^(?:daily|weekly)$/i.test(word)) ?? '';
  return command(`digest on ${first < 0 ? rhythm : words.slice(first).join(' ')}`.trim());
}

/** Rows for commands in other words. */
export const COMMAND_ROWS: readonly IntentRow[] = [
  {
    name: 'follow a page',
    patterns: [
      'subscribe|follow|add|track|feed|feeds|rss|sources|source|monitor|watch|import [add|subscribe|follow|new] [{thispage}] [{page}] <url> [{me}]',
      '[i|we] [want|like|need] [to] subscribe|follow|add|track [{thispage}] <url>',
      'add [a|the|this|new] [{page}] <url> to|in [my|the|our] sources|feeds|list',
      '[start] following [{thispage}] <url>',
      'new [feed|source|page|site] <url>',
    ],
    examples: [
      'subscribe https://example.org/feed.xml',
      'follow example.org',
      'add https://example.org/feed.xml to my sources',
      'feed add https://example.org/feed.xml',
      'add the feed <https://example.org/feed.xml|Kalmar news>',
      'track this page https://example.org',
      'please subscribe to “https://example.org/rss”.',
    ],
    read: ({ url }) => (url ? command(`sources add ${url}`) : null),
  },
  {
    name: 'unfollow a page',
    patterns: [
      'unsubscribe|unfollow|remove|delete|drop|stop|untrack|unwatch|rm [following|reading|tracking|from] [{thispage}] [{page}] <url> [{me}]',
      'feed|feeds|rss|source|sources remove|unsubscribe|delete|unfollow|rm|drop|stop [{thispage}] <url>',
      'remove|delete <url> from [my|the|our] sources|feeds|list',
    ],
    examples: [
      'unsubscribe https://example.org/feed.xml',
      'unfollow example.org',
      'feed remove https://example.org/feed.xml',
      'stop following https://example.org/feed.xml',
      'sources delete <https://example.org/feed.xml|news>',
    ],
    read: ({ url }) => (url ? command(`sources remove ${url}`) : null),
  },
  {
    name: 'list what is followed',
    patterns: [
      '[list|show] [me] [{det}] feeds|subscriptions',
      'list|show [me] [{det}] followed|following [feeds|pages|sites]',
      'list|show [me] [{det}] pages|sites',
      'sources|source|feeds|feed|subscriptions|following list|show|followed',
      'followed [pages|feeds|sources|sites]',
      'what|which [pages|feeds|sites|sources] do|are|am|is you|we|i|this [channel] follow|following|followed|subscribed [to|here]',
    ],
    examples: [
      'list feeds',
      'feeds',
      'which sources do you follow?',
      'show my subscriptions',
      'sources list',
    ],
    read: () => command('sources followed'),
  },
  {
    name: 'list articles',
    patterns: [
      '[list|show] [me] [{det}] articles|stories',
      'list|show [me] [{det}] sources',
      'what|which articles|stories|sources do|are|have you|we|there|i [have|got|read|loaded|here|know|use]',
      'how many articles|stories|sources do|are you|there|we [have]',
      'where do|does your|the answers|facts|information come from',
    ],
    examples: ['list articles', 'what articles do you have?', 'articles', 'which sources do you use?'],
    read: () => command('sources'),
  },
  {
    name: 'list topics',
    patterns: [
      'list|show [me] [{det}] topics|subjects|themes|people',
      'what|which topics|subjects|themes are|do|can|have|is [there|you|i|we] [have|know|cover|ask|get|in] [about] [{article}]',
      'what are the topics|subjects',
      'topics|subjects|themes [list]',
    ],
    examples: ['list topics', 'which topics are there?', 'show me the topics', 'what topics do you have?'],
    read: () => command('topics'),
  },
  {
    name: 'catch up',
    patterns: [
      'what did|have i|we miss|missed [today|yesterday|recently|lately]',
      'catch me|us up [on] [everything|things]',
      'catch up',
      'catching up',
      'what [is|are] unread [by] [me]',
    ],
    examples: ['what did I miss?', 'catch me up', 'catch up', 'what have I missed?'],
    read: () => command('catchup'),
  },
  {
    name: 'digest off',
    patterns: [
      'digest|digests stop|cancel|end|disable|mute|remove|delete|quit|unsubscribe|halt|kill|no',
      'stop|cancel|end|disable|mute|remove|delete|quit|unsubscribe|halt|turn|switch [off|from] [the|this|my|our|your|all] [daily|weekly|morning] digest|digests|posting|posts|updates|briefing|emails|messages|newsletter [off|here]',
      'turn|switch it|digest|digests|this|them off',
      'no more digests|digest|news|updates|posts|messages [here]',
      'stop sending|posting [me|us|this|these|the|here] [this|these|the|daily] [digest|digests|news|stuff|here|messages]',
      'unsubscribe|mute|stop|shush|silence|optout|unsub|quit',
      'unsubscribe|mute|stop me|us|this|that|it|all|everything|channel|here|now [channel|now]',
      'opt out',
      'be quiet|silent',
      'shut up',
      'leave us|me alone',
      'go away',
    ],
    examples: [
      'digest stop',
      'unsubscribe',
      'stop',
      'cancel the digest',
      'mute',
      'no more digests',
      'turn the digest off',
      'stop posting',
      'STOP!',
    ],
    read: () => command('digest off'),
  },
  {
    name: 'digest pause',
    patterns: [
      'pause|suspend|hold [the|this|my|our] [daily|weekly|morning] [digest|digests|posting|posts|updates|briefing]',
      'put [the|this|my|our] digest|digests on hold',
      'digest|digests suspend|hold',
    ],
    examples: ['pause', 'pause the digest', 'suspend the daily digest', 'put the digest on hold'],
    read: () => command('digest pause'),
  },
  {
    name: 'digest resume',
    patterns: [
      'resume|unpause|unmute|continue [the|this|my|our] [daily|weekly|morning] digest|digests|posting|briefing',
      'resume|unpause|unmute',
      'digest|digests unpause|unmute|continue',
    ],
    examples: ['resume', 'resume the digest', 'unpause'],
    read: () => command('digest resume'),
  },
  {
    name: 'digest status',
    patterns: [
      'when is|does|comes|will the [next|daily] digest [come|due|next|be] [posted]',
      'is the [daily] digest on|off|active|running',
      'digest settings|schedule|info|show|time|when|config|configure|setup|list',
      '[show] [me] [the] digest settings|status|schedule',
    ],
    examples: [
      'when does the digest come?',
      'digest settings',
      'is the digest on?',
      'show the digest schedule',
    ],
    read: () => command('digest status'),
  },
  {
    name: 'digest on',
    patterns: [
      'set|turn|switch|start|schedule|create|make|enable|activate|begin|setup|configure [up|on] [the|a|my|our] [daily|weekly|weekday|morning|evening|news] digest|digests|newsletter|briefing [up|on|for] [here|on]',
      'set|turn|switch|start|schedule|create|make|enable|activate|begin|setup|configure [up|on] [the|a|my|our] [daily|weekly|weekday|morning|evening|news] digest|digests|newsletter|briefing [up|on|for] [here|on] <at>',
      '[the|a] daily|weekly|weekday|morning|evening digest|briefing|newsletter [on] <at>',
      'daily|weekly|morning|evening digest|briefing|newsletter|news',
      'digest|digests me|us|here <at>',
      'subscribe|sign [me|us|up] [up|to|for] [to|for] [the|a|your] [daily|weekly|morning] digest|newsletter|briefing',
      'subscribe|sign|enroll [me|us] [up] [to|for|on] <when>',
      'send|post|give|deliver|email|mail|brief|update|message|ping|dm|remind|text|show [me|us|here] [{me}] <when>',
      '[i|we] want|need|like|get|have|receive|see [to] [get|have|receive|see] <when>',
      'id like [to] [get|have|receive] <when>',
      '<when> digest|briefing',
    ],
    examples: [
      'send me this every morning',
      'post a digest here every weekday at 9',
      'set up a daily digest at 8',
      'daily digest at 9 Berlin',
      'subscribe me to a daily digest',
      'digest me every morning',
      'I want news on INF every Monday at 8',
      'turn the digest on',
    ],
    read({ text }) {
      const [when, at] = [text('when'), text('at')];
      if (at !== null) return digestAt(at);
      if (when === null) return command('digest on');
      return RHYTHM.test(when) ? digestAt(when) : null;
    },
  },
  {
    name: 'half a command',
    patterns: [
      'subscribe|follow|add|track [me|us|this|it|here|feed|page|site|source|url|sources] [feed|page|site|source|url]',
      'feed|feeds|source|rss add|subscribe|follow|new',
    ],
    examples: ['subscribe', 'follow', 'add', 'add feed', 'follow this', 'feed add'],
    read: () => command('sources add'),
  },
  {
    name: 'half a removal',
    patterns: [
      'unfollow|remove|delete [me|us|this|it|that|here|feed|page|site|source] [feed|page|site|source]',
      'feed|feeds|source|rss remove|delete|unsubscribe|unfollow',
    ],
    examples: ['unfollow', 'remove', 'unfollow this', 'delete feed', 'feed remove'],
    read: () => command('sources remove'),
  },
  {
    name: 'watch',
    patterns: [
      'notify|alert|ping|tell|inform|warn|message|dm me|us|here when|if|as|once|whenever [soon|there|anything|something] [as|is] [there|anything|something|any|new] [is] [any|new|happens] [news|happens|update|updates|comes] [about|on|with|for|up|of] [about|on|with|in] <topic>',
      'notify|alert|ping|inform|warn me|us [about|on|of|for] [new|any] [news|facts|updates] [about|on|of] <topic>',
      'keep me|us [posted|updated|informed|in] [the] [loop] on|about|of <topic>',
      'let me|us know when|if|about [there|anything|something] [is] [any|new] [news|happens] [about|on|with|in] <topic>',
      'follow|subscribe|track|monitor [to] [the|all] [news|topic|updates|everything] [on|about|of] <topic>',
    ],
    examples: [
      'notify me about Venezuela',
      'alert us when there is news on INF',
      'keep me posted on sanctions',
      'follow Venezuela',
      'subscribe to INF',
    ],
    read({ text }) {
      const topic = named(text('topic'));
      return topic ? command(`watch ${topic}`) : null;
    },
  },
  {
    name: 'unwatch',
    patterns: [
      'mute|unfollow|unsubscribe|untrack [from] [the] [topic|news] [on|about] <topic>',
      'stop watching|following|tracking|alerting|notifying|telling [me|us] [about|on|of] <topic>',
      'no more news|updates|alerts on|about <topic>',
    ],
    examples: ['mute Venezuela', 'unfollow INF', 'stop watching sanctions', 'unsubscribe from Venezuela'],
    read({ text }) {
      const topic = named(text('topic'));
      return topic ? command(`unwatch ${topic}`) : null;
    },
  },
];
