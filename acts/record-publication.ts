import { frenchDate } from '../convention/calendar/french.ts';
import type { Convention, Publication } from '../convention/convention.ts';
import { dutyIdOf } from '../convention/duties/duty.ts';
import { atPlace } from '../convention/duties/publications.ts';
import { alreadyDone } from '../convention/errors.ts';
import { holderNamed, isAskedOf } from '../convention/people/organisations.ts';
import { endsInThePast, moved } from './effect-date.ts';
import { withDone } from './effects.ts';
import { defineFormedAct } from './formed-act.ts';
import { alreadyOver, findDuty } from './known-duty.ts';
import { among, choice, date, dutyClosed, evidence } from './questions.ts';
import { afterTheEnd, notOne, notWithin } from './refusals.ts';

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
    group: 'Obligations',
    questions: {
      publication: choice('Lieu de publication', 'le lieu de publication', {
        said: (about) => dutyClosed(about, 'publish')?.id.replace('publication-', ''),
      }),
      on: date('Date de publication', 'la date de publication'),
      evidence: evidence('Preuve', 'ce qui le prouve', {
        hint: 'L’adresse de la publication, ou l’attestation de qui a publié.',
      }),
    },
    places: ['publication'],
    example: 'data-gouv --on 2020-04-10 --evidence https://www.data.gouv.fr/…',
    choices({ convention, today, party, duty }, can) {
      const isAsked = ({ id, publisher }: { id: string; publisher: string }) =>
        (!party || isAskedOf(holderNamed(convention.document, publisher), party)) &&
        (!duty || duty.id === dutyIdOf('publication', id));
      return placesOf(convention)
        .filter((one) => isAsked(one) && can({ by: '', publication: one.id, on: today, evidence: '' }))
        .map(({ id, place }) => [id, place] as const);
    },
    known: ({ today }, { choices }) => ({ publication: among(choices), on: { value: today } }),
  },
  refuse(convention, { publication, on, evidence, by }, moment) {
    const known = placesOf(convention).map(({ id }) => id);
    if (!known.includes(publication)) {
      return notOne(publication, 'une publication de la convention', `acceptées : ${known.join(', ')}`);
    }
    const recorded = convention.publications[publication];
    if (recorded)
      return alreadyDone`La publication « ${publication} » est déjà enregistrée au ${frenchDate(recorded.on)}, par ${recorded.by}.`;
    const ended = afterTheEnd(
      convention,
      'une publication ne lui donne plus effet. « delegation waive » lève l’obligation',
    );
    if (ended) return ended;
    const duty = findDuty(convention, dutyIdOf('publication', publication));
    const after = published(convention, publication, { on, evidence, by, at: moment.now });
    return (
      (duty && alreadyOver(convention, duty)) ??
      notWithin(on, [convention.document.signedOn, 'signature'], [moment.today, 'aujourd’hui']) ??
      endsInThePast(convention, after, on, moment)
    );
  },
  apply(convention, { by, publication, on, evidence }, { now }) {
    const place = placesOf(convention).find(({ id }) => id === publication)?.place ?? publication;
    const done = { by, now, evidence: `${frenchDate(on)}, ${evidence}` };
    const after = withDone(
      published(convention, publication, { on, evidence, by, at: now }),
      ['publication', publication],
      done,
    );
    return {
      convention: after,
      text: `Publiée ${atPlace(place)} le ${frenchDate(on)} (${evidence}).`,
      news: moved(convention, after, now),
    };
  },
});

function published(convention: Convention, place: string, publication: Publication): Convention {
  return { ...convention, publications: { ...convention.publications, [place]: publication } };
}

function placesOf({ document }: Convention) {
  return document.publications?.places ?? [];
}
