// Checks embeds as Discord does; https://docs.discord.com/developers/resources/message#embed-object-embed-limits

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The texts of an embed that count towards the limit of their sum, each with its own limit. */
const textsOf = (embed: Json): (readonly [what: string, most: number, text: unknown])[] => [
  ['title', 256, embed.title],
  ['description', 4096, embed.description],
  ['footer', 2048, isObject(embed.footer) ? embed.footer.text : undefined],
  ['author', 256, isObject(embed.author) ? embed.author.name : undefined],
  ...list(embed.fields).flatMap((field) =>
    isObject(field)
      ? ([
          ['name', 256, field.name],
          ['value', 1024, field.value],
        ] as const)
      : [],
  ),
];

/**
 * Returns every reason for which Discord would refuse a message's embeds. Their texts may have 6,000 characters in
 * total.
 */
export function embedsFaults(embeds: readonly unknown[]): string[] {
  const texts = embeds.flatMap((embed) => (isObject(embed) ? textsOf(embed) : []));
  const sum = texts.reduce((all, [, , text]) => all + (typeof text === 'string' ? text.length : 0), 0);
  return [
    ...(embeds.length > 10 ? ['embeds'] : []),
    ...(embeds.every(isObject) ? [] : ['embed']),
    ...texts.flatMap(([what, most, text]) =>
      typeof text === 'string' && text.length > most ? [`embed: ${what}`] : [],
    ),
    ...embeds.flatMap((embed) => {
      const fields = isObject(embed) ? list(embed.fields) : [];
      const whole = fields.every((field) => isObject(field) && field.name && field.value);
      return [...(fields.length > 25 ? ['embed: fields'] : []), ...(whole ? [] : ['embed: empty field'])];
    }),
    ...(sum > 6000 ? [`embeds: ${sum} characters of 6000`] : []),
  ];
}
