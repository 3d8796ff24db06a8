import { z } from 'zod';
import { type Amendment, frenchAmendmentStates } from '../convention/amendments/amendment.ts';
import { lapsedDuties } from '../convention/amendments/due.ts';
import { amendmentOf, impossible, inForce, withState } from '../convention/amendments/in-force.ts';
import { overlap } from '../convention/amendments/merge.ts';
import { previewFacts, previewOf } from '../convention/amendments/preview.ts';
import { frenchDate } from '../convention/calendar/french.ts';
import type { Convention } from '../convention/convention.ts';
import type { ConventionDocument } from '../convention/document/schema.ts';
import { notNow } from '../convention/errors.ts';
import { audienceOf, tell } from '../convention/mailing/audience.ts';
import { amendmentInForceNews } from '../convention/mailing/news.ts';
import { copiedBodies, type Holder, holderNamed } from '../convention/people/organisations.ts';
import { everyPartyName, namesOf, stillAwaited } from '../convention/people/parties.ts';
import { amendmentText } from '../convention/proof/signed-text.ts';
import { amendment, chosen, notProposed, onAmendments, optionsOf, told } from './about-amendments.ts';
import { withDone } from './effects.ts';
import { defineFormedAct } from './formed-act.ts';
import { among, aside, date, evidence, line } from './questions.ts';
import { notWithin } from './refusals.ts';

/** Art. 6: the amendment both agreed to is signed; it is in force from its effect date, at once when that has come. */
export const signAmendment = defineFormedAct({
  verb: 'amend-sign',
  parties: [],
  closes: 'amend',
  form: {
    title: 'Enregistrer la signature d’un avenant',
    says: 'L’avenant accepté par chaque partie est signé ; il compte à partir de sa date d’effet, et copie en est due aux services que le texte nomme.',
    button: 'Enregistrer la signature',
    ...onAmendments('Ce qui est proposé'),
    questions: {
      amendment,
      on: date('Date de signature', 'la date de signature'),
      reference: evidence('Référence du texte signé', 'la référence du texte signé'),
      signedText: aside('file', 'Texte signé', 'le texte signé', {
        optional: true,
        hint: 'Il est gardé avec les pièces de la convention, et reconnu par son empreinte.',
      }),
      sha256: line('Ou son empreinte SHA-256', 'le texte signé, ou son empreinte SHA-256', {
        optional: true,
        hint: '64 chiffres hexadécimaux, si vous n’avez pas le fichier sous la main.',
      }),
    },
    example: '1 --on 2020-08-20 --reference "avenant 2020-1" --signed-text avenant-1.pdf',
    choices: (subject, can) =>
      chosen(subject, ({ id, proposedOn: on }) =>
        can({ by: '', amendment: id, on, reference: '', sha256: '' }),
      ),
    offered: (_subject, { choices }) => choices.length > 0,
    // A page has the file itself.
    known: ({ today }, { choices }) => ({
      amendment: among(optionsOf(choices)),
      on: { value: today },
      signedText: { optional: false },
      sha256: null,
    }),
    check({ signedText, sha256 }) {
      const message = 'Cette empreinte n’est pas celle du fichier joint ; donnez l’un ou l’autre.';
      const isOther = signedText !== undefined && sha256 !== undefined && signedText !== sha256.toLowerCase();
      return isOther ? [{ field: 'sha256', message }] : [];
    },
    input: ({ signedText, sha256 }) => ({ sha256: signedText ?? sha256?.toLowerCase() }),
  },
  keys: {
    sha256: z
      .string('l’empreinte SHA-256 du texte signé, en hexadécimal')
      .regex(/^[0-9a-f]{64}$/, 'l’empreinte SHA-256 du texte signé, 64 chiffres hexadécimaux en minuscules'),
  },
  refuse(convention, { amendment: id, on }, moment) {
    const found = amendmentOf(convention, id);
    const refused = notProposed(convention, id, moment);
    if (refused || !found) return refused;
    const missing = stillAwaited(
      convention.document,
      found.agreedBy.map(({ party }) => party),
    );
    if (missing.length > 0) {
      const names = namesOf(convention.document, missing);
      return notNow`L’avenant n° ${id} attend encore l’accord de ${names} : il ne peut être signé.`;
    }
    return (
      notWithin(on, [found.proposedOn, 'proposition'], [moment.today, 'aujourd’hui']) ??
      impossible(convention, found, moment)
    );
  },
  apply(convention, { by, amendment: id, on, reference, sha256 }, moment) {
    const found = amendmentOf(convention, id);
    if (!found) return { convention, text: '' };
    const { now, today } = moment;
    const signed: Amendment = { ...found, state: 'signed', signature: { on, reference, sha256 } };
    const amendments = convention.amendments.map((one) => (one.id === id ? signed : one));
    const done = { by, now, evidence: reference };
    const after = superseding(
      withDone({ ...convention, amendments }, ['amendment', id, 'signature'], done),
      signed,
      now,
    );
    const { document } = convention;
    const isInForce = found.effectiveOn <= today;
    const copy = tell(audienceOf(amendmentReaders(document)), {
      identity: `amendment/${id}/copy`,
      subject: `avenant n° ${id} à la convention de délégation de gestion`,
      lead: `${everyPartyName(document)} ont signé l’avenant n° ${id}.`,
      enclosed: amendmentText(convention, signed),
      facts: [...signatureFacts(signed), ...previewFacts(previewOf(convention, found, today))],
      cites: [document.amendments.article],
    });
    const lead = `L’avenant n° ${id} est signé ; il prend effet le ${frenchDate(found.effectiveOn)}.`;
    return {
      convention: isInForce ? inForce(after.convention, signed, today) : after.convention,
      text: `Avenant n° ${id} signé le ${frenchDate(on)} (${reference})${isInForce ? ', en vigueur' : `, d’effet au ${frenchDate(found.effectiveOn)}`}.`,
      news: [
        isInForce
          ? amendmentInForceNews(convention, signed, today)
          : told(convention, id, 'signed', 'signé', lead, signatureFacts(signed)),
        copy,
        ...after.news,
      ],
    };
  },
});

/** Those whom the text names for amendments; else those who had the convention itself. */
function amendmentReaders(document: ConventionDocument): readonly Holder[] {
  const { copies } = document.amendments;
  return copies.length > 0 ? copies.map((id) => holderNamed(document, id)) : copiedBodies(document);
}

/** Proposals that change what a signed amendment has just changed: what was agreed upon is no longer what would be. */
function superseding(convention: Convention, signed: Amendment, at: number) {
  const others = convention.amendments.filter(
    (one) => one.state === 'proposed' && overlap(one.changes, signed.changes),
  );
  const why = `l’avenant n° ${signed.id} modifie les mêmes clauses`;
  return {
    convention: others.reduce(
      (before, one) => withState(lapsedDuties(before, one.id, at, why), one, 'superseded'),
      convention,
    ),
    news: others.map(({ id }) => {
      const lead = `L’avenant n° ${id} est caduc : l’avenant n° ${signed.id}, signé, modifie les mêmes clauses. Il peut être proposé de nouveau.`;
      return told(convention, id, 'superseded', frenchAmendmentStates.superseded, lead);
    }),
  };
}

function signatureFacts({ signature }: Amendment): [string, string][] {
  return signature
    ? [
        ['Signé le', frenchDate(signature.on)],
        ['Référence', signature.reference],
        ['Empreinte du fichier', signature.sha256],
      ]
    : [];
}
