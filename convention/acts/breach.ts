import { z } from 'zod';
import { frenchDate } from '../calendar/french.ts';
import { addDays, type PlainDate } from '../calendar/plain-date.ts';
import type { Breach, Convention } from '../convention.ts';
import { line, list, plainDate, slug, text, whole } from '../document/fields.ts';
import { type DutyOutcome, dutyIdOf } from '../duty.ts';
import type { Refusal } from '../errors.ts';
import { orderFacts } from '../ledger/statement.ts';
import { openOrders } from '../ledger/totals.ts';
import { controllersOf } from '../organisations.ts';
import { signedAct } from '../signatory.ts';
import { hasEffect, periodOf } from '../term.ts';
import { bothParties, defineAct, type Moment, refusal } from './act.ts';

/** Art. 7: the delegatee records that the delegator fails in an engagement of art. 2; it may give time to cure it. */
export const recordBreach = defineAct({
  schema: signedAct({
    engagement: slug(40).describe('Engagement de l’article 2, par son identifiant dans le document'),
    facts: text(2000).describe('Les faits'),
    on: plainDate.describe('Date du manquement'),
    cureBy: plainDate.optional().describe('Mise en demeure : dernier jour pour y remédier'),
  }),
  refuse(convention, { engagement, on, cureBy }, { today }) {
    const { document, ended } = convention;
    const over = ended && refusal('NOT_NOW', `La convention a déjà pris fin le ${frenchDate(ended.on)}.`);
    if (over) return over;
    if (!hasEffect(convention, today))
      return refusal(
        'NOT_NOW',
        'La convention n’a pas encore pris effet : aucun accompagnement n’est à arrêter.',
      );
    const known = document.engagements.map(({ id }) => id);
    if (!known.includes(engagement)) {
      return refusal(
        'UNKNOWN_REFERENCE',
        `« ${engagement} » n’est pas un engagement de l’article 2 ; acceptés : ${known.join(', ')}.`,
      );
    }
    if (on < document.signedOn || on > today) {
      return refusal(
        'BAD_DATE',
        `« ${on} » refusé ; accepté : une date du ${document.signedOn} (signature) au ${today} (aujourd’hui).`,
      );
    }
    if (cureBy && cureBy <= today)
      return refusal('BAD_DATE', `« ${cureBy} » refusé ; accepté : un délai qui court au-delà du ${today}.`);
    const same = convention.breaches.find(
      (one) => one.engagement === engagement && one.on === on && !one.cured && !one.ending,
    );
    return same
      ? refusal('ALREADY_DONE', `Ce manquement est déjà constaté, sous le numéro ${same.id}.`)
      : undefined;
  },
  apply(convention, { engagement, facts, on, cureBy }, { today }) {
    const { document } = convention;
    const id = convention.breaches.length + 1;
    const breach: Breach = {
      id,
      engagement,
      facts,
      on,
      recordedOn: today,
      ...(cureBy ? { cureBy } : {}),
    };
    const title = engagementTitle(convention, engagement);
    const notice = cureBy ? ` Mise en demeure d’y remédier avant le ${frenchDate(cureBy)} inclus.` : '';
    return {
      convention: { ...convention, breaches: [...convention.breaches, breach] },
      text: `Manquement n° ${id} constaté : « ${title} », le ${frenchDate(on)}.${notice}`,
      news: [
        {
          to: bothParties,
          item: {
            kind: 'news',
            identity: `breach/${id}`,
            subject: cureBy ? 'mise en demeure pour manquement' : 'manquement constaté',
            lead: `${document.delegatee.shortName} constate un manquement de ${document.delegator.shortName} : « ${title} ».${notice}`,
            facts: [
              ['Engagement (art. 2)', title],
              ['Date du manquement', frenchDate(on)],
            ],
            paragraphs: [
              facts,
              `À défaut, ${document.delegatee.shortName} peut mettre fin à tout ou partie de son accompagnement.`,
            ],
            article: 'art. 2 et 7',
            urgent: true,
          },
        },
      ],
    };
  },
});

