import { listed } from './word-list.ts';

export const DETERMINERS =
  listed(`the a an this that these those some several many most both each every any no another other all
 his her its their our my your one two three four five six seven eight nine ten dozens hundreds thousands few more`);

export const PREPOSITIONS =
  listed(`of in on at to from for with by about against between into through during before after above below
 over under near since until within without among across behind beyond toward towards upon via per despite amid along like
 around inside outside regarding concerning following including versus than as`);

/** Words that connect a noun with the noun before it, so that the first is the head: "a spokesman for the mayor". */
export const BINDING = listed('of for at from in with on to against behind representing');

/** Words before which a source's phrase must begin. */
export const CLAUSE_STARTS =
  listed(`that while but because when where if although though whereas unless whether so yet or nor then
 than why how what except which after before since as until once wherever whenever whatever whoever whichever`);

export const AUXILIARIES =
  listed(`is are was were be been being has have had do does did will would can could may might must shall
 should 's 'd 've 're isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't shouldn't
 isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t don’t doesn’t didn’t won’t wouldn’t can’t couldn’t shouldn’t`);

export const BE_FORMS = listed(
  "is are was were be been being isn’t wasn’t weren’t isn't wasn't weren't get gets got 's ’s",
);

export const ADVERBS =
  listed(`also later then now once again still long just even further furthermore earlier recently previously already never
 not ever first soon today yesterday tomorrow tonight often always sometimes meanwhile however instead too only rather simply there
 himself herself itself themselves myself back ago here perhaps maybe monday tuesday wednesday thursday friday saturday sunday
 afterward afterwards instead else alone twice both all`);

export const HE = listed('he him his himself');
export const SHE = listed('she her hers herself');
export const THEY = listed('they them their theirs themselves');
export const IT = listed('it its itself');
export const FIRST_PERSON = listed('i we me us my our you your');

/** Irregular past forms. They mark a clause's verb, and so the end of its subject. */
export const IRREGULAR_PAST =
  listed(`said told met made went came got saw took gave left held became began knew led felt found kept put set won lost paid
 ran sat stood wrote thought brought sent spent built let cut fell rose shot hit died sold bought spoke chose drove flew grew drew
 threw wore broke froze stole swore rode rang sang sank drank swam blew bore beat caught dealt dug fed fled fought forgot hung heard
 hid laid lent meant shook shone shut slept slid struck swept swung taught tore woke withdrew understood undertook overcame sought`);

/** Anaphors. No claim may begin with one. */
export const PRONOUNS = listed('he she it they this these that those his her its their such him them');

export const DAYS_AND_MONTHS =
  listed(`monday tuesday wednesday thursday friday saturday sunday january february march april may june
 july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun`);
