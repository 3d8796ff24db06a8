import type { Moment } from '../../../convention/acts/act.ts';
import { type ActName, acts, checkAct, doAct } from '../../../convention/acts/acts.ts';
import { parisDate } from '../../../convention/calendar/paris.ts';
import type { Convention } from '../../../convention/convention.ts';
import { outcomeOf } from '../../../convention/duties/duties.ts';
import type { ErrorCode } from '../../../convention/errors.ts';
import { isSettling, phaseOf } from '../../../convention/phases.ts';
import { acting, at, day, deepFreeze, dutyOf, ended, inForce, refusalOf, signed } from '../support.ts';

const by = 'Ada Lovelace';
const reason = 'décision du 4 mai';

/** One act of each kind at a moment when it is possible; `again` is the refusal of doing it twice. */
interface Case {
  readonly name: ActName;
  readonly before: Convention;
  readonly moment: Moment;
  readonly input: Record<string, unknown>;
  readonly again: ErrorCode;
}

const may = at('2020-05-04');
const july = at('2020-07-01');
const notice = { by, from: 'delegator', receivedOn: '2020-07-01', reason };
const noticed = acting(inForce(), july, ['giveNotice', notice]);
const meeting = { by, on: '2021-03-30', time: '14:30', place: 'Ségur, salle 1' };
const convened = acting(inForce(), at('2021-03-01'), ['scheduleCommittee', meeting]);
const report = { by, period: '2020-04', spent: 1250.5, progress: 'Bien.', forecast: 'Deux commandes.' };
const proposal = { by, amount: 1000, use: 'Restitution au programme 103' };
const proposed = acting(ended(), at('2021-04-12'), ['proposeBalance', proposal]);
const done = { by, duties: [{ duty: 'chorus-access', evidence: 'AIFE-1' }] };

const cases: Case[] = [
  { name: 'markDone', before: signed(), moment: may, input: done, again: 'ALREADY_DONE' },
  {
    name: 'waiveDuty',
    before: signed(),
    moment: may,
    input: { by, duty: 'credits', reason },
    again: 'ALREADY_DONE',
  },
  {
    name: 'reopenDuty',
    before: acting(signed(), may, ['markDone', done]),
    moment: may,
    input: { by, duty: 'chorus-access', reason },
    again: 'ALREADY_DONE',
  },
  {
    name: 'recordPublication',
    before: signed(),
    moment: may,
    input: { by, publication: 'maignon', on: '2020-04-10', evidence: 'attestation' },
    again: 'ALREADY_DONE',
  },
  {
    name: 'confirmEffect',
    before: inForce(),
    moment: may,
    input: { by, on: '2020-04-06', reason },
    again: 'ALREADY_DONE',
  },
  { name: 'submitReport', before: inForce(), moment: may, input: report, again: 'ALREADY_DONE' },
  {
    name: 'scheduleCommittee',
    before: inForce(),
    moment: at('2021-03-01'),
    input: meeting,
    again: 'ALREADY_DONE',
  },
  {
    name: 'holdCommittee',
    before: convened,
    moment: at('2021-03-30', '17:00'),
    input: { by, on: '2021-03-30', decision: 'Poursuivre', minutes: 'https://cr.example' },
    again: 'ALREADY_DONE',
  },
  {
    name: 'cancelCommittee',
    before: convened,
    moment: at('2021-03-02'),
    input: { by, reason },
    again: 'NOT_NOW',
  },
  { name: 'giveNotice', before: inForce(), moment: july, input: notice, again: 'ALREADY_DONE' },
  {
    name: 'withdrawNotice',
    before: noticed,
    moment: july,
    input: { by, party: 'delegatee', reason },
    again: 'ALREADY_DONE',
  },
  {
    name: 'replaceContact',
    before: inForce(),
    moment: may,
    input: { by, contact: 'dgefp-budget', name: 'Grace Hopper', email: 'grace@dgefp.example', reason },
    again: 'ALREADY_DONE',
  },
  {
    name: 'pauseReminders',
    before: inForce(),
    moment: may,
    input: { by, until: '2020-05-18', reason },
    again: 'ALREADY_DONE',
  },
  {
    name: 'requestInformation',
    before: inForce(),
    moment: may,
    input: { by, from: 'delegatee', subject: 'Prévisions' },
    again: 'ALREADY_DONE',
  },
  {
    name: 'recordYearEnd',
    before: inForce(),
    moment: may,
    input: { by, year: 2020, commitments: '2020-11-27', payments: '2020-12-10' },
    again: 'ALREADY_DONE',
  },
  {
    name: 'proposeBalance',
    before: ended(),
    moment: at('2021-04-12'),
    input: proposal,
    again: 'ALREADY_DONE',
  },
  { name: 'agreeBalance', before: proposed, moment: at('2021-04-13'), input: { by }, again: 'ALREADY_DONE' },
  { name: 'terminate', before: inForce(), moment: may, input: { by, reason }, again: 'CLOSED' },
];

