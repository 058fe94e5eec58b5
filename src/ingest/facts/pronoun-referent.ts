import { HE, IT, SHE, THEY } from '../../language/lexicon/function-words.ts';
import type { Entity } from './entity-registry.ts';
import type { Antecedents, Speaker } from './source-words.ts';

/** Matches people whom witnesses describe, and who seldom speak. */
const ONLY_SEEN = /(?:person|individual|suspect|victim|gunman|attacker|assailant|shooter|driver)$/;

/** Returns the nearest antecedent that fits a pronoun; null if none does. It never guesses. */
export function referentOf(pronoun: string, antecedents: Antecedents): Speaker | null {
  const fits = ({ gender, plural, person, entity }: Speaker): boolean => {
    if (HE.has(pronoun)) return !plural && gender !== 'she' && (person || mayBePerson(entity));
    if (SHE.has(pronoun)) return !plural && gender !== 'he' && (person || mayBePerson(entity));
    if (THEY.has(pronoun)) return plural;
    if (IT.has(pronoun)) return !plural && !person && (entity === null || entity.kind === 'organisation');
    return false;
  };
  const fitting =
    antecedents.find((speaker): speaker is Speaker => speaker !== null && fits(speaker)) ?? null;
  // "The second person ran off, she said": somebody whose gender is told is meant before somebody who is only seen.
  if (fitting && fitting.entity === null && fitting.gender === null && ONLY_SEEN.test(fitting.name)) {
    const sure = antecedents.find((speaker) => speaker !== null && speaker.gender !== null && fits(speaker));
    if (sure) return sure;
  }
  if (fitting || !THEY.has(pronoun)) return fitting;
  // The body that spoke last is "they" too.
  const [last] = antecedents;
  return last && !last.person && (last.entity === null || last.entity.kind === 'organisation') ? last : null;
}

const mayBePerson = (entity: Entity | null): boolean =>
  entity?.kind === 'unknown' && entity.sure > 0 && entity.name.split(' ').length < 5;
