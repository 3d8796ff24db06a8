import { alreadyDone } from '../convention/errors.ts';
import { partyDoes } from '../convention/people/parties.ts';
import { nameOf, periodOf } from './about-reports.ts';
import { defineFormedAct } from './formed-act.ts';
import { dutiesThat, duty, dutyOptions, notHandedOver } from './known-duty.ts';
import { among } from './questions.ts';

/** Art. 5: the delegator finds a report good. Nobody waits for it: what is not accepted is not refused either. */
export const acceptReport = defineFormedAct({
  verb: 'report-accepted',
  parties: ['delegator'],
  needs: 'reports',
  form: {
    title: 'Accepter un compte rendu',
    says: 'L’accord du délégant est inscrit avec le compte rendu.',
    button: 'Accepter le compte rendu',
    group: 'Obligations',
    questions: { duty },
    places: ['duty'],
    example: 'report-2020-04',
    choices: (subject, can) => dutiesThat(subject, ({ id }) => can({ by: '', duty: id })),
    known: (subject, { choices }) => ({ duty: among(dutyOptions(subject, choices)) }),
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
    if (!report) return { convention, text: '', news: [] };
    const accepted = { ...report, accepted: { by, at: now } };
    return {
      convention: { ...convention, reports: { ...convention.reports, [period]: accepted } },
      text: `${partyDoes(convention.document, 'delegator', 'accepte', 'acceptent')} le ${nameOf(convention, period)}.`,
      news: [],
    };
  },
});
