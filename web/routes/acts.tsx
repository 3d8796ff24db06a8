import type { FastifyInstance, FastifyReply } from 'fastify';
import { byNames } from '../../acts/by-names.ts';
import { fill } from '../../acts/fill-form.ts';
import { actGroups, type Field, type FormFault, type Subject, type Values } from '../../acts/form.ts';
import type { ActForm } from '../../acts/forms.ts';
import { actForms, formsForDuty } from '../../acts/forms.ts';
import { intentionOf } from '../../acts/intention.ts';
import { findDuty } from '../../acts/known-duty.ts';
import { consequencesOf } from '../../client/consequences.ts';
import { frenchLongDate } from '../../convention/calendar/french.ts';
import { cited, inBrackets } from '../../convention/document/articles.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { whyOf } from '../../convention/views/why.ts';
import { actSlug } from '../acts/act-slug.ts';
import { intentionField, intentionOfForm, showUnanswered } from '../acts/asking-again.tsx';
import { mayImport } from '../acts/import-form.ts';
import { mayFillIn } from '../acts/may-fill-in.ts';
import { knownNow, performed, told } from '../acts/performed.ts';
import { shownAgain, withFiles } from '../acts/submitted.ts';
import { FormToRead } from '../acts/to-read.tsx';
import { Comments } from '../convention/comments.tsx';
import { Consequences } from '../convention/consequences.tsx';
import { dueFact } from '../convention/due.tsx';
import { DutyBadge, Outcome } from '../convention/duty-table.tsx';
import { showConvention } from '../convention/frame.tsx';
import { type Opened, opened, subjectOf } from '../convention/opened.ts';
import { DutyRead } from '../convention/reports-read.tsx';
import { WhyThatDate } from '../convention/why.tsx';
import { onReceipt } from '../links/permissions.ts';
import { ConfirmOrModify } from '../page/confirming.tsx';
import { Form } from '../page/form.tsx';
import { Alert, Card, EmptyState, Facts } from '../page/parts.tsx';
import { PostForm } from '../page/post-form.tsx';
import { wordsOf } from '../page/show.tsx';
import { journalName, marked, marking, markOf } from '../person.ts';
import {
  costly,
  NotForYou,
  oneOf,
  ownForm,
  pathPart,
  queryOf,
  type Submitted,
  seeOther,
} from '../request.ts';
import type { Web } from '../web.ts';

const importCard = {
  slug: 'import',
  title: 'Importer un export de Chorus',
  says: 'Le registre est comparé au fichier, puis mis à jour.',
  articles: ({ codings, reports }: ConventionDocument) => [codings?.article, reports?.article],
};

