import { z } from 'zod';
import { agreesTo, notAgreed, proposedAmendment } from '../agreement.ts';
import type { Amendment } from '../amendments/amendment.ts';
import { isExpired } from '../amendments/due.ts';
import { amendmentOf, impossible, inForce, withState } from '../amendments/in-force.ts';
import { overlap } from '../amendments/merge.ts';
import { previewFacts, previewOf } from '../amendments/preview.ts';
import { frenchDate, frenchInstant } from '../calendar/french.ts';
import { addDays, addYears } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { line, oneOf, plainDate, text, whole } from '../document/fields.ts';
import { type DutyOutcome, dutyIdOf } from '../duty.ts';
import type { Refusal } from '../errors.ts';
import { amendmentInForceNews } from '../news.ts';
import { controllersOf } from '../organisations.ts';
import { signedAct } from '../signatory.ts';
import { amendmentText } from '../signed-text.ts';
import { bothParties, defineAct, type Effect, type Moment, type News, otherParty, refusal } from './act.ts';

const party = oneOf('delegator', 'delegatee');
const amendment = whole(1, 1000).describe('Numéro de la proposition');

/** Art. 6: a party proposes an amendment. Several may be open at once. */
export const proposeAmendment = defineAct({
  schema: signedAct({
    from: party,
    changes: z
      .record(z.string(), z.unknown(), 'un objet { clé du document: nouvelle valeur }')
      .describe('Clés du document qui changent'),
    reason: text(1000),
    effectiveOn: plainDate.describe('Date d’effet ; peut être passée'),
  }),
  refuse(convention, { from, changes, effectiveOn }, moment) {
    const over = afterTheEnd(convention);
    if (over) return over;
    const { signedOn } = convention.document;
    const last = addYears(moment.today, 10);
    if (effectiveOn < signedOn || effectiveOn > last) {
      return refusal(
        'BAD_DATE',
        `« ${effectiveOn} » refusé ; accepté : une date d’effet du ${signedOn} (signature) au ${last}.`,
      );
    }
    const same = convention.amendments.find(
      (one) =>
        one.state === 'proposed' &&
        one.from === from &&
        one.effectiveOn === effectiveOn &&
        JSON.stringify(one.changes) === JSON.stringify(changes),
    );
    if (same) return refusal('ALREADY_DONE', `Cet avenant est déjà proposé, sous le numéro ${same.id}.`);
    return impossible(convention, changes, effectiveOn, moment);
  },
  apply(convention, { from, changes, reason, effectiveOn }, { today }) {
    const { document } = convention;
    const id = convention.amendments.length + 1;
    const proposed: Amendment = {
      id,
      from,
      changes,
      reason,
      proposedOn: today,
      expiresOn: addDays(today, document.amendments.answerDays),
      effectiveOn,
      agreedBy: [],
      state: 'proposed',
    };
    const lead = `${document[from].shortName} propose un avenant (n° ${id}), d’effet au ${frenchDate(effectiveOn)} : l’accord de chacune des parties est attendu avant le ${frenchDate(proposed.expiresOn)} inclus.`;
    return {
      convention: { ...convention, amendments: [...convention.amendments, proposed] },
      text: `Avenant n° ${id} proposé par ${document[from].shortName}, d’effet au ${frenchDate(effectiveOn)}.`,
      news: [
        {
          to: bothParties,
          item: {
            kind: 'news',
            identity: `amendment/${id}/proposed`,
            subject: `avenant n° ${id} proposé`,
            lead,
            facts: [['Motif', reason], ...previewFacts(previewOf(convention, changes, effectiveOn, today))],
            article: 'art. 6',
          },
        },
      ],
    };
  },
});

/** Art. 6: a party agrees to an amendment, each on its own. */
export const agreeAmendment = defineAct({
  schema: signedAct({ amendment, party, agreesTo }),
  refuse(convention, { amendment: id, party, agreesTo }, moment) {
    const found = amendmentOf(convention, id);
    const refused = notProposed(convention, id, moment);
    if (refused || !found) return refused;
    const agreed = found.agreedBy.find((one) => one.party === party);
    return agreed
      ? refusal(
          'ALREADY_DONE',
          `${convention.document[party].shortName} a déjà donné son accord, par ${agreed.by}, le ${frenchInstant(agreed.at)}.`,
        )
      : (impossible(convention, found.changes, found.effectiveOn, moment) ??
          notAgreed(proposedAmendment(convention, id), agreesTo, moment));
  },
  apply(convention, { by, amendment: id, party }, { now }) {
    const { document } = convention;
    const amendments = convention.amendments.map((one) =>
      one.id === id ? { ...one, agreedBy: [...one.agreedBy, { party, by, at: now }] } : one,
    );
    const isAgreed = amendments.find((one) => one.id === id)?.agreedBy.length === 2;
    const text = isAgreed
      ? `L’avenant n° ${id} a l’accord des deux parties : il est à signer.`
      : `${document[party].shortName} accepte l’avenant n° ${id} ; l’accord de ${document[otherParty(party)].shortName} est attendu.`;
    return {
      convention: {
        ...convention,
        amendments,
        outcomes: {
          ...convention.outcomes,
          [dutyIdOf('amendment', id, party)]: { state: 'done', at: now, by, evidence: 'accord' },
        },
      },
      text,
      news: [
        told(
          id,
          isAgreed ? 'agreed' : `agreed-${party}`,
          isAgreed ? 'convenu' : 'accepté par une partie',
          text,
        ),
      ],
    };
  },
});