const closed = acting(inForce(), may, ['terminate', { by, reason }]);

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
        message: 'reason : absent ; attendu : un texte d’une ligne, de 1 à 500 caractères',
      });
    },
  );
});

describe('a bad act is refused in French, with its code', () => {
  it.each<[string, ActName, unknown, Convention, Moment, ErrorCode, RegExp]>([
    ['nothing at all', 'markDone', undefined, signed(), may, 'BAD_ACT', /absent ; attendu : un objet/],
    ['a list', 'markDone', [], signed(), may, 'BAD_ACT', /« \[\] » refusé/],
    ['no duty', 'markDone', { by, duties: [] }, signed(), may, 'BAD_ACT', /liste de 1 à 60/],
    [
      'an unknown duty',
      'markDone',
      { by, duties: [{ duty: 'chorus', evidence: 'x' }] },
      signed(),
      may,
      'UNKNOWN_DUTY',
      /« chorus ».*chorus-access, chorus-codings/,
    ],
    [
      'a duty of later',
      'markDone',
      { by, duties: [{ duty: 'hand-over', evidence: 'x' }] },
      signed(),
      may,
      'UNKNOWN_DUTY',
      /hand-over/,
    ],
    [
      'no evidence',
      'markDone',
      { by, duties: [{ duty: 'credits', evidence: ' ' }] },
      signed(),
      may,
      'BAD_ACT',
      /evidence/,
    ],
    [
      'a report marked as done',
      'markDone',
      { by, duties: [{ duty: 'report-2020-04', evidence: 'x' }] },
      inForce(),
      may,
      'NOT_NOW',
      /« delegation report »/,
    ],
    [
      'an alert marked as done',
      'markDone',
      { by, duties: [{ duty: 'term', evidence: 'x' }] },
      inForce(),
      may,
      'NOT_NOW',
      /rien à faire/,
    ],
    [
      'an unknown duty to waive',
      'waiveDuty',
      { by, duty: 'x', reason },
      signed(),
      may,
      'UNKNOWN_DUTY',
      /« x »/,
    ],
    [
      'an unknown duty to reopen',
      'reopenDuty',
      { by, duty: 'x', reason },
      signed(),
      may,
      'UNKNOWN_DUTY',
      /« x »/,
    ],
    [
      'the publication that gave effect, to reopen',
      'reopenDuty',
      { by, duty: 'publication-maignon', reason },
      inForce(),
      may,
      'NOT_NOW',
      /confirmez plutôt une autre date/,
    ],
    [
      'a publication of tomorrow',
      'recordPublication',
      { by, publication: 'maignon', on: '2020-05-05', evidence: 'x' },
      signed(),
      may,
      'BAD_DATE',
      /« 2020-05-05 ».*du 2020-03-25 .* au 2020-05-04/,
    ],
    [
      'a publication before signature',
      'recordPublication',
      { by, publication: 'maignon', on: '2020-03-24', evidence: 'x' },
      signed(),
      may,
      'BAD_DATE',
      /« 2020-03-24 »/,
    ],
    [
      'a publication on no day',
      'recordPublication',
      { by, publication: 'maignon', on: '2020-02-30', evidence: 'x' },
      signed(),
      may,
      'BAD_ACT',
      /on : « 2020-02-30 » refusé/,
    ],
    [
      'a publication nowhere',
      'recordPublication',
      { by, publication: 'bo', on: '2020-04-10', evidence: 'x' },
      signed(),
      may,
      'UNKNOWN_REFERENCE',
      /« bo ».*maignon, data-gouv/,
    ],
    [
      'an effect before signature',
      'confirmEffect',
      { by, on: '2020-03-24', reason },
      signed(),
      may,
      'BAD_DATE',
      /« 2020-03-24 »/,
    ],
    [
      'an effect after the end',
      'confirmEffect',
      { by, on: '2020-04-06', reason },
      ended(),
      at('2021-04-12'),
      'NOT_NOW',
      /9 avril 2021/,
    ],
    [
      'a report of a month to come',
      'submitReport',
      { ...report, period: '2020-06' },
      inForce(),
      may,
      'NOT_NOW',
      /« 2020-06 » n’a pas commencé/,
    ],
    [
      'a report of a month outside',
      'submitReport',
      { ...report, period: '2020-03' },
      inForce(),
      may,
      'UNKNOWN_REFERENCE',
      /« 2020-03 ».*2020-04, /,
    ],
    [
      'a report of month 13',
      'submitReport',
      { ...report, period: '2020-13' },
      inForce(),
      may,
      'BAD_ACT',
      /AAAA-MM/,
    ],
    [
      'a report before effect',
      'submitReport',
      report,
      signed(),
      may,
      'UNKNOWN_REFERENCE',
      /aucune avant la prise d’effet/,
    ],
    [
      'spending of three decimals',
      'submitReport',
      { ...report, spent: 1.005 },
      inForce(),
      may,
      'BAD_ACT',
      /spent : « 1.005 » refusé/,
    ],
    [
      'spending below zero',
      'submitReport',
      { ...report, spent: -1 },
      inForce(),
      may,
      'BAD_ACT',
      /spent : « -1 »/,
    ],
    [
      'a committee before effect',
      'scheduleCommittee',
      meeting,
      signed(),
      may,
      'NOT_NOW',
      /pas encore pris effet/,
    ],
    [
      'a committee yesterday',
      'scheduleCommittee',
      { ...meeting, on: '2021-02-28' },
      inForce(),
      at('2021-03-01'),
      'BAD_DATE',
      /passé/,
    ],
    [
      'a committee after the end',
      'scheduleCommittee',
      { ...meeting, on: '2021-04-10' },
      inForce(),
      at('2021-03-01'),
      'BAD_DATE',
      /au plus tard le 2021-04-09/,
    ],
    [
      'a committee at 25:00',
      'scheduleCommittee',
      { ...meeting, time: '25:00' },
      inForce(),
      at('2021-03-01'),
      'BAD_ACT',
      /HH:MM/,
    ],
    [
      'a committee held tomorrow',
      'holdCommittee',
      { by, on: '2021-03-31', decision: 'x', minutes: 'x' },
      convened,
      at('2021-03-30'),
      'BAD_DATE',
      /« 2021-03-31 »/,
    ],
    [
      'a committee to cancel that is not convened',
      'cancelCommittee',
      { by, reason },
      inForce(),
      may,
      'NOT_NOW',
      /Aucun comité/,
    ],
    [
      'a notice received tomorrow',
      'giveNotice',
      { ...notice, receivedOn: '2020-07-02' },
      inForce(),
      july,
      'BAD_DATE',
      /« 2020-07-02 »/,
    ],
    [
      'a notice received before signature',
      'giveNotice',
      { ...notice, receivedOn: '2020-03-24' },
      inForce(),
      july,
      'BAD_DATE',
      /« 2020-03-24 »/,
    ],
    [
      'a notice of nobody',
      'giveNotice',
      { ...notice, from: 'dinum' },
      inForce(),
      july,
      'BAD_ACT',
      /« delegator », « delegatee »/,
    ],
    [
      'a notice after the end',
      'giveNotice',
      notice,
      ended(),
      at('2021-04-12'),
      'NOT_NOW',
      /a déjà pris fin le 9 avril 2021/,
    ],
    [
      'another notice while one runs',
      'giveNotice',
      { ...notice, from: 'delegatee' },
      noticed,
      july,
      'ALREADY_DONE',
      /donné par DGEFP, reçu le 1er juillet 2020, il s’achève le 1er octobre 2020/,
    ],
    [
      'no notice to withdraw',
      'withdrawNotice',
      { by, party: 'delegator', reason },
      inForce(),
      july,
      'NOT_NOW',
      /Aucun préavis/,
    ],
    [
      'a contact that does not exist',
      'replaceContact',
      { by, contact: 'x', name: 'X', email: 'x@a.example', reason },
      inForce(),
      may,
      'UNKNOWN_REFERENCE',
      /« x ».*bruno-lucas/,
    ],
    [
      'an address with a line break',
      'replaceContact',
      { by, contact: 'dsaf', name: 'X', email: 'x@a.example\r\nBcc: y@a.example', reason },
      inForce(),
      may,
      'BAD_ACT',
      /email/,
    ],
    [
      'a pause until today',
      'pauseReminders',
      { by, until: '2020-05-04', reason },
      inForce(),
      may,
      'BAD_DATE',
      /après le 2020-05-04/,
    ],
    [
      'no pause to end',
      'pauseReminders',
      { by, until: null, reason },
      inForce(),
      may,
      'ALREADY_DONE',
      /ne sont pas suspendus/,
    ],
    [
      'year-end dates of another year',
      'recordYearEnd',
      { by, year: 2020, commitments: '2021-11-30', payments: '2020-12-11' },
      inForce(),
      may,
      'BAD_DATE',
      /une date de l’année 2020/,
    ],
    ['a balance before the end', 'proposeBalance', proposal, inForce(), may, 'NOT_NOW', /9 avril 2021/],
    [
      'a balance beyond the ceiling',
      'proposeBalance',
      { ...proposal, amount: 100_000.01 },
      ended(),
      at('2021-04-12'),
      'BAD_ACT',
      /100.000,00/,
    ],
    [
      'a balance that nobody proposed, to agree',
      'agreeBalance',
      { by },
      ended(),
      at('2021-04-12'),
      'NOT_NOW',
      /rien à accepter/,
    ],
  ])('%s (%s)', (_what, name, input, before, moment, code, message) => {
    const refused = refusalOf(before, name, input, moment);
    expect(refused.code).toBe(code);
    expect(refused.message).toMatch(message);
  });

  it('with all its faults at once', () => {
    const { message } = refusalOf(inForce(), 'submitReport', { by: 7, period: 'mai', spent: -1 }, may);
    expect(message.split('\n').map((one) => one.split(' : ')[0])).toEqual([
      'by',
      'period',
      'spent',
      'progress',
      'forecast',
    ]);
  });

  it('several duties are done all together or not at all', () => {
    const input = { by, duties: [...done.duties, { duty: 'nothing', evidence: 'x' }] };
    expect(refusalOf(signed(), 'markDone', input, may).code).toBe('UNKNOWN_DUTY');
  });
});

