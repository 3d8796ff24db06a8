import { alreadyDone } from '../convention/errors.ts';
import { partyDoes } from '../convention/people/parties.ts';
import { nameOf, periodOf } from './about-reports.ts';
import { defineFormedAct } from './formed-act.ts';
import { aboutDuty, dutiesThat, duty, notHandedOver } from './known-duty.ts';

/** Art. 5: the delegator finds a report good. Nobody waits for it: what is not accepted is not refused either. */
export const acceptReport = defineFormedAct({
  verb: 'report-accepted',
  parties: ['delegator'],
  needs: 'reports',
  form: {
    title: 'Accepter un compte rendu',
    says: 'L’accord du délégant est inscrit avec le compte rendu.',
    button: 'Accepter le compte rendu',
    ...aboutDuty,
    questions: { duty },
    example: 'report-2020-04',
    choices: (subject, can) => dutiesThat(subject, ({ id }) => can({ by: '', duty: id })),
  },
  refuse(convention, { duty }) {
    const report = duty.startsWith('report-') ? convention.reports[periodOf({ id: duty })] : undefined;
    return (
      notHandedOver(convention, duty, ['report']) ??
      (report?.accepted ? alreadyDone`« ${duty} » est déjà accepté, par ${report.accepted.by}.` : undefined)
    );
  },
  apply(convention, { by, duty }, { now }) {
    const period = periodOf({ id: duty });
    const report = convention.reports[period];
    if (!report) return { convention, text: '' };
    const accepted = { ...report, accepted: { by, at: now } };
    return {
      convention: { ...convention, reports: { ...convention.reports, [period]: accepted } },
      text: `${partyDoes(convention.document, 'delegator', 'accepte', 'acceptent')} le ${nameOf(convention, period)}.`,
    };
  },
});
