import { allowNone } from './fetch/allowed-hosts.ts';
import { checkUrl } from './fetch/url.ts';

/** The longest address of a picture, in UTF-16 units: Discord’s limit. */
const MAX_PICTURE_ADDRESS = 2_048;

/** Matches drawings and icons, which neither chat shows. */
const NOT_SHOWN = /\.(?:svgz?|ico)$/i;

/**
 * Returns a picture's absolute http(s) address, resolved against `base`; null if it has none that a chat may load.
 * Nothing is looked up: private addresses and local names are refused as they are written, whatever the operator allows
 * to be read.
 * @example pictureAddress('/pier.jpg', 'https://harbour.example/a') === 'https://harbour.example/pier.jpg'
 */
export function pictureAddress(named: string, base: string | null): string | null {
  const text = named.trim();
  if (text === '') return null;
  const absolute = base === null && text.startsWith('//') ? `https:${text}` : text;
  const checked = checkUrl(absolute, allowNone, base ?? undefined);
  if (!checked.ok) return null;
  const url = checked.value;
  url.hash = '';
  return url.href.length <= MAX_PICTURE_ADDRESS && !NOT_SHOWN.test(url.pathname) ? url.href : null;
}

/** Returns the first address that `pictureAddress` accepts; null if there is none. */
export function firstPicture(
  named: readonly (string | null | undefined)[],
  base: string | null,
): string | null {
  for (const one of named) {
    const address = one ? pictureAddress(one, base) : null;
    if (address !== null) return address;
  }
  return null;
}