describe('duties', () => {
  it('are done with their evidence, waived with their reason', () => {
    const after = acting(signed(), may, ['markDone', done], ['waiveDuty', { by, duty: 'credits', reason }]);
    expect(after.outcomes).toEqual({
      'chorus-access': { state: 'done', at: may.now, by, evidence: 'AIFE-1' },
      credits: { state: 'waived', at: may.now, by, reason },
    });
  });

  it('that are done cannot be waived, nor the reverse, and the refusal says by whom and when', () => {
    const after = acting(signed(), may, ['markDone', done]);
    expect(refusalOf(after, 'waiveDuty', { by, duty: 'chorus-access', reason }, may).message).toMatch(
      /« chorus-access » est déjà .*par Ada Lovelace, le 4 mai 2020 à 10:00 \(AIFE-1\)/,
    );
  });

  it('reopened are owed again, with what had closed them undone', () => {
    const reported = acting(inForce(), may, ['submitReport', report]);
    expect(reported.reports['2020-04']).toMatchObject({ spent: 125_050 });
    const reopened = acting(reported, may, ['reopenDuty', { by, duty: 'report-2020-04', reason }]);
    expect(reopened.reports).toEqual({});
    expect(outcomeOf(reopened, dutyOf(reopened, 'report-2020-04'))).toBeUndefined();
    expect(acting(reopened, may, ['submitReport', report]).reports['2020-04']).toBeDefined();
  });

  it('reopen a publication that has not given effect', () => {
    const publish = [
      'recordPublication',
      { by, publication: 'maignon', on: '2020-04-10', evidence: 'x' },
    ] as const;
    const after = acting(signed(), may, publish, ['reopenDuty', { by, duty: 'publication-maignon', reason }]);
    expect(after.publications).toEqual({});
    expect(acting(after, may, publish).publications.maignon?.on).toBe('2020-04-10');
  });

  it('reopen the balance that was agreed', () => {
    const agreed = acting(proposed, at('2021-04-13'), ['agreeBalance', { by }]);
    const reopened = acting(agreed, at('2021-04-14'), ['reopenDuty', { by, duty: 'balance', reason }]);
    expect(reopened.agreedBalance).toBeUndefined();
    expect(acting(reopened, at('2021-04-14'), ['agreeBalance', { by }]).agreedBalance?.amount).toBe(100_000);
  });
});

