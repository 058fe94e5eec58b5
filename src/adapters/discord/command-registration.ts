import type { Command, CommandOption } from '../../chat/commands/command-spec.ts';
import type { Words } from '../../domain/words/en.ts';
import { wordsForLocale } from '../../domain/words/words-for-locale.ts';

/** Commands can be used in servers and direct messages, whether a server or a person installed the app. */
const EVERYWHERE = { integration_types: [0, 1], contexts: [0, 1, 2] } as const;

/** The message menu entry (Apps) that asks about a message's text. */
export const BRIEF_MESSAGE = 'Brief me on this';

/** Discord's numbers for option types. */
const STRING = 3;
const ATTACHMENT = 11;

/**
 * Discord's locales of the bot's languages other than English. https://docs.discord.com/developers/reference#locales
 */
const LOCALES: readonly string[] = ['de', 'es-ES', 'es-419'];

/** Returns a field's localizations in the languages of the bot's wording; nothing if no language has the field. */
function inLanguages<K extends string>(field: K, read: (words: Words) => string | undefined) {
  const known = LOCALES.flatMap((locale) => {
    const text = read(wordsForLocale(locale));
    return text === undefined ? [] : [[locale, text] as const];
  });
  return known.length === 0 ? {} : ({ [field]: Object.fromEntries(known) } as Record<K, object>);
}

/**
 * The localised name and description of a command ("digest"), an option ("digest.time") or a way of use ("digest on").
 */
const localizationsOf = (key: string) => ({
  ...inLanguages('name_localizations', ({ commands }) => commands.get(key)?.name),
  ...inLanguages('description_localizations', ({ commands }) => commands.get(key)?.description),
});

const choiceJson = (option: string) => (choice: string) => ({
  name: choice,
  value: choice,
  ...inLanguages('name_localizations', ({ choices }) => choices.get(`${option}=${choice}`)),
});

const optionJson =
  (command: string) =>
  ({ name, description, required, choices, complete, isFile }: CommandOption) => ({
    type: isFile ? ATTACHMENT : STRING,
    name,
    description,
    ...localizationsOf(`${command}.${name}`),
    required,
    ...(choices ? { choices: choices.map(choiceJson(name)) } : {}),
    ...(complete && !choices ? { autocomplete: true } : {}),
  });

/** Builds the command registration from the commands' specs. */
export function registrationJson(commands: readonly Command[]): object[] {
  const slash = commands.map(({ name, description, options, subcommands }) => ({
    type: 1,
    name,
    description,
    ...localizationsOf(name),
    options: subcommands
      ? subcommands.map((sub) => ({
          type: 1,
          name: sub.name,
          description: sub.description,
          ...localizationsOf(`${name} ${sub.name}`),
          options: sub.options.map(optionJson(name)),
        }))
      : options.map(optionJson(name)),
    ...EVERYWHERE,
  }));
  return [
    ...slash,
    {
      type: 3,
      name: BRIEF_MESSAGE,
      ...inLanguages('name_localizations', ({ chat }) => chat.briefMessage),
      ...EVERYWHERE,
    },
  ];
}

/** Removes from a registered command what Discord adds: ids, versions and nulls. */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== 'object' || value === null) return value;
  const kept = [
    'type',
    'name',
    'description',
    'options',
    'required',
    'choices',
    'autocomplete',
    'value',
    'integration_types',
    'contexts',
    'name_localizations',
    'description_localizations',
    ...LOCALES,
  ];
  return Object.fromEntries(
    kept.flatMap((key) => {
      const field = (value as Record<string, unknown>)[key];
      const empty =
        field === undefined ||
        field === null ||
        field === false ||
        field === '' ||
        (Array.isArray(field) && field.length === 0);
      return empty ? [] : [[key, withoutDefaults(field)]];
    }),
  );
}

/**
 * Whether the registered commands differ from the wanted ones. Registering is limited to 200 new commands a day per
 * server.
 */
export function isChanged(registered: readonly unknown[], wanted: readonly unknown[]): boolean {
  const sorted = (list: readonly unknown[]) => list.map((one) => JSON.stringify(withoutDefaults(one))).sort();
  return sorted(registered).join('\n') !== sorted(wanted).join('\n');
}
