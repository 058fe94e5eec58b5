/** Function words. In a fact they have a position but no postings. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a an the and or but if of to in on at by for from with as is are was were be been being it its this that these those
  which who whom whose what when where why how than then there here into onto over also not no nor so such do does did done
  has have had having he she they them his her their him we us our you your i me my mine yours hers theirs
  can could would should shall might must about after before between during through while because until against
  whether although though however therefore perhaps
  isnt arent wasnt werent dont doesnt didnt hasnt havent hadnt cant couldnt wouldnt shouldnt wont im ive youre theyre hes shes
  s t d ll re ve`.split(/\s+/),
);

/**
 * Further words that frame a question and ask for nothing themselves. Capitalised ones are kept: "May", "Will Smith".
 */
const QUESTION_WORDS: ReadonlySet<string> = new Set(
  `will may please whats whos wheres hows anything something any some much many does else ever just
  actually exactly really kind type sort one name ok okay hey hi hello thanks thank want know wondering curious
  other others another there thing things up out off only very more most summary overview`.split(/\s+/),
);

/** Words that ask for a number after "how" and name nothing: "how long did they talk?". */
const MEASURES: ReadonlySet<string> = new Set(
  'long many much far big tall large often high wide deep'.split(' '),
);

/** Verbs that only express an opinion after "I" and "we": "I think they discussed Syria". */
const SUPPOSITION_VERBS: ReadonlySet<string> = new Set(
  'think thought guess guessed suppose believe wonder'.split(' '),
);

/** Words about reporting: "was X discussed?", "what did X say about Y?". They have little weight. */
const REPORTING_WORDS: ReadonlySet<string> = new Set(
  `tell told say said says saying discuss discussed discusses discussing discussion mention mentioned mentions talk talked talks talking
  speak spoke spoken article news story text fact facts latest update updates info information regarding concerning
  happen happened happens happening explain describe described give show find found think thinks thought comment commented view opinion cover covered raise raised touch touched bring brought
  give gave given gives get gets got make makes made take took go goes going went come came plan plans want wants try need use
  call called known refer referred used use following according`.split(/\s+/),
);

/** Words that ask for nothing themselves: "what did they say about it?". */
const SAYING_WORDS: ReadonlySet<string> = new Set(
  'say says said saying tell tells told telling think thinks thinking'.split(' '),
);

/** Whether a word asks for nothing itself. */
export const isSayingWord = (key: string): boolean => SAYING_WORDS.has(key);

/** Whether a question's word is dropped. */
export function isStopWord(key: string, capital: boolean, isFirst: boolean, before: string): boolean {
  if (FUNCTION_WORDS.has(key)) return true;
  if (before === 'how' && MEASURES.has(key)) return true;
  if ((before === 'i' || before === 'we') && SUPPOSITION_VERBS.has(key)) return true;
  return QUESTION_WORDS.has(key) && (!capital || isFirst);
}

/** Whether a question's word has little weight, because it names the talking rather than what was talked about. */
export function isReportingWord(key: string): boolean {
  return REPORTING_WORDS.has(key);
}

/** The most common words of running text, which name no subject. For topics and near duplicates. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `the a an and or but if of in on at to from for with by about against between into through during before
 after above below over under is are was were be been being has have had do does did will would can could may might must shall should
 he she it they i we you him her them us me his its their our my your this that these those who whom which what when where why how
 not no nor so than too very just also as there here then now up out off down more most some any all both each few other such only own
 same s t d ll m re ve said says say told tell`.split(/\s+/),
);

/** Returns the words of a text in lower case, without stop words. */
export const contentWords = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !STOP_WORDS.has(word));
