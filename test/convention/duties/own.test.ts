import { register } from '../../../convention/convention.ts';
import { dutiesOf } from '../../../convention/duties/duties.ts';
import { contactsOf } from '../../../convention/people/organisations.ts';
import { phaseOf } from '../../../convention/term/phases.ts';
import { lived } from '../lived.ts';
import { dutyItemsOf, unanswered } from '../simulation.ts';
import { accepted, acting, at, faultsIn, minimal, signed } from '../support.ts';

/** A duty that comes back each year, by days of its text. */
const yearly = (opens: string, due: string) => ({
  opens: { from: 'date', date: opens },
  due: { from: 'date', date: due },
  everyMonths: 12,
});

type Changes = Record<string, unknown>;

const duty = {
  id: 'etat',
  article: '4',
  title: 'État d’avancement',
  holder: 'delegatee',
  evidence: 'l’état',
  opens: { from: 'signature' },
  due: { from: 'signature' },
};

/** A convention signed on 31 January 2024, a Wednesday, in effect that day, whose text lays down one duty. */
const laying = (own: Changes, changes: Changes = {}) =>
  register(
    accepted({ ...minimal(), signedOn: '2024-01-31', ...changes, duties: [{ ...duty, ...own }] }).document,
    at('2024-01-31').now,
  );

const timesOf = (convention: ReturnType<typeof laying>) =>
  dutiesOf(convention).flatMap(({ id, kind, opensOn, dueOn }) =>
    kind === 'own' ? [`${id} ${opensOn} ${dueOn}`] : [],
  );

const sixMonths = { term: { months: 6 } }; // until 30 July 2024
const fromFebruary = { effect: { conditions: ['date'], date: '2024-02-10' } }; // until 9 February 2025
const bodies = [
  { id: 'prefet', name: 'Préfet', contacts: [{ id: 'prefet-1', name: 'P', email: 'p@prefet.example' }] },
];
const from = (from: string, months = 0, days = 0, workingDays = 0) => ({ from, months, days, workingDays });

