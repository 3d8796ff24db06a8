import { z } from 'zod';
import { clauseOrLast } from '../convention/amendments/versions.ts';
import { frenchDate } from '../convention/calendar/french.ts';
import type { Moment } from '../convention/calendar/moment.ts';
import { addDays, type PlainDate } from '../convention/calendar/plain-date.ts';
import type { Convention } from '../convention/convention.ts';
import { citing, inBrackets } from '../convention/document/articles.ts';
import { list, plainDate, slug, text as textOf, whole } from '../convention/document/fields.ts';
import { type DutyOutcome, dutyIdOf } from '../convention/duties/duty.ts';
import type { Refusal } from '../convention/errors.ts';
import { refusal } from '../convention/errors.ts';
import { orderFacts } from '../convention/ledger/statement.ts';
import { openOrders } from '../convention/ledger/totals.ts';
import { bothParties } from '../convention/mailing/audience.ts';
import { listOfOwed, stillOwed } from '../convention/mailing/still-owed.ts';
import { copiedBodies } from '../convention/people/organisations.ts';
import { partyDoes } from '../convention/people/parties.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { periodOf } from '../convention/term/term.ts';
import {
  breachAmong,
  breachesThat,
  breachIn,
  breachQuestion,
  notOpen,
  remainingServices,
  servicesOf,
  withBreach,
} from './about-breaches.ts';
import { defineFormedAct } from './act.ts';
import type { Options, Subject } from './form.ts';
import { choice, choices, date, isPossible, listIn, text } from './questions.ts';

