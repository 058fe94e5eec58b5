import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Words } from '../../domain/words/en.ts';

const packs = z.array(
  z.object({
    id: z.string().regex(/^[a-z-]{2,30}$/),
    label: z.string(),
    feeds: z.array(z.object({ name: z.string(), url: z.url({ protocol: /^https$/ }) })),
  }),
);

/** Public feeds of a region or subject. A feed is followed only on request, and read once when it is added. */
export type StarterPack = z.infer<typeof packs>[number];

let known: readonly StarterPack[] | undefined;

/** Loads the starter packs from `data/feeds/starter-packs.json`. */
export function starterPacks(): readonly StarterPack[] {
  const file = new URL('../../../data/feeds/starter-packs.json', import.meta.url);
  known ??= packs.parse(JSON.parse(readFileSync(file, 'utf8')));
  return known;
}

/** A pack's name in the reader's language. */
export const packLabel = ({ id, label }: StarterPack, { packs: named }: Words): string =>
  named.get(id) ?? label;

/** Finds a pack by id or label, ignoring case. Returns null if there is none. */
export function packNamed(text: string): StarterPack | null {
  const said = text.trim().toLowerCase().replace(/\s+/g, '-');
  return (
    starterPacks().find(
      ({ id, label }) => id === said || label.toLowerCase().replace(/\s+/g, '-') === said,
    ) ?? null
  );
}
