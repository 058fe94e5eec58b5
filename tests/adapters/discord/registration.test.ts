import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../commands/all.ts';
import { isChanged, registrationJson } from '../../../src/adapters/discord/command-registration.ts';
import { noticeDraft } from '../../../src/answer/cards/notice-card.ts';
import type { Command } from '../../../src/chat/commands/command-spec.ts';
import { ADA, startBed } from './harness.ts';

const ran: unknown[] = [];
/** A command with subcommands, such as digest. */
const watch: Command = {
  name: 'daily',
  description: 'A card every morning',
  options: [],
  subcommands: [
    {
      name: 'on',
      description: 'Switch it on',
      options: [
        { name: 'time', description: 'For example 9am', required: false },
        {
          name: 'zone',
          description: 'For example Berlin',
          required: false,
          complete: (prefix) =>
            Array.from({ length: 40 }, (_, at) => ({
              name: `${prefix} ${at} ${'x'.repeat(120)}`,
              value: at === 0 ? 'y'.repeat(101) : `zone ${at}`,
            })),
        },
      ],
    },
    { name: 'off', description: 'Switch it off', options: [] },
  ],
  examples: [],
  read: () => null,
  run: async (values, { newId }) => {
    ran.push(values);
    return { ...noticeDraft({ id: newId() }, 'Done.'), visibility: 'asker' };
  },
};

describe('commands on Discord', () => {
  it('are for everybody, wherever the app is installed', () => {
    for (const one of registrationJson([...COMMANDS, watch])) {
      expect(one).toMatchObject({ integration_types: [0, 1], contexts: [0, 1, 2] });
      // Rights are checked when a command runs, so Discord's own permission settings stay open.
      expect(one).not.toHaveProperty('default_member_permissions');
    }
  });

  it('are sent again only if something relevant differs', () => {
    const wanted = registrationJson(COMMANDS);
    const registered = wanted.map((one, at) => ({
      ...one,
      id: String(at),
      version: '1',
      nsfw: false,
      dm_permission: true,
    }));
    expect(isChanged(registered.toReversed(), wanted)).toBe(false);
    expect(isChanged(registered, registrationJson([...COMMANDS, watch]))).toBe(true);
    const renamed = [{ ...COMMANDS[0]!, description: 'Other words' }, ...COMMANDS.slice(1)];
    expect(isChanged(registered, registrationJson(renamed))).toBe(true);
  });

  it('have their ways of use with options of their own, completed within Discord’s limits', async () => {
    const { discord, next, stop } = await startBed({ commands: [...COMMANDS, watch] });
    const registered = discord.registered() as { name: string; options?: { name: string; type: number }[] }[];
    expect(registered.find(({ name }) => name === 'daily')!.options).toMatchObject([
      { name: 'on', type: 1, options: [{ name: 'time' }, { name: 'zone', autocomplete: true }] },
      { name: 'off', type: 1 },
    ]);
    const choices = await next(() =>
      discord.person(ADA).completes('daily', 'zone', 'Ber', { subcommand: 'on' }),
    );
    expect(choices.text.split('\n')).toHaveLength(25);
    await next(() => discord.person(ADA).slash('daily', { time: '9am' }, { subcommand: 'on' }));
    expect(ran).toEqual([{ subcommand: 'on', time: '9am' }]);
    await stop();
  });
});
