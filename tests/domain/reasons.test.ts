import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discordReason } from '../../src/adapters/discord/errors.ts';
import { slackReason } from '../../src/adapters/slack/errors.ts';
import { readFault, storedFault } from '../../src/domain/fault.ts';
import { DE } from '../../src/domain/words/de.ts';
import { EN } from '../../src/domain/words/en.ts';
import { ES } from '../../src/domain/words/es.ts';
import { reasonWords, storedReason } from '../../src/domain/words/reason-words.ts';

describe('a stored reason', () => {
  it('is a code that is shown in the reader’s language', () => {
    const stored = storedReason(slackReason({ data: { error: 'is_archived' } }));
    expect(stored).toBe('{"code":"slack.is_archived"}');
    expect(reasonWords(stored, EN)).toBe('The channel is archived.');
    expect(reasonWords(stored, DE)).toBe('Der Kanal ist archiviert.');
    expect(reasonWords(stored, ES)).toBe('El canal está archivado.');
  });

  it('keeps what its sentence is filled with, and the reason behind it', () => {
    const wait = storedReason(slackReason({ retryAfter: 42 }));
    const missed = storedFault({ code: 'missed', with: { why: wait } });
    expect(reasonWords(missed, EN)).toBe('missed: Slack asks to wait 42 s.');
    expect(reasonWords(missed, DE)).toBe('verpasst: Slack bittet um 42 s Geduld.');
    expect(reasonWords(storedReason(discordReason({ code: 99, status: 400 })), ES)).toContain('400');
  });

  it.each([
    [4010, 'kennt diesen Shard nicht', 'no conoce este shard'],
    [4011, 'zu vielen Servern', 'demasiados servidores'],
    [4013, 'Aktualisiere Readout', 'Actualiza Readout'],
    [4014, 'privilegierten', 'ninguno privilegiado'],
    ['sessions', 'nach 2026-01-02T03:04:05Z', 'después de 2026-01-02T03:04:05Z'],
  ])('of Discord’s gateway is told in each language: %s', (code, german, spanish) => {
    const message =
      code === 'sessions'
        ? 'Not enough sessions remaining to spawn 1 shards; only 0 remaining; resets at 2026-01-02T03:04:05Z'
        : String(code);
    const stored = storedReason(discordReason(new Error(message)));
    expect(reasonWords(stored, DE)).toContain(german);
    expect(reasonWords(stored, ES)).toContain(spanish);
  });

  it.each([
    'The channel is archived.',
    'missed: Readout came back 7 h after it was due',
    '',
    '{',
    '{"code":1}',
    '{}',
  ])('of an earlier version is read as it stands: %s', (text) => expect(reasonWords(text, DE)).toBe(text));

  it('with a code of a later version shows the code', () => {
    expect(reasonWords('{"code":"new.one","with":{"a":7}}', DE)).toBe('new.one 7');
  });

  it('is in every language', () => {
    for (const words of [DE, ES]) expect([...words.reasons.keys()]).toEqual([...EN.reasons.keys()]);
  });

  it('is read back as it was stored, and no text makes it fail', () => {
    const filling = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer()));
    fc.assert(
      fc.property(fc.string(), filling, (code, filled) => {
        const read = readFault(storedFault({ code, with: filled }));
        expect(read).toEqual({ code, with: { ...filled } });
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => typeof reasonWords(text, DE) === 'string'));
  });
});
