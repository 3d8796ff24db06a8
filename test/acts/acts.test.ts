import { acts, checkAct, doAct } from '../../acts/acts.ts';
import { acting, deepFreeze, refusalOf, signed } from '../convention/support.ts';
import { cases } from './cases.ts';
import { by, closed, may, reason } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

describe('every act', () => {
  it('is tried here', () => {
    expect(cases.map(({ name }) => name).sort()).toEqual(Object.keys(acts).sort());
  });

  it.each(cases)('$name is accepted once, and says who, when and why', ({ name, before, moment, input }) => {
    const { convention, text } = doAct(before, name, input, moment);
    expect(convention.journal.slice(0, -1)).toEqual(before.journal);
    expect(convention.journal.at(-1)).toEqual({
      at: moment.now,
      by,
      act: name,
      text,
      version: 1,
      ...('reason' in input ? { reason } : {}),
      // What is as long as a file is kept by its digest and its counts.
      input: 'abridged' in acts[name] ? expect.objectContaining({ by }) : acts[name].schema.parse(input),
    });
    expect(text).toMatch(/^[\p{Lu}«].*\.$/su);
  });

  it.each(cases)('$name done twice is refused with $again', ({ name, before, moment, input, again }) => {
    const once = acting(before, moment, [name, input]);
    const refused = refusalOf(once, name, input, moment);
    expect(refused.code).toBe(again);
    expect(refused.message).toMatch(/\.$/);
  });

  it.each(cases)('$name changes nothing in the convention it is given', ({ name, before, moment, input }) => {
    const copy = structuredClone(before);
    doAct(deepFreeze(before), name, input, moment);
    expect(before).toEqual(copy);
  });

  it.each(cases)(
    '$name leaves a convention that goes through JSON unchanged',
    ({ name, before, moment, input }) => {
      const { convention, news } = doAct(before, name, input, moment);
      expect(JSON.parse(JSON.stringify({ convention, news }))).toEqual({ convention, news });
    },
  );

  it.each(cases)(
    '$name is only checked by its validator: same answer, nothing done',
    ({ name, before, moment, input }) => {
      const copy = structuredClone(before);
      checkAct(before, name, input, moment);
      expect(before).toEqual(copy);
    },
  );

  it.each(cases)('$name must be signed, on one line', ({ name, before, moment, input }) => {
    for (const bad of ['', '  ', 'Ada\nLovelace', 'x'.repeat(101), undefined, 7]) {
      const refused = refusalOf(before, name, { ...input, by: bad }, moment);
      expect(refused.code).toBe('BAD_ACT');
      expect(refused.message).toContain('by : ');
    }
  });

  it.each(cases)('$name refuses an unknown key, and quotes it', ({ name, before, moment, input }) => {
    const refused = refusalOf(before, name, { ...input, extra: 'x' }, moment);
    expect([refused.code, refused.message]).toEqual([
      'BAD_ACT',
      expect.stringContaining('extra : « x » refusé'),
    ]);
  });

  it.each(cases)('$name is impossible once the convention is closed', ({ name, moment, input }) => {
    const refused = refusalOf(closed, name, input, moment);
    expect(refused.code).toBe('CLOSED');
    expect(refused.message).toContain('close depuis le 4 mai 2020 à 10:00');
  });

  it.each(cases.filter(({ input }) => 'reason' in input))(
    '$name must be justified',
    ({ name, before, moment, input }) => {
      const { reason: _left, ...bare } = input;
      expect(refusalOf(before, name, bare, moment)).toMatchObject({
        code: 'BAD_ACT',
        message: expect.stringMatching(
          /^reason : absent ; attendu : un texte (d’une ligne, )?de 1 à (500|1000) caractères$/,
        ),
      });
    },
  );
});

describe('what is no act at all is refused', () => {
  itRefuses([
    ['nothing at all', 'markDone', undefined, signed(), may, 'BAD_ACT', /absent ; attendu : un objet/],
    ['a list', 'markDone', [], signed(), may, 'BAD_ACT', /« \[\] » refusé/],
  ]);
});
