/** The most languages of a header that are looked at. Browsers send about five. */
const MOST_LANGUAGES = 20;

/**
 * Returns the available language that an `Accept-Language` header prefers; undefined if it accepts none of them. Of
 * equally preferred languages the first in the header wins (RFC 9110, 12.5.4).
 *
 * @example acceptedLanguage('fr, de-AT;q=0.8, en;q=0.5', ['en', 'de']) // 'de'
 */
export function acceptedLanguage(
  header: string | undefined,
  available: readonly string[],
): string | undefined {
  const wanted = (header ?? '')
    .toLowerCase()
    .split(',', MOST_LANGUAGES)
    .map((part) => {
      const [tag = '', ...settings] = part.split(';').map((text) => text.trim());
      const weight = settings.find((setting) => setting.startsWith('q='))?.slice(2);
      return { language: tag.split('-', 1)[0]!, weight: weight === undefined ? 1 : Number(weight) || 0 };
    })
    .filter(({ language, weight }) => weight > 0 && available.includes(language));
  return wanted.sort((left, right) => right.weight - left.weight)[0]?.language;
}
