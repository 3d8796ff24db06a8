import { z } from 'zod';
import { clauseOrLast } from '../convention/amendments/versions.ts';
import { frenchDate } from '../convention/calendar/french.ts';
import type { Moment } from '../convention/calendar/moment.ts';
import { addDays } from '../convention/calendar/plain-date.ts';
import type { Convention } from '../convention/convention.ts';
import { inBrackets } from '../convention/document/articles.ts';
import { list, slug } from '../convention/document/fields.ts';
import { withLapsed } from '../convention/duties/duties.ts';
import { dutyIdOf } from '../convention/duties/duty.ts';
import { notNow, type Refusal, unknownReference } from '../convention/errors.ts';
import { orderFacts } from '../convention/ledger/statement.ts';
import { openOrders } from '../convention/ledger/totals.ts';
import { tellParties } from '../convention/mailing/audience.ts';
import { listOfOwed, stillOwed } from '../convention/mailing/still-owed.ts';
import { copiedBodies } from '../convention/people/organisations.ts';
import { partyDoes } from '../convention/people/parties.ts';
import { periodOf } from '../convention/term/term.ts';
import {
  breach,
  breachesThat,
  notOpen,
  remainingServices,
  servicesOf,
  withBreach,
} from './about-breaches.ts';
import { defineFormedAct } from './formed-act.ts';
import { among, aside, date, listIn, choices as several, text } from './questions.ts';
import { notWithin } from './refusals.ts';

/** Art. 7: "mettre fin totalement ou partiellement à l’accompagnement", on the day it gives. */
export const endSupport = defineFormedAct({
  verb: 'support-ended',
  parties: ['delegatee'],
  needs: 'breach',
  form: {
    title: 'Mettre fin à l’accompagnement',
    says: 'Pour un manquement, le délégataire met fin à tout son accompagnement, et la convention avec lui, ou à certains services.',
    button: 'Mettre fin à l’accompagnement',
    group: 'Fin et reconduction',
    questions: {
      breach,
      extent: aside('choice', 'Étendue', 'ce à quoi il est mis fin', {
        options: [
          ['part', 'Certains services ; la convention se poursuit pour le reste'],
          ['all', 'Tout l’accompagnement ; la convention prend fin'],
        ],
      }),
      services: several('Services retirés', 'au moins un service retiré', {
        optional: true,
        hint: 'Si l’accompagnement ne prend fin qu’en partie.',
      }),
      on: date('Dernier jour de l’accompagnement', 'le dernier jour de l’accompagnement'),
      reason: text('Motif', 'le motif', { most: 1000 }),
    },
    places: ['breach'],
    example: '1 --extent part --services website,clubs --on 2020-11-02 --reason "sans réponse"',
    choices: (subject, can) =>
      breachesThat(subject, ({ id }) =>
        can({ by: '', breach: id, services: 'all', on: subject.today, reason: '' }),
      ),
    known: ({ convention, today }, { choices }) => ({
      breach: among(choices),
      services: { options: remainingServices(convention).map(({ id, title }) => [id, title]) },
      on: { value: today },
    }),
    check({ extent, services }) {
      if ((extent === 'all') === (services === undefined)) return [];
      const message =
        extent === 'all'
          ? 'Tout l’accompagnement prend fin : ne choisissez pas de service.'
          : 'Choisissez au moins un service retiré.';
      return [{ field: 'services', message }];
    },
    input: ({ extent, services }) => ({ services: extent === 'all' ? 'all' : listIn(services) }),
  },
  keys: {
    services: z.union([z.literal('all'), list(slug(40), 1, 100)], 'une liste de services, ou « all »'),
  },
  refuse(convention, { breach: id, services, on }, moment) {
    const last = periodOf(convention)?.endsOn ?? on;
    const refused =
      notOpen(convention, id) ??
      stillCurable(convention, id, moment) ??
      notWithin(on, [moment.today, 'aujourd’hui'], [last, 'fin de la convention']);
    if (refused) return refused;
    if (services === 'all') return undefined;
    const known = remainingServices(convention).map(({ id }) => id);
    const wrong = services.find((one) => !known.includes(one));
    return wrong === undefined
      ? undefined
      : unknownReference`« ${wrong} » n’est pas un service en cours ; acceptés : ${known.join(', ') || 'aucun'}, ou all pour tout l’accompagnement.`;
  },
  apply(convention, { breach: id, services, on, reason }, { now, today }) {
    const { document } = convention;
    const titles = servicesOf(convention)
      .filter((service) => services !== 'all' && services.includes(service.id))
      .map(({ title }) => title);
    const total = services === 'all';
    const named = titles.map((title) => `« ${title} »`).join(', ');
    const scope = total ? 'à tout son accompagnement' : `à une partie de son accompagnement (${named})`;
    const ending = total
      ? ' La convention prend fin ce jour-là.'
      : ' La convention se poursuit pour le reste.';
    const community = (document.community?.items ?? []).map((item) => item.id);
    const notOwed = (services === 'all' ? [] : services)
      .filter((service) => community.includes(service))
      .map((service) => ({ id: dutyIdOf('community', service) }));
    const itsServices = document.servicesEnd ? ['la fin des services'] : [];
    const after: Convention = {
      ...withBreach(convention, id, { ending: { on, services, reason, decidedOn: today } }),
      outcomes: {
        ...withLapsed(convention, notOwed, now, `service retiré (manquement n° ${id})`),
        [dutyIdOf('breach', id)]: { state: 'lapsed', at: now, reason: 'accompagnement arrêté' },
      },
    };
    return {
      convention: after,
      text: `${partyDoes(document, 'delegatee', 'met', 'mettent')} fin ${scope} le ${frenchDate(on)}, pour le manquement n° ${id}.${ending}`,
      news: tellParties({
        copies: total ? copiedBodies(document) : [],
        identity: `support-ended/${id}`,
        subject: total ? 'fin de l’accompagnement' : 'fin partielle de l’accompagnement',
        lead: `${partyDoes(document, 'delegatee', 'met', 'mettent')} fin ${scope} le ${frenchDate(on)}, pour manquement aux engagements${inBrackets(clauseOrLast(convention, 'breach')?.engagementsArticle)}.${ending}`,
        facts: [
          ['Motif', reason],
          ...titles.map((title): [string, string] => ['Service retiré', title]),
          ...(total ? orderFacts(openOrders(convention.ledger)) : []),
        ],
        ...(total
          ? { paragraphs: listOfOwed(stillOwed(after, 'l’accord sur le solde', ...itsServices)) }
          : {}),
        cites: [clauseOrLast(convention, 'breach')?.article],
        urgent: true,
      }),
    };
  },
});

function stillCurable({ breaches }: Convention, id: number, { today }: Moment): Refusal | undefined {
  const cureBy = breaches.find((one) => one.id === id)?.cureBy;
  return cureBy && today <= cureBy
    ? notNow`La mise en demeure court jusqu’au ${frenchDate(cureBy)} : l’accompagnement peut prendre fin à partir du ${frenchDate(addDays(cureBy, 1))}.`
    : undefined;
}
