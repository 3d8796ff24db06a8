import { supposing } from '../../../convention/amendments/in-force.ts';
import type { Convention } from '../../../convention/convention.ts';
import { dutiesOf, outcomeOf } from '../../../convention/duties/duties.ts';
import { figuresOf } from '../../../convention/views/figures.ts';
import { viewOf } from '../../../convention/views/view.ts';
import { whyOf } from '../../../convention/views/why.ts';
import { formsFor } from '../../web/acts/filling.ts';
import { acting, amendedBy, at, doing, dutyOf, inForce, refusalOf } from '../support.ts';

const by = 'Ada';
const july = at('2020-07-15');
const october = at('2020-10-15');
const text = 'Le délégataire rend compte chaque mois.';
const report = { by, spent: 1, progress: 'Bien', forecast: 'Stable' };

const owed = (convention: Convention, kinds: readonly string[]) =>
  dutiesOf(convention).flatMap((duty) =>
    kinds.includes(duty.kind) && !outcomeOf(convention, duty) ? [`${duty.id} ${duty.dueOn}`] : [],
  );
const reports = (convention: Convention) => owed(convention, ['monthly-report', 'final-report']);
const offered = (convention: Convention, moment = july) =>
  formsFor({ convention, today: moment.today }).map(({ act }) => act);

describe('an amendment that takes reports out of the text', () => {
  const april = acting(inForce({ reports: { text, dueWorkingDay: 5 } }), july, [
    'submitReport',
    { ...report, period: '2020-04' },
  ]);
  const without = amendedBy(april, july, { reports: null }, '2020-07-15');
  const late = ['report-2020-05 2020-06-08', 'report-2020-06 2020-07-07'];

  it('leaves owed what had opened before its effect, and asks for nothing more', () => {
    expect(without.document.reports).toBeUndefined();
    expect(reports(without)).toEqual(late);
    expect(dutyOf(without, 'report-2020-05')).toEqual(dutyOf(april, 'report-2020-05'));
    const duties = viewOf(without, {}, july.now).duties.filter(({ closedBy }) => closedBy === 'report');
    expect(duties.map(({ id, state }) => [id, state])).toEqual([
      ['report-2020-04', 'done'],
      ['report-2020-05', 'overdue'],
      ['report-2020-06', 'overdue'],
    ]);
    expect(figuresOf(without, july.today).reports).toEqual(figuresOf(april, july.today).reports);
  });

  it('says why it is due under the text of then', () => {
    expect(whyOf(without, dutyOf(without, 'report-2020-05'))).toEqual(
      whyOf(april, dutyOf(april, 'report-2020-05')),
    );
    expect(whyOf(without, dutyOf(without, 'report-2020-05')).rule).toEqual({
      clause: 'comptes rendus',
      article: '5',
      text,
    });
  });

  it('lets it be done as ever, then has nothing more to report', () => {
    expect(offered(without)).toContain('submitReport');
    const { convention, news } = doing(without, 'submitReport', { ...report, period: '2020-05' }, july);
    expect(news[0]?.item).toMatchObject({ subject: 'compte rendu de mai 2020', article: 'art. 5' });
    const done = acting(convention, july, ['submitReport', { ...report, period: '2020-06' }]);
    expect(reports(done)).toEqual([]);
    expect(dutyOf(done, 'report-2020-06').dueOn).toBe('2020-07-07');
    expect(offered(done)).not.toContain('submitReport');
    expect(refusalOf(done, 'submitReport', { ...report, period: '2020-07' }, july).message).toMatch(
      /n’a pas de clause « reports »/,
    );
    const again = acting(done, july, ['reopenDuty', { by, duty: 'report-2020-05', reason: 'erreur' }]);
    expect(reports(again)).toEqual(['report-2020-05 2020-06-08']);
  });

  it('counts from its effect, be it gone by or to come', () => {
    expect(reports(amendedBy(april, july, { reports: null }, '2020-06-15'))).toEqual([
      'report-2020-05 2020-06-08',
    ]);
    expect(reports(amendedBy(april, july, { reports: null }, '2020-09-15')).slice(0, 4)).toEqual([
      ...late,
      'report-2020-07 2020-08-07',
      'report-2020-08 2020-09-07',
    ]);
  });

  it('leaves it as it was when another amendment follows, and lapse with the convention', () => {
    const longer = amendedBy(without, october, { term: { months: 18 } }, '2020-10-15');
    expect(reports(longer)).toEqual(late);
    const stopped = acting(longer, october, ['terminate', { by, reason: 'arrêt' }]);
    expect(outcomeOf(stopped, dutyOf(stopped, 'report-2020-05'))?.state).toBe('lapsed');
  });

  it('then one that brings them back leaves what was late as it was, and asks for nothing of meanwhile', () => {
    const clause = { article: '5 bis', everyMonths: 1, dueWorkingDay: 10 };
    const back = amendedBy(without, october, { reports: clause }, '2020-10-15');
    expect(reports(back).slice(0, 4)).toEqual([
      ...late,
      'report-2020-10 2020-11-16',
      'report-2020-11 2020-12-14',
    ]);
    expect(dutyOf(back, 'report-2020-06')).toEqual(dutyOf(april, 'report-2020-06'));
    expect(dutyOf(back, 'report-2020-10')).toMatchObject({
      article: '5 bis',
      title: 'Compte rendu d’octobre 2020',
    });
    expect(outcomeOf(back, dutyOf(back, 'report-2020-04'))?.state).toBe('done');
  });
});

