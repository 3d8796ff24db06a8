import { cureBreach, endSupport, remainingServices } from '../../../convention/acts/breach.ts';
import { frenchDate } from '../../../convention/calendar/french.ts';
import type { Breach } from '../../../convention/convention.ts';
import { hasEffect } from '../../../convention/term.ts';
import {
  actForm,
  choice,
  date,
  dutyClosed,
  given,
  isPossible,
  listIn,
  numberIn,
  numberOf,
  type Options,
  words,
} from './asking.ts';
import type { ActForm, Subject } from './form.ts';

/** Article 7: a breach by the delegator is recorded, cured, or ends the support. */
export const breachForms = {
  recordBreach: actForm({
    act: 'recordBreach',
    title: 'Constater un manquement du délégant',
    says: 'Les deux parties en sont informées aussitôt ; avec une mise en demeure, le délégant a un délai pour y remédier.',
    button: 'Constater le manquement',
    article: 'art. 2 et 7',
    group: 'Fin et reconduction',
    parties: ['delegatee'],
    offered: ({ convention, today }) => !convention.ended && hasEffect(convention, today),
    fields: ({ convention, today }) => [
      choice(
        'engagement',
        'Engagement qui n’est pas tenu (art. 2)',
        'l’engagement qui n’est pas tenu',
        convention.document.engagements.map(({ id, title }) => [id, title]),
      ),
      words('text', 'facts', 'Les faits', 'les faits'),
      date('on', 'Date du manquement', 'la date du manquement', { value: today }),
      date('cureBy', 'Mise en demeure : dernier jour pour y remédier', 'le dernier jour pour y remédier', {
        optional: true,
        hint: 'Laissez vide pour constater sans mise en demeure.',
      }),
    ],
    input: ({ engagement, facts, on, cureBy }, _subject, by) => given({ by, engagement, facts, on, cureBy }),
  }),
  cureBreach: actForm({
    act: 'cureBreach',
    title: 'Déclarer un manquement réparé',
    says: 'Le manquement est clos : l’accompagnement se poursuit ; les deux parties en sont informées.',
    button: 'Déclarer réparé',
    article: 'art. 7',
    group: 'Fin et reconduction',
    // The delegator is asked to cure it, and shows that it has; the delegatee learns it at once.
    parties: ['delegator', 'delegatee'],
    offered: (subject) => toCure(subject).length > 0,
    fields: (subject) => [
      ...breachField(subject, toCure(subject)),
      words('evidence', 'evidence', 'Preuve', 'ce qui le prouve', {
        hint: 'Ce qui montre que le manquement est réparé.',
      }),
    ],
    input: (values, subject, by) => ({
      by,
      breach: breachIn(subject, values.breach),
      evidence: values.evidence,
    }),
  }),
  endSupport: actForm({
    act: 'endSupport',
    title: 'Mettre fin à l’accompagnement',
    says: 'Pour un manquement, le délégataire met fin à tout son accompagnement, et la convention avec lui, ou à certains services.',
    button: 'Mettre fin à l’accompagnement',
    article: 'art. 7',
    group: 'Fin et reconduction',
    parties: ['delegatee'],
    offered: (subject) => toEnd(subject).length > 0,
    fields: (subject) => [
      ...breachField(subject, toEnd(subject)),
      choice('extent', 'Étendue', 'ce à quoi il est mis fin', [
        ['part', 'Certains services ; la convention se poursuit pour le reste'],
        ['all', 'Tout l’accompagnement ; la convention prend fin'],
      ]),
      {
        name: 'services',
        label: 'Services retirés',
        called: 'au moins un service retiré',
        hint: 'Si l’accompagnement ne prend fin qu’en partie.',
        kind: 'choices',
        optional: true,
        options: remainingServices(subject.convention).map(({ id, title }) => [id, title]),
      },
      date('on', 'Dernier jour de l’accompagnement', 'le dernier jour de l’accompagnement', {
        value: subject.today,
      }),
      words('text', 'reason', 'Motif', 'le motif'),
    ],
    check: ({ extent, services }) => {
      if (extent === 'all' && services !== undefined)
        return [
          { field: 'services', message: 'Tout l’accompagnement prend fin : ne choisissez pas de service.' },
        ];
      return extent === 'part' && services === undefined
        ? [{ field: 'services', message: 'Choisissez au moins un service retiré.' }]
        : [];
    },
    input: (values, subject, by) => ({
      by,
      breach: breachIn(subject, values.breach),
      services: values.extent === 'all' ? 'all' : listIn(values.services),
      on: values.on,
      reason: values.reason,
    }),
  }),
} as const satisfies Partial<Record<string, ActForm>>;

function toCure(subject: Subject): Options {
  return among(subject, ({ id }) => isPossible(cureBreach, subject, { by: '', breach: id, evidence: '' }));
}

function toEnd(subject: Subject): Options {
  return among(subject, ({ id }) =>
    isPossible(endSupport, subject, { by: '', breach: id, services: 'all', on: subject.today, reason: '' }),
  );
}

function among(subject: Subject, isOpen: (breach: Breach) => boolean): Options {
  const { breaches, document } = subject.convention;
  const duty = dutyClosed(subject, 'breach');
  return breaches
    .filter((one) => (!duty || one.id === numberIn(duty)) && isOpen(one))
    .map(({ id, engagement, on }) => {
      const title = document.engagements.find((one) => one.id === engagement)?.title ?? engagement;
      return [String(id), `Manquement n° ${id} du ${frenchDate(on)} : ${title}`];
    });
}

function breachField(subject: Subject, options: Options) {
  return dutyClosed(subject, 'breach') ? [] : [choice('breach', 'Manquement', 'le manquement', options)];
}

function breachIn(subject: Subject, typed: string | undefined): number | undefined {
  const duty = dutyClosed(subject, 'breach');
  return duty ? numberIn(duty) : numberOf(typed);
}
