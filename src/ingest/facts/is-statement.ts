import { AUXILIARIES, IRREGULAR_PAST } from '../../language/lexicon/function-words.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import type { Voiced } from './speaker-attribution.ts';

const BOILERPLATE =
  /^(?:\W*)(?:read (?:more|the (?:rest|full)|also|next)|click|follow (?:us|him|her|@|\w+ on)|subscribe|sign up|advertisement|share this|watch(?: the)?:|photo(?:s|graph)?(?: by)?:|image:|caption|copyright|©|all rights reserved|reporting by|\(?reporting by|additional reporting|editing by|editor['’]s note|this (?:story|article|report) (?:was|has been|will be|first)|the associated press contributed|related:|more:|see also|story highlights|like us|contact us|download|get (?:the|our) (?:app|newsletter)|scroll down|loading|updated:|published:|by \p{Lu}\p{L}+ \p{Lu}\p{L}+$|partial transcript|here is|here's the|please note|for a chance to|thank you for (?:using|reading|watching|listening))/iu;
const CREDIT =
  /\b(?:contributed (?:reporting|to this (?:report|story|article))|all rights reserved|getty images|\(reporting by|follow \w+ on twitter|terms of (?:use|service)|privacy policy|pic\.twitter\.com|for more information)\b|<\/?\w+[^>]*>/i;
const LINK_ONLY = /^\W*(?:https?:\/\/\S+|www\.\S+|@\w+|#\w+)\W*$/i;
const LEAST_WORDS = 4;

const VERBLIKE = /(?:ed|en|es|ing)$/;
const PRESENT = listed('says need want know think say make get go see');

/** Whether a sentence states something: questions, headings, credits, links and scraps don't. */
export function statesSomething(text: string, { sentence, tokens, report }: Voiced): boolean {
  if (sentence.heading) return false;
  const words = text.slice(sentence.start, Math.min(sentence.end, sentence.start + 2000));
  if (/:["”]?$/.test(words)) return false;
  if (/\?["”'’)]*$/.test(words) && !report) return false;
  if (BOILERPLATE.test(words) || CREDIT.test(words) || LINK_ONLY.test(words)) return false;
  const spoken = tokens.reduce((count, { mark }) => (mark ? count : count + 1), 0);
  if (spoken < LEAST_WORDS) return false;
  return tokens.some(
    ({ lower, mark }) =>
      !mark &&
      (AUXILIARIES.has(lower) ||
        VERBLIKE.test(lower) ||
        IRREGULAR_PAST.has(lower) ||
        PRESENT.has(lower) ||
        (spoken >= 8 && /[^s]s$/.test(lower))),
  );
}
