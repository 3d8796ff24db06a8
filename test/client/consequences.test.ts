import fc from 'fast-check';
import { type ActName, doAct } from '../../acts/acts.ts';
import { asItStands } from '../../acts/agreeing.ts';
import { type Consequences, consequencesOf } from '../../client/consequences.ts';
import type { Moment } from '../../convention/calendar/moment.ts';
import type { Convention } from '../../convention/convention.ts';
import { dutiesOf, outcomeOf } from '../../convention/duties/duties.ts';
import { isAlert } from '../../convention/duties/duty.ts';
import { cases } from '../acts/cases.ts';
import {
  agreed,
  amending,
  by,
  july,
  lacking,
  may,
  notice,
  order,
  proposed,
  raise,
  reason,
  signature,
} from '../acts/fixtures.ts';
import { live, origins, story } from '../acts/stories.ts';
import { acting, at, day, deepFreeze, ended, inForce, refusalOf, signed } from '../convention/support.ts';
import { runs } from '../support/runs.ts';

/** What comes of an act that is done. */
function foreseen(before: Convention, name: ActName, input: unknown, moment: Moment): Consequences {
  const found = consequencesOf(before, name, asItStands(before, name, input), moment);
  if ('text' in found) return found;
  throw new Error(found.refused.message);
}

