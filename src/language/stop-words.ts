/** Words that carry no content in a fact: they are kept for their positions, never looked up. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a an the and or but if of to in on at by for from with as is are was were be been being it its this that these those
  which who whom whose what when where why how than then there here into onto over also not no nor so such do does did done
  has have had having he she they them his her their him we us our you your i me my mine yours hers theirs
  can could would should shall might must about after before between during through while because until against
  whether although though however therefore perhaps
  isnt arent wasnt werent dont doesnt didnt hasnt havent hadnt cant couldnt wouldnt shouldnt wont im ive youre theyre hes shes
  s t d ll re ve`.split(/\s+/),
);

/** Further words that shape a question and ask for nothing by themselves. Capitals keep them: "May", "Will Smith". */
const QUESTION_WORDS: ReadonlySet<string> = new Set(
  `will may please whats whos wheres hows anything something any some much many does else ever just
  actually exactly really kind type sort one name ok okay hey hi hello thanks thank want know wondering curious
  other others another there thing things up out off only very more most summary overview`.split(/\s+/),
);

/** After "how" these ask for a number and name nothing: "how long did they talk?". */
const MEASURES: ReadonlySet<string> = new Set(
  'long many much far big tall large often high wide deep'.split(' '),
);

/** After "I" and "we" these only say that something is supposed: "I think they discussed Syria". */
const SUPPOSING: ReadonlySet<string> = new Set(
  'think thought guess guessed suppose believe wonder'.split(' '),
);

/** Words for talking itself: they shape "was X discussed?" and "what did X say about Y?", and answer little. */
const TALK_WORDS: ReadonlySet<string> = new Set(
  `tell told say said says saying discuss discussed discusses discussing discussion mention mentioned mentions talk talked talks talking
  speak spoke spoken article news story text fact facts latest update updates info information regarding concerning
  happen happened happens happening explain describe described give show find found think thinks thought comment commented view opinion cover covered raise raised touch touched bring brought
  give gave given gives get gets got make makes made take took go goes going went come came plan plans want wants try need use
  call called known refer referred used use following according`.split(/\s+/),
);

/** Alone, these ask for nothing: "what did they say about it?". */
const SAYING: ReadonlySet<string> = new Set(
  'say says said saying tell tells told telling think thinks thinking'.split(' '),
);

/** Whether a word asks for nothing by itself. */
export const isSayingWord = (key: string): boolean => SAYING.has(key);

/** Whether a word of a question is dropped. */
export function isStopWord(key: string, capital: boolean, first: boolean, before: string): boolean {
  if (FUNCTION_WORDS.has(key)) return true;
  if (before === 'how' && MEASURES.has(key)) return true;
  if ((before === 'i' || before === 'we') && SUPPOSING.has(key)) return true;
  return QUESTION_WORDS.has(key) && (!capital || first);
}

/** Whether a word of a question counts for little: it names the talking, not what was talked about. */
export function isReportingWord(key: string): boolean {
  return TALK_WORDS.has(key);
}
