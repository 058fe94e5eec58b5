const ACRONYM = /^\p{Lu}{2,7}$/u;

/** Returns the initials of a name's capitalised words: "NIH" for "National Institutes of Health". */
const initialsOf = (name: string): string =>
  name.includes(' ')
    ? name
        .split(' ')
        .filter((word) => /^\p{Lu}/u.test(word))
        .reduce((letters, word) => letters + word[0], '')
    : '';

/**
 * Returns the names of an article's bodies with their acronyms, by either: "Harbour Watch Centre (HWC)". The acronyms
 * that the article spells out are in `longForms`.
 */
export function spelledOut(
  bodies: readonly string[],
  longForms: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const byInitials = new Map<string, Set<string>>();
  for (const name of bodies) {
    const initials = initialsOf(name);
    if (initials.length > 1) byInitials.set(initials, (byInitials.get(initials) ?? new Set()).add(name));
  }
  const acronyms = [...bodies, ...longForms.keys()].filter((name) => ACRONYM.test(name));
  for (const short of acronyms) {
    const fitting = byInitials.get(short);
    const long = longForms.get(short) ?? (fitting?.size === 1 ? [...fitting][0] : undefined);
    if (long === undefined) continue;
    found.set(short, `${long} (${short})`);
    found.set(long, `${long} (${short})`);
  }
  return found;
}