/** A party will not have an amendment. */
export const refuseAmendment = defineAct({
  schema: signedAct({ amendment, party, reason: line(500) }),
  refuse: (convention, { amendment: id }, moment) => notProposed(convention, id, moment),
  apply(convention, { amendment: id, party, reason }, moment) {
    const { shortName } = convention.document[party];
    return abandoned(convention, id, 'refused', `${shortName} refuse l’avenant n° ${id} : ${reason}`, moment);
  },
});

/** Whoever proposed an amendment takes it back. */
export const withdrawAmendment = defineAct({
  schema: signedAct({ amendment, reason: line(500) }),
  refuse: (convention, { amendment: id }, moment) => notProposed(convention, id, moment),
  apply(convention, { amendment: id, reason }, moment) {
    const from = amendmentOf(convention, id)?.from ?? 'delegator';
    const { shortName } = convention.document[from];
    return abandoned(
      convention,
      id,
      'withdrawn',
      `${shortName} retire l’avenant n° ${id} : ${reason}`,
      moment,
    );
  },
});

/** Art. 6: the amendment both agreed to is signed; it is in force from its effect date, at once when that has come. */
export const signAmendment = defineAct({
  schema: signedAct({
    amendment,
    on: plainDate.describe('Date de signature'),
    reference: line(200).describe('Référence du texte signé'),
    sha256: z
      .string('l’empreinte SHA-256 du texte signé, en hexadécimal')
      .regex(/^[0-9a-f]{64}$/, 'l’empreinte SHA-256 du texte signé, 64 chiffres hexadécimaux en minuscules')
      .describe('Empreinte SHA-256 du texte signé'),
  }),
  refuse(convention, { amendment: id, on }, moment) {
    const found = amendmentOf(convention, id);
    const refused = notProposed(convention, id, moment);
    if (refused || !found) return refused;
    const missing = (['delegator', 'delegatee'] as const).filter(
      (one) => !found.agreedBy.some((agreed) => agreed.party === one),
    );
    if (missing.length > 0) {
      const names = missing.map((one) => convention.document[one].shortName).join(' et ');
      return refusal(
        'NOT_NOW',
        `L’avenant n° ${id} attend encore l’accord de ${names} : il ne peut être signé.`,
      );
    }
    if (on < found.proposedOn || on > moment.today) {
      return refusal(
        'BAD_DATE',
        `« ${on} » refusé ; accepté : une date du ${found.proposedOn} (proposition) au ${moment.today} (aujourd’hui).`,
      );
    }
    return impossible(convention, found.changes, found.effectiveOn, moment);
  },
  apply(convention, { by, amendment: id, on, reference, sha256 }, moment) {
    const found = amendmentOf(convention, id);
    if (!found) return { convention, text: '', news: [] };
    const { now, today } = moment;
    const signed: Amendment = { ...found, state: 'signed', signature: { on, reference, sha256 } };
    const outcomes: Record<string, DutyOutcome> = {
      ...convention.outcomes,
      [dutyIdOf('amendment', id, 'signature')]: { state: 'done', at: now, by, evidence: reference },
    };
    const after = superseding(
      {
        ...convention,
        outcomes,
        amendments: convention.amendments.map((one) => (one.id === id ? signed : one)),
      },
      signed,
      now,
    );
    const { document } = convention;
    const isInForce = found.effectiveOn <= today;
    const copy: News = {
      to: controllersOf(document).map((holder) => ({ holder })),
      item: {
        kind: 'news',
        identity: `amendment/${id}/copy`,
        subject: `avenant n° ${id} à la convention de délégation de gestion`,
        lead: `${document.delegator.shortName} et ${document.delegatee.shortName} ont signé l’avenant n° ${id}.`,
        enclosed: amendmentText(convention, signed),
        facts: [
          ...signatureFacts(signed),
          ...previewFacts(previewOf(convention, found.changes, found.effectiveOn, today)),
        ],
        article: 'art. 6',
      },
    };
    const lead = `L’avenant n° ${id} est signé ; il prend effet le ${frenchDate(found.effectiveOn)}.`;
    return {
      convention: isInForce ? inForce(after.convention, signed, today) : after.convention,
      text: `Avenant n° ${id} signé le ${frenchDate(on)} (${reference})${isInForce ? ', en vigueur' : `, d’effet au ${frenchDate(found.effectiveOn)}`}.`,
      news: [
        ...(isInForce
          ? [amendmentInForceNews(convention, signed, today)]
          : [told(id, 'signed', 'signé', lead, signatureFacts(signed))]),
        copy,
        ...after.news,
      ],
    };
  },
});

