/**
 * Matches mentions, custom emoji and times: `<@1>`, `<@&1>`, `<#1>`, `<:name:1>`, `<t:1:R>`.
 * https://discord.com/developers/docs/reference#message-formatting
 */
const MARKUP_TOKENS = /<(?:@[!&]?|#)\d{1,20}>|<a?:\w{1,40}:\d{1,20}>|<t:-?\d{1,15}(?::\w)?>|<id:\w{1,20}>/g;
const COMMANDS = /<(\/[\w -]{1,100}):\d{1,20}>/g;
const LABELLED = /\[([^[\]\n]{1,200})\]\(<?(https?:\/\/[^\s<>()]{1,2000})>?\)/g;
const UNEMBEDDED = /<(https?:\/\/[^\s<>|]{1,2000})>/g;

/**
 * Converts Discord markup to the text that the person typed. A labelled link becomes `<https://…|label>`, the form that
 * all adapters use.
 */
export function wordsOf(content: string): string {
  return content
    .replace(MARKUP_TOKENS, ' ')
    .replace(COMMANDS, '$1')
    .replace(UNEMBEDDED, '$1')
    .replace(LABELLED, '<$2|$1>')
    .replaceAll('||', ' ')
    .replace(/^-# |^#{1,3} /gm, '')
    .trim();
}
