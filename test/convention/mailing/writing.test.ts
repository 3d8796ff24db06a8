import { isWorkingDay } from '../../../convention/calendar/working-days.ts';
import { register } from '../../../convention/convention.ts';
import type { News } from '../../../convention/mailing/audience.ts';
import { afterDelivery, threaded } from '../../../convention/mailing/delivery-record.ts';
import { dueRungs } from '../../../convention/mailing/tracking.ts';
import { deliveryOf, lettersOf } from '../../../convention/mailing/writing.ts';
import { dutyItemsOf, turn, unanswered } from '../simulation.ts';
import { acting, at, deepFreeze, dutyOf, inForce, signauxFaibles, signed } from '../support.ts';

const news = (subject: string, to: News['to'], urgent = false): News => ({
  to,
  item: { kind: 'news', identity: subject, subject, lead: subject, ...(urgent ? { urgent } : {}) },
});

describe('a convention registered late', () => {
  // Everything before 16 November 2020 was done on paper; nobody has been written to.
  const { letters, rungs } = turn(inForce(), {}, at('2020-11-16'), true);

  it('writes one letter to each contact', () => {
    const contacts = letters.map(({ to }) => to.contact);
    expect(contacts).toEqual([...new Set(contacts)]);
    expect(contacts).toContain('dinum-budget');
  });

  it('says each duty once, by the last of its rungs, with how long it is late', () => {
    const [april, ...others] = rungs.filter(({ duty }) => duty.id === 'report-2020-04');
    expect(others).toEqual([]);
    expect(april).toMatchObject({ rung: 'overdue', on: '2020-11-09', daysOverdue: 189, first: true });
    const budget = letters.find(({ to }) => to.contact === 'dinum-budget');
    const ids = dutyItemsOf(budget ? [budget] : []).map(({ duty }) => duty);
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids.filter((id) => id.startsWith('report-'))).toHaveLength(7);
  });

  it('escalates nothing, tells no representative and excuses no lateness', () => {
    expect(dutyItemsOf(letters).filter(({ rung }) => rung === 'escalation')).toEqual([]);
    expect(dutyItemsOf(letters).filter(({ standing }) => standing === 'representative')).toEqual([]);
    expect(letters.filter(({ plannedFor }) => plannedFor !== undefined)).toEqual([]);
  });

  it('asks for nothing that has not opened', () => {
    expect(dutyItemsOf(letters).filter(({ opensOn }) => opensOn > '2020-11-16')).toEqual([]);
  });
});

describe('two contacts of one address', () => {
  const { bodies } = signauxFaibles();
  const shared = signed({
    bodies: bodies.map((body) => ({
      ...body,
      contacts: body.contacts.map((one) => ({
        ...one,
        ...(body.id === 'cbcm-pm' ? { email: 'Budget@DINUM.example' } : {}),
      })),
    })),
  });
  const told = (to: News['to']) =>
    lettersOf(shared, [], [news('une nouvelle', to)], {}, at('2020-03-26')).map((one) => one.to.contact);

  it('are told of a matter once: a party that is also the controller is not written to twice', () => {
    expect(told([{ holder: 'delegatee', role: 'budget' }, { holder: 'body:cbcm-pm' }])).toEqual([
      'dinum-budget',
    ]);
    expect(told([{ holder: 'delegator', role: 'budget' }, { holder: 'body:cbcm-pm' }])).toEqual([
      'dgefp-budget',
      'cbcm-pm',
    ]);
  });
});