/** The breach is cured: it is closed, and nothing ends for it. */
export const cureBreach = defineAct({
  schema: signedAct({ breach: whole(1, 1000), evidence: line(500) }),
  refuse: (convention, { breach }) => notOpen(convention, breach),
  apply(convention, { by, breach: id, evidence }, { now, today }) {
    const { document } = convention;
    return {
      convention: {
        ...withBreach(convention, id, { cured: { on: today, by, evidence } }),
        outcomes: {
          ...convention.outcomes,
          [dutyIdOf('breach', id)]: { state: 'done', at: now, by, evidence },
        },
      },
      text: `Manquement n° ${id} réparé (${evidence}).`,
      news: [
        {
          to: bothParties,
          item: {
            kind: 'news',
            identity: `breach-cured/${id}`,
            subject: 'manquement réparé',
            lead: `Le manquement n° ${id} de ${document.delegator.shortName} est réparé : l’accompagnement se poursuit.`,
            facts: [['Preuve', evidence]],
            article: 'art. 7',
          },
        },
      ],
    };
  },
});

/** Art. 7: "mettre fin totalement ou partiellement à l’accompagnement", on the day it gives. */
export const endSupport = defineAct({
  schema: signedAct({
    breach: whole(1, 1000),
    services: z
      .union([z.literal('all'), list(slug(40), 1, 100)], 'une liste de services, ou « all »')
      .describe('Services retirés, ou « all » : tous, et la convention avec eux'),
    on: plainDate.describe('Dernier jour de l’accompagnement'),
    reason: text(1000),
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
      const owed = document.communityItems.some((item) => item.id === service) && !convention.outcomes[duty];
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
      text: `${document.delegatee.shortName} met fin ${scope} le ${frenchDate(on)}, pour le manquement n° ${id}.${ending}`,
      news: [
        {
          to: total
            ? [...bothParties, ...controllersOf(document).map((holder) => ({ holder }))]
            : bothParties,
          item: {
            kind: 'news',
            identity: `support-ended/${id}`,
            subject: total ? 'fin de l’accompagnement' : 'fin partielle de l’accompagnement',
            lead: `${document.delegatee.shortName} met fin ${scope} le ${frenchDate(on)}, pour manquement aux engagements de l’article 2.${ending}`,
            facts: [
              ['Motif', reason],
              ...titles.map((title): [string, string] => ['Service retiré', title]),
              ...(total ? orderFacts(openOrders(convention.ledger)) : []),
            ],
            ...(total
              ? {
                  paragraphs: [
                    'Restent dus : le compte rendu final, la remise des livrables, la fin des services et l’accord sur le solde.',
                  ],
                }
              : {}),
            article: 'art. 7',
            urgent: true,
          },
        },
      ],
    };
  },
});

/** The services that a convention names: those of the community (art. 3), and the others (art. 7). */
export function servicesOf({
  document,
}: Convention): readonly { readonly id: string; readonly title: string }[] {
  return [...document.communityItems, ...document.services];
}

/** The services that no breach has withdrawn. */
export function remainingServices(convention: Convention) {
  const withdrawn = convention.breaches.flatMap(({ ending }) =>
    ending && ending.services !== 'all' ? ending.services : [],
  );
  return servicesOf(convention).filter(({ id }) => !withdrawn.includes(id));
}

function engagementTitle({ document }: Convention, id: string): string {
  return document.engagements.find((one) => one.id === id)?.title ?? id;
}

function notOpen(convention: Convention, id: number): Refusal | undefined {
  const breach = convention.breaches.find((one) => one.id === id);
  if (!breach) {
    const open = convention.breaches.filter(({ cured, ending }) => !cured && !ending).map((one) => one.id);
    return refusal(
      'UNKNOWN_REFERENCE',
      `« ${id} » n’est pas un manquement constaté ; ouverts : ${open.join(', ') || 'aucun'}.`,
    );
  }
  if (breach.cured) {
    return refusal(
      'ALREADY_DONE',
      `Le manquement n° ${id} est réparé depuis le ${frenchDate(breach.cured.on)}.`,
    );
  }
  if (breach.ending) {
    return refusal(
      'ALREADY_DONE',
      `Le manquement n° ${id} a déjà mis fin à l’accompagnement, le ${frenchDate(breach.ending.on)}.`,
    );
  }
  return convention.ended
    ? refusal('NOT_NOW', `La convention a déjà pris fin le ${frenchDate(convention.ended.on)}.`)
    : undefined;
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

function withBreach(convention: Convention, id: number, change: Partial<Breach>): Convention {
  const breaches = convention.breaches.map((one) => (one.id === id ? { ...one, ...change } : one));
  return { ...convention, breaches };
}
