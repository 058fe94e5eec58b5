import { FIRST_PERSON } from '../../language/lexicon/function-words.ts';
import type { Speaker } from './resolve-source.ts';
import type { Voiced } from './speaker-attribution.ts';

/** "It is noted that …", "It became known that …": frames that add nothing to what they frame. */
const EMPTY_FRAME =
  /^(?:(?:This|That|It) (?:is|was|comes|came) despite the fact that |It (?:(?:is|was|has been|became|has|also|now|then|soon|later|further|already) ){1,4}(?:noted|known|clear|revealed|confirmed|announced|found|emerged|reported|established|apparent|true|worth noting|noteworthy|important to note) that )/;
const PLAN =
  /^It (?:is|was|had been) (?:(originally|initially|first) )?(planned|expected|hoped|feared|assumed|agreed) that /;
const NOUN_OF: Record<string, string> = {
  planned: 'plan',
  expected: 'expectation',
  hoped: 'hope',
  feared: 'fear',
  assumed: 'assumption',
  agreed: 'agreement',
};
const ORDER: Record<string, string> = { originally: 'original', initially: 'initial', first: 'first' };

const possessive = (name: string): string => (/s$/.test(name) ? `${name}'` : `${name}'s`);

/** Puts a name in a leading pronoun's place. */
function named(line: string, speaker: Speaker): string {
  return line
    .replace(/^(?:he|she|they|it)\b(?!['’])/i, speaker.name)
    .replace(/^(?:he|she|it)['’]s\b/i, `${speaker.name} is`)
    .replace(/^(?:he|she)['’]d\b/i, `${speaker.name} would`)
    .replace(/^(?:he|she)['’]ll\b/i, `${speaker.name} will`)
    .replace(/^(?:his|her|its|their)\b/i, possessive(speaker.name));
}

/** "this decision was" points at what was called so before: "the decision was" says the same without pointing. */
function withoutDemonstrative(line: string): string | null {
  const match =
    /^(?:this|these|that|those|such) (?!(?:is|was|are|were|has|have|had|will|would|can|could|may|might|does|did|do|means|makes|made|way|also|week|month|year|time|morning|one|all|comes|came|should|must|not|never|included?s?|gave|gives|left|led|caused?s?)\b)(\p{Ll}[\p{L}-]+)/iu.exec(
      line,
    );
  return match ? `The ${line.slice(match[0].length - match[1]!.length)}` : null;
}

/**
 * Makes a sentence stand alone: the name for a leading pronoun, "the" for a demonstrative, what an empty frame holds.
 * Null where a word at its head points at something that can't be told.
 */
export function standAlone(line: string, voiced: Voiced): string | null {
  const { subject, speaker, report, tokens } = voiced;
  const lead = /^["“'‘(]*([\p{L}]+)/u.exec(line)?.[1]?.toLowerCase() ?? '';
  const opened = /^["“'‘(]/.test(line);
  if (opened) return line;
  if (FIRST_PERSON.has(lead) || lead === 'me') return null;
  let whole: string | null = line;
  if (/^(?:he|she|they|his|her|their|its|it)$/.test(lead)) {
    const framed = line.replace(EMPTY_FRAME, '');
    const plan = PLAN.exec(line);
    const source = report?.source && tokens[report.source.from]?.lower === lead ? speaker : null;
    const meant =
      lead === 'it' || lead === 'its' || lead === 'they' || lead === 'their' ? source : (source ?? subject);
    if (framed !== line) whole = framed;
    else if (plan)
      whole = `The ${plan[1] ? `${ORDER[plan[1]]} ` : ''}${NOUN_OF[plan[2]!]} was that ${line.slice(plan[0].length)}`;
    else whole = meant ? named(line, meant) : null;
  } else if (/^(?:this|these|that|those|such)$/.test(lead)) {
    const framed = line.replace(EMPTY_FRAME, '');
    whole = framed === line ? withoutDemonstrative(line) : framed;
  } else if (/^(?:him|them|who|which)$/.test(lead)) whole = null;
  return whole === null ? null : withSource(withNameInside(whole, voiced), speaker, report !== null);
}

/** Names whom "he" means where the sentence's main clause begins with it after a circumstance: "Here he …", "In Rome, he …". */
function withNameInside(line: string, { subject, speaker, report, tokens }: Voiced): string {
  const match =
    /^(?:(?:here|there|then|now|later|yesterday|today)\s|(?:in|on|at|after|during|for|with|from|by|over|speaking)\b[^,;:“”"]{2,70},\s)(he|she)\b(?!['’])/i.exec(
      line,
    );
  if (!match) return line;
  const pronoun = match[1]!.toLowerCase();
  const source = report?.source && tokens[report.source.from]?.lower === pronoun ? speaker : null;
  const meant = source ?? subject;
  const inside = match[0].slice(0, -pronoun.length);
  if (!meant?.person || inside.includes(meant.name.split(' ').at(-1)!)) return line;
  return `${inside}${meant.name}${line.slice(match[0].length)}`;
}

/** "According to him, …": the name in the pronoun's place. */
function withSource(line: string, speaker: Speaker | null, reported: boolean): string {
  if (!speaker || !reported) return line;
  return line.replace(
    /\baccording to (?:him|her|them)\b/i,
    (words) => `${words.slice(0, words.lastIndexOf(' '))} ${speaker.name}`,
  );
}