describe('a letter', () => {
  it('says what is urgent first, then news, then what is gravest for who must act', () => {
    const convention = inForce();
    const { tracking } = turn(convention, {}, at('2020-04-10'), true);
    const moment = at('2020-05-25', '09:40');
    const rungs = dueRungs(
      convention,
      [dutyOf(convention, 'report-2020-04'), dutyOf(convention, 'credits')],
      tracking,
      moment,
      false,
    );
    const both = [{ holder: 'delegator' }, { holder: 'delegatee', role: 'budget' }] as const;
    const letters = lettersOf(
      convention,
      rungs,
      [news('nouvelle', both), news('urgente', both, true)],
      tracking,
      moment,
    );
    const budget = letters.find(({ to }) => to.contact === 'dinum-budget');
    expect(budget?.items.map(({ identity }) => identity.split('/')[0])).toEqual([
      'urgente',
      'nouvelle',
      'report-2020-04',
      'credits',
    ]);
  });

  it('says a thing once to somebody who is told of it twice', () => {
    const twice = news('préavis', [{ holder: 'delegator' }, { holder: 'delegator', role: 'chair' }]);
    const letters = lettersOf(signed(), [], [twice, twice], {}, at('2020-05-04'));
    expect(letters.map(({ to, items }) => [to.contact, items.length])).toEqual([['bruno-lucas', 1]]);
  });

  it('goes to the contacts of the role, else to the representatives', () => {
    const to = (role: 'budget' | 'programme') =>
      lettersOf(signed(), [], [news('x', [{ holder: 'delegator', role }])], {}, at('2020-05-04')).map(
        (one) => one.to.contact,
      );
    expect(to('budget')).toEqual(['dgefp-budget']);
    expect(to('programme')).toEqual(['bruno-lucas']);
  });

  it('is not written to nobody', () => {
    expect(lettersOf(signed(), [], [], {}, at('2020-05-04'))).toEqual([]);
  });

  it('leaves with the convention’s name, parties and manager', () => {
    expect(deliveryOf(signed(), [])).toEqual({
      convention: {
        id: 'signaux-faibles',
        shortName: 'Signaux Faibles',
        title: 'Convention de délégation de gestion « Signaux Faibles », phase d’accélération',
        parties: 'DGEFP → DINUM',
        version: 1,
        sequence: 0,
      },
      manager: { name: 'Gestionnaire des conventions', email: 'conventions@dinum.example' },
      letters: [],
    });
  });
});

describe('who is told of a duty', () => {
  const convention = inForce();
  const { tracking } = turn(convention, {}, at('2020-04-10'), true);
  const told = (id: string, date: string, known = tracking) => {
    const moment = at(date, '09:40');
    const rungs = dueRungs(convention, [dutyOf(convention, id)], known, moment, false);
    const letters = lettersOf(convention, rungs, [], known, moment);
    return letters.map(({ to }, index) => [to.contact, dutyItemsOf(letters)[index]?.standing]);
  };

  it('is its holder alone for a reminder before the deadline', () => {
    expect(told('committee-1', '2021-04-07')).toEqual([['bruno-lucas', 'holder']]);
  });

  it('is its holder and the copies when it opens and when it is late', () => {
    const expected = [
      ['bruno-lucas', 'holder'],
      ['nadi-bou-hanna', 'copy'],
    ];
    expect(told('committee-1', '2021-01-11')).toEqual(expected);
    expect(told('committee-1', '2021-04-12')).toEqual(expected);
  });

  it('is also the representative after the days of the policy, if somebody was written to before', () => {
    const written = { ...tracking, 'report-2020-04': { writtenOn: at('2020-05-18').today, threads: {} } };
    expect(told('report-2020-04', '2020-05-25')).toEqual([['dinum-budget', 'holder']]);
    expect(told('report-2020-04', '2020-05-25', written)).toEqual([
      ['dinum-budget', 'holder'],
      ['nadi-bou-hanna', 'representative'],
    ]);
  });

  it('is both parties alike for an alert', () => {
    expect(told('term', '2021-01-08')).toEqual([
      ['nadi-bou-hanna', 'holder'],
      ['bruno-lucas', 'holder'],
    ]);
  });

  it('is the publisher, with the parties in copy, for what neither of them does', () => {
    const { letters } = turn(signed(), {}, at('2020-03-25', '18:00'), true);
    const about = letters.flatMap(({ to, items }) =>
      items.flatMap((item) =>
        item.kind === 'duty' && item.duty === 'publication-maignon' ? [[to.contact, item.standing]] : [],
      ),
    );
    expect(Object.fromEntries(about)).toEqual({
      dsaf: 'holder',
      'bruno-lucas': 'copy',
      'nadi-bou-hanna': 'copy',
    });
  });
});

