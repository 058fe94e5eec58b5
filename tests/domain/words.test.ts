import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../commands/all.ts';
import { starterPacks } from '../../src/chat/setup/starter-packs.ts';
import { DE } from '../../src/domain/words/de.ts';
import { EN } from '../../src/domain/words/en.ts';
import { ES } from '../../src/domain/words/es.ts';
import { wordsForLocale } from '../../src/domain/words/words-for-locale.ts';

/** Arguments for a catalogue entry. The first list that it accepts is used. */
const SAMPLES: readonly (readonly unknown[])[] = [
  [2, 1, 3],
  [['A', 'B'], 2],
  ['A', 'B', 3],
];

function textOf(entry: (...given: unknown[]) => unknown, path: string): string {
  const samples = path.endsWith('name') ? [[[1, 4]]] : /and$|or$/.test(path) ? [[['A', 'B']]] : SAMPLES;
  for (const sample of samples) {
    try {
      return String(entry(...sample));
    } catch {
      // The entry takes a list, and was given a number.
    }
  }
  throw new Error(`${path} takes none of the samples`);
}

/** Returns every text of a catalogue by its path. Functions are called with samples. */
function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, textOf(value as never, path)]];
  if (typeof value !== 'object' || value === null) return [];
  if (path === 'commands' || path === 'choices' || path === 'packs') return [];
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return entries.flatMap(([key, inner]) => textsOf(inner, path ? `${path}.${key}` : key));
}

describe.each([
  ['German', DE],
  ['Spanish', ES],
])('%s', (_, words) => {
  it('says all that English says, in words of its own', () => {
    const english = new Map(textsOf(EN));
    const own = textsOf(words);
    expect(own.map(([path]) => path)).toEqual([...english.keys()]);
    const same = own.filter(([path, text]) => english.get(path) === text && /\p{L}{4}/u.test(text));
    // These consist of numbers and names only.
    expect(
      same.map(([path]) => path).filter((path) => !/digest\.(?:numbered|is)$|card\.briefing/.test(path)),
    ).toEqual([]);
    for (const [path, text] of own) expect(text.trim(), path).not.toBe('');
  });

  it('is as short as the platforms require', () => {
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
    // Slack shows about 30 characters of a button.
    const { answers } = words;
    for (const label of [answers.source, answers.share, answers.topics, answers.askAboutIt, answers.more(99)])
      expect(label.length, label).toBeLessThanOrEqual(20);
    // The entry in Discord's message menu.
    expect(words.chat.briefMessage.length).toBeLessThanOrEqual(32);
  });

  it('names every command, option, way of use and fixed value', () => {
    const keys = COMMANDS.flatMap(({ name, options, subcommands = [] }) => [
      name,
      ...[...options, ...subcommands.flatMap((sub) => sub.options)].map((option) => `${name}.${option.name}`),
      ...subcommands.map((sub) => `${name} ${sub.name}`),
    ]);
    expect(new Set(words.commands.keys())).toEqual(new Set(keys));
    for (const [key, { name, description }] of words.commands) {
      expect(name, key).toMatch(/^[-_\p{Ll}\p{N}]{1,32}$/u);
      expect(description.length, key).toBeLessThanOrEqual(100);
    }
    const values = COMMANDS.flatMap(({ options, subcommands = [] }) =>
      [...options, ...subcommands.flatMap((sub) => sub.options)].flatMap(({ name, choices = [] }) =>
        choices.map((choice) => `${name}=${choice}`),
      ),
    );
    expect(new Set(words.choices.keys())).toEqual(new Set(values));
  });

  it('names every starter pack', () => {
    expect([...words.packs.keys()]).toEqual(starterPacks().map(({ id }) => id));
  });

  it('gives no two options of one command, and no two commands, the same name', () => {
    const named = [...words.commands].map(([key, { name }]) => `${/^[^. ]*[. ]?/.exec(key)![0]}${name}`);
    const commands = [...words.commands].flatMap(([key, { name }]) => (/[. ]/.test(key) ? [] : [name]));
    expect(new Set(named).size).toBe(named.length);
    expect(new Set(commands).size).toBe(commands.length);
  });
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
