import type { FormFault, Values } from '../../acts/form.ts';
import type { ActForm } from '../../acts/forms.ts';
import { actSlug } from '../acts/act-slug.ts';
import { newIntention } from '../acts/asking-again.tsx';
import { FormToRead } from '../acts/to-read.tsx';
import { dueFact } from '../convention/due.tsx';
import { DutyRead } from '../convention/reports-read.tsx';
import { Form } from '../page/form.tsx';
import { Alert, Facts } from '../page/parts.tsx';
import { Download, Way } from '../page/ways.tsx';
import type { Followed } from './followed.ts';
import { NotMe } from './not-me.tsx';
import { type Offered, reportsFor } from './permissions.ts';

/** One of the forms that a link offers, and the way to the others. */
export function ActPage({
  followed,
  offered: { subject, duty, forms },
  form,
  values,
  faults,
}: {
  followed: Followed;
  offered: Offered;
  form: ActForm;
  /** What was filled in before; absent when nothing was. */
  values?: Values | undefined;
  faults: readonly FormFault[];
}) {
  const { record, token, person, claims } = followed;
  const fields = form.fields(subject);
  const offeredMarks = fields.flatMap(({ kind, options = [] }) => (kind === 'agreement' ? options : []));
  const hasChanged =
    claims.mark !== undefined &&
    offeredMarks.length > 0 &&
    offeredMarks.every(([mark]) => mark !== claims.mark);
  return (
    <>
      {duty && (
        <Facts
          facts={[
            dueFact(duty),
            ...(duty.article ? [['Article', duty.article] as const] : []),
            ...(duty.evidence ? [['À fournir', duty.evidence] as const] : []),
          ]}
        />
      )}
      {duty && <DutyRead record={record} duty={duty} root={`/conventions/${record.document.id}`} />}
      {reportsFor(followed).map(({ period, title }) => (
        <p key={period}>
          <Download href={`/agir/${token}/compte-rendu/${period}.pdf`}>{title} (PDF)</Download>
        </p>
      ))}
      <h2>{form.title}</h2>
      <p>
        {form.says} Ce sera fait dès que vous aurez validé, au nom de {person.name}, et inscrit au journal de
        la convention. Ce lien ne sert qu’à un envoi ; il vous en sera proposé un nouveau si vous devez
        corriger.
      </p>
      {hasChanged && (
        <Alert tone="warning">
          Ce qui est proposé a changé depuis ce courriel : lisez ce qui suit avant de répondre.
        </Alert>
      )}
      <FormToRead form={form} subject={subject} />
      <Form
        action={`/agir/${token}`}
        fields={fields}
        values={values}
        faults={faults}
        hidden={{ acte: actSlug(form.act), ...newIntention() }}
        button={form.button}
      />
      {forms.length > 1 && (
        <>
          <h2>Vous voulez répondre autre chose ?</h2>
          <ul>
            {forms
              .filter((other) => other !== form)
              .map((other) => (
                <li key={other.act}>
                  <Way href={`/agir/${token}?acte=${actSlug(other.act)}`}>{other.title}</Way>
                </li>
              ))}
          </ul>
        </>
      )}
      <NotMe followed={followed} />
    </>
  );
}
