import { forecastFacts } from '../../acts/about-forecasts.ts';
import { comparison, periodOf } from '../../acts/about-reports.ts';
import { frenchAnswers } from '../../acts/answer-invitation.ts';
import { capitalised, frenchDate, frenchInstant } from '../../convention/calendar/french.ts';
import { byDate } from '../../convention/calendar/plain-date.ts';
import type { CommitteeMeeting, Convention } from '../../convention/convention.ts';
import { committeeName, committeeRank } from '../../convention/duties/committee-meetings.ts';
import { dutiesOf } from '../../convention/duties/duties.ts';
import { type Duty, dutyIdOf } from '../../convention/duties/duty.ts';
import { frenchEuros } from '../../convention/ledger/money.ts';
import { type Fact, factsOf } from '../../convention/mailing/facts.ts';
import { Facts } from '../page/parts.tsx';
import { WithFiles } from './files.tsx';

/** A report as it was submitted, against the ledger and what the one before had forecast. */
export function ReportRead({ record, period }: { record: Convention; period: string }) {
  const facts = reportFacts(record, period);
  return facts.length > 0 ? <Facts facts={facts} /> : null;
}

/** The same as it is printed: what it says, each under its name; nothing where none was submitted. */
export function reportFacts(record: Convention, period: string): readonly Fact[] {
  const report = record.reports[period];
  if (!report) return [];
  const { at, by, spent, progress, forecast, orders = [], consumption = [] } = report;
  const money = record.document.budget
    ? [
        ['Dépenses de la période', frenchEuros(spent)] as const,
        ...comparison(record, period, report.spent),
        ...forecastFacts(record, 'Commandes prévues', orders),
        ...forecastFacts(record, 'Consommation prévue', consumption),
      ]
    : [];
  return [
    ['Remis', `par ${by}, le ${frenchInstant(at)}`],
    ...verdictOf(record, period),
    ...money,
    ['Avancement', progress],
    ['Prévisions', forecast],
  ];
}

/** What the delegator answered to a report, and what is to be mended in it. */
function verdictOf({ reports, corrections = [] }: Convention, period: string) {
  const accepted = reports[period]?.accepted;
  const asked = corrections.filter(({ duty }) => duty === dutyIdOf('report', period));
  return [
    ...asked.map(
      ({ by, at, reason }) =>
        ['Correction demandée', `par ${by}, le ${frenchInstant(at)} : ${reason}`] as const,
    ),
    ...(accepted ? [['Accepté', `par ${accepted.by}, le ${frenchInstant(accepted.at)}`] as const] : []),
  ];
}

/** A meeting as it was held, or is convened: what was decided, its minutes, who said that they would come. */
export function MeetingRead({ meeting, root }: { meeting: CommitteeMeeting; root: string }) {
  return (
    <Facts
      facts={meetingFacts(meeting).map(([term, fact]) => [
        term,
        term === minutesName ? <WithFiles key="minutes" text={fact} root={root} /> : fact,
      ])}
    />
  );
}

const minutesName = 'Compte rendu';

/** The same as it is printed. */
export function meetingFacts(meeting: CommitteeMeeting): readonly Fact[] {
  const { on, time, place, decision, minutes, answers = {} } = meeting;
  const coming = Object.values(answers).map(({ by, answer }) => `${by} ${frenchAnswers[answer]}`);
  return factsOf([
    ['Réunion', `le ${frenchDate(on)} à ${time}, ${place}`],
    ['Décision', decision],
    [minutesName, minutes],
    ['Réponses à la convocation', coming.join(', ')],
  ]);
}

/** The reports that were submitted, the latest first, with the duty that asked for each. */
export function reportsOf(
  record: Convention,
): readonly { readonly period: string; readonly title: string }[] {
  const titles = new Map(dutiesOf(record).map(({ id, title }) => [id as string, title]));
  return Object.entries(record.reports)
    .sort(([, a], [, b]) => b.at - a.at)
    .map(([period]) => ({ period, title: titles.get(`report-${period}`) ?? `Compte rendu ${period}` }));
}

/** The meetings of committees that were not called off, the latest first. */
export function meetingsOf(record: Convention): readonly CommitteeMeeting[] {
  return record.meetings.filter(({ state }) => state !== 'cancelled').sort((a, b) => byDate(b.on, a.on));
}

/** What a meeting is called: `Comité d’investissement, tenu`. */
export function meetingTitle(record: Convention, { state }: CommitteeMeeting): string {
  return `${capitalised(committeeName(record))}, ${state === 'held' ? 'tenu' : 'convoqué'}`;
}

/** What was done for a duty, where it can be read: a report, a committee. */
export function DutyRead({ record, duty, root }: { record: Convention; duty: Duty; root: string }) {
  if (duty.closedBy === 'report') return <ReportRead record={record} period={periodOf(duty)} />;
  if (duty.closedBy !== 'committee') return null;
  const rank = committeeRank(duty);
  const meeting = meetingsOf(record).find(({ committee }) => committee === rank);
  return meeting ? <MeetingRead meeting={meeting} root={root} /> : null;
}