describe('a notice', () => {
  it('is told at once to both parties and both controllers', () => {
    const [told] = doAct(inForce(), 'giveNotice', notice, july).news;
    expect(told?.to).toEqual([
      { holder: 'delegator' },
      { holder: 'delegatee' },
      { holder: 'controller:cbcm-mef' },
      { holder: 'controller:cbcm-pm' },
    ]);
    expect(told?.item).toMatchObject({ urgent: true, article: 'art. 7' });
    expect(told?.item.lead).toContain('prend fin le 1er octobre 2020');
  });

  it('longer than what remains says that the term holds', () => {
    const late = { ...notice, receivedOn: '2021-04-08' };
    expect(doAct(inForce(), 'giveNotice', late, at('2021-04-08')).text).toContain(
      'à son terme, le 9 avril 2021',
    );
  });

  it('before effect says its own end', () => {
    expect(doAct(signed(), 'giveNotice', { ...notice, receivedOn: '2020-04-01' }, may).text).toContain(
      'prend fin le 1er juillet 2020',
    );
  });

  it('is withdrawn by both, and the controllers learn it then', () => {
    const first = doAct(noticed, 'withdrawNotice', { by, party: 'delegator', reason }, july);
    expect(first.news[0]?.to).toHaveLength(2);
    expect(phaseOf(first.convention, july.today)).toBe('underNotice');
    const second = doAct(first.convention, 'withdrawNotice', { by, party: 'delegatee', reason }, july);
    expect(second.news[0]?.to).toHaveLength(4);
    expect(second.news[0]?.item.facts).toContainEqual(['Dernier jour', '9 avril 2021']);
    expect(phaseOf(second.convention, july.today)).toBe('inForce');
  });

  it('withdrawn may be followed by another', () => {
    const withdrawn = (['delegator', 'delegatee'] as const).reduce(
      (before, party) => acting(before, july, ['withdrawNotice', { by, party, reason }]),
      noticed,
    );
    const again = acting(withdrawn, at('2020-08-03'), [
      'giveNotice',
      { ...notice, receivedOn: '2020-08-03' },
    ]);
    expect(again.notices).toHaveLength(2);
    expect(dutyOf(again, 'notice-end-2020-08-03').dueOn).toBe('2020-11-03');
  });
});

