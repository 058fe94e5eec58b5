import { listed } from './word-list.ts';

/** Nouns for roles. They separate a title from the name after it and resolve "the minister". */
export const ROLES = listed(`
  president vice-president vice premier chancellor minister secretary undersecretary ambassador envoy aide adviser advisor
  prosecutor leader chief head chairman chairwoman chair spokesman spokeswoman spokesperson director commissioner governor
  mayor senator sen congressman congresswoman representative rep rep. speaker whip judge justice attorney general lawyer
  counsel sheriff deputy officer captain colonel major lieutenant sergeant commander admiral king queen prince princess pope
  bishop archbishop cardinal imam rabbi pastor reverend professor doctor dr scientist researcher economist analyst expert
  author writer journalist reporter editor columnist correspondent anchor host presenter actor actress singer rapper musician
  artist director producer coach manager player striker midfielder goalkeeper defender captain quarterback founder cofounder
  co-founder owner ceo executive chairperson treasurer nominee candidate rival challenger opponent running-mate strategist
  pollster manager organizer activist campaigner campaigner operative surrogate donor historian biographer teacher student
  principal superintendent detective inspector constable investigator coroner pathologist surgeon nurse paramedic physician
  psychologist psychiatrist engineer pilot astronaut soldier veteran diplomat negotiator mediator legislator lawmaker mp mep
  councillor councilman councilwoman alderman delegate member chairmen ombudsman auditor controller comptroller premier
  monarch emperor dictator strongman ruler militant rebel warlord suspect gunman victim witness survivor resident neighbor
  neighbour mother father son daughter brother sister wife husband widow uncle aunt cousin friend colleague boss partner
  girlfriend boyfriend businessman businesswoman billionaire tycoon mogul investor banker trader broker farmer fisherman
  worker driver official officials sir lord lady dame baroness baron duke duchess archduke gov gov. sen. gen gen. prof prof.
  sens. reps. govs. del. cmdr. maj. cpl. adm. supt. det. insp. amb. hon. atty.
  sgt sgt. lt lt. col col. capt capt. rev rev. mr mr. mrs mrs. ms ms. miss mx mx. justice solicitor barrister magistrate
  editor-in-chief commander-in-chief oscar-winner co-chair vice-chairman deputy
  spokesmen spokespeople special first second third former ex-president ex-minister ex-wife counsellor counselor consultant
  astronomer physicist chemist mathematician statistician botanist geneticist volcanologist seismologist geologist meteorologist
  climatologist biologist ecologist zoologist virologist epidemiologist immunologist oncologist cardiologist neurologist
  archaeologist anthropologist sociologist criminologist hydrologist glaciologist oceanographer
  strategist specialist photographer filmmaker blogger designer chef model comedian star champion boxer golfer driver cyclist democrat republican
`);

/** Roles that determine whether "he" or "she" can refer to their holder. */
export const SHE_ROLES =
  listed(`mother daughter sister wife widow aunt actress girlfriend spokeswoman congresswoman chairwoman
 businesswoman councilwoman queen princess lady dame baroness duchess archduchess ex-wife
 woman girl mom mum grandmother niece`);
export const HE_ROLES =
  listed(`father son brother husband widower uncle boyfriend spokesman congressman chairman
 businessman councilman alderman ombudsman king prince lord baron duke archduke pope bishop
 man boy dad grandfather nephew`);

/** Roles that newspapers use as synonyms. */
const SAME_ROLE = new Map(
  Object.entries({
    leader: 'president',
    premier: 'minister',
    advisor: 'adviser',
    aide: 'adviser',
    spokeswoman: 'spokesman',
    spokesperson: 'spokesman',
    congresswoman: 'congressman',
    representative: 'congressman',
    rep: 'congressman',
    sen: 'senator',
    gov: 'governor',
    gen: 'general',
    maj: 'major',
    capt: 'captain',
    col: 'colonel',
    sgt: 'sergeant',
    lt: 'lieutenant',
    det: 'detective',
    supt: 'superintendent',
    cmdr: 'commander',
    prof: 'professor',
    rev: 'reverend',
    amb: 'ambassador',
    chairwoman: 'chairman',
    chairperson: 'chairman',
    chair: 'chairman',
    ruler: 'president',
    envoy: 'ambassador',
    diplomat: 'minister',
    lawyer: 'attorney',
    head: 'chief',
    boss: 'chief',
    candidate: 'nominee',
  }),
);

/** Returns the canonical word for a role and its near-synonyms. */
export const roleOf = (word: string): string => {
  const plain = (word.endsWith('.') ? word.slice(0, -1) : word).toLowerCase();
  return SAME_ROLE.get(plain) ?? plain;
};

/** Words that show that a run of capitalised words is an organisation rather than a person. */
export const ORGANISATION = listed(`
  ministry department office house congress senate parliament duma council committee commission court agency bureau service
  university college school institute institutes institution center centre centers centres foundation association union federation league party bank group
  company corporation corp inc ltd llc plc co news times post journal gazette herald tribune guardian daily press media network
  radio television tv channel magazine police force forces army navy guard command administration government cabinet embassy
  kremlin pentagon state campaign team club society church board authority reserve treasury fund trust organization
  organisation nations coalition alliance front movement airlines airways motors hospital museum library exchange conference
  convention assembly republicans democrats conservatives labour greens taliban isis hamas hezbollah nato opec unicef cnn bbc
  observatory watchdog initiative project programme brigade militia battalion ngo network reuters fbi cia nsa epa doj who eu un breitbart politico huffpost twitter facebook google microsoft apple amazon
`);

/** Words for documents, which can "say" something themselves. */
export const DOCUMENT = listed(`
  injunction decision verdict warrant resolution constitution amendment headline caption testimony report statement document study clip film letter memo memorandum article story review book law bill analysis
  records filing lawsuit complaint indictment affidavit transcript email emails paper release note message post tweet website site
  editorial ad advertisement documentary commentary memoir notice tweets posts reports ruling brief database filings documents records emails slide order opinion motion
  registry suit contract treaty manual brochure petition subpoena diary obituary communique communiqué bulletin advisory dossier textbook
  guideline guidelines manifesto petition abstract
`);