/** Acting on a convention: the acts that make sense now, each as a form whose consequences are shown before it is done. */
export async function actRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/conventions/:id/actes', async (request, reply) => {
    const one = await opened(web, request);
    const subject = subjectOf(one);
    const offered = Object.values(actForms).filter(
      (form) => mayFillIn(one.standing, one.record.document, form) && form.offered(subject),
    );
    const canImport = mayImport(one.standing, subject);
    return showConvention(
      reply,
      one,
      { tab: '/actes' },
      <>
        {offered.length === 0 && (
          <EmptyState title="Rien n’est à faire ici">
            <p>
              {one.record.closed ? 'La convention est close.' : 'Vous lisez cette convention sans y agir.'}
            </p>
          </EmptyState>
        )}
        {actGroups.map((group) => {
          const cards = [
            ...offered
              .filter((form) => form.group === group)
              .map((form) => ({ ...form, slug: actSlug(form.act) })),
            ...(group === 'Budget' && canImport ? [importCard] : []),
          ];
          return cards.length === 0 ? null : (
            <section key={group}>
              <h2>{group}</h2>
              <ul className="fr-raw-list fr-grid-row fr-grid-row--gutters">
                {cards.map(({ slug, title, says, articles }) => {
                  const end = cited(...(articles?.(one.record.document) ?? []));
                  return (
                    <li key={slug} className="fr-col-12 fr-col-md-6">
                      <Card
                        href={`/conventions/${one.id}/actes/${slug}`}
                        title={title}
                        {...(end === undefined ? {} : { end })}
                      >
                        {says}
                      </Card>
                    </li>
                  );
                })}
              </ul>
            </section>
          );
        })}
      </>,
    );
  });

  app.get('/conventions/:id/obligations/:duty', async (request, reply) => {
    const one = await opened(web, request);
    const duty = one.view.duties.find(({ id }) => id === pathPart(request, 'duty'));
    const found = duty && findDuty(one.record, duty.id);
    if (!duty || !found) throw new NotForYou();
    const root = `/conventions/${one.id}`;
    const holder = duty.holder === 'manager' ? 'le gestionnaire' : duty.holderName;
    const subject = { ...subjectOf(one), duty: found };
    const forms =
      duty.outcome || one.record.closed
        ? []
        : formsForDuty(subject).filter((form) => mayFillIn(one.standing, one.record.document, form, found));
    const atAnyTime = duty.outcome ? [...onReceipt, actForms.reopenDuty] : [actForms.waiveDuty];
    const others = [...atAnyTime, actForms.commentDuty].filter(
      (form) => mayFillIn(one.standing, one.record.document, form) && form.offered(subject),
    );
    return showConvention(
      reply,
      one,
      { tab: '/obligations', title: duty.title, within: holder },
      <>
        <Facts
          facts={[
            ['État', <DutyBadge key="state" state={duty.state} />],
            dueFact(duty),
            ['Qui doit agir', holder],
            ...(duty.article ? [['Article', duty.article] as const] : []),
            ['Ouverte depuis', frenchLongDate(duty.opensOn)],
            ['Preuve', <Outcome key="outcome" duty={duty} root={root} />],
          ]}
        />
        <DutyRead record={one.record} duty={found} root={root} />
        <Comments record={one.record} duty={duty.id} />
        <WhyThatDate why={whyOf(one.record, found)} />
        <ul className="fr-btns-group">
          {[...forms, ...others].map((form) => (
            <li key={form.act}>
              <a
                className={others.includes(form) ? 'fr-btn fr-btn--secondary' : 'fr-btn'}
                href={`${root}/actes/${actSlug(form.act)}?obligation=${duty.id}`}
              >
                {form.title}
              </a>
            </li>
          ))}
        </ul>
      </>,
    );
  });

  app.post('/conventions/:id/reprise', costly(web), async (request, reply) => {
    const one = await opened(web, request);
    await ownForm(request);
    if (one.standing.role !== 'admin') throw new NotForYou();
    return saidAt(
      reply,
      one,
      await web.conventions.resume(one.id, journalName(one.person.name), markOf(one.person)),
    );
  });

  app.get('/conventions/:id/actes/:act', async (request, reply) => {
    const one = await opened(web, request);
    const { obligation, ...asked } = queryOf(request);
    const slug = pathPart(request, 'act');
    const isNamed = overAny.some(({ act }) => actSlug(act) === slug);
    const { form, subject } = formFor(one, slug, isNamed ? '' : obligation);
    const values = isNamed && obligation ? { ...asked, duty: obligation } : asked;
    return showForm(reply, one, form, subject, values, []);
  });

  app.post('/conventions/:id/actes/:act', costly(web), async (request, reply) => {
    const one = await opened(web, request);
    const submitted = await ownForm(request);
    const step = oneOf(submitted.values.etape);
    const intention = intentionOfForm(submitted.values);
    // What was done under that name may have closed the very form that asks for it again.
    const known = step === 'confirmer' ? intentionOf(one.record, intention) : undefined;
    const found = formIn(one, pathPart(request, 'act'), oneOf(submitted.values.obligation));
    if (!found && known) return told(reply, one, known);
    if (!found) throw new NotForYou();
    const { form, subject } = found;
    if (step === 'modifier') return showForm(reply, one, form, subject, submitted.values, []);
    const who = marking(one.person);
    const { values, faults } = await withFiles(submitted, form.fields(subject), (upload) =>
      web.evidence.bring(one.id, who, upload),
    );
    if (faults.length > 0) return showForm(reply, one, form, subject, values, faults);
    const filled = fill(form, subject, values, journalName(one.person.name));
    if (!filled.ok && known) return told(reply, one, known);
    if (!filled.ok) return showForm(reply, one, form, subject, values, filled.faults);
    const hidden = {
      ...Object.fromEntries(
        Object.entries(shownAgain(values)).filter(([name]) =>
          form.fields(subject).some((field) => field.name === name),
        ),
      ),
      obligation: subject.duty?.id ?? '',
      [intentionField]: intention,
    };
    if (step === 'confirmer') {
      try {
        const input = marked(filled.input, { mark: markOf(one.person), as: one.standing.contact?.id });
        await performed(web, one.id, who, form.act, input, intention);
        return told(reply, one, await knownNow(web, one.id, intention));
      } catch (error) {
        const action = `/conventions/${one.id}/actes/${actSlug(form.act)}`;
        return showUnanswered(reply, one, error, { action, hidden: { ...hidden, etape: 'confirmer' } });
      }
    }
    const now = web.now();
    const consequences = consequencesOf(one.record, form.act, filled.input, { now, today: one.today });
    if (!('text' in consequences)) {
      return showForm(reply, one, form, subject, values, [{ message: wordsOf(consequences.refused) }], 409);
    }
    return showConvention(
      reply,
      one,
      { tab: '/actes', title: `${form.title} : vérifier` },
      <>
        <Consequences consequences={consequences} />
        <PostForm
          action={`/conventions/${one.id}/actes/${actSlug(form.act)}`}
          csrf={request.session?.csrf}
          hidden={hidden}
        >
          <ConfirmOrModify />
        </PostForm>
      </>,
    );
  });

  /** Leads to the convention, with what was done, in the words of its journal. */
  async function saidAt(reply: FastifyReply, { id }: Opened, text: string): Promise<FastifyReply> {
    const { journal } = await web.conventions.record(id);
    await web.portfolio.renew(id);
    const line = journal.findLastIndex((entry) => entry.text === text);
    return seeOther(reply, `/conventions/${id}?fait=${line}`);
  }

  function showForm(
    reply: FastifyReply,
    one: Opened,
    form: ActForm,
    subject: Subject,
    values: Submitted['values'],
    faults: readonly FormFault[],
    status = faults.length > 0 ? 422 : 200,
  ): FastifyReply {
    const named = faults.map((fault) => ({ ...fault, message: byNames(one.record, fault.message) }));
    const fields = form.fields(subject);
    const isNew = reply.request.method === 'GET';
    return showConvention(
      reply,
      one,
      {
        tab: '/actes',
        title: form.title,
        ...(subject.duty ? { within: subject.duty.title } : {}),
        status,
        inError: faults.length > 0,
      },
      <>
        <p className="fr-text--lg">
          {form.says}
          {inBrackets(...(form.articles?.(one.record.document) ?? []))}
        </p>
        {subject.duty && (
          <Alert tone="info">
            <p>
              {subject.duty.title}, pour le {frenchLongDate(subject.duty.dueOn)}.
            </p>
          </Alert>
        )}
        <FormToRead form={form} subject={subject} />
        <Form
          action={`/conventions/${one.id}/actes/${actSlug(form.act)}`}
          csrf={reply.request.session?.csrf}
          fields={fields}
          values={isNew ? { ...startsOf(fields), ...shownAgain(values) } : shownAgain(values)}
          faults={named}
          hidden={{ obligation: subject.duty?.id ?? '' }}
          button="Voir ce que cela change"
          cancel={
            subject.duty
              ? `/conventions/${one.id}/obligations/${subject.duty.id}`
              : `/conventions/${one.id}/actes`
          }
        />
      </>,
    );
  }
}

/** Acts over any duty, which they ask for: the address says which one they start from. */
const overAny: readonly ActForm[] = [
  actForms.waiveDuty,
  actForms.reopenDuty,
  actForms.commentDuty,
  ...onReceipt,
];

/** What the fields start from. */
function startsOf(fields: readonly Field[]): Values {
  return Object.fromEntries(
    fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The form that the address names, for this person to fill in. */
function formFor(one: Opened, slug: string, obligation?: string): { form: ActForm; subject: Subject } {
  const found = formIn(one, slug, obligation);
  if (!found) throw new NotForYou();
  return found;
}

/** The same, if this person may fill it in. */
function formIn(one: Opened, slug: string, obligation = ''): { form: ActForm; subject: Subject } | undefined {
  const duty = obligation ? findDuty(one.record, obligation) : undefined;
  const subject = { ...subjectOf(one), ...(duty ? { duty } : {}) };
  const forms = duty ? formsForDuty(subject) : Object.values(actForms);
  const form = forms.find(({ act }) => actSlug(act) === slug);
  return form && mayFillIn(one.standing, one.record.document, form, duty) ? { form, subject } : undefined;
}