describe('the committee', () => {
  it('invites the chair, the team and the programme, under one uid whose sequence rises', () => {
    const [first] = doAct(inForce(), 'scheduleCommittee', meeting, at('2021-03-01')).news;
    expect(first?.item.meeting).toMatchObject({
      uid: 'committee-1@signaux-faibles',
      sequence: 0,
      method: 'REQUEST',
      startsAt: Date.parse('2021-03-30T12:30:00Z'),
      organiser: { name: 'Bruno Lucas' },
    });
    expect(first?.item.meeting?.attendees.map(({ name }) => name)).toEqual([
      'Bruno Lucas',
      'Intrapreneur Signaux Faibles',
      'Équipe beta.gouv.fr',
    ]);
    const [moved] = doAct(
      convened,
      'scheduleCommittee',
      { ...meeting, time: '15:00' },
      at('2021-03-02'),
    ).news;
    expect(moved?.item.meeting).toMatchObject({ uid: 'committee-1@signaux-faibles', sequence: 1 });
    const [cancelled] = doAct(convened, 'cancelCommittee', { by, reason }, at('2021-03-02')).news;
    expect(cancelled?.item.meeting).toMatchObject({ method: 'CANCEL', sequence: 1 });
  });

  it('held closes its duty with the minutes, and reviews the commitments of arts 3 and 4', () => {
    const input = { by, on: '2021-03-30', decision: 'Poursuivre', minutes: 'https://cr.example' };
    const { convention, news } = doAct(convened, 'holdCommittee', input, at('2021-03-30', '18:00'));
    expect(convention.outcomes['committee-1']).toMatchObject({
      state: 'done',
      evidence: 'https://cr.example',
    });
    expect(convention.meetings).toMatchObject([
      { state: 'held', decision: 'Poursuivre', place: 'Ségur, salle 1' },
    ]);
    expect(news[0]?.item.facts).toHaveLength(1 + 8 + 9);
  });

  it('cancelled is still owed, and may be convened again under another uid', () => {
    const cancelled = acting(convened, at('2021-03-02'), ['cancelCommittee', { by, reason }]);
    const [again] = doAct(cancelled, 'scheduleCommittee', meeting, at('2021-03-03')).news;
    expect(again?.item.meeting?.uid).toBe('committee-2@signaux-faibles');
  });
});