describe('a duty that a text lays down', () => {
  it.each<[string, Changes, Changes, string[]]>([
    [
      'once, in months from the signature',
      { opens: from('signature'), due: from('signature', 1) },
      {},
      ['own-etat 2024-01-31 2024-02-29'],
    ],
    [
      'once, a Saturday: on Monday (CPC art. 642)',
      { due: from('signature', 0, 3) },
      {},
      ['own-etat 2024-01-31 2024-02-05'],
    ],
    ['once, in working days', { due: from('signature', 0, 0, 3) }, {}, ['own-etat 2024-01-31 2024-02-05']],
    [
      'once, from an effect that is not the signature',
      { opens: from('effect'), due: from('effect', 3) },
      fromFebruary,
      ['own-etat 2024-02-10 2024-05-10'],
    ],
    [
      'once, two months before the end',
      { opens: from('end', -3), due: from('end', -2) },
      {},
      ['own-etat 2024-10-30 2024-12-02'], // 30 November 2024 is a Saturday
    ],
    [
      'once, a year after the end: it stays',
      { opens: from('end', 0, 1), due: from('end', 12) },
      {},
      ['own-etat 2025-01-31 2026-01-30'],
    ],
    [
      'which opens after it is due: with it',
      { opens: from('signature', 2), due: from('effect', 1) },
      {},
      ['own-etat 2024-02-29 2024-02-29'],
    ],
    [
      'each month from a 31st: always from the origin, until the last that opens before the end',
      { opens: from('signature'), due: from('signature', 1), everyMonths: 1 },
      sixMonths,
      [
        'own-etat 2024-01-31 2024-02-29',
        'own-etat-2 2024-02-29 2024-04-02', // 31 March is Easter, 1 April its Monday
        'own-etat-3 2024-03-31 2024-04-30',
        'own-etat-4 2024-04-30 2024-05-31',
        'own-etat-5 2024-05-31 2024-07-01',
        'own-etat-6 2024-06-30 2024-07-31',
      ],
    ],
    [
      'every six months from the effect, the last due on the Monday after the end',
      { opens: from('effect', 5), due: from('effect', 6, -1), everyMonths: 6 },
      fromFebruary,
      ['own-etat 2024-07-10 2024-08-09', 'own-etat-2 2025-01-10 2025-02-10'],
    ],
    [
      'every year, the first of which opens on the last day',
      { opens: from('effect', 12, -1), due: from('effect', 12, 29), everyMonths: 12 },
      fromFebruary,
      ['own-etat 2025-02-09 2025-03-11'],
    ],
    [
      'every year, asked of the year that is over: the first opens the day after the end',
      { opens: from('effect', 12), due: from('effect', 13), everyMonths: 12 },
      fromFebruary,
      ['own-etat 2025-02-10 2025-03-10'],
    ],
    [
      'every four months that are over, the last of which the end cuts short: asked after it',
      { opens: from('effect', 3), due: from('effect', 3, 9), everyMonths: 4, lookingBack: true },
      fromFebruary,
      [
        'own-etat 2024-05-10 2024-05-21', // Whit Monday is the 20th
        'own-etat-2 2024-09-10 2024-09-19',
        'own-etat-3 2025-01-10 2025-01-20',
        'own-etat-4 2025-05-10 2025-05-19',
      ],
    ],
    [
      'every year, looking ahead though first asked once one is over: none after the end',
      { opens: from('effect', 12), due: from('effect', 13), everyMonths: 12, lookingBack: false },
      fromFebruary,
      [],
    ],
    [
      'once, before a date of the text: a Sunday goes back to Friday',
      { due: { from: 'date', date: '2024-06-30' }, nonWorkingDay: 'previous' },
      {},
      ['own-etat 2024-01-31 2024-06-28'],
    ],
    [
      'once, on a day that does not move',
      { due: { from: 'date', date: '2024-06-30' }, nonWorkingDay: 'stays' },
      {},
      ['own-etat 2024-01-31 2024-06-30'],
    ],
    [
      'once, by a date of the text that is a Sunday: on Monday (CPC art. 642)',
      { due: { from: 'date', date: '2024-06-30' } },
      {},
      ['own-etat 2024-01-31 2024-07-01'],
    ],
    [
      'once, asked for a month before a date of the text, the effect coming later',
      { opens: { from: 'date', date: '2024-06-28', months: -1 }, due: { from: 'date', date: '2024-06-28' } },
      { effect: { conditions: ['approval'], approvedBy: 'prefet' }, bodies },
      ['own-etat 2024-05-28 2024-06-28'],
    ],
    [
      'every year on a date of the text',
      yearly('2024-06-01', '2024-06-28'),
      { term: { months: 24 } }, // until 30 January 2026
      ['own-etat 2024-06-01 2024-06-28', 'own-etat-2 2025-06-01 2025-06-30'],
    ],
    [
      'every year by a date, of the year before: the last once the convention is over',
      yearly('2025-02-01', '2025-03-31'),
      { term: { months: 24 } }, // until 30 January 2026
      ['own-etat 2025-02-01 2025-03-31', 'own-etat-2 2026-02-01 2026-03-31'],
    ],
    [
      'every year by a date, of the one year there is',
      yearly('2025-01-31', '2025-03-31'),
      {}, // until 30 January 2025
      ['own-etat 2025-01-31 2025-03-31'],
    ],
    [
      'every year, asked two months after each year is over',
      { opens: from('effect', 14), due: from('effect', 15), everyMonths: 12 },
      fromFebruary,
      ['own-etat 2025-04-10 2025-05-12'], // 10 May 2025 is a Saturday
    ],
    [
      'every month by a date, of months that are over by the end',
      {
        opens: { from: 'date', date: '2024-03-01' },
        due: { from: 'date', date: '2024-03-11' },
        everyMonths: 1,
      },
      { term: { months: 3, lastDay: 'anniversary' } }, // until 30 April 2024
      [
        'own-etat 2024-03-01 2024-03-11',
        'own-etat-2 2024-04-01 2024-04-11',
        'own-etat-3 2024-05-01 2024-05-13', // 11 May is a Saturday
      ],
    ],
    ['every year, beginning long after the end: never', yearly('2030-01-01', '2030-02-01'), {}, []],
  ])('%s', (_what, own, changes, expected) => {
    expect(timesOf(laying(own, changes))).toEqual(expected);
  });

  it('is told from those of other times by its number, when it comes back', () => {
    const titles = (own: Changes) =>
      dutiesOf(laying(own, sixMonths)).flatMap(({ kind, title }) => (kind === 'own' ? title : []));
    expect(titles({})).toEqual(['État d’avancement']);
    expect(titles({ due: from('signature', 2), everyMonths: 2 })).toEqual([
      'État d’avancement, n° 1',
      'État d’avancement, n° 2',
      'État d’avancement, n° 3',
    ]);
  });

  it('comes back no more once a notice has run out, but what had opened is still owed', () => {
    const own = { opens: from('signature'), due: from('signature', 1), everyMonths: 1 };
    const noticed = acting(laying(own, { notice: { days: 10 } }), at('2024-02-20'), [
      'giveNotice',
      { by: 'Ada', from: 'delegator', receivedOn: '2024-02-20', reason: 'fin' },
    ]);
    // Until 1 March 2024.
    expect(timesOf(noticed)).toEqual(['own-etat 2024-01-31 2024-02-29', 'own-etat-2 2024-02-29 2024-04-02']);
    const over = lived(noticed, at('2024-03-04'));
    expect([over.ended?.on, phaseOf(over, at('2024-03-04').today)]).toEqual(['2024-03-01', 'ended']);
    const done = acting(over, at('2024-03-04'), [
      'markDone',
      { by: 'Ada', duties: [{ duty: 'own-etat-2', evidence: 'l’état' }] },
    ]);
    expect(lived(done, at('2024-03-05')).closed?.phase).toBe('closed');
  });

  it('from the effect waits for it; from the signature its first time does not', () => {
    const recurring = (origin: string) => ({
      ...duty,
      opens: from(origin),
      due: from(origin, 1),
      everyMonths: 1,
    });
    const waiting = (origin: string) => timesOf(signed({ duties: [recurring(origin)] }));
    expect(waiting('effect')).toEqual([]);
    expect(waiting('signature')).toEqual(['own-etat 2020-03-25 2020-04-27']);
  });

  it.each(['opens', 'due'])('does not come back from the end, neither when it %s', (key) => {
    const input = { ...minimal(), duties: [{ ...duty, everyMonths: 3, [key]: from('end', -1) }] };
    expect(faultsIn(input).map(({ path }) => path)).toContain('duties[0].everyMonths');
  });
});