describe('a year and a quarter in which nobody answers', () => {
  const convention = deepFreeze({ ...inForce(), registeredAt: at('2020-04-10').now });
  const sent = unanswered(convention, at('2020-04-10'), at('2021-07-01'));

  it('gives every letter an identity of its own', () => {
    const identities = sent.map(({ identity }) => identity);
    expect(identities.length).toBeGreaterThan(100);
    expect(new Set(identities).size).toBe(identities.length);
  });

  it('never says one thing twice to one person', () => {
    const said = sent.flatMap(({ letter }) =>
      letter.items.map(({ identity }) => `${letter.to.contact} ${identity}`),
    );
    expect(new Set(said).size).toBe(said.length);
  });

  it('never says a duty twice in one letter, as to its holder and as a copy', () => {
    for (const { letter } of sent) {
      const duties = dutyItemsOf([letter]).map(({ duty }) => duty);
      expect(new Set(duties).size).toBe(duties.length);
    }
  });

  it('gives the same identities when it is lived again', () => {
    const again = unanswered(inForce(), at('2020-04-10'), at('2021-07-01'));
    expect(again.map(({ identity }) => identity)).toEqual(sent.map(({ identity }) => identity));
  });

  it('escalates only over somebody who was written to before', () => {
    const asked = new Set<string>();
    for (const { moment } of new Map(sent.map((one) => [one.moment.now, one])).values()) {
      const now = sent.filter((one) => one.moment.now === moment.now).map(({ letter }) => letter);
      for (const { standing, rung, duty, daysOverdue } of dutyItemsOf(now)) {
        if (standing !== 'representative' && rung !== 'escalation') continue;
        expect(asked.has(duty)).toBe(true);
        expect(daysOverdue).toBeGreaterThanOrEqual(14);
      }
      for (const { duty, standing } of dutyItemsOf(now)) if (standing === 'holder') asked.add(duty);
    }
  });

  it('writes one letter a person and instant, on working days', () => {
    const letters = sent.map(({ letter }) => `${letter.to.contact} ${letter.writtenAt}`);
    expect(new Set(letters).size).toBe(letters.length);
    expect(sent.every(({ moment }) => isWorkingDay(moment.today))).toBe(true);
  });

  it('threads every reminder on the earlier letters about the same duty to the same person', () => {
    const known = new Set<string>();
    for (const { letter, identity } of sent) {
      expect(letter.thread.every((id) => known.has(id))).toBe(true);
      expect(new Set(letter.thread).size).toBe(letter.thread.length);
      known.add(identity);
    }
    const reminders = sent.filter(({ letter }) =>
      letter.items.every((item) => item.kind === 'duty' && item.rung === 'due'),
    );
    expect(reminders.length).toBeGreaterThan(0);
    expect(reminders.every(({ letter }) => letter.thread.length > 0)).toBe(true);
  });
});

describe('after a delivery', () => {
  const convention = deepFreeze(register(signauxFaibles(), 0));
  const moment = at('2020-03-25', '18:00');
  const { letters } = turn(convention, {}, moment, true);
  const outcomes = letters.map(({ to }, index) => ({
    contact: to.contact,
    messageId: `<${index}@delegation.example>`,
    status: to.contact === 'dsaf' ? ('refused' as const) : ('sent' as const),
    response: to.contact === 'dsaf' ? '550 5.1.1 unknown' : '250 OK',
  }));
  const after = afterDelivery(convention, letters, outcomes, moment);

  it('the letters that left are in the record, with what they said', () => {
    expect(after.convention.mails).toHaveLength(letters.length - 1);
    expect(after.convention.mails.find(({ contact }) => contact === 'dgefp-budget')?.about).toEqual(
      expect.arrayContaining([expect.stringMatching(/^credits\/2020-04-01\/notice:2020-03-25$/)]),
    );
  });

  it('a refusal is a fault with the server’s words, and both are in the journal', () => {
    expect(after.freshFaults).toEqual([{ at: moment.now, contact: 'dsaf', reason: '550 5.1.1 unknown' }]);
    expect(after.convention.faults).toEqual(after.freshFaults);
    expect(after.convention.journal.map(({ act, by }) => [act, by])).toEqual([
      ['mail', 'delegation'],
      ['mail', 'delegation'],
    ]);
  });

  it('the fault goes when the contact is replaced', () => {
    const replaced = acting(deepFreeze(after.convention), moment, [
      'replaceContact',
      { by: 'Ada', contact: 'dsaf', name: 'Bureau', email: 'bureau@dsaf.example', reason: '550' },
    ]);
    expect(replaced.faults).toEqual([]);
  });

  it('the thread of a duty is its first and its last letter, for each person to whom one left', () => {
    const once = threaded({}, letters, outcomes);
    expect(once['publication-maignon']?.threads).not.toHaveProperty('dsaf');
    const [first] = once.credits?.threads['dgefp-budget'] ?? [];
    const again = (id: string, before = once) =>
      threaded(before, letters, [{ contact: 'dgefp-budget', messageId: id, status: 'sent', response: '' }]);
    expect(again('<b>').credits?.threads['dgefp-budget']).toEqual([first, '<b>']);
    expect(again('<c>', again('<b>')).credits?.threads['dgefp-budget']).toEqual([first, '<c>']);
  });
});