/** Proposals that change what a signed amendment has just changed: what was agreed upon is no longer what would be. */
function superseding(
  convention: Convention,
  signed: Amendment,
  at: number,
): { convention: Convention; news: News[] } {
  const others = convention.amendments.filter(
    (one) => one.state === 'proposed' && overlap(one.changes, signed.changes),
  );
  return {
    convention: others.reduce(
      (before, one) =>
        withState(
          lapsedDuties(before, one.id, at, `l’avenant n° ${signed.id} modifie les mêmes clauses`),
          one,
          'superseded',
        ),
      convention,
    ),
    news: others.map(({ id }) =>
      told(
        id,
        'superseded',
        'caduc',
        `L’avenant n° ${id} est caduc : l’avenant n° ${signed.id}, signé, modifie les mêmes clauses. Il peut être proposé de nouveau.`,
      ),
    ),
  };
}

function abandoned(
  convention: Convention,
  id: number,
  state: 'refused' | 'withdrawn',
  what: string,
  { now }: Moment,
): Effect {
  const found = amendmentOf(convention, id);
  if (!found) return { convention, text: '', news: [] };
  const text = `${what}.`;
  return {
    convention: withState(lapsedDuties(convention, id, now, what), found, state),
    text,
    news: [told(id, state, state === 'refused' ? 'refusé' : 'retiré', text)],
  };
}

/** The duties of a proposal that goes no further. */
export function lapsedDuties(convention: Convention, id: number, at: number, reason: string): Convention {
  const ids = (['delegator', 'delegatee', 'signature'] as const).map((word) =>
    dutyIdOf('amendment', id, word),
  );
  const lapses = ids
    .filter((duty) => !convention.outcomes[duty])
    .map((duty) => [duty, { state: 'lapsed', at, reason }]);
  return { ...convention, outcomes: { ...convention.outcomes, ...Object.fromEntries(lapses) } };
}

function told(
  id: number,
  what: string,
  state: string,
  lead: string,
  facts: readonly (readonly [string, string])[] = [],
): News {
  return {
    to: bothParties,
    item: {
      kind: 'news',
      identity: `amendment/${id}/${what}`,
      subject: `avenant n° ${id} ${state}`,
      lead,
      facts,
      article: 'art. 6',
    },
  };
}

function signatureFacts({ signature }: Amendment): [string, string][] {
  return signature
    ? [
        ['Signé le', frenchDate(signature.on)],
        ['Référence', signature.reference],
        ['Empreinte SHA-256', signature.sha256],
      ]
    : [];
}

function afterTheEnd({ ended }: Convention): Refusal | undefined {
  return (
    ended &&
    refusal('NOT_NOW', `La convention a pris fin le ${frenchDate(ended.on)} : elle ne se modifie plus.`)
  );
}

const states: Record<Amendment['state'], string> = {
  proposed: 'proposé',
  signed: 'déjà signé',
  inForce: 'déjà en vigueur',
  refused: 'refusé',
  withdrawn: 'retiré',
  expired: 'expiré sans accord',
  superseded: 'caduc',
};

function notProposed(convention: Convention, id: number, { today }: Moment): Refusal | undefined {
  const over = afterTheEnd(convention);
  if (over) return over;
  const found = amendmentOf(convention, id);
  if (found?.state === 'proposed' && isExpired(found, today)) {
    return refusal(
      'NOT_NOW',
      `L’avenant n° ${id} a expiré le ${frenchDate(found.expiresOn)}, sans l’accord des deux parties ; il peut être proposé de nouveau.`,
    );
  }
  if (found?.state === 'proposed') return undefined;
  if (found) return refusal('ALREADY_DONE', `L’avenant n° ${id} est ${states[found.state]}.`);
  const open = convention.amendments.filter(({ state }) => state === 'proposed').map((one) => one.id);
  return refusal(
    'UNKNOWN_REFERENCE',
    `« ${id} » n’est pas un avenant proposé ; ouverts : ${open.join(', ') || 'aucun'}.`,
  );
}
