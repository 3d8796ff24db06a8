import { checkAct, doAct } from '../../acts/acts.ts';
import { intentionIn, intentionOf, isIntention, mostRemembered, updateIdOf } from '../../acts/intention.ts';
import { deepFreeze, inForce, refusalOf } from '../convention/support.ts';
import { cases } from './cases.ts';
import { by, may, order, ordered, paid, payment } from './fixtures.ts';

const once = (before = ordered, intention = 'intention-1') =>
  deepFreeze(doAct(before, 'recordEntry', { by, entry: payment }, may, intention));

describe('an act asked for under a name', () => {
  it('is done once, and told again in the same words', () => {
    const first = once();
    expect(first.convention.ledger).toHaveLength(2);
    const again = once(first.convention);
    expect(again.convention).toBe(first.convention);
    expect([again.text, again.news]).toEqual([first.text, []]);
  });

  it.each(cases)('$name is, and its validator lets it by', ({ name, before, moment, input }) => {
    const first = deepFreeze(doAct(before, name, input, moment, 'one'));
    checkAct(first.convention, name, input, moment, 'one');
    const again = doAct(first.convention, name, input, moment, 'one');
    expect(again.convention).toBe(first.convention);
    expect(again.text).toBe(first.text);
  });

  it('is done as often as it is asked for under others, or under none', () => {
    const twice = once(once().convention, 'intention-2').convention;
    expect(twice.ledger).toHaveLength(3);
    expect(doAct(twice, 'recordEntry', { by, entry: payment }, may).convention.ledger).toHaveLength(4);
  });

  it('is refused when that name has served for another, and that one is told', () => {
    const { convention, text } = once();
    const other = { by, entry: { ...payment, amount: 9_999 } };
    expect(() => checkAct(convention, 'recordEntry', other, may, 'intention-1')).toThrow(
      `« intention-1 » refusé : cette demande a déjà servi, pour un autre acte (« ${text} »)`,
    );
    expect(() => doAct(convention, 'recordEntry', other, may, 'intention-1')).toThrow(
      expect.objectContaining({ code: 'REQUEST_REUSED' }),
    );
  });

  it('may be asked for again when it was refused without a trace', () => {
    const early = { by, entry: { ...payment, order: '1500000099' } };
    expect(() => doAct(ordered, 'recordEntry', early, may, 'one')).toThrow();
    expect(intentionOf(ordered, 'one')).toBeUndefined();
  });

  it('whose refusal is kept is refused again, and falls short once', () => {
    const input = { by, entry: { ...order, order: '1500000002', amount: 90_000 } };
    const first = doAct(ordered, 'recordEntry', input, may, 'one');
    expect(first.refusal?.code).toBe('SHORTFALL');
    const again = doAct(deepFreeze(first.convention), 'recordEntry', input, may, 'one');
    expect([again.convention, again.refusal, again.news]).toEqual([first.convention, first.refusal, []]);
  });

  it('is remembered for long, and not for ever', () => {
    let convention = paid;
    for (let rank = 0; rank <= mostRemembered; rank += 1)
      convention = doAct(
        convention,
        'pauseReminders',
        { by, until: rank % 2 === 0 ? '2020-06-01' : null, reason: 'congés' },
        may,
        `n${rank}`,
      ).convention;
    expect(convention.intentions).toHaveLength(mostRemembered);
    expect(intentionOf(convention, 'n0')).toBeUndefined();
    expect(intentionOf(convention, `n${mostRemembered}`)).toBeDefined();
  });

  it('is told by the name that its Update begins with', () => {
    const id = updateIdOf('one', 'markDone', { by });
    expect(intentionIn(id)).toBe('one');
    expect(updateIdOf('one', 'markDone', { by: 'Grace' })).not.toBe(id);
    expect(updateIdOf('one', 'waiveDuty', { by })).not.toBe(id);
    // Sent by hand, from the Temporal UI.
    expect(intentionIn('6d1f')).toBe('6d1f');
  });

  it.each([
    ['a-b_c.d:1', true],
    ['', false],
    ['a/b', false],
    ['é', false],
    ['x'.repeat(101), false],
  ])('%j may name one: %s', (text, may) => {
    expect(isIntention(text)).toBe(may);
  });

  it('is refused as ever when it is done already, under another name', () => {
    const input = { by, duties: [{ duty: 'chorus-access', evidence: 'AIFE-1' }] };
    const { convention } = doAct(inForce(), 'markDone', input, may, 'one');
    expect(refusalOf(convention, 'markDone', input, may).code).toBe('ALREADY_DONE');
  });

  it('leaves nothing in a convention where nobody named one', () => {
    expect(inForce().intentions).toEqual([]);
  });
});