describe('an amendment that takes a committee out of the text', () => {
  const clause = { title: 'Comité de pilotage', name: 'comité de pilotage', everyMonths: 3, article: '2' };
  const quarterly = inForce({ committee: clause });
  const without = amendedBy(quarterly, july, { committee: null }, '2020-07-15');
  const committees = (convention: Convention) => owed(convention, ['committee']);

  it('leaves owed those that had opened, under their name', () => {
    expect(committees(quarterly)).toEqual([
      'committee-1 2020-07-10',
      'committee-2 2020-10-09',
      'committee-3 2021-01-08',
      'committee-4 2021-04-09',
    ]);
    expect(committees(without)).toEqual(['committee-1 2020-07-10', 'committee-2 2020-10-09']);
    expect(dutyOf(without, 'committee-2').title).toBe('Comité de pilotage');
  });

  it('lets them be convened, cancelled, answered and held, and no other', () => {
    const meeting = { by, on: '2020-08-03', time: '10:00', place: 'Ségur' };
    const { convention, news } = doing(without, 'scheduleCommittee', meeting, july);
    expect(news[0]?.item).toMatchObject({ subject: 'comité de pilotage', article: 'art. 2' });
    expect(offered(convention)).toContain('cancelCommittee');
    const answer = { by, meeting: 1, contact: 'bruno-lucas', answer: 'declined' };
    expect(doing(convention, 'answerInvitation', answer, july).news[0]?.item.subject).toBe(
      'absence au comité de pilotage',
    );
    const held = { by, on: '2020-07-15', decision: 'x', minutes: 'x' };
    const once = acting(convention, july, ['holdCommittee', { ...held, committee: 1 }]);
    expect(committees(once)).toEqual(['committee-2 2020-10-09']);
    const twice = acting(once, at('2020-07-16'), ['holdCommittee', { ...held, on: '2020-07-16' }]);
    expect(refusalOf(twice, 'scheduleCommittee', meeting, july).code).toBe('NOT_NOW');
  });

  it('and a term that is brought forward leaves none owed after it', () => {
    const changes = { term: { until: '2020-10-31' } };
    const shorter = amendedBy(quarterly, october, changes, '2020-10-15');
    expect(committees(shorter)).toEqual(['committee-1 2020-07-10', 'committee-2 2020-10-30']);
  });

  it('then one that brings it back asks for none of meanwhile, and mistakes none for another', () => {
    const held = acting(without, july, [
      'holdCommittee',
      { by, on: '2020-07-15', committee: 1, decision: 'x', minutes: 'x' },
    ]);
    const back = amendedBy(held, at('2021-02-01'), { committee: clause }, '2021-02-01');
    expect(committees(back)).toEqual(['committee-2 2020-10-09', 'committee-4 2021-04-09']);
    expect(dutyOf(back, 'committee-2')).toEqual(dutyOf(quarterly, 'committee-2'));
  });
});

describe('an amendment that takes out a breach', () => {
  const cureBy = '2020-08-31';
  const breach = { by, engagement: 'credits', facts: 'rien', on: '2020-07-01', cureBy };
  const noticed = acting(inForce(), july, ['recordBreach', breach]);
  const without = amendedBy(noticed, july, { breach: null, community: null }, '2020-07-15');

  it('leaves a formal notice to be cured, and lets none be given', () => {
    // What opens on the day of its effect is not before it.
    const later = amendedBy(noticed, at('2020-07-20'), { breach: null, community: null }, '2020-07-20');
    expect(owed(without, ['breach'])).toEqual([]);
    expect(owed(later, ['breach'])).toEqual(['breach-1 2020-08-31']);
    expect(dutyOf(later, 'breach-1').title).toBe(
      'Mise en demeure : « Mettre à disposition les crédits prévus »',
    );
    expect(offered(later)).toContain('cureBreach');
    expect(offered(later)).not.toContain('recordBreach');
    expect(refusalOf(later, 'recordBreach', { ...breach, on: '2020-07-02' }, july).code).toBe('NOT_NOW');
    const { news } = doing(later, 'cureBreach', { by, breach: 1, evidence: 'x' }, at('2020-07-21'));
    expect(news[0]?.item).toMatchObject({ article: 'art. 7' });
    const end = { by, breach: 1, services: 'all', on: '2020-09-01', reason: 'x' };
    expect(doing(later, 'endSupport', end, at('2020-09-01')).text).toMatch(/met fin à tout/);
  });
});

