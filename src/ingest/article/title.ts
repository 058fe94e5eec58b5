import { plainWords, squeeze } from './markup.ts';

/** Everything on a page that may be or contain its headline. */
export interface TitleSources {
  /** The headline in its linked data. */
  readonly headline: string | null;
  /** Titles in meta tags and the title element, in order of trust. */
  readonly named: readonly (string | null)[];
  /** Its top-level headings. */
  readonly headings: readonly string[];
  readonly siteName: string | null;
  readonly url: string | null;
}

/** Separates a headline from the names around it. */
const SEPARATOR = / (?:[|»«·•–—]|--?|::) /u;
/** The longest site or section name after a headline, in characters. */
const MAX_NAME = 60;

/** Returns the article's headline without the site's name, or null. */
export function headlineOf({ headline, named, headings, siteName, url }: TitleSources): string | null {
  const isSite = siteMatcher(siteName, url);
  const own = headings.filter((heading) => !isSite(heading));
  const heading = own.length === 1 ? own[0]! : '';
  for (const title of [headline, named[0], heading, ...named.slice(1)]) {
    const text = squeeze(title ?? '');
    if (!text || isSite(text)) continue;
    return withoutNames(text, isSite, heading);
  }
  return squeeze(named.find(Boolean) ?? '') || null;
}

/**
 * Creates a predicate for the site's name, by what the page calls it or by its host: "harbourtimes.example" is Harbour
 * Times.
 */
function siteMatcher(siteName: string | null, url: string | null): (text: string) => boolean {
  const joined = (text: string) =>
    plainWords(text.replace(/\.\w{2,3}$/, ''))
      .replace(/^the\s/, '')
      .replaceAll(' ', '');
  const host = url === null ? '' : (URL.parse(url)?.hostname ?? '');
  const label = host
    .replace(/^(?:www|m|mobile|amp|news)\./, '')
    .split('.')[0]!
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
  const site = joined(siteName ?? '');
  return (text) => {
    const name = joined(text);
    return name !== '' && (name === site || (label.length > 4 && name === label.replace(/^the/, '')));
  };
}

/**
 * Removes the site's name: "Headline | The Site" and "The Site: Headline" become "Headline". The page's heading may
 * show where to cut.
 */
function withoutNames(title: string, isSite: (text: string) => boolean, heading: string): string {
  const [, before = '', after = ''] = /^([^:]{2,60}):\s+(.+)$/.exec(title) ?? [];
  if (after && isSite(before)) return after;
  const parts = title.split(SEPARATOR);
  if (parts.length === 1) return title;
  const marks = title.match(new RegExp(SEPARATOR.source, 'gu')) ?? [];
  if (
    heading &&
    title.includes(heading) &&
    parts.every((part) => heading.includes(part) || part.length <= MAX_NAME)
  )
    return heading;
  const kept = parts.flatMap((part, index) => (isSite(part) ? [] : [{ part, mark: marks[index - 1] ?? '' }]));
  return kept.map(({ part, mark }, index) => (index === 0 ? part : `${mark}${part}`)).join('') || title;
}
