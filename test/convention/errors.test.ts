import { errors, isErrorCode, Refused } from '../../convention/errors.ts';

describe('the table of errors', () => {
  it.each(Object.entries(errors))(
    '%s has a French title, an HTTP status and an exit code',
    (_code, error) => {
      expect(error.title).toMatch(/^\p{Lu}\p{Ll}/u);
      // What was sent and not answered is no error: 202, Accepted.
      expect(error.http === 202 || (error.http >= 400 && error.http < 600)).toBe(true);
      expect([1, 2, 3, 4]).toContain(error.exit);
    },
  );

  it('exits with 2 for a bad command, document or act, with 3 when the engine or the storage is out of reach, with 4 when it did not say, else with 1', () => {
    const exits = Object.entries(errors).filter(([, { exit }]) => exit !== 1);
    expect(Object.fromEntries(exits.map(([code, { exit }]) => [code, exit]))).toEqual({
      BAD_USAGE: 2,
      BAD_DOCUMENT: 2,
      BAD_ACT: 2,
      ENGINE_UNREACHABLE: 3,
      STORAGE_UNREACHABLE: 3,
      OUTCOME_UNKNOWN: 4,
    });
  });

  it.each(['CLOSED', 'BAD_DATE'])('recognises the code %s', (code) => {
    expect(isErrorCode(code)).toBe(true);
  });

  it.each(['toString', 'constructor', '', 'closed', null, undefined])(
    'does not take %p for a code',
    (text) => {
      expect(isErrorCode(text)).toBe(false);
    },
  );

  it('gives a refusal its code and its message', () => {
    const refused = new Refused('CLOSED', 'La convention est close.');
    expect([refused.name, refused.code, refused.message]).toEqual([
      'Refused',
      'CLOSED',
      'La convention est close.',
    ]);
  });
});