describe('an amendment that takes out one thing of a list', () => {
  const own = (id: string, holder = 'dsaf') => ({
    id,
    article: '9',
    title: `Bilan ${id}`,
    holder,
    copies: ['delegator'],
    evidence: 'le bilan',
    opens: { from: 'signature' },
    due: { from: 'signature', months: 2 },
  });
  const asked = [
    { id: 'avis', title: 'Avis', article: '4', from: 'delegatee' },
    { id: 'suivi', title: 'Suivi', article: '3', from: 'delegator' },
  ];

  it('leaves it owed', () => {
    const both = acting(
      inForce({ duties: [own('a'), own('b')], requests: { items: asked } }),
      at('2020-07-01'),
      ['requestInformation', { by, from: 'delegatee', subject: 'marché' }],
    );
    const changes = { duties: [own('b')], requests: { items: [asked[1]] } };
    const after = amendedBy(both, july, changes, '2020-07-15');
    expect(owed(after, ['own', 'request'])).toEqual(owed(both, ['own', 'request']));
    expect(dutyOf(after, 'request-1')).toMatchObject({ title: 'Avis : marché', article: '4' });
  });

  it('leaves it to the side of a party that is called otherwise, or has left', () => {
    const contacts = [{ id: 'mi', name: 'MI', email: 'mi@mi.example', roles: ['representative'] }];
    const mi = { id: 'mi', name: 'Ministère de l’intérieur', shortName: 'MI', contacts };
    const two = { delegator: { id: 'dgefp' }, coDelegators: [mi], duties: [own('a', 'mi')] };
    const changes = { duties: [], coDelegators: [] };
    const after = supposing(inForce(two), { changes, effectiveOn: july.today }, july.today);
    expect(dutyOf(after, 'own-a').holder).toBe('delegator');
  });

  it('but not when who owed it is not there any more', () => {
    const { bodies } = inForce().document;
    const both = inForce({ duties: [own('a', 'cbcm-pm')], copies: null, amendments: { copies: [] } });
    const changes = { duties: [], bodies: bodies.filter(({ id }) => id !== 'cbcm-pm') };
    expect(owed(amendedBy(both, july, changes, '2020-07-15'), ['own'])).toEqual([]);
  });
});

describe('what has no object any more once its clause is out', () => {
  it.each<[string, Record<string, unknown>, string, string]>([
    ['the answer to a renewal', { renewal: { mode: 'express' } }, 'renewal', '2021-02-01'],
    ['the dates of a year’s end', { yearEnd: { dates: [] } }, 'yearEnd', '2020-10-01'],
  ])('%s is not owed', (_what, changes, clause, on) => {
    const before = inForce(changes);
    const kinds = ['renewal', 'year-end-dates'];
    expect(owed(before, kinds)).not.toEqual([]);
    expect(owed(amendedBy(before, at(on), { [clause]: null }, on), kinds)).toEqual(
      owed(before, kinds).filter((line) => !line.startsWith(clause === 'yearEnd' ? 'year-end' : clause)),
    );
  });

  it('nor what is only announced, nor a defect that was mended', () => {
    const part = { id: 'a', title: 'Volet', until: '2020-08-31' };
    const before = inForce({ term: { parts: [part] } });
    const after = amendedBy(before, july, { term: { parts: [] } }, '2020-07-15');
    expect(dutiesOf(after).map(({ id }) => id)).not.toContain('term-a');
    const { legalText } = inForce().document;
    const mended = { ...legalText, cites: [], delegatorCalled: 'délégant', annexes: [] };
    const right = amendedBy(inForce(), july, { legalText: mended }, '2020-07-15');
    expect(dutiesOf(right).map(({ id }) => id)).not.toContain('legal-text');
  });
});

test('a meeting that was convened before its clause was taken out may be cancelled', () => {
  const convened = acting(inForce(), at('2020-06-01'), [
    'scheduleCommittee',
    { by, on: '2020-09-15', time: '14:30', place: 'Ségur' },
  ]);
  const without = amendedBy(convened, july, { committee: null }, '2020-07-15');
  const after = acting(without, at('2020-07-16'), ['cancelCommittee', { by, reason: 'plus de comité' }]);
  expect(after.meetings.map(({ state }) => state)).toEqual(['cancelled']);
});

test('a request that was made stays asked of whom it was, whoever may ask from then on', () => {
  const item = { id: 'avis', title: 'Avis', article: '4' };
  const asking = (from: string) => ({ requests: { items: [{ ...item, from }] } });
  const asked = acting(inForce(asking('delegatee')), july, [
    'requestInformation',
    { by, from: 'delegatee', subject: 'le marché' },
  ]);
  const turned = amendedBy(asked, october, asking('delegator'), '2020-10-15');
  expect(dutyOf(turned, 'request-1')).toMatchObject({ holder: 'delegator', copies: ['delegatee'] });
});
