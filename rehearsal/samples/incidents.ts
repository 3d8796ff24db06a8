import { addDays, addMonths, startOfMonth } from '../../convention/calendar/plain-date.ts';
import { delayOf } from '../../convention/document/delays.ts';
import { dutiesOf } from '../../convention/duties/duties.ts';
import { shortfallUnderWay } from '../../convention/ledger/shortfall.ts';
import { by, reference, type Story } from './story.ts';

/** Two months of spending, and the report that tells them. */
export function moneyIsSpent(story: Story): void {
  const { budget } = story.convention.document;
  if (!budget) return;
  const share = (budget.ceiling ?? 10_000_000) / 100;
  const amount = Math.round(share / 4);
  const supplier = 'Exemple et associés';
  const on = story.today;
  story.does('recordEntry', { by, entry: { kind: 'credits', on, reference, amount: share } });
  story.does('recordEntry', {
    by,
    entry: { kind: 'commitment', on, reference, amount: amount * 2, order: 'EXEMPLE-1', supplier },
  });
  story.passes(20);
  story.does('recordEntry', {
    by,
    entry: { kind: 'payment', on: story.today, reference, amount, order: 'EXEMPLE-1' },
  });
  const report = dutiesOf(story.convention).find(({ kind }) => kind === 'monthly-report');
  if (!report) return;
  story.today = report.opensOn;
  const period = report.id.replace('report-', '');
  const next = (months: number) => addMonths(startOfMonth(report.opensOn), months).slice(0, 7);
  story.does(
    'submitReport',
    {
      by,
      period,
      progress: 'Exécution conforme aux prévisions.',
      forecast: 'Une commande au trimestre.',
      orders: [{ month: next(1), amount }],
      consumption: [
        { month: next(0), amount: Math.round(amount / 2) },
        { month: next(2), amount: Math.round(amount / 2) },
      ],
    },
    'news-report',
  );
  const reason = 'le détail par commande manque';
  story.otherwise().does('askCorrection', { by, duty: report.id, reason });
}

/** Art. 5: the credits do not suffice; the delegator does not adjust them, then the delegatee does without. */
export function creditsFallShort(story: Story): void {
  const { budget, shortfall: clause } = story.convention.document;
  if (!clause) return;
  const missing = Math.round((budget?.ceiling ?? 0) / 1000) || 1;
  story.does('declareShortfall', { by, missing, reason: 'besoins supplémentaires' }, 'news-shortfall');
  const shortfall = shortfallUnderWay(story.convention);
  if (!shortfall) return;
  story.passes(5);
  const suspended = story.otherwise();
  suspended.does('refuseAdjustment', { by, reason: 'aucun crédit disponible' });
  suspended.brings('news-suspended');
  story.does('withdrawShortfall', { by, reason: 'commande reportée' }, 'news-shortfall-over');
}

/** Art. 6: an amendment is proposed, agreed to by both and signed. */
export function isAmended(story: Story): void {
  const { budget, notice, reports } = story.convention.document;
  const changes =
    budget && budget.ceiling !== null
      ? { budget: { ceiling: Math.round(budget.ceiling / 100) * 1.5 } }
      : reports
        ? { reports: { dueWorkingDay: Math.min(20, delayOf('reports', reports.dueWorkingDay).count + 1) } }
        : { notice: { months: notice.months + 1 } };
  const effectiveOn = story.today;
  const [first = 'delegator', ...others] = story.parties;
  const proposer = others.at(-1) ?? first;
  const reason = 'besoins supplémentaires';
  story.does(
    'proposeAmendment',
    { by, from: proposer, changes, reason, effectiveOn },
    'news-amendment-proposed',
  );
  const amendment = story.convention.amendments.length;
  story.passes(7);
  story
    .otherwise()
    .does('refuseAmendment', { by, amendment, party: first, reason }, 'news-amendment-refused');
  for (const party of others) story.does('agreeAmendment', { by, amendment, party });
  story.does('agreeAmendment', { by, amendment, party: first }, 'news-amendment-agreed');
  const signature = { on: story.today, reference: 'Avenant signé', sha256: '0'.repeat(64) };
  story.does('signAmendment', { by, amendment, ...signature }, 'news-amendment-signed');
}

/** Art. 7: the delegator fails in an engagement; in the end the support stops. */
export function isBreached(story: Story): void {
  const [engagement] = story.convention.document.breach?.engagements ?? [];
  if (!engagement) return;
  const facts = 'L’engagement n’est pas tenu, malgré deux demandes.';
  const cureBy = addDays(story.today, 30);
  story.does(
    'recordBreach',
    { by, engagement: engagement.id, facts, on: story.today, cureBy },
    'news-breach',
  );
  const breach = story.convention.breaches.length;
  story.otherwise().does('cureBreach', { by, breach, evidence: 'courrier' }, 'news-breach-cured');
  story.passes(31);
  const end = { services: 'all', on: addDays(story.today, 30), reason: facts } as const;
  story.does('endSupport', { by, breach, ...end }, 'news-support-ended');
}
