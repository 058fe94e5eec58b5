import { describe, expect, it } from 'vitest';
import { acceptedLanguage } from '../../src/http/accept-language.ts';

describe('the language that a browser asks for', () => {
  it.each([
    ['de', 'de'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['es-419', 'es'],
    ['ES-mx;q=0.3', 'es'],
    ['fr-FR,fr;q=0.9,en;q=0.8,de;q=0.5', 'en'],
    ['fr, de-CH ; q=0.4', 'de'],
    ['en;q=0.2, es;q=0.7, de;q=0.1', 'es'],
    ['en, de', 'en'],
    ['de;q=0, es', 'es'],
    ['fr,pt', undefined],
    ['*', undefined],
    ['', undefined],
    [';;;,,,q=', undefined],
    ['de;q=nonsense', undefined],
    ['__proto__', undefined],
    [`${'fr,'.repeat(5000)}de`, undefined],
  ])('%s', (header, language) => {
    expect(acceptedLanguage(header, ['en', 'de', 'es'])).toBe(language);
  });

  it('is none without the header', () => {
    expect(acceptedLanguage(undefined, ['en', 'de'])).toBeUndefined();
  });
});
