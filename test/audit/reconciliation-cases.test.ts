import { asItStands } from '../../acts/agreeing.ts';
import { reconcile } from '../../audit/reconciliation.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { addDays, dayOfWeek } from '../../convention/calendar/plain-date.ts';
import type { Convention, SentMail } from '../../convention/convention.ts';
import { SimulatedLife } from '../convention/simulation.ts';
import { at, day, signauxFaibles } from '../convention/support.ts';

/** A life in force since 10 April 2020, every letter of which leaves. */
function inForceLife(changes: Record<string, unknown> = {}): SimulatedLife {
  const life = new SimulatedLife(signauxFaibles(changes), at('2020-03-25', '18:00').now);
  life.passes(at('2020-04-10').now);
  for (const publication of ['maignon', 'data-gouv'])
    life.act('recordPublication', { by: 'Ada', publication, on: '2020-04-10', evidence: 'attestation' });
  return life;
}

function without(record: Convention, isLost: (mail: SentMail) => boolean): Convention {
  return { ...record, mails: record.mails.filter((mail) => !isLost(mail)) };
}

const isAbout = (duty: string) => (mail: SentMail) => mail.about.some((one) => one.startsWith(`${duty}/`));

/** An amendment that all agree to and sign, in force that day. */
function amends(life: SimulatedLife, changes: unknown, on: string, parties: readonly string[]): void {
  const by = 'Ada';
  const [from] = parties;
  life.act('proposeAmendment', { by, from, changes, reason: 'accord', effectiveOn: on });
  for (const party of parties)
    life.act('agreeAmendment', asItStands(life.convention, 'agreeAmendment', { by, amendment: 1, party }));
  const signature = { by, amendment: 1, on, reference: 'Avenant', sha256: '0'.repeat(64) };
  life.act('signAmendment', asItStands(life.convention, 'signAmendment', signature));
}

describe('what nothing was sent about is missing, whatever became of another of its title', () => {
  it('a committee, when the one before it was waived', () => {
    const life = inForceLife({ committee: { everyMonths: 6 } });
    life.passes(at('2020-08-20').now);
    life.act('waiveDuty', { by: 'Ada', duty: 'committee-1', reason: 'report du comité' });
    life.passes(at('2021-04-20').now);
    life.act('requestInformation', { by: 'Ada', from: 'delegatee', subject: 'x' });
    const days = [day('2021-01-01'), day('2021-04-09')] as const;
    expect(reconcile(life.convention, ...days).missing).toEqual([]);
    const { missing, withdrawn } = reconcile(without(life.convention, isAbout('committee-2')), ...days);
    expect(missing.filter(({ duty }) => duty === 'committee-2').length).toBeGreaterThan(2);
    expect(withdrawn.filter(({ duty }) => duty === 'committee-2')).toEqual([]);
  });

  it('a request, when another of the same subject was answered', () => {
    const life = inForceLife();
    life.passes(at('2020-05-04').now);
    life.act('requestInformation', { by: 'Ada', from: 'delegatee', subject: 'Prévisions' });
    life.act('markDone', { by: 'Ada', duties: [{ duty: 'request-1', evidence: 'note' }] });
    life.passes(at('2020-05-11').now);
    life.act('requestInformation', { by: 'Ada', from: 'delegatee', subject: 'Prévisions' });
    life.passes(at('2020-06-15').now);
    const lost = without(life.convention, isAbout('request-2'));
    const { missing } = reconcile(lost, day('2020-05-11'), day('2020-06-14'));
    expect(missing.map(({ duty }) => duty)).toContain('request-2');
  });
});

describe('what an amendment has left owed', () => {
  it('is written about as before, and missed when it is not', () => {
    const life = inForceLife();
    life.passes(at('2020-07-15').now);
    amends(life, { reports: null, committee: null }, '2020-07-15', ['delegator', 'delegatee']);
    life.passes(at('2020-09-15').now);
    const days = [day('2020-07-16'), day('2020-09-14')] as const;
    const isLate = ({ about }: SentMail) =>
      about.some((one) => one.startsWith('report-2020-06/2020-07-07/overdue'));
    expect(life.convention.mails.filter(isLate).length).toBeGreaterThan(2);
    expect(life.convention.mails.some(isAbout('report-2020-07'))).toBe(false);
    expect(reconcile(life.convention, ...days).missing).toEqual([]);
    const { missing } = reconcile(without(life.convention, isAbout('report-2020-06')), ...days);
    expect(missing.map(({ duty }) => duty)).toContain('report-2020-06');
  });
});

