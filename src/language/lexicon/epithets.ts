import { listed } from './word-list.ts';

/**
 * Nouns for a report's main person after the first mention: "the singer", "the teenager", "the Briton". Offices are
 * omitted: "the judge" or "the officer" may be somebody who was never named.
 */
export const EPITHETS =
  listed(`artist singer songwriter rapper musician guitarist drummer pianist composer actor actress star superstar icon legend
  comedian comic entertainer performer dancer model designer chef author writer novelist poet playwright filmmaker director painter
  sculptor photographer blogger entrepreneur businessman businesswoman billionaire millionaire mogul tycoon inventor founder
  athlete player footballer striker midfielder defender goalkeeper forward winger captain batsman bowler golfer swimmer runner
  sprinter cyclist driver racer boxer fighter wrestler skier skater gymnast champion olympian quarterback linebacker
  teen teenager youngster man woman boy girl lady mother mom mum dad father
  senator congressman congresswoman lawmaker candidate nominee billionaire republican democrat
  scientist astronaut explorer activist campaigner veteran native`);

/** Nouns for a body after its first mention. */
export const BODY_EPITHETS =
  listed(`company firm business corporation group organization organisation agency body outlet network newspaper paper magazine
  broadcaster airline carrier automaker carmaker manufacturer retailer club team charity nonprofit watchdog union bank
  foundation institute association federation observatory museum laboratory academy alliance coalition center centre university college school hospital ministry department bureau
  office commission committee council board league institution party campaign website site`);

/** The nouns of BODY_EPITHETS that fit any body, whatever its name. */
export const ANY_BODY =
  listed(`company firm business corporation group organization organisation agency body outlet network newspaper paper magazine
  broadcaster airline carrier automaker carmaker manufacturer retailer club team charity nonprofit watchdog website site union`);

/** Words in the names of newspapers, channels and agencies, which report what others say. */
export const OUTLETS =
  listed(`cnn bbc reuters ap afp nbc abc cbs fox msnbc npr politico upi bloomberg tass xinhua times post news
  tv television radio newspaper journal gazette herald tribune telegraph guardian daily magazine broadcaster media agency`);
