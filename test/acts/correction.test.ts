import { doAct } from '../../acts/acts.ts';
import { actForms } from '../../acts/forms.ts';
import { dutiesOf, outcomeOf, owedDuties } from '../../convention/duties/duties.ts';
import { acting, at, day, deepFreeze, dutyOf, inForce, refusalOf } from '../convention/support.ts';
import { by, done, reported as handedOver, may, reason, report } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

const reported = deepFreeze({ ...handedOver, inForceSince: day('2020-04-10') });
const asked = { by, duty: 'report-2020-04', reason };
const toMend = acting(reported, at('2020-05-11'), ['askCorrection', asked]);

describe('a report that is to be mended', () => {
  it('is a duty of its own, of whoever handed it over, with what is to be mended', () => {
    expect(dutyOf(toMend, 'correction-1-report-2020-04')).toMatchObject({
      kind: 'correction',
      article: '5',
      title: 'Correction demandée : Compte rendu d’avril 2020',
      holder: 'delegatee',
      copies: ['delegator'],
      role: 'budget',
      opensOn: '2020-05-11',
      dueOn: '2020-05-18',
      indicative: true,
      evidence: `ce qui a été remis, corrigé : ${reason}`,
      closedBy: 'report',
    });
    expect(owedDuties(toMend).map(({ id }) => id)).toContain('correction-1-report-2020-04');
  });

  it('is handed over again, and starts from what it was', () => {
    const duty = dutyOf(toMend, 'correction-1-report-2020-04');
    const fields = actForms.submitReport.fields({ convention: toMend, today: at('2020-05-12').today, duty });
    expect(Object.fromEntries(fields.map(({ name, value }) => [name, value]))).toMatchObject({
      spent: '1250,50',
      progress: 'Bien.',
      forecast: 'Deux commandes.',
    });
    const again = { ...report, spent: 1300, progress: 'Mieux.' };
    const { convention, text, news } = doAct(toMend, 'submitReport', again, at('2020-05-12'));
    expect(text).toBe('Remis : compte rendu d’avril 2020, corrigé (1\u202f300,00\u00a0€ dépensés).');
    expect(news[0]?.item.subject).toBe('compte rendu d’avril 2020, corrigé');
    expect(convention.reports['2020-04']).toMatchObject({ spent: 130_000, progress: 'Mieux.' });
    expect(outcomeOf(convention, duty)).toMatchObject({ state: 'done', by });
    expect(outcomeOf(convention, dutyOf(convention, 'report-2020-04'))).toMatchObject({
      evidence: '1\u202f300,00\u00a0€ dépensés',
    });
    expect(refusalOf(convention, 'submitReport', again, at('2020-05-12')).code).toBe('ALREADY_DONE');
  });

  it('may be so several times, each with its own duty', () => {
    const mended = acting(toMend, at('2020-05-12'), ['submitReport', report]);
    const twice = acting(mended, at('2020-05-13'), ['askCorrection', asked]);
    const ids = dutiesOf(twice).flatMap(({ id, kind }) => (kind === 'correction' ? [id] : []));
    expect(ids).toEqual(['correction-1-report-2020-04', 'correction-2-report-2020-04']);
    expect(owedDuties(twice).filter((duty) => ids.includes(duty.id) && !outcomeOf(twice, duty))).toHaveLength(
      1,
    );
  });

  it('is accepted once it is good, and loses that when it is handed over again', () => {
    const accepted = acting(reported, may, ['acceptReport', { by, duty: 'report-2020-04' }]);
    expect(accepted.reports['2020-04']?.accepted).toEqual({ by, at: may.now });
    const again = acting(accepted, may, ['askCorrection', asked], ['submitReport', report]);
    expect(again.reports['2020-04']?.accepted).toBeUndefined();
  });
});

test('a piece that is refused is asked for again by the same way', () => {
  const shown = acting(inForce(), may, ['markDone', done]);
  const refused = acting(shown, may, [
    'askCorrection',
    { by, duty: 'chorus-access', reason: 'le ticket est celui d’un autre' },
  ]);
  const duty = dutyOf(refused, 'correction-1-chorus-access');
  expect(duty).toMatchObject({ holder: 'delegator', copies: ['delegatee'], closedBy: 'done' });
  const again = { by, duties: [{ duty: duty.id, evidence: 'AIFE-2' }] };
  expect(outcomeOf(acting(refused, may, ['markDone', again]), duty)).toMatchObject({ evidence: 'AIFE-2' });
});

test('it is offered to the side that receives, alone', () => {
  const shown = { convention: reported, today: may.today, duty: dutyOf(reported, 'report-2020-04') };
  const { offered } = actForms.askCorrection;
  expect([offered({ ...shown, party: 'delegator' }), offered(shown)]).toEqual([true, true]);
  expect(offered({ ...shown, party: 'delegatee' })).toBe(false);
});

describe('a correction is refused', () => {
  itRefuses([
    ['of what is not handed over', 'askCorrection', asked, inForce(), may, 'NOT_NOW', /Rien n’est remis/],
    ['when one is awaited', 'askCorrection', asked, toMend, may, 'ALREADY_DONE', /déjà demandée/],
    [
      'of another',
      'askCorrection',
      { ...asked, duty: 'correction-1-report-2020-04' },
      acting(toMend, at('2020-05-12'), ['submitReport', report]),
      may,
      'NOT_NOW',
      /Rien n’est remis/,
    ],
    [
      'together with an agreement',
      'acceptReport',
      { by, duty: 'report-2020-04' },
      toMend,
      may,
      'ALREADY_DONE',
      /déjà demandée, et attendue/,
    ],
    ['of nothing', 'askCorrection', { ...asked, duty: 'rien' }, reported, may, 'UNKNOWN_DUTY', /« rien »/],
  ]);
});
