import { type Life, takesEffect } from './lives.ts';
import { by, type Scene } from './scene.ts';

// Lives of the budget officer's half of a convention: articles 1, 5, 6 and 7.

/** Only what a life itself brings is written about: nobody is reminded of the rest, and all leaves at nine. */
export const quiet = {
  reminders: {
    spreadMinutes: 0,
    policy: { before: [], onDeadline: false, after: [], thenEvery: null, escalateAfter: null },
  },
  community: null,
  deliverables: { items: [{ id: 'source-code', title: 'Codes sources' }] },
  legalText: {},
};

const reference = 'Chorus';
const sha256 = 'a'.repeat(64);

/** An order is committed. */
export function commits(scene: Scene, order: string, amount: number, on: string, deliveryEndsOn?: string) {
  const entry = { kind: 'commitment', order, amount, on, supplier: 'Octo', reference } as const;
  return scene.act('recordEntry', { by, entry: { ...entry, ...(deliveryEndsOn ? { deliveryEndsOn } : {}) } });
}

/** The delegator makes credits available. */
function funds(scene: Scene, amount: number, on: string) {
  return scene.act('recordEntry', { by, entry: { kind: 'credits', amount, on, reference } });
}

/** An order is paid, wholly or in part. */
export function pays(scene: Scene, order: string, amount: number, on: string) {
  return scene.act('recordEntry', { by, entry: { kind: 'payment', order, amount, on, reference } });
}

/** Does or waives all that is open but the balance, so that only the settlement is left. */
export async function clears(scene: Scene): Promise<void> {
  const { duties } = await scene.view();
  for (const { id, state, evidence, closedBy } of duties) {
    if (evidence && (state === 'open' || state === 'overdue') && closedBy !== 'settle')
      await scene.act('waiveDuty', { by, duty: id, reason: 'sans objet' });
  }
}

async function settles(scene: Scene): Promise<void> {
  await clears(scene);
  await scene.act('proposeBalance', { by, use: 'restitution au programme 103' });
  await scene.act('agreeBalance', { by });
  await scene.playOut();
}

/** What the caller is told when an act is refused. */
export async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('the act was not refused');
}

/** An amendment is proposed, agreed by both, and signed, all on one day. */
async function amends(
  scene: Scene,
  from: 'delegator' | 'delegatee',
  changes: Record<string, unknown>,
  on: string,
  effectiveOn: string,
) {
  const amendment = (await scene.view()).amendments.length + 1;
  await scene.act('proposeAmendment', { by, from, changes, reason: 'besoins nouveaux', effectiveOn });
  await scene.act('agreeAmendment', { by, amendment, party: 'delegator' });
  await scene.act('agreeAmendment', { by, amendment, party: 'delegatee' });
  await scene.act('signAmendment', { by, amendment, on, reference: `avenant ${amendment}`, sha256 });
}

