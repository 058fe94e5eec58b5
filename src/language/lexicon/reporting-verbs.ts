import { listed } from './word-list.ts';

/**
 * The complement that shows that a verb of saying reports something:
 * - `any`: whatever follows is what was said ("noted the delay");
 * - `clause`: a clause or a quotation; with only an object the verb is an act ("announced the start of work");
 * - `quotation`: a manner of speaking, with a quotation beside it ("shouted");
 * - `attitude`: a belief or fear, with a clause ("worries that …");
 * - `act`: an act of speaking, with a quotation or its subject ("accused X of …").
 */
type Complement = 'any' | 'clause' | 'quotation' | 'attitude' | 'act';

/** One form of a verb of saying. PARC 3.0 calls such words the cue of an attribution. */
export interface ReportingVerb {
  /** The verb's plain form: "say", "point". */
  readonly verb: string;
  readonly form: 'plain' | 'third' | 'past' | 'participle' | 'gerund';
  readonly complement: Complement;
  /** True if the same letters are as often a noun: "claims", "report". */
  readonly maybeNoun: boolean;
}

const VERBS: Readonly<Record<Complement, string>> = {
  any: `say tell note state explain argue insist warn acknowledge admit stress emphasize emphasise recall assert
    contend allege concede predict reiterate complain mention caution elaborate affirm reaffirm underline underscore
    point recount opine quip joke lament gripe grumble boast brag theorize theorise speculate hint muse
    clarify specify stipulate describe deny suggest recommend confirm reveal disclose demand`,
  clause: `testify add claim calculate document announce declare report maintain conclude repeat estimate proclaim highlight
    observe comment remark write tweet pray post blog email text inform assure remind advise notify brief promise pledge vow swear threaten rule
    agree indicate signal show find propose request imply believe reckon
    foretell refer summarize summarise advertise convey attribute retweet object forecast profess relate
    advocate`,
  quotation: `ask reply respond answer retort counter question inquire wonder continue go begin chime shout yell scream cry whisper
    mutter murmur mumble exclaim snap bark growl roar thunder laugh sigh sob gasp chuckle interject interrupt chant recite read
    plead beg implore protest fume gush rave rant scoff sneer tease taunt crow enthuse marvel reason deadpan blurt stammer
    croak intone drawl bellow hiss shriek wail groan moan cheer echo conclude rejoin volunteer venture counsel preach
    confide reflect hail instruct`,
  attitude: `think hope fear worry feel doubt expect suspect assume consider`,
  act: `accuse blame criticize criticise blast slam attack condemn denounce deride mock ridicule chide rebuke praise laud applaud
    thank welcome endorse dismiss reject refute rebut dispute call label brand dub characterize characterise urge appeal
    defend apologize apologise compare liken express voice tout challenge lambast lambaste decry
    assail berate castigate scold rail lash hit fire shoot excoriate skewer bemoan identify cite`,
};

/** Verbs whose last letter is doubled: "quipped". */
const DOUBLING = listed('quip brag beg admit refer snap slam dub blog label chat rebut chip');

/** Third person, past, participle and gerund of the verbs that are not regular. */
const IRREGULAR: Readonly<Record<string, readonly [string, string, string, string]>> = {
  say: ['says', 'said', 'said', 'saying'],
  tell: ['tells', 'told', 'told', 'telling'],
  write: ['writes', 'wrote', 'written', 'writing'],
  swear: ['swears', 'swore', 'sworn', 'swearing'],
  foretell: ['foretells', 'foretold', 'foretold', 'foretelling'],
  think: ['thinks', 'thought', 'thought', 'thinking'],
  feel: ['feels', 'felt', 'felt', 'feeling'],
  find: ['finds', 'found', 'found', 'finding'],
  show: ['shows', 'showed', 'shown', 'showing'],
  go: ['goes', 'went', 'gone', 'going'],
  begin: ['begins', 'began', 'begun', 'beginning'],
  read: ['reads', 'read', 'read', 'reading'],
  hit: ['hits', 'hit', 'hit', 'hitting'],
  shoot: ['shoots', 'shot', 'shot', 'shooting'],
  forecast: ['forecasts', 'forecast', 'forecast', 'forecasting'],
};

const OFTEN_NOUN =
  listed(`claim claims report reports call calls note notes state states demand demands comment comments
  remark remarks charge charges answer answers request requests promise promises pledge pledges question questions estimate
  estimates post posts tweet tweets mention mentions blast address addresses attack attacks order orders rule rules signal
  signals protest protests show shows label labels appeal appeals detail details counter counters hint hints joke jokes blame
  urge vow vows voice voices thanks attributes welcome caution praise find finds object objects slam boast boasts echo lash
  chant chants cheer cheers highlights highlight outline outlines advocate advocates showing finding findings meaning telling
  found text texts email emails blog blogs brief briefs brand brands challenge challenges fire fires hit hits shot shoot fear
  fears hope hopes doubt doubts worry worries feeling feelings thought thinking suspect suspects cry cries laugh laughs sigh
  sighs whisper whispers reason reasons venture ventures volunteer volunteers counsel reply replies retort wonder wonders
  forecast forecasts hail bark hammer read reading beginning going warning warnings sayings understanding address recall
  shout shouts shouting scream screams scale roar thunder groan moan howl rant rants rave raves plea ruling hearing writing
  document documents answer estimate dispute disputes appeal rebuke`);

function addForm(
  table: Map<string, ReportingVerb>,
  word: string,
  verb: string,
  form: ReportingVerb['form'],
  complement: Complement,
): void {
  if (!table.has(word)) table.set(word, { verb, form, complement, maybeNoun: OFTEN_NOUN.has(word) });
}

function addForms(table: Map<string, ReportingVerb>, verb: string, complement: Complement): void {
  addForm(table, verb, verb, 'plain', complement);
  const irregular = Object.hasOwn(IRREGULAR, verb) ? IRREGULAR[verb]! : null;
  if (irregular) {
    const [third, past, participle, gerund] = irregular;
    addForm(table, third, verb, 'third', complement);
    addForm(table, past, verb, 'past', complement);
    addForm(table, participle, verb, 'participle', complement);
    addForm(table, gerund, verb, 'gerund', complement);
    return;
  }
  const endsInY = /[^aeiou]y$/.test(verb);
  const stem = endsInY ? `${verb.slice(0, -1)}i` : verb;
  const base = DOUBLING.has(verb) ? verb + verb.at(-1) : verb;
  const third = endsInY ? `${stem}es` : /(?:s|x|ch|sh)$/.test(verb) ? `${verb}es` : `${verb}s`;
  addForm(table, third, verb, 'third', complement);
  const past = endsInY ? `${stem}ed` : verb.endsWith('e') ? `${verb}d` : `${base}ed`;
  addForm(table, past, verb, 'past', complement);
  addForm(table, verb.endsWith('e') ? `${verb.slice(0, -1)}ing` : `${base}ing`, verb, 'gerund', complement);
}

function tableOfForms(): ReadonlyMap<string, ReportingVerb> {
  const table = new Map<string, ReportingVerb>();
  for (const [complement, verbs] of Object.entries(VERBS) as [Complement, string][])
    for (const verb of listed(verbs)) addForms(table, verb, complement);
  return table;
}

/** Every form of every verb of saying, in lower case. */
export const REPORTING_VERBS: ReadonlyMap<string, ReportingVerb> = tableOfForms();