describe('what left as it should is no false alarm', () => {
  it.each(['2020-04-16', '2020-04-20'])(
    'about a duty reopened before the hour of mail, on %s',
    (reopenedOn) => {
      const life = inForceLife();
      life.passes(at('2020-04-14', '15:00').now);
      life.act('markDone', { by: 'Ada', duties: [{ duty: 'chorus-access', evidence: 'ticket' }] });
      life.passes(at(reopenedOn, '06:00').now);
      life.act('reopenDuty', { by: 'Ada', duty: 'chorus-access', reason: 'erreur' });
      life.passes(at('2020-06-01').now);
      life.act('requestInformation', { by: 'Ada', from: 'delegatee', subject: 'x' });
      const { missing, late, due } = reconcile(life.convention, day('2020-04-11'), day('2020-05-31'));
      expect([missing, late]).toEqual([[], 0]);
      expect(due).toBeGreaterThan(10);
    },
  );

  it('about what the calendar brings at the very instant of an act', () => {
    const life = inForceLife();
    life.passes(at('2021-04-10', '00:00').now);
    const comments = { by: 'Ada', duty: 'balance', party: 'delegatee', comment: 'x' };
    life.act('commentDuty', comments);
    const atOnce = life.convention.journal.filter((line) => line.at === life.moment.now);
    expect(atOnce.map(({ act }) => act)).toEqual(['phase', 'commentDuty', 'mail']);
    life.passes(at('2021-04-20').now);
    life.act('commentDuty', comments);
    const { missing, late, due } = reconcile(life.convention, day('2021-04-10'), day('2021-04-19'));
    expect([missing, late]).toEqual([[], 0]);
    expect(due).toBeGreaterThan(1);
  });

  it('about dates of year end that were given twice', () => {
    const life = inForceLife();
    life.passes(at('2020-09-21').now);
    const by = 'Ada';
    life.act('recordYearEnd', { by, year: 2020, commitments: '2020-11-20', payments: '2020-12-10' });
    life.passes(at('2020-11-13').now);
    life.act('recordYearEnd', { by, year: 2020, commitments: '2020-11-27', payments: '2020-12-15' });
    life.passes(at('2020-12-31').now);
    life.act('requestInformation', { by, from: 'delegatee', subject: 'x' });
    const { missing } = reconcile(life.convention, day('2020-09-01'), day('2020-12-30'));
    expect(missing).toEqual([]);
    // What the first dates brought is still due on its days.
    const lost = without(life.convention, isAbout('year-end-2020-commitments'));
    const found = reconcile(lost, day('2020-10-01'), day('2020-11-12')).missing;
    const ofDuty = found.filter(({ duty }) => duty === 'year-end-2020-commitments');
    expect(new Set(ofDuty.map(({ dueOn }) => dueOn))).toEqual(new Set(['2020-11-20']));
  });

  it('to who stands in for a contact who is away, and is one too', () => {
    const life = inForceLife();
    life.passes(at('2020-05-04').now);
    for (const [contact, email] of [
      ['dgefp-budget', 'sacha.moreau@dgefp.example'],
      ['bruno-lucas', 'nadi.bou-hanna@dinum.example'],
    ] as const)
      life.act('declareAbsence', { by: 'Ada', contact, until: '2021-05-03', name: 'Sacha', email });
    life.passes(at('2021-04-05').now);
    life.act('requestInformation', { by: 'Ada', from: 'delegatee', subject: 'x' });
    const days = [day('2020-05-05'), day('2021-04-04')] as const;
    const { missing, due } = reconcile(life.convention, ...days);
    expect(missing).toEqual([]);
    expect(due).toBeGreaterThan(10);
    const lost = reconcile(without(life.convention, isAbout('term')), ...days).missing;
    const ofTerm = lost.filter(({ duty }) => duty === 'term').map(({ contact }) => contact);
    expect(new Set(ofTerm)).toEqual(new Set(['nadi-bou-hanna']));
  });

  it('to contacts who share an address, of whom the first is told', () => {
    const life = inForceLife();
    life.passes(at('2020-05-04').now);
    const email = 'accueil@partage.example';
    for (const contact of ['bruno-lucas', 'nadi-bou-hanna'])
      life.act('replaceContact', { by: 'Ada', contact, name: 'Accueil', email, reason: 'départ' });
    life.passes(at('2021-04-05').now);
    life.act('requestInformation', { by: 'Ada', from: 'delegatee', subject: 'x' });
    const days = [day('2020-05-05'), day('2021-04-04')] as const;
    expect(reconcile(life.convention, ...days).missing).toEqual([]);
    const { missing } = reconcile(without(life.convention, isAbout('term')), ...days);
    expect(missing.filter(({ duty }) => duty === 'term').map(({ contact }) => contact)).toContain(
      'nadi-bou-hanna',
    );
  });

  describe('to whoever is written to on Mondays only', () => {
    const paced = ['bruno-lucas', 'dgefp-budget', 'nadi-bou-hanna', 'dinum-budget'];
    const days = [day('2020-05-05'), day('2021-04-04')] as const;
    const request = { id: 'bilan', title: 'Bilan', article: '2', from: 'delegatee', dueWorkingDays: 20 };

    /** A year of it, and the Mondays and other first working days on which what may wait is told. */
    function pacedLife(changes: Record<string, unknown> = {}): SimulatedLife {
      const life = inForceLife(changes);
      life.passes(at('2020-05-04', '12:00').now);
      for (const contact of paced) life.act('chooseRhythm', { by: 'Ada', contact, mails: 'mondays' });
      return life;
    }

    it('on Monday, and on no other day what waits for it', () => {
      const life = pacedLife();
      life.passes(at('2021-04-05').now);
      life.act('requestInformation', { by: 'Ada', from: 'delegatee', subject: 'x' });
      const { missing, late, due } = reconcile(life.convention, ...days);
      expect([missing, late]).toEqual([[], 0]);
      expect(due).toBeGreaterThan(10);
      const lost = reconcile(without(life.convention, isAbout('term')), ...days).missing;
      const ofTerm = lost.filter(({ duty }) => duty === 'term');
      expect(ofTerm.length).toBeGreaterThan(0);
      for (const { at: instant } of ofTerm) expect(dayOfWeek(parisDate(instant))).toBeLessThanOrEqual(2);
    });

    it('sooner, once it no longer waits, with what falls due then', () => {
      const life = pacedLife();
      life.passes(at('2020-05-05').now);
      life.act('requestInformation', { by: 'Ada', from: 'delegatee', subject: 'x' });
      life.passes(at('2020-05-06').now);
      const mails = 'daily';
      for (const contact of paced) life.act('chooseRhythm', { by: 'Ada', contact, mails });
      life.passes(at('2020-06-05').now);
      life.act('requestInformation', { by: 'Ada', from: 'delegatee', subject: 'y' });
      const { missing, late } = reconcile(life.convention, days[0], day('2020-06-04'));
      expect([missing, late]).toEqual([[], 0]);
    });

    it('not at all, once it is done before', () => {
      const life = pacedLife();
      life.passes(at('2020-05-05').now);
      life.act('requestInformation', { by: 'Ada', from: 'delegatee', subject: 'x' });
      life.passes(at('2020-05-07').now);
      life.act('markDone', { by: 'Ada', duties: [{ duty: 'request-1', evidence: 'note' }] });
      life.passes(at('2020-05-20').now);
      life.act('requestInformation', { by: 'Ada', from: 'delegatee', subject: 'y' });
      const { missing, withdrawn } = reconcile(life.convention, days[0], day('2020-05-19'));
      expect(missing).toEqual([]);
      const told = { duty: 'request-1', contact: 'dgefp-budget', rung: 'notice', on: '2020-05-05' };
      const [taken] = withdrawn.filter(({ duty, rung }) => duty === told.duty && rung === told.rung);
      expect(taken).toMatchObject({ ...told, reason: expect.stringContaining('remplie') });
      expect(parisDate(taken?.at ?? 0)).toBe('2020-05-11');
    });

    it.each([60, 86_400])(
      'the day it is owed again, when it was over on its Monday (late after %i s)',
      (lateAfterSeconds) => {
        const life = pacedLife({ reminders: { lateAfterSeconds }, requests: { items: [request] } });
        life.passes(at('2020-05-05').now);
        life.act('requestInformation', { by: 'Ada', from: 'delegatee', subject: 'x' });
        life.passes(at('2020-05-07').now);
        life.act('waiveDuty', { by: 'Ada', duty: 'request-1', reason: 'x' });
        life.passes(at('2020-05-12', '06:00').now);
        life.act('reopenDuty', { by: 'Ada', duty: 'request-1', reason: 'erreur' });
        life.passes(at('2020-05-20').now);
        life.act('requestInformation', { by: 'Ada', from: 'delegatee', subject: 'y' });
        const upTo = (to: string, record = life.convention) => reconcile(record, days[0], day(to));
        for (const to of ['2020-05-11', '2020-05-19'])
          expect(upTo(to)).toMatchObject({ missing: [], late: 0 });
        const { missing } = upTo('2020-05-19', without(life.convention, isAbout('request-1')));
        expect(missing.map(({ at: instant }) => parisDate(instant))).toContain('2020-05-12');
      },
    );

    it('not at all, once an amendment has taken out who was to be told', () => {
      const anct = {
        id: 'anct',
        name: 'Agence nationale de la cohésion des territoires',
        shortName: 'ANCT',
        contacts: [{ id: 'anct-chef', name: 'Anne', email: 'chef@anct.example', roles: ['representative'] }],
      };
      const life = pacedLife({ delegatee: { id: 'dinum' }, coDelegatees: [anct] });
      life.act('chooseRhythm', { by: 'Ada', contact: 'anct-chef', mails: 'mondays' });
      life.passes(at('2020-05-05').now);
      life.act('requestInformation', { by: 'Ada', from: 'delegator', subject: 'x' });
      life.passes(at('2020-05-07').now);
      amends(life, { coDelegatees: [] }, '2020-05-07', ['delegator', 'delegatee:dinum', 'delegatee:anct']);
      expect(life.convention.document.coDelegatees).toEqual([]);
      life.passes(at('2020-05-20').now);
      life.act('requestInformation', { by: 'Ada', from: 'delegatee', subject: 'y' });
      const { missing, withdrawn } = reconcile(life.convention, days[0], day('2020-05-19'));
      expect(missing).toEqual([]);
      expect(withdrawn.filter(({ contact }) => contact === 'anct-chef')).not.toEqual([]);
    });

    it('once, when one person takes over two contacts who waited for their Monday', () => {
      const life = inForceLife({ reminders: { answers: 'morning' } });
      const heads = ['bruno-lucas', 'nadi-bou-hanna'];
      for (const contact of heads) life.does('chooseRhythm', { by: 'Ada', contact, mails: 'mondays' });
      const told = life.view.nextMails.find(
        ({ duty, at: on }) => duty === 'term' && dayOfWeek(parisDate(on)) === 1,
      );
      const monday = Number(told?.at);
      life.passes(monday - 12 * 3_600_000);
      const same = { name: 'Ada', email: 'ada@a.example', reason: 'intérim' };
      for (const contact of heads) life.does('replaceContact', { by: 'Ada', contact, ...same });
      life.passes(monday + 24 * 3_600_000);
      const days = [addDays(parisDate(monday), -7), parisDate(monday)] as const;
      expect(reconcile(life.convention, ...days).missing).toEqual([]);
      const never = without(life.convention, isAbout('term'));
      expect(reconcile(never, ...days).missing.map(({ duty }) => duty)).toContain('term');
    });

    it('late, on the day of another reminder, before it: no worker was there on Monday', () => {
      const reminders = { hour: '18:15', policy: { before: [16, 20] } };
      const life = new SimulatedLife(signauxFaibles({ reminders }), at('2020-03-25', '18:00').now);
      life.does('chooseRhythm', { by: 'Ada', contact: 'gestionnaire', mails: 'mondays' });
      life.sleeps(at('2020-04-07', '01:00').now);
      life.passes(at('2020-05-05').now);
      const record = life.convention;
      const about = record.mails.filter(isAbout('legal-text')).map((mail) => parisDate(mail.at));
      expect(about).toContain('2020-04-07');
      expect(reconcile(record, day('2020-04-01'), day('2020-04-20')).missing).toEqual([]);
    });

    it.each([
      ['at once', '2020-05-05', '2020-05-06'],
      ['on a Sunday, of what opens on Monday', '2020-05-10', '2020-05-10'],
    ])('by a replacement, %s', (_when, askedOn, replacedOn) => {
      const life = pacedLife();
      life.passes(at(askedOn, '10:00').now);
      life.act('requestInformation', { by: 'Ada', from: 'delegatee', subject: 'x' });
      life.passes(at(replacedOn, '15:00').now);
      const ada = { name: 'Ada', email: 'ada@dgefp.example', reason: 'départ' };
      life.act('replaceContact', { by: 'Ada', contact: 'dgefp-budget', ...ada });
      life.passes(at('2020-06-05').now);
      life.act('requestInformation', { by: 'Ada', from: 'delegatee', subject: 'y' });
      expect(reconcile(life.convention, days[0], day('2020-06-04')).missing).toEqual([]);
    });
  });
});
