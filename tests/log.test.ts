import { describe, expect, it } from 'vitest';
import { faultFields, OperatorError } from '../src/domain/errors.ts';
import { withoutSecrets } from '../src/logger.ts';

describe('the log', () => {
  it('takes tokens out of a line, known or not', () => {
    const line =
      '{"msg":"xoxb-1-abc xapp-1-A-2 Bot aaaaaaaaaaaaaaaaaaaaaaaa my-signing-secret, Bot x, Bottom line"}';
    expect(withoutSecrets(line, ['my-signing-secret'])).toBe(
      '{"msg":"[secret] [secret] [secret] [secret], Bot x, Bottom line"}',
    );
  });

  it('does not remove words that happen to equal a short setting', () => {
    expect(withoutSecrets('{"msg":"answered"}', ['ans'])).toBe('{"msg":"answered"}');
  });

  it('logs a failure’s kind and place, and its message only if Readout wrote it', () => {
    const parse = () => JSON.parse('what Ada wrote');
    const foreign = (() => {
      try {
        return parse();
      } catch (error) {
        return faultFields(error);
      }
    })();
    expect(JSON.stringify(foreign)).not.toContain('Ada');
    expect(foreign).toMatchObject({
      error: 'SyntaxError',
      at: expect.arrayContaining([expect.stringContaining('log.test.ts')]),
    });
    expect(faultFields(new OperatorError('x', 'Set PORT.'))).toMatchObject({
      code: 'x',
      message: 'Set PORT.',
    });
    expect(faultFields('thrown text')).toEqual({ error: 'string' });
  });
});
