import { recordPublication } from '../../../convention/acts/publication.ts';
import { recordSignedText } from '../../../convention/acts/signed-text.ts';
import { frenchDate } from '../../../convention/calendar/french.ts';
import { dutyIdOf } from '../../../convention/duty.ts';
import { effectiveOn } from '../../../convention/term.ts';
import { actForm, choice, date, dutyClosed, isPossible, type Options, reason, words } from './asking.ts';
import type { ActForm, Subject } from './form.ts';

/** Articles 7 and 8: the convention is published, and takes effect. */
export const publicationForms = {
  recordPublication: actForm({
    act: 'recordPublication',
    title: 'Enregistrer une publication',
    says: 'La convention a été publiée ce jour-là ; elle prend effet quand toutes les publications attendues sont enregistrées.',
    button: 'Enregistrer la publication',
    article: 'art. 8',
    group: 'Obligations',
    parties: ['delegator', 'delegatee'],
    offered: (subject) => toPublish(subject).length > 0,
    fields: (subject) => [
      ...(dutyClosed(subject, 'publish')
        ? []
        : [choice('publication', 'Lieu de publication', 'le lieu de publication', toPublish(subject))]),
      date('on', 'Date de publication', 'la date de publication', { value: subject.today }),
      words('evidence', 'evidence', 'Preuve', 'ce qui le prouve', {
        hint: 'L’adresse de la publication, ou l’attestation de qui a publié.',
      }),
    ],
    input: ({ publication, on, evidence }, subject, by) => ({
      by,
      publication: dutyClosed(subject, 'publish')?.id.replace('publication-', '') ?? publication,
      on,
      evidence,
    }),
  }),
  recordSignedText: actForm({
    act: 'recordSignedText',
    title: 'Verser le texte signé',
    says: 'Le texte de la convention est gardé avec ses pièces ; les deux parties et les contrôleurs le reçoivent.',
    button: 'Verser le texte',
    article: 'art. 3 et 5',
    group: 'Vie de la convention',
    parties: ['delegatee'],
    offered: (subject) => isPossible(recordSignedText, subject, { by: '', evidence: '' }),
    fields: () => [
      words('evidence', 'evidence', 'Texte signé', 'le texte signé, ou son adresse', {
        hint: 'Le fichier de 7 Mo au plus est joint aux courriels ; à défaut, l’adresse où le lire.',
      }),
    ],
    input: ({ evidence }, _subject, by) => ({ by, evidence }),
  }),
  confirmEffect: actForm({
    act: 'confirmEffect',
    title: 'Confirmer une autre date d’effet',
    says: 'La convention prend effet à cette date plutôt qu’à celle de ses publications ; toutes ses échéances sont recalculées.',
    button: 'Confirmer la date d’effet',
    article: 'art. 7',
    group: 'Vie de la convention',
    parties: [],
    offered: ({ convention }) => !convention.ended,
    fields({ convention }) {
      const known = effectiveOn(convention);
      const hint = known
        ? `La date d’effet est pour l’instant le ${frenchDate(known)}.`
        : 'La convention n’a pas encore de date d’effet.';
      return [date('on', 'Date d’effet', 'la date d’effet', { hint }), reason];
    },
    input: ({ on, reason }, _subject, by) => ({ by, on, reason }),
  }),
} as const satisfies Partial<Record<string, ActForm>>;

function toPublish(subject: Subject): Options {
  const { convention, today, party } = subject;
  const duty = dutyClosed(subject, 'publish');
  return convention.document.publications
    .filter(
      ({ id, publisher }) =>
        (!party || publisher === party) &&
        (!subject.duty || duty?.id === dutyIdOf('publication', id)) &&
        isPossible(recordPublication, subject, { by: '', publication: id, on: today, evidence: '' }),
    )
    .map(({ id, place }) => [id, place]);
}
