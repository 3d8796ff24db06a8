import {
  agreeAmendment,
  refuseAmendment,
  signAmendment,
  withdrawAmendment,
} from '../../../convention/acts/amendment.ts';
import { proposedAmendment } from '../../../convention/agreement.ts';
import type { Amendment } from '../../../convention/amendments/amendment.ts';
import { frenchDate } from '../../../convention/calendar/french.ts';
import type { PlainDate } from '../../../convention/calendar/plain-date.ts';
import type { Party } from '../../../convention/document/schema.ts';
import { frenchChanges } from './amendment-changes.ts';
import { amendmentProposal } from './amendment-proposal.ts';
import {
  actForm,
  agreement,
  choice,
  date,
  dutyClosed,
  isPossible,
  numberIn,
  numberOf,
  type Options,
  partyField,
  partyIn,
  possibleParties,
  reason,
  words,
} from './asking.ts';
import type { ActForm, Field, Subject, ToRead, Values } from './form.ts';

/** Article 6: amendments, from their proposal to their signature. */
export const amendmentForms = {
  proposeAmendment: amendmentProposal,
  agreeAmendment: actForm({
    act: 'agreeAmendment',
    title: 'Accepter un avenant',
    says: 'Une partie donne son accord ; avec l’accord des deux, l’avenant est à signer.',
    button: 'Accepter l’avenant',
    article: 'art. 6',
    group: 'Avenants',
    parties: ['delegator', 'delegatee'],
    offered: (subject) => isAsked(subject) && open(subject, toAgree(subject)).length > 0,
    toRead: (subject) => inWords(subject, toAgree(subject), 'Ce que vous acceptez'),
    fields: (subject) => [
      ...partyField(subject, 'Partie qui accepte', (party) =>
        subject.convention.amendments.some(({ id }) => canAgree(subject, id, party)),
      ),
      agreement(
        chosen(subject, toAgree(subject)).flatMap(
          ({ id }) => proposedAmendment(subject.convention, id) ?? [],
        ),
      ),
    ],
    input: (values, subject, by) => ({
      by,
      // Its mark begins with its number.
      amendment: amendmentOf(subject, { amendment: values.agreesTo?.split('-')[0] ?? '' }),
      party: partyIn(subject, values),
      agreesTo: values.agreesTo,
    }),
  }),
  refuseAmendment: actForm({
    act: 'refuseAmendment',
    title: 'Refuser un avenant',
    says: 'L’avenant est sans suite ; les deux parties en sont informées.',
    button: 'Refuser l’avenant',
    article: 'art. 6',
    group: 'Avenants',
    parties: ['delegator', 'delegatee'],
    offered: (subject) => isAsked(subject) && open(subject, toRefuse(subject)).length > 0,
    toRead: (subject) => inWords(subject, toRefuse(subject), 'Ce qui est proposé'),
    fields: (subject) => [
      ...amendmentField(subject, toRefuse(subject)),
      ...partyField(subject, 'Partie qui refuse', () => true),
      reason,
    ],
    input: (values, subject, by) => ({
      by,
      amendment: amendmentOf(subject, values),
      party: partyIn(subject, values),
      reason: values.reason,
    }),
  }),
  withdrawAmendment: actForm({
    act: 'withdrawAmendment',
    title: 'Retirer un avenant',
    says: 'Qui l’avait proposé y renonce ; les deux parties en sont informées.',
    button: 'Retirer l’avenant',
    article: 'art. 6',
    group: 'Avenants',
    parties: ['delegator', 'delegatee'],
    offered: (subject) => isAsked(subject) && open(subject, toWithdraw(subject)).length > 0,
    toRead: (subject) => inWords(subject, toWithdraw(subject), 'Ce qui est proposé'),
    fields: (subject) => [...amendmentField(subject, toWithdraw(subject)), reason],
    input: (values, subject, by) => ({
      by,
      amendment: amendmentOf(subject, values),
      reason: values.reason,
    }),
  }),
  signAmendment: actForm({
    act: 'signAmendment',
    title: 'Enregistrer la signature d’un avenant',
    says: 'L’avenant accepté par les deux parties est signé ; il compte à partir de sa date d’effet, et les contrôleurs en reçoivent copie.',
    button: 'Enregistrer la signature',
    article: 'art. 6',
    group: 'Avenants',
    parties: [],
    offered: (subject) => open(subject, toSign(subject)).length > 0,
    toRead: (subject) => inWords(subject, toSign(subject), 'Ce qui est proposé'),
    fields: (subject) => [
      ...amendmentField(subject, toSign(subject)),
      date('on', 'Date de signature', 'la date de signature', { value: subject.today }),
      words('evidence', 'reference', 'Référence du texte signé', 'la référence du texte signé'),
      {
        name: 'signedText',
        label: 'Texte signé',
        called: 'le texte signé',
        kind: 'file',
        optional: true,
        hint: 'Il est gardé avec les pièces de la convention, et reconnu par son empreinte.',
      },
      words('line', 'sha256', 'Ou son empreinte SHA-256', 'le texte signé, ou son empreinte SHA-256', {
        optional: true,
        hint: '64 chiffres hexadécimaux, si vous n’avez pas le fichier sous la main.',
      }),
    ],
    check: ({ signedText, sha256 }) =>
      signedText !== undefined && sha256 !== undefined && signedText !== sha256.toLowerCase()
        ? [
            {
              field: 'sha256',
              message: 'Cette empreinte n’est pas celle du fichier joint ; donnez l’un ou l’autre.',
            },
          ]
        : [],
    input: (values, subject, by) => ({
      by,
      amendment: amendmentOf(subject, values),
      on: values.on,
      reference: values.reference,
      sha256: values.signedText ?? values.sha256?.toLowerCase(),
    }),
  }),
} as const satisfies Partial<Record<string, ActForm>>;

