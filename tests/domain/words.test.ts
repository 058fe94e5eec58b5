import { expect, it } from 'vitest';
import { DE } from '../../src/domain/words/de.ts';
import { EN } from '../../src/domain/words/en.ts';
import { ES } from '../../src/domain/words/es.ts';
import { wordsForLocale } from '../../src/domain/words/words-for-locale.ts';

/** Every text of a catalogue, those that take something with samples of it. */
function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const sample = path.endsWith('name') ? [[1, 4]] : /and$|or$/.test(path) ? [['A', 'B']] : [2, 1, 3];
    return [[path, String((value as (...given: unknown[]) => unknown)(...sample))]];
  }
  if (value instanceof Map || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, path ? `${path}.${key}` : key));
}

it.each([
  ['German', DE],
  ['Spanish', ES],
])('%s says all that English says, in words of its own, as short as the platforms want it', (_, words) => {
  const english = new Map(textsOf(EN));
  const own = textsOf(words);
  expect(own.map(([path]) => path)).toEqual([...english.keys()]);
  const same = own.filter(([path, text]) => english.get(path) === text && /\p{L}{4}/u.test(text));
  // Names and what is the same word in both.
  expect(same.length).toBeLessThan(own.length / 8);
  for (const [path, text] of own) expect(text.trim(), path).not.toBe('');
  const { form, setup } = words;
  for (const title of [form.addSource, form.packs, form.newDigest, form.changeDigest, form.watch])
    expect(title.length, title).toBeLessThanOrEqual(24);
  for (const button of [form.add, form.show, form.save, form.cancel, form.close])
    expect(button.length, button).toBeLessThanOrEqual(24);
  for (const label of [form.link, form.pack, form.when, form.days, form.topics, form.without, form.quiet])
    expect(label.length, label).toBeLessThanOrEqual(45);
  for (const hint of [form.linkHint, form.packHint, form.whenHint, form.withoutHint, form.topicHint])
    expect(hint.length, hint).toBeLessThanOrEqual(100);
  for (const label of Object.values(setup))
    if (typeof label === 'string') expect(label.length).toBeLessThan(120);
  for (const { name, description } of words.commands.values()) {
    expect(name).toMatch(/^[-_\p{Ll}\p{N}]{1,32}$/u);
    expect(description.length).toBeLessThanOrEqual(100);
  }
});

it.each([
  ['de', DE],
  ['de-DE', DE],
  ['es-419', ES],
  ['es_MX', ES],
  ['en-US', EN],
  ['fr', EN],
  ['', EN],
  [undefined, EN],
  ['__proto__', EN],
])('the words for %s', (locale, words) => {
  expect(wordsForLocale(locale)).toBe(words);
});
