/** How a verb of saying takes what is said, which decides what else may stand in for it. */
export interface Cue {
  /** The verb's plain form: "say", "point out". */
  readonly verb: string;
  readonly form: 'plain' | 'third' | 'past' | 'participle' | 'gerund';
  /** True where the same letters are as often a noun: "claims", "report". */
  readonly maybeNoun: boolean;
}

const REGULAR = `add announce state declare claim report explain argue insist warn suggest acknowledge admit deny respond ask
 stress emphasize emphasise recall observe comment remark tweet retweet post assert contend maintain allege reveal disclose confirm
 concede predict pledge promise vow urge demand call accuse criticize criticise blast slam praise condemn describe testify recount
 reiterate repeat conclude complain cite mention inform advise agree disagree express quip joke propose recommend
 counter stipulate elaborate signal indicate affirm caution charge clarify comment denounce dismiss estimate hint
 lament mock muse opine proclaim question reaffirm rebut refute reject remind request scold signal slam speculate
 summarize summarise threaten tout underline underscore voice whisper answer continue note echo defend label
 blame apologize apologise lash brag boast deride decry tease hail laud welcome endorse argue
 lambast ridicule chide taunt rail beg exclaim interject snap marvel gush report address explain theorize
 attribute point liken compare characterize characterise tell appeal protest chant cheer convey 
 advocate highlight conclude assure advertise promise object claim `;
const DOUBLING = new Set(['quip', 'brag', 'beg', 'admit', 'refer', 'snap', 'plan']);
const IRREGULAR: Record<string, readonly [string, string, string, string]> = {
  say: ['says', 'said', 'said', 'saying'],
  tell: ['tells', 'told', 'told', 'telling'],
  write: ['writes', 'wrote', 'written', 'writing'],
  swear: ['swears', 'swore', 'sworn', 'swearing'],
  foretell: ['foretells', 'foretold', 'foretold', 'foretelling'],
  refer: ['refers', 'referred', 'referred', 'referring'],
};
const OFTEN_NOUN = new Set(
  `claims claim report reports call calls note notes state states demand demands comment comments remark remarks charge charges
   answer answers request requests promise promises pledge pledges question questions estimate estimates post posts tweet tweets
   mention blast address addresses attack attacks order orders rule rules support plan plans signal signals protest protests
   talk talks show shows label appeal appeals detail details counter counters hint joke jokes blame urge vow vows voice thanks
   attributes welcome caution praise find finds decline object objects slam boast echo lash chant cheers exclaim highlights
   outlines outline advocate advocates invite showing finding meaning telling found`.split(/\s+/),
);

function cue(table: Map<string, Cue>, word: string, verb: string, form: Cue['form']): void {
  if (!table.has(word)) table.set(word, { verb, form, maybeNoun: OFTEN_NOUN.has(word) });
}

function regular(table: Map<string, Cue>, verb: string): void {
  const y = /[^aeiou]y$/.test(verb);
  const stem = y ? `${verb.slice(0, -1)}i` : verb;
  const base = DOUBLING.has(verb) ? verb + verb.at(-1) : verb;
  cue(table, verb, verb, 'plain');
  cue(table, y ? `${stem}es` : /(?:s|x|ch|sh)$/.test(verb) ? `${verb}es` : `${verb}s`, verb, 'third');
  cue(table, y ? `${stem}ed` : verb.endsWith('e') ? `${verb}d` : `${base}ed`, verb, 'past');
  cue(table, verb.endsWith('e') ? `${verb.slice(0, -1)}ing` : `${base}ing`, verb, 'gerund');
}

function allCues(): ReadonlyMap<string, Cue> {
  const table = new Map<string, Cue>();
  for (const [verb, [third, past, participle, gerund]] of Object.entries(IRREGULAR)) {
    cue(table, verb, verb, 'plain');
    cue(table, third, verb, 'third');
    cue(table, past, verb, 'past');
    cue(table, participle, verb, 'participle');
    cue(table, gerund, verb, 'gerund');
  }
  for (const verb of REGULAR.trim().split(/\s+/)) regular(table, verb);
  return table;
}

/** Every form of every verb of saying, in lower case. */
export const CUES: ReadonlyMap<string, Cue> = allCues();
