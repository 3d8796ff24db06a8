import { frenchDate } from '../convention/calendar/french.ts';
import type { Moment } from '../convention/calendar/moment.ts';
import type { Convention } from '../convention/convention.ts';
import { line, plainDate, slug } from '../convention/document/fields.ts';
import { dutyIdOf } from '../convention/duties/duty.ts';
import { atPlace } from '../convention/duties/publications.ts';
import type { Refusal } from '../convention/errors.ts';
import { refusal } from '../convention/errors.ts';
import { holderNamed, isAskedOf } from '../convention/people/organisations.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { defineFormedAct } from './act.ts';
import { endsInThePast, moved } from './effect-date.ts';
import type { Options, Subject } from './form.ts';
import { alreadyOver, findDuty } from './known-duty.ts';
import { among, choice, date, dutyClosed, evidence, isPossible } from './questions.ts';

/** Art. 8: the convention was published somewhere, that day. */
export const recordPublication = defineFormedAct({
  verb: 'publish',
  parties: ['delegator', 'delegatee'],
  needs: 'publications',
  closes: 'publish',
  form: {
    title: 'Enregistrer une publication',
    says: 'La convention a été publiée ce jour-là ; si son effet dépend de sa publication, il en prend la date.',
    button: 'Enregistrer la publication',
    articles: ({ publications }) => [publications?.article],
    group: 'Obligations',
    questions: {
      publication: choice('Lieu de publication', 'le lieu de publication'),
      on: date('Date de publication', 'la date de publication'),
      evidence: evidence('Preuve', 'ce qui le prouve', {
        hint: 'L’adresse de la publication, ou l’attestation de qui a publié.',
      }),
    },
    places: ['publication'],
    example: 'data-gouv --on 2020-04-10 --evidence https://www.data.gouv.fr/…',
    offered: (subject) => toPublish(subject).length > 0,
    known: (subject) => ({
      publication: dutyClosed(subject, 'publish') ? null : among(toPublish(subject)),
      on: { value: subject.today },
    }),
    input: ({ publication, on, evidence }, about, by) => ({
      by,
      publication: dutyClosed(about, 'publish')?.id.replace('publication-', '') ?? publication,
      on,
      evidence,
    }),
  },
  schema: signedAct({ publication: slug(40), on: plainDate, evidence: line(500) }),
  refuse(convention, { publication, on, evidence, by }, moment) {
    const known = placesOf(convention).map(({ id }) => id);
    if (!known.includes(publication)) {
      return refusal(
        'UNKNOWN_REFERENCE',
        `« ${publication} » n’est pas une publication de la convention ; acceptées : ${known.join(', ')}.`,
      );
    }
    const recorded = convention.publications[publication];
    if (recorded) {
      return refusal(
        'ALREADY_DONE',
        `La publication « ${publication} » est déjà enregistrée au ${frenchDate(recorded.on)}, par ${recorded.by}.`,
      );
    }
    if (convention.ended) {
      return refusal(
        'NOT_NOW',
        `La convention a pris fin le ${frenchDate(convention.ended.on)} : une publication ne lui donne plus effet. « delegation waive » lève l’obligation.`,
      );
    }
    const duty = findDuty(convention, dutyIdOf('publication', publication));
    const recording = { on, evidence, by, at: moment.now };
    const after = {
      ...convention,
      publications: { ...convention.publications, [publication]: recording },
    };
    return (
      (duty && alreadyOver(convention, duty)) ??
      outOfLife(convention, on, moment) ??
      endsInThePast(convention, after, on, moment)
    );
  },
  apply(convention, { by, publication, on, evidence }, { now }) {
    const place = placesOf(convention).find(({ id }) => id === publication)?.place ?? publication;
    const after: Convention = {
      ...convention,
      publications: { ...convention.publications, [publication]: { on, evidence, by, at: now } },
      outcomes: {
        ...convention.outcomes,
        [dutyIdOf('publication', publication)]: {
          state: 'done',
          at: now,
          by,
          evidence: `${frenchDate(on)}, ${evidence}`,
        },
      },
    };
    return {
      convention: after,
      text: `Publiée ${atPlace(place)} le ${frenchDate(on)} (${evidence}).`,
      news: moved(convention, after, now),
    };
  },
});

function toPublish(subject: Subject): Options {
  const { convention, today, party } = subject;
  const duty = dutyClosed(subject, 'publish');
  return placesOf(convention)
    .filter(
      ({ id, publisher }) =>
        (!party || isAskedOf(holderNamed(convention.document, publisher), party)) &&
        (!subject.duty || duty?.id === dutyIdOf('publication', id)) &&
        isPossible(recordPublication, subject, { by: '', publication: id, on: today, evidence: '' }),
    )
    .map(({ id, place }) => [id, place]);
}

function outOfLife({ document }: Convention, on: string, { today }: Moment): Refusal | undefined {
  if (on >= document.signedOn && on <= today) return undefined;
  return refusal(
    'BAD_DATE',
    `« ${on} » refusé ; accepté : une date du ${document.signedOn} (signature) au ${today} (aujourd’hui).`,
  );
}

function placesOf({ document }: Convention) {
  return document.publications?.places ?? [];
}