/** Art. 7: "mettre fin totalement ou partiellement à l’accompagnement", on the day it gives. */
export const endSupport = defineFormedAct({
  verb: 'support-ended',
  parties: ['delegatee'],
  needs: 'breach',
  form: {
    title: 'Mettre fin à l’accompagnement',
    says: 'Pour un manquement, le délégataire met fin à tout son accompagnement, et la convention avec lui, ou à certains services.',
    button: 'Mettre fin à l’accompagnement',
    articles: ({ breach }) => [breach?.article],
    group: 'Fin et reconduction',
    questions: {
      breach: breachQuestion,
      extent: choice('Étendue', 'ce à quoi il est mis fin', [
        ['part', 'Certains services ; la convention se poursuit pour le reste'],
        ['all', 'Tout l’accompagnement ; la convention prend fin'],
      ]),
      services: choices('Services retirés', 'au moins un service retiré', {
        optional: true,
        hint: 'Si l’accompagnement ne prend fin qu’en partie.',
      }),
      on: date('Dernier jour de l’accompagnement', 'le dernier jour de l’accompagnement'),
      reason: text('Motif', 'le motif'),
    },
    places: ['breach'],
    example: '1 --extent part --services website,clubs --on 2020-11-02 --reason "sans réponse"',
    offered: (subject) => toEnd(subject).length > 0,
    known: (subject) => ({
      breach: breachAmong(subject, toEnd(subject)),
      services: { options: remainingServices(subject.convention).map(({ id, title }) => [id, title]) },
      on: { value: subject.today },
    }),
    check: ({ extent, services }) => {
      if (extent === 'all' && services !== undefined)
        return [
          { field: 'services', message: 'Tout l’accompagnement prend fin : ne choisissez pas de service.' },
        ];
      return extent === 'part' && services === undefined
        ? [{ field: 'services', message: 'Choisissez au moins un service retiré.' }]
        : [];
    },
    input: (values, about, by) => ({
      by,
      breach: breachIn(about, values),
      services: values.extent === 'all' ? 'all' : listIn(values.services),
      on: values.on,
      reason: values.reason,
    }),
  },
  schema: signedAct({
    breach: whole(1, 1000),
    services: z
      .union([z.literal('all'), list(slug(40), 1, 100)], 'une liste de services, ou « all »')
      .describe('Services retirés, ou « all » : tous, et la convention avec eux'),
    on: plainDate.describe('Dernier jour de l’accompagnement'),
    reason: textOf(1000),
  }),
  refuse(convention, { breach, services, on }, moment) {
    const refused = notOpen(convention, breach) ?? stillCurable(convention, breach, moment);
    if (refused) return refused;
    const period = periodOf(convention);
    if (on < moment.today || (period && on > period.endsOn)) {
      return refusal(
        'BAD_DATE',
        `« ${on} » refusé ; accepté : une date du ${moment.today} (aujourd’hui) au ${period?.endsOn ?? '…'} (fin de la convention).`,
      );
    }
    if (services === 'all') return undefined;
    const known = remainingServices(convention).map(({ id }) => id);
    const wrong = services.find((id) => !known.includes(id));
    return wrong === undefined
      ? undefined
      : refusal(
          'UNKNOWN_REFERENCE',
          `« ${wrong} » n’est pas un service en cours ; acceptés : ${known.join(', ') || 'aucun'}, ou all pour tout l’accompagnement.`,
        );
  },
  apply(convention, { breach: id, services, on, reason }, { now, today }) {
    const { document } = convention;
    const after = withBreach(convention, id, { ending: { on, services, reason, decidedOn: today } });
    const titles = servicesOf(convention)
      .filter((service) => services !== 'all' && services.includes(service.id))
      .map(({ title }) => title);
    const total = services === 'all';
    const named = titles.map((title) => `« ${title} »`).join(', ');
    const scope = total ? 'à tout son accompagnement' : `à une partie de son accompagnement (${named})`;
    const ending = total
      ? ' La convention prend fin ce jour-là.'
      : ' La convention se poursuit pour le reste.';
    const withdrawn = total ? [] : services;
    const lapsed = withdrawn.flatMap((service): [string, DutyOutcome][] => {
      const duty = dutyIdOf('community', service);
      const owed =
        document.community?.items.some((item) => item.id === service) && !convention.outcomes[duty];
      return owed
        ? [[duty, { state: 'lapsed', at: now, reason: `service retiré (manquement n° ${id})` }]]
        : [];
    });
    const cure = dutyIdOf('breach', id);
    const uncured: [string, DutyOutcome][] = [
      [cure, { state: 'lapsed', at: now, reason: 'accompagnement arrêté' }],
    ];
    return {
      convention: {
        ...after,
        outcomes: { ...convention.outcomes, ...Object.fromEntries([...lapsed, ...uncured]) },
      },
      text: `${partyDoes(document, 'delegatee', 'met', 'mettent')} fin ${scope} le ${frenchDate(on)}, pour le manquement n° ${id}.${ending}`,
      news: [
        {
          to: total ? [...bothParties, ...copiedBodies(document).map((holder) => ({ holder }))] : bothParties,
          item: {
            kind: 'news',
            identity: `support-ended/${id}`,
            subject: total ? 'fin de l’accompagnement' : 'fin partielle de l’accompagnement',
            lead: `${partyDoes(document, 'delegatee', 'met', 'mettent')} fin ${scope} le ${frenchDate(on)}, pour manquement aux engagements${inBrackets(clauseOrLast(convention, 'breach')?.engagementsArticle)}.${ending}`,
            facts: [
              ['Motif', reason],
              ...titles.map((title): [string, string] => ['Service retiré', title]),
              ...(total ? orderFacts(openOrders(convention.ledger)) : []),
            ],
            ...(total
              ? {
                  paragraphs: listOfOwed(
                    stillOwed(
                      convention,
                      'l’accord sur le solde',
                      ...(document.servicesEnd ? ['la fin des services'] : []),
                    ),
                  ),
                }
              : {}),
            ...citing(clauseOrLast(convention, 'breach')?.article),
            urgent: true,
          },
        },
      ],
    };
  },
});

function toEnd(subject: Subject): Options {
  return breachesThat(subject, ({ id }) =>
    isPossible(endSupport, subject, { by: '', breach: id, services: 'all', on: subject.today, reason: '' }),
  );
}

function stillCurable({ breaches }: Convention, id: number, { today }: Moment): Refusal | undefined {
  const cureBy: PlainDate | undefined = breaches.find((one) => one.id === id)?.cureBy;
  return cureBy && today <= cureBy
    ? refusal(
        'NOT_NOW',
        `La mise en demeure court jusqu’au ${frenchDate(cureBy)} : l’accompagnement peut prendre fin à partir du ${frenchDate(addDays(cureBy, 1))}.`,
      )
    : undefined;
}
