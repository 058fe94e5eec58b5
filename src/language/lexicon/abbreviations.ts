import { listed as list } from './word-list.ts';

/** Never end a sentence: a name or a number follows. Lower case, without the final full stop. */
export const NEVER_END = list(`
  mr mrs ms mx messrs dr prof gen lt col maj capt cpl sgt cmdr adm rear brig pvt sen sens rep reps gov govs pres
  supt rev hon fr st mt ft msgr insp det atty dep amb sec treas dir min vs v cf eg ie viz ca approx al fig figs
  nos vol vols art pp para sect ch op ed eds trans univ dept dist asst assoc bros mme mlle
`);

/**
 * Units. After a number they may end a sentence, even if the same letters abbreviate something else ("ft" for
 * "Fort").
 */
export const UNITS = list(`
  ft in oz lb lbs mi yd yds km kg cm mm mg ml hr hrs min mins sec secs mph kph kmh pt pts qt gal sq cu p pp b m bn tn
`);

/** Names that end with an exclamation mark. Lower case, without it. */
export const NAMES_WITH_MARK = list('yahoo jeopardy panic jeb wham e yum oklahoma viva oliver kapow joomla');

/** May end a sentence; a word that usually begins one must follow. Lower case, without the final full stop. */
export const MAY_END = list(`
  inc corp co ltd llc plc bhd etc jr sr esq phd md ave blvd rd hwy est no
  jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun
  ala ariz ark calif colo conn del fla ga ill ind kan kans ky la md mass mich minn miss mo mont neb nev okla ore
  pa penn tenn tex va vt wash wis wyo d.c
`);

/** Capitalised words that begin a sentence far more often than they continue a name. */
export const STARTERS = list(`
  the a an this that these those he she it they we i you his her its their our my your there here what who when where why how
  but and or so yet nor if as at by for from in into of on to with after before during since until while although though
  however meanwhile also then still later earlier now today yesterday according asked both each some many most more all
  everything anything nothing everyone everybody anyone anybody nobody
  no not one two three several another other such even only just last next because despite among between under over through
  about instead once perhaps indeed moreover separately additionally finally nevertheless
  days weeks months years hours minutes moments
`);