describe('who has a duty of the text', () => {
  const party = (id: string) => ({
    id,
    name: id,
    shortName: id,
    contacts: [
      { id: `${id}-chef`, name: id, email: `chef@${id}.example`, roles: ['representative'] },
      { id: `${id}-autre`, name: id, email: `autre@${id}.example` },
    ],
  });
  const people = {
    delegatee: party('sg'),
    coDelegatees: [party('dgfip')],
    bodies: [
      {
        id: 'cbcm',
        name: 'Contrôle',
        contacts: [{ id: 'cbcm-1', name: 'C', email: 'c@cbcm.example' }],
      },
    ],
  };
  const of = (holder: string, ...copies: string[]) =>
    laying({ holder, copies, due: from('signature', 0, 20) }, people);

  it.each<[string, string, readonly string[]]>([
    ['delegator', 'delegator', ['delegant']],
    ['delegatee', 'delegatee', ['sg-chef', 'dgfip-chef']],
    ['sg', 'delegatee:sg', ['sg-chef']],
    ['dgfip', 'delegatee:dgfip', ['dgfip-chef']],
    ['cbcm', 'body:cbcm', ['cbcm-1']],
    ['manager', 'manager', ['gestionnaire']],
  ])('« %s » is %s, reached as %j, to hold it or to have its copy', (word, holder, contacts) => {
    const own = (convention = of(word)) => dutiesOf(convention).find(({ kind }) => kind === 'own');
    expect(own()).toMatchObject({ holder, copies: [] });
    expect(own(of('delegator', word))).toMatchObject({ holder: 'delegator', copies: [holder] });
    const { document } = of(word);
    expect(contactsOf(document, own()?.holder ?? 'manager').map(({ id }) => id)).toEqual(contacts);
  });

  it('and each of them is written to: the holder when it opens, the copies too', () => {
    const sent = unanswered(of('dgfip', 'sg', 'cbcm'), at('2024-01-31'), at('2024-02-02'));
    const told = sent.flatMap(({ letter }) =>
      dutyItemsOf([letter]).some(({ duty }) => duty === 'own-etat') ? [letter.to.contact] : [],
    );
    expect(told.sort()).toEqual(['cbcm-1', 'dgfip-chef', 'sg-chef']);
  });
});