/** Every shape of life that money, amendments, breaches and renewals bring. */
export const moneyLives: Record<string, Life> = {
  'year-with-a-ledger': {
    options: { document: quiet },
    async live(scene) {
      await takesEffect(scene);
      await scene.act('recordEntry', {
        by,
        entry: { kind: 'credits', amount: 100_000, on: '2020-04-10', reference: 'MAD 1' },
      });
      await commits(scene, '1500000001', 60_000, '2020-04-10', '2021-06-30');
      await scene.advanceTo('2020-06-02');
      await pays(scene, '1500000001', 12_000.5, '2020-05-20');
      await scene.act('recordEntry', {
        by,
        entry: { kind: 'acceptance', order: '1500000001', amount: 500, on: '2020-05-20', reference },
      });
      await scene.act('submitReport', {
        by,
        period: '2020-05',
        progress: 'Version 2',
        forecast: 'Une commande en septembre',
        orders: [{ month: '2020-09', amount: 50_000 }],
        consumption: [{ month: '2020-06', amount: 10_000 }],
      });
      await scene.advanceTo('2020-07-02');
      const line = { order: '1500000001', supplier: 'Octo', reference: 'DP 1' };
      const lines = [
        { key: 'CP 1500000001 1', kind: 'payment', on: '2020-06-15', amount: 900_000, ...line },
      ] as const;
      await scene.act('importLedger', { by, source: 'paiements.csv', sha256, lines: [...lines] });
      await scene.act('submitReport', { by, period: '2020-06', progress: 'Version 3', forecast: 'Stable' });
      await scene.act('correctEntry', { by, seq: 4, reason: 'doublon' });
      await scene.advanceTo('2021-04-12');
      await scene.act('recordEntry', {
        by,
        entry: { kind: 'change', order: '1500000001', amount: -38_999.5, on: '2021-04-12', reference },
      });
      await settles(scene);
    },
  },
  'notice-with-open-orders': {
    options: { document: quiet },
    async live(scene) {
      await takesEffect(scene);
      await commits(scene, '1500000001', 30_000, '2020-04-10');
      await scene.advanceTo('2020-06-02');
      await scene.act('giveNotice', {
        by,
        from: 'delegatee',
        receivedOn: '2020-06-01',
        reason: 'réorganisation',
      });
      await scene.advanceTo('2020-09-03');
      await pays(scene, '1500000001', 30_000, '2020-09-03');
      await settles(scene);
    },
  },
  'notice-by-the-delegator': {
    options: { document: quiet },
    async live(scene) {
      await takesEffect(scene);
      await scene.advanceTo('2020-11-30', '22:15');
      await scene.act('giveNotice', {
        by,
        from: 'delegator',
        receivedOn: '2020-11-30',
        reason: 'fin du programme',
      });
      await scene.advanceTo('2021-03-02');
      await settles(scene);
    },
  },
  'notice-before-effect': {
    options: { document: quiet },
    async live(scene) {
      await scene.advanceTo('2020-04-02');
      await scene.act('giveNotice', {
        by,
        from: 'delegatee',
        receivedOn: '2020-04-02',
        reason: 'projet abandonné',
      });
      await scene.playOut();
    },
  },
  'shortfall-adjusted': {
    options: { document: quiet },
    async live(scene) {
      await takesEffect(scene);
      await commits(scene, '1500000001', 90_000, '2020-04-10');
      await scene.advanceTo('2020-06-02', '22:10');
      await refusalOf(commits(scene, '1500000002', 25_000, '2020-06-02'));
      await scene.advanceTo('2020-06-05');
      await amends(scene, 'delegator', { budget: { ceiling: 120_000 } }, '2020-06-05', '2020-06-05');
      await commits(scene, '1500000002', 25_000, '2020-06-05');
      await scene.act('terminate', { by, reason: 'fin de l’essai' });
      await scene.playOut();
    },
  },
  'shortfall-suspended-then-resumed': {
    options: { document: quiet },
    async live(scene) {
      await takesEffect(scene);
      await commits(scene, '1500000001', 90_000, '2020-04-10');
      await scene.advanceTo('2020-06-02');
      await scene.act('declareShortfall', { by, missing: 15_000, reason: 'renfort de l’équipe' });
      await scene.advanceTo('2020-07-20');
      await refusalOf(commits(scene, '1500000002', 1000, '2020-07-20'));
      await pays(scene, '1500000001', 10_000, '2020-07-20');
      await amends(scene, 'delegator', { budget: { ceiling: 115_000 } }, '2020-07-20', '2020-07-23');
      await scene.advanceTo('2020-07-24');
      await commits(scene, '1500000002', 25_000, '2020-07-24');
      await scene.act('terminate', { by, reason: 'fin de l’essai' });
      await scene.playOut();
    },
  },
  'two-amendments': {
    options: {
      document: {
        ...quiet,
        reminders: {
          ...quiet.reminders,
          duties: { 'final-report': { before: [10] }, 'hand-over': { before: [10] } },
        },
      },
    },
    async live(scene) {
      await takesEffect(scene);
      await scene.advanceTo('2020-06-03');
      await scene.act('proposeAmendment', {
        by,
        from: 'delegatee',
        changes: { committee: { convenedMonthsBefore: 2 } },
        reason: 'calendrier',
        effectiveOn: '2020-06-03',
      });
      await amends(
        scene,
        'delegator',
        { budget: { ceiling: 80_000 }, reports: { dueWorkingDay: 8 } },
        '2020-06-03',
        '2020-07-01',
      );
      await scene.act('withdrawAmendment', { by, amendment: 1, reason: 'inutile' });
      // The reminders of the first term have left when it is extended.
      await scene.advanceTo('2021-04-01');
      await amends(scene, 'delegatee', { term: { months: 15 } }, '2021-04-01', '2021-04-01');
      await scene.advanceTo('2021-07-12');
      await settles(scene);
    },
  },
  'partial-then-total-breach': {
    options: {
      document: {
        ...quiet,
        community: {
          items: [
            { id: 'website', title: 'Site' },
            { id: 'clubs', title: 'Clubs' },
          ],
        },
      },
    },
    async live(scene) {
      await takesEffect(scene);
      await commits(scene, '1500000001', 10_000, '2020-04-10');
      await scene.advanceTo('2020-09-15');
      await scene.act('recordBreach', {
        by,
        engagement: 'manifesto',
        facts: 'équipe sans autonomie',
        on: '2020-09-10',
        cureBy: '2020-10-15',
      });
      await refusalOf(
        scene.act('endSupport', { by, breach: 1, services: 'all', on: '2020-09-15', reason: 'trop tôt' }),
      );
      await scene.advanceTo('2020-10-16');
      await scene.act('endSupport', {
        by,
        breach: 1,
        services: ['website'],
        on: '2020-10-16',
        reason: 'sans réponse',
      });
      await scene.act('recordBreach', {
        by,
        engagement: 'committee',
        facts: 'comité refusé',
        on: '2020-10-16',
      });
      await scene.act('endSupport', {
        by,
        breach: 2,
        services: 'all',
        on: '2020-10-31',
        reason: 'manquements répétés',
      });
      await scene.advanceTo('2020-11-02');
      await pays(scene, '1500000001', 10_000, '2020-11-02');
      await settles(scene);
    },
  },
  'settlement-countered-twice': {
    options: { document: { ...quiet, term: { months: 1 }, yearEnd: { dates: [] } } },
    async live(scene) {
      await takesEffect(scene);
      await commits(scene, '1500000001', 70_000, '2020-04-10');
      await pays(scene, '1500000001', 65_000, '2020-04-10');
      await scene.advanceTo('2020-05-11');
      await clears(scene);
      await scene.act('proposeBalance', { by, use: 'report sur 2021' });
      await scene.act('counterBalance', { by, use: 'restitution au programme 103' });
      await scene.advanceTo('2020-05-14');
      await scene.act('proposeBalance', { by, amount: 30_000, use: 'restitution, moins une étude' });
      await scene.act('counterBalance', { by, amount: 35_000, use: 'restitution entière' });
      await scene.act('agreeBalance', { by });
      await scene.playOut();
    },
  },
  'tacit-renewal-then-notice': {
    options: {
      document: {
        ...quiet,
        term: { months: 5 },
        renewal: { mode: 'tacit', months: 4, maximum: null, ceiling: 40_000 },
        yearEnd: { dates: [] },
      },
    },
    async live(scene) {
      await takesEffect(scene);
      await commits(scene, '1500000001', 90_000, '2020-04-10');
      await pays(scene, '1500000001', 90_000, '2020-04-10');
      await scene.advanceTo('2020-09-11');
      // The second period has credits and a ceiling of its own.
      await funds(scene, 40_000, '2020-09-11');
      await commits(scene, '1500000002', 35_000, '2020-09-11');
      await pays(scene, '1500000002', 35_000, '2020-09-11');
      await scene.advanceTo('2020-09-17');
      await scene.act('giveNotice', {
        by,
        from: 'delegator',
        receivedOn: '2020-09-17',
        reason: 'fin du programme',
      });
      await scene.advanceTo('2020-12-18');
      await settles(scene);
    },
  },
  'express-renewal-then-agreed-end': {
    options: {
      document: {
        ...quiet,
        term: { months: 4 },
        renewal: { mode: 'express', months: 4, askedMonthsBefore: 1 },
        yearEnd: { dates: [] },
      },
    },
    async live(scene) {
      await takesEffect(scene);
      await scene.advanceTo('2020-07-15');
      await scene.act('answerRenewal', { by, party: 'delegatee', agrees: true });
      await scene.act('answerRenewal', { by, party: 'delegator', agrees: true });
      await scene.advanceTo('2020-08-10');
      await funds(scene, 100_000, '2020-08-10');
      await scene.advanceTo('2020-08-20');
      await scene.act('agreeEnd', { by, party: 'delegator', on: '2020-09-30', reason: 'service repris' });
      await scene.act('agreeEnd', { by, party: 'delegatee', on: '2020-09-30', reason: 'd’accord' });
      await scene.advanceTo('2020-10-02');
      await settles(scene);
    },
  },
};
