import { acting, at, ended, inForce, signed } from '../convention/support.ts';

// What the tests of acts start from: « Signaux Faibles » at the moments that each act needs.

export const by = 'Ada Lovelace';
export const reason = 'décision du 4 mai';

export const may = at('2020-05-04');
export const july = at('2020-07-01');

export const done = { by, duties: [{ duty: 'chorus-access', evidence: 'AIFE-1' }] };
export const report = {
  by,
  period: '2020-04',
  spent: 1250.5,
  progress: 'Bien.',
  forecast: 'Deux commandes.',
};

/** The report of April 2020 was handed over. */
export const reported = acting(inForce(), may, ['submitReport', report]);

/** « Signaux Faibles » as it would wait for the approval of the préfet. */
export const toApprove = signed({ effect: { conditions: ['signature', 'approval'], approvedBy: 'dsaf' } });

export const notice = { by, from: 'delegator', receivedOn: '2020-07-01', reason };
export const noticed = acting(inForce(), july, ['giveNotice', notice]);

export const meeting = { by, on: '2021-03-30', time: '14:30', place: 'Ségur, salle 1' };
export const convened = acting(inForce(), at('2021-03-01'), ['scheduleCommittee', meeting]);

export const proposal = { by, amount: 1000, use: 'Restitution au programme 103' };
export const proposed = acting(ended(), at('2021-04-12'), ['proposeBalance', proposal]);

/** An order of 40 000 €, of which 10 000 € are paid: entries 1 and 2. */
export const order = {
  kind: 'commitment',
  on: '2020-05-04',
  reference: 'EJ 1500000001',
  order: '1500000001',
  amount: 40_000,
  supplier: 'Scopyleft',
} as const;
export const payment = {
  kind: 'payment',
  on: '2020-05-04',
  reference: 'DP 1',
  order: '1500000001',
  amount: 10_000,
} as const;
export const ordered = acting(inForce(), may, ['recordEntry', { by, entry: order }]);
export const paid = acting(ordered, may, ['recordEntry', { by, entry: payment }]);

/** Ada was named from a mail to take over from the budget office. */
export const handoverAsked = acting(inForce(), may, [
  'askHandover',
  { by, contact: 'dgefp-budget', name: 'Ada', email: 'ada@dgefp.example' },
]);

export const sha256 = 'ab'.repeat(32);

/** Credits that fell short on 4 May 2020: 5 000 € lack. */
export const lacking = acting(inForce(), may, ['declareShortfall', { by, missing: 5000, reason }]);

/** An amendment that raises the ceiling to 120 000 € on 1 September 2020. */
export const raise = {
  by,
  from: 'delegatee',
  changes: { budget: { ceiling: 120_000 } },
  reason,
  effectiveOn: '2020-09-01',
};
export const amending = acting(inForce(), may, ['proposeAmendment', raise]);
export const agreed = acting(
  amending,
  may,
  ['agreeAmendment', { by, amendment: 1, party: 'delegator' }],
  ['agreeAmendment', { by, amendment: 1, party: 'delegatee' }],
);
export const signature = { by, amendment: 1, on: '2020-05-04', reference: 'Avenant n° 1', sha256 };

export const breach = { by, engagement: 'information', facts: 'Aucune prévision reçue.', on: '2020-04-30' };
export const breached = acting(inForce(), may, ['recordBreach', breach]);

/** A convention closed on 4 May 2020: nothing more is possible. */
export const closed = acting(inForce(), may, ['terminate', { by, reason }]);
