import type { Moment } from '../calendar/moment.ts';
import { latest, type PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { allContacts, withContact } from '../document/contacts.ts';
import { describeFault } from '../document/faults.ts';
import type { Reading } from '../document/read-document.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { owedAnew } from '../duties/owed-anew.ts';
import type { Refusal } from '../errors.ts';
import { worsened } from '../ledger/ceiling.ts';
import { frenchEuros } from '../ledger/money.ts';
import { shortfallUnderWay } from '../ledger/shortfall.ts';
import { periodOf, rankAt, spansOf } from '../term/term.ts';
import { type Amendment, byEffect } from './amendment.ts';
import { amended } from './merge.ts';

/**
 * The convention with an amendment in force: a new version of its document; the one before is kept.
 * @param today the day on which it comes into force, its effect if that is later.
 */
export function inForce(convention: Convention, amendment: Amendment, today: PlainDate): Convention {
  const reading = amended(convention.document, amendment.changes);
  // It was read when it was signed, with all that was signed before it.
  if (!reading.ok) return withState(convention, amendment, 'superseded');
  const { document, version, pastVersions } = convention;
  const { id, effectiveOn } = amendment;
  const period = rankAt(spansOf(convention), latest(effectiveOn, today));
  const replaced = { version, until: effectiveOn, amendment: id, period, document };
  const after = withState(
    {
      ...convention,
      document: withThoseWhoTookOver(reading.document, amendment),
      version: version + 1,
      pastVersions: [...pastVersions, replaced],
    },
    amendment,
    'inForce',
  );
  return owedAnew(convention, after);
}

/** An amendment that lists contacts was written with those of its day: whoever took over since stays. */
function withThoseWhoTookOver(
  document: ConventionDocument,
  { takenOver = [] }: Amendment,
): ConventionDocument {
  return takenOver.reduce((before, { contact, from, name, email }) => {
    const named = allContacts(before).find((one) => one.contact.id === contact)?.contact;
    return named?.email === from ? withContact(before, contact, { name, email }) : before;
  }, document);
}

/** The convention once all that is signed is in force. */
export function allInForce(convention: Convention, today: PlainDate): Convention {
  return byEffect(convention).reduce((before, one) => inForce(before, one, today), convention);
}

/** The convention with an amendment in another state. */
export function withState(convention: Convention, { id }: Amendment, state: Amendment['state']): Convention {
  return {
    ...convention,
    amendments: convention.amendments.map((one) => (one.id === id ? { ...one, state } : one)),
  };
}

/** The amendment of that number. */
export function amendmentOf({ amendments }: Convention, id: number): Amendment | undefined {
  return amendments.find((one) => one.id === id);
}

/** Why some changes cannot be made: a faulty document, a ceiling under what is committed, a term gone by. */
export function impossible(
  convention: Convention,
  changes: Readonly<Record<string, unknown>>,
  effectiveOn: PlainDate,
  { today }: Pick<Moment, 'today'>,
): Refusal | undefined {
  const reading = latestDocument(convention, changes, effectiveOn);
  if (!reading.ok) {
    return {
      code: 'BAD_ACT',
      message: [
        'Le document modifié a des défauts :',
        ...reading.faults.map(
          (fault) =>
            `  ${describeFault({ ...fault, path: ['changes', fault.path].filter(Boolean).join('.') })}`,
        ),
      ].join('\n'),
    };
  }
  if (shortfallUnderWay(convention) && !reading.document.shortfall) {
    return {
      code: 'NOT_NOW',
      message:
        'Une insuffisance de crédits est en cours : la clause « shortfall » ne se retire pas avant qu’elle soit levée.',
    };
  }
  const after = supposing(convention, changes, effectiveOn, today);
  const [before, period] = [periodOf(allInForce(convention, today)), periodOf(after)];
  if (period && before && effectiveOn > before.endsOn) {
    return {
      code: 'BAD_DATE',
      message: `« ${effectiveOn} » refusé ; accepté : une date d’effet au plus tard le ${before.endsOn}, fin de la convention.`,
    };
  }
  const earliestEnd = effectiveOn > today ? effectiveOn : today;
  if (period && before && period.endsOn < before.endsOn && period.endsOn < earliestEnd) {
    return {
      code: 'BAD_DATE',
      message: `Le terme serait avancé au « ${period.endsOn} » ; accepté : au plus tôt le ${earliestEnd}.`,
    };
  }
  const overrun = worsened(convention, after);
  return overrun
    ? {
        code: 'BAD_ACT',
        message: `« ${frenchEuros(overrun.ceiling)} » refusé ; accepté : un plafond d’au moins ${frenchEuros(overrun.committed)}, déjà engagés (art. 5).`,
      }
    : undefined;
}

/** The convention as if some changes were in force, to look at what they would bring. */
export function supposing(
  convention: Convention,
  changes: Readonly<Record<string, unknown>>,
  effectiveOn: PlainDate,
  today: PlainDate,
): Convention {
  const id = convention.amendments.length + 1;
  const supposed: Amendment = {
    id,
    from: 'delegator',
    changes,
    reason: '',
    proposedOn: effectiveOn,
    expiresOn: effectiveOn,
    effectiveOn,
    agreedBy: [],
    state: 'signed',
  };
  return allInForce({ ...convention, amendments: [...convention.amendments, supposed] }, today);
}

/** The document once all that is signed, and these changes, are in force; or what is wrong with it. */
function latestDocument(
  convention: Convention,
  changes: Readonly<Record<string, unknown>>,
  effectiveOn: PlainDate,
): Reading {
  let reading: Reading = { ok: true, document: convention.document, warnings: [] };
  const before = byEffect(convention).filter((one) => one.effectiveOn <= effectiveOn);
  const after = byEffect(convention).filter((one) => one.effectiveOn > effectiveOn);
  for (const one of [...before.map((each) => each.changes), changes, ...after.map((each) => each.changes)]) {
    if (!reading.ok) return reading;
    reading = amended(reading.document, one);
  }
  return reading;
}