describe('an effect that moves', () => {
  it('is told to both parties with its new term, and not when it is the first', () => {
    const confirmed = { by, on: '2020-04-06', reason };
    expect(doAct(signed(), 'confirmEffect', confirmed, may).news).toEqual([]);
    const [moved] = doAct(inForce(), 'confirmEffect', confirmed, may).news;
    expect(moved?.item.lead).toContain('le 6 avril 2020, et non le 10 avril 2020');
    expect(moved?.item.facts).toContainEqual(['Dernier jour', '5 avril 2021']);
  });
});

describe('a contact', () => {
  it('replaced keeps its id and its roles, and loses the title of the one before', () => {
    const after = acting(inForce(), may, [
      'replaceContact',
      { by, contact: 'bruno-lucas', name: 'Ada', email: 'ada@dgefp.example', reason },
    ]);
    expect(after.document.delegator.contacts[0]).toEqual({
      id: 'bruno-lucas',
      name: 'Ada',
      email: 'ada@dgefp.example',
      roles: ['representative', 'chair'],
    });
  });

  it('may be the manager, a controller’s or a publisher’s', () => {
    for (const contact of ['gestionnaire', 'cbcm-pm', 'dsaf']) {
      const input = { by, contact, name: 'Ada', email: 'ada@a.example', reason };
      expect(JSON.stringify(acting(inForce(), may, ['replaceContact', input]).document)).toContain(
        'ada@a.example',
      );
    }
  });
});