describe('the consequences of an act', () => {
  it.each(cases)('$name tells what would be done, and changes nothing', ({ name, before, moment, input }) => {
    const copy = structuredClone(before);
    const found = foreseen(deepFreeze(before), name, input, moment);
    expect(before).toEqual(copy);
    expect(found.text).toBe(doAct(before, name, input, moment).text);
    for (const { to, subject } of found.letters) {
      expect(to).toMatch(/\S/);
      expect(subject).toMatch(/\S/);
    }
  });

  it.each(cases)('$name tells why it would be refused', ({ name, before, moment, input }) => {
    const once = acting(before, moment, [name, input]);
    const { code, message } = refusalOf(once, name, input, moment);
    expect(consequencesOf(once, name, input, moment)).toEqual({ refused: { code, message } });
  });

  it('a publication that is the last one brings the effect, the term and the duties of a life', () => {
    const moment = at('2020-04-10');
    const first = acting(signed(), moment, [
      'recordPublication',
      { by, publication: 'maignon', on: '2020-04-10', evidence: 'attestation' },
    ]);
    const input = { by, publication: 'data-gouv', on: '2020-04-10', evidence: 'https://data.example' };
    const found = foreseen(first, 'recordPublication', input, moment);
    expect(found).toMatchObject({
      phase: { before: 'signed', after: 'inForce' },
      effectiveOn: { after: '2020-04-10' },
      endsOn: { after: '2021-04-09' },
      close: [{ duty: 'publication-data-gouv', state: 'done' }],
    });
    expect(found.appear.map(({ duty }) => duty)).toEqual(
      expect.arrayContaining(['report-2020-04', 'committee-1']),
    );
    expect(found.letters).toContainEqual({ to: 'Nadi Bou Hanna', subject: 'la convention prend effet' });
    expect(found.reminders.added).toBeGreaterThan(20);
  });

  it('a notice moves the end, brings other duties, and is told at once to both and to the controllers', () => {
    const found = foreseen(inForce(), 'giveNotice', notice, july);
    expect(found).toMatchObject({
      phase: { before: 'inForce', after: 'underNotice' },
      endsOn: { before: '2021-04-09', after: '2020-10-01' },
    });
    expect(found.moved.map(({ duty }) => duty)).toContain('report-final');
    expect(found.appear.map(({ duty }) => duty)).toContain('services-closed');
    expect(found.disappear.map(({ duty }) => duty)).toContain('report-2021-03');
    expect(found.letters.map(({ to }) => to)).toEqual(
      expect.arrayContaining(['Bruno Lucas', 'Nadi Bou Hanna', 'CBCM des services du Premier ministre']),
    );
    expect(new Set(found.letters.map(({ subject }) => subject))).toEqual(new Set(['préavis de résiliation']));
    expect(found.reminders.withdrawn).toBeGreaterThan(0);
  });

  it('a duty that is done closes, and its reminders are withdrawn', () => {
    const input = { by, duties: [{ duty: 'chorus-access', evidence: 'AIFE-1' }] };
    const found = foreseen(signed(), 'markDone', input, at('2020-03-26'));
    expect(found).toMatchObject({
      moved: [],
      appear: [],
      disappear: [],
      close: [{ duty: 'chorus-access', state: 'done' }],
      letters: [],
      reminders: { added: 0, withdrawn: 1 },
    });
    expect(found.phase).toBeUndefined();
  });

  it('a request opens a duty, of which the other party is written to at once', () => {
    const input = { by, from: 'delegatee', subject: 'Prévisions' };
    expect(foreseen(inForce(), 'requestInformation', input, may)).toMatchObject({
      appear: [{ duty: 'request-1' }],
      letters: expect.arrayContaining([
        {
          to: 'Bureau du budget de la DGEFP',
          subject:
            'Éléments de prévision et de suivi budgétaire demandés par le délégataire : Prévisions (pour le 12 mai 2020)',
        },
      ]),
    });
  });

  it('an order above the ceiling is refused, and the refusal is kept: both are told', () => {
    const input = { by, entry: { ...order, amount: 140_000 } };
    const found = foreseen(inForce(), 'recordEntry', input, may);
    expect(found.refused).toEqual({ code: 'SHORTFALL', message: expect.stringContaining('40\u202f000,00') });
    expect(found.text).toContain('Insuffisance de crédits');
    expect(found.appear.map(({ duty }) => duty)).toEqual(['shortfall-1']);
    expect(found.letters.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining([expect.stringContaining('insuffisance de crédits')]),
    );
  });

  it('what the act brings about by the calendar is told with it', () => {
    expect(foreseen(lacking, 'refuseAdjustment', { by, reason }, may)).toMatchObject({
      phase: { before: 'inForce', after: 'suspended' },
      letters: expect.arrayContaining([
        { to: 'Bruno Lucas', subject: expect.stringContaining('exécution suspendue') },
      ]),
    });
  });

  it('an amendment tells what it brings once in force, from its proposal on', () => {
    const proposed = foreseen(inForce(), 'proposeAmendment', raise, may);
    expect(proposed.ceiling).toBeUndefined();
    expect(proposed.amendment).toMatchObject({ ceiling: { before: 10_000_000, after: 12_000_000 } });
    expect(proposed.appear.map(({ duty }) => duty)).toEqual([
      'amendment-1-delegatee',
      'amendment-1-delegator',
    ]);
    const agreeing = foreseen(amending, 'agreeAmendment', { by, amendment: 1, party: 'delegator' }, may);
    expect(agreeing.amendment).toEqual(proposed.amendment);
    expect(foreseen(agreed, 'signAmendment', signature, may).amendment).toEqual(proposed.amendment);
  });

  it('an amendment in force at once is a change of the convention itself', () => {
    const now = acting(
      inForce(),
      may,
      ['proposeAmendment', { ...raise, effectiveOn: '2020-05-04' }],
      ['agreeAmendment', { by, amendment: 1, party: 'delegator' }],
      ['agreeAmendment', { by, amendment: 1, party: 'delegatee' }],
    );
    const found = foreseen(now, 'signAmendment', signature, may);
    expect(found).toMatchObject({ ceiling: { before: 10_000_000, after: 12_000_000 } });
    expect(found.amendment).toBeUndefined();
  });

  it('a stop lapses all that was owed', () => {
    const found = foreseen(ended(), 'terminate', { by, reason }, at('2021-07-01'));
    expect(found.phase).toEqual({ before: 'ended', after: 'closed' });
    expect(found.close.length).toBeGreaterThan(0);
    expect(new Set(found.close.map(({ state }) => state))).toEqual(new Set(['lapsed']));
    expect(found.letters.map(({ subject }) => subject)).toContain('arrêt du suivi');
  });

  it('an agreement on the balance closes the convention, once nothing else is owed', () => {
    const moment = at('2021-04-13');
    const left = dutiesOf(proposed).filter(
      (duty) => !outcomeOf(proposed, duty) && !isAlert(duty) && duty.closedBy !== 'settle',
    );
    const settling = acting(
      proposed,
      moment,
      ...left.map(({ id }): [ActName, unknown] => ['waiveDuty', { by, duty: id, reason }]),
    );
    const found = foreseen(settling, 'agreeBalance', { by }, moment);
    expect(found.phase).toEqual({ before: 'settling', after: 'closed' });
    expect(found.close).toMatchObject([{ duty: 'balance', state: 'done' }]);
    expect(found.letters).toContainEqual({
      to: 'CBCM des services du Premier ministre',
      subject: 'utilisation du solde convenue ; convention close',
    });
    expect(foreseen(proposed, 'agreeBalance', { by }, moment).phase).toBeUndefined();
  });

  it('a notice that ran out before any effect withdraws the convention', () => {
    const late = { ...notice, receivedOn: '2020-03-30' };
    expect(foreseen(signed(), 'giveNotice', late, at('2020-07-06'))).toMatchObject({
      phase: { before: 'signed', after: 'withdrawn' },
      letters: expect.arrayContaining([
        { to: 'Bruno Lucas', subject: expect.stringContaining('convention retirée') },
      ]),
    });
  });

  it('what the calendar was about to bring is no consequence of an act', () => {
    const overdue: Convention = { ...inForce(), inForceSince: day('2020-04-10') };
    const found = foreseen(
      overdue,
      'requestInformation',
      { by, from: 'delegator', subject: 'Suivi' },
      at('2021-05-03'),
    );
    expect(found.phase).toBeUndefined();
    expect(found.letters.every(({ subject }) => !subject.includes('pris fin'))).toBe(true);
  });

  it('are those of every act that anybody tries, at any time of a life', () => {
    fc.assert(
      fc.property(origins, story, (origin, attempts) => {
        const steps = live(origin, attempts);
        for (const [index, { before, after, moment }] of steps.entries()) {
          const attempt = attempts[index];
          if (!attempt) continue;
          const found = consequencesOf(before, attempt.name, attempt.input, moment);
          if ('text' in found && after !== before) expect(found.text).toMatch(/\S/);
        }
      }),
      { numRuns: runs(10) },
    );
  });
});