/** Whether the duty that brought here, if one did, asks a party for its answer, not for a signature. */
function isAsked(subject: Subject): boolean {
  const duty = dutyClosed(subject, 'amend');
  if (!duty) return true;
  return duty.holder !== 'manager' && (subject.party === undefined || subject.party === duty.holder);
}

function canAgree(subject: Subject, amendment: number, party: Party): boolean {
  const agreesTo = proposedAmendment(subject.convention, amendment)?.mark;
  return isPossible(agreeAmendment, subject, { by: '', amendment, party, agreesTo });
}

function toAgree(subject: Subject) {
  return ({ id }: Amendment) => possibleParties(subject).some((party) => canAgree(subject, id, party));
}

function toRefuse(subject: Subject) {
  return ({ id, agreedBy }: Amendment) =>
    possibleParties(subject).some(
      (party) =>
        // A party that agreed goes back on it through the page of all acts, not from the duty it has fulfilled.
        !(subject.duty && agreedBy.some((one) => one.party === party)) &&
        isPossible(refuseAmendment, subject, { by: '', amendment: id, party, reason: '' }),
    );
}

function toWithdraw(subject: Subject) {
  return ({ id, from }: Amendment) =>
    (subject.party === undefined || subject.party === from) &&
    isPossible(withdrawAmendment, subject, { by: '', amendment: id, reason: '' });
}

function toSign(subject: Subject) {
  return ({ id, proposedOn }: Amendment) => canSign(subject, id, proposedOn);
}

function canSign(subject: Subject, amendment: number, on: PlainDate): boolean {
  return isPossible(signAmendment, subject, { by: '', amendment, on, reference: '', sha256: '' });
}

/** The amendments of that sort; that of the duty only, when one brought here. */
function chosen(subject: Subject, isOpen: (amendment: Amendment) => boolean): readonly Amendment[] {
  const duty = dutyClosed(subject, 'amend');
  return subject.convention.amendments.filter((one) => (!duty || one.id === numberIn(duty)) && isOpen(one));
}

/** The same with what they change, to choose among. */
function open(subject: Subject, isOpen: (amendment: Amendment) => boolean): Options {
  return chosen(subject, isOpen).map(({ id, changes, effectiveOn }) => [
    String(id),
    `Avenant n° ${id}, d’effet au ${frenchDate(effectiveOn)} : ${frenchChanges(changes)}`,
  ]);
}

/** The same in full: what they change in a few words, then all of it, and what it would bring. */
function inWords(
  subject: Subject,
  isOpen: (amendment: Amendment) => boolean,
  title: string,
): readonly ToRead[] {
  return chosen(subject, isOpen).flatMap(({ id, changes }) => {
    const facts = proposedAmendment(subject.convention, id)?.facts(subject.today) ?? [];
    return [
      {
        title,
        facts: [...facts.slice(0, 1), ['Ce qu’il change', frenchChanges(changes)], ...facts.slice(1)],
      },
    ];
  });
}

function amendmentField(subject: Subject, isOpen: (amendment: Amendment) => boolean): readonly Field[] {
  return dutyClosed(subject, 'amend')
    ? []
    : [choice('amendment', 'Avenant', 'l’avenant', open(subject, isOpen))];
}

function amendmentOf(subject: Subject, values: Values): number | undefined {
  const duty = dutyClosed(subject, 'amend');
  return duty ? numberIn(duty) : numberOf(values.amendment);
}