describe('the settlement', () => {
  it('takes the last of the proposals', () => {
    const other = { ...proposal, amount: 900, use: 'Report de crédits' };
    const after = acting(proposed, at('2021-04-13'), ['proposeBalance', other], ['agreeBalance', { by }]);
    expect(after.agreedBalance).toMatchObject({ amount: 90_000, use: 'Report de crédits', agreedBy: by });
    expect(after.outcomes.balance).toMatchObject({ state: 'done' });
  });
});

describe('an administrative stop', () => {
  it('lapses what was still to do, keeps what was done, and says so to both parties', () => {
    const before = acting(inForce(), may, ['markDone', done]);
    const { convention, news } = doAct(before, 'terminate', { by, reason }, may);
    expect(convention.closed).toEqual({ phase: 'closed', at: may.now });
    expect(convention.ended).toEqual({ cause: 'administrative', on: '2020-05-04' });
    expect(convention.outcomes['chorus-access']?.state).toBe('done');
    expect(convention.outcomes.credits?.state).toBe('lapsed');
    expect(news[0]?.item.urgent).toBe(true);
  });

  it('before effect withdraws the convention', () => {
    expect(acting(signed(), may, ['terminate', { by, reason }]).closed?.phase).toBe('withdrawn');
  });

  it('after the end keeps how it ended', () => {
    expect(acting(ended(), at('2021-04-12'), ['terminate', { by, reason }]).ended?.cause).toBe('term');
  });
});

describe('the phase', () => {
  const on = (date: string) => day(date);
  it.each<[string, Convention, string, string]>([
    ['signed', signed(), '2020-04-01', 'signed'],
    [
      'signed until the day of its effect',
      acting(signed(), may, ['confirmEffect', { by, on: '2020-06-01', reason }]),
      '2020-05-31',
      'signed',
    ],
    [
      'in force on that day',
      acting(signed(), may, ['confirmEffect', { by, on: '2020-06-01', reason }]),
      '2020-06-01',
      'inForce',
    ],
    ['under notice', noticed, '2020-07-02', 'underNotice'],
    [
      'under a notice longer than what remains',
      acting(inForce(), at('2021-04-08'), ['giveNotice', { ...notice, receivedOn: '2021-04-08' }]),
      '2021-04-08',
      'underNotice',
    ],
    [
      'signed while a notice runs before effect',
      acting(signed(), may, ['giveNotice', { ...notice, receivedOn: '2020-04-01' }]),
      '2020-05-04',
      'signed',
    ],
    ['ended', ended(), '2021-04-12', 'ended'],
    ['closed', closed, '2020-05-05', 'closed'],
  ])('is %s', (_what, convention, today, expected) => {
    expect(phaseOf(convention, on(today))).toBe(expected);
  });

  it('is settling once only the balance is left', () => {
    const moment = at('2021-05-03');
    const owed = [
      'hand-over',
      'report-final',
      ...Array.from({ length: 13 }, (_, index) => {
        const month = (index + 3) % 12;
        return `report-${index < 9 ? 2020 : 2021}-${String(month + 1).padStart(2, '0')}`;
      }),
    ];
    const waive = owed.map((duty) => ['waiveDuty', { by, duty, reason }] as const);
    expect(phaseOf(acting(ended(), moment, ...waive.slice(1)), moment.today)).toBe('ended');
    const settling = acting(ended(), moment, ...waive);
    expect([phaseOf(settling, moment.today), isSettling(settling)]).toEqual(['settling', true]);
  });
});

describe('the day of an act', () => {
  it('is the day it is in Paris: a publication of today is accepted from midnight there', () => {
    const now = Date.parse('2020-04-09T22:30:00Z');
    const moment = { now, today: parisDate(now) };
    const input = { by, publication: 'maignon', on: '2020-04-10', evidence: 'x' };
    expect(acting(signed(), moment, ['recordPublication', input]).publications.maignon?.on).toBe(
      '2020-04-10',
    );
  });
});
