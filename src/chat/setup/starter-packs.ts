import { readFileSync } from 'node:fs';
import { z } from 'zod';

const packs = z.array(
  z.object({
    id: z.string().regex(/^[a-z-]{2,30}$/),
    label: z.string(),
    feeds: z.array(z.object({ name: z.string(), url: z.url({ protocol: /^https$/ }) })),
  }),
);

/** Public feeds of one region or subject. None is followed before somebody asks for it; each is read when it is added. */
export type StarterPack = z.infer<typeof packs>[number];

let known: readonly StarterPack[] | undefined;

/** The table that ships with the program: `data/feeds/starter-packs.json`. */
export function starterPacks(): readonly StarterPack[] {
  const file = new URL('../../../data/feeds/starter-packs.json', import.meta.url);
  known ??= packs.parse(JSON.parse(readFileSync(file, 'utf8')));
  return known;
}

/** A pack by its id or label, in any case; null for none. */
export function packNamed(text: string): StarterPack | null {
  const said = text.trim().toLowerCase().replace(/\s+/g, '-');
  return (
    starterPacks().find(
      ({ id, label }) => id === said || label.toLowerCase().replace(/\s+/g, '-') === said,
    ) ?? null
  );
}
