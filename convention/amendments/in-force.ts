import type { Moment } from '../calendar/moment.ts';
import { latest, type PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { contactOf, withContact } from '../document/contacts.ts';
import { describeFault } from '../document/faults.ts';
import type { Reading } from '../document/read-document.ts';
import type { ConventionDocument, Party } from '../document/schema.ts';
import { leavingOwed } from '../duties/left-owed.ts';
import { owedAnew } from '../duties/owed-anew.ts';
import { badAct, badDate, notNow, type Refusal, refusal } from '../errors.ts';
import { linesOf } from '../ledger/budget-lines.ts';
import { worsened } from '../ledger/ceiling.ts';
import { limitBroken } from '../ledger/limits.ts';
import { frenchEuros } from '../ledger/money.ts';
import { ofLine, shortfallsUnderWay, shortfallUnderWay } from '../ledger/shortfall.ts';
import { isAgreedByAll, partiesOf, partyWord } from '../people/parties.ts';
import { type Period, periodOf, rankAt, spansOf } from '../term/term.ts';
import { type Amendment, byEffect, type Changing } from './amendment.ts';
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
      ...withPartiesOf(convention, reading.document),
      document: withThoseWhoTookOver(reading.document, amendment),
      version: version + 1,
      pastVersions: [...pastVersions, replaced],
    },
    amendment,
    'inForce',
  );
  return leavingOwed(convention, owedAnew(convention, after));
}

/** What each party said stays its own where its side is no longer alone, or is alone again. */
function withPartiesOf(convention: Convention, after: ConventionDocument): Partial<Convention> {
  const before = convention.document;
  const [was, is] = [partiesOf(before), partiesOf(after)];
  const words = (all: typeof was) => all.map(({ party }) => party).join(' ');
  if (words(was) === words(is)) return {};
  const renamed = (party: Party): Party => {
    const found = was.find((one) => one.party === party);
    if (!found) return party;
    const same = is.filter(({ side }) => side === found.side);
    const { id } = found.organisation;
    const named = id === undefined ? undefined : same.find(({ organisation }) => organisation.id === id);
    // A party that stood alone need not have had an id: it is the first of its side.
    return (named ?? (party === found.side ? same[0] : undefined))?.party ?? party;
  };
  const { agreedEnd } = convention;
  const sealed = agreedEnd && isAgreedByAll(before, agreedEnd.agreedBy);
  const everybody = is.map(({ party }) => party);
  const newIds = was.map(({ party }) => [partyWord(party), partyWord(renamed(party))] as const);
  const renamedId = (id: string) => {
    const [, head = '', word] = /^((?:amendment|renewal)-\d+-)(deleg.*)$/.exec(id) ?? [];
    const found = newIds.find(([before]) => before === word);
    return found ? `${head}${found[1]}` : id;
  };
  return {
    outcomes: Object.fromEntries(
      Object.entries(convention.outcomes).map(([id, outcome]) => [renamedId(id), outcome]),
    ),
    // What all had agreed to is not asked of whoever comes later.
    notices: convention.notices.map((one) => ({
      ...one,
      from: renamed(one.from),
      withdrawnBy: isAgreedByAll(before, one.withdrawnBy) ? everybody : one.withdrawnBy.map(renamed),
    })),
    ...(agreedEnd
      ? { agreedEnd: { ...agreedEnd, agreedBy: sealed ? everybody : agreedEnd.agreedBy.map(renamed) } }
      : {}),
    renewalAnswers: convention.renewalAnswers.map((one) => ({ ...one, party: renamed(one.party) })),
    amendments: convention.amendments.map((one) => ({
      ...one,
      from: renamed(one.from),
      agreedBy: one.agreedBy.map((each) => ({ ...each, party: renamed(each.party) })),
    })),
  };
}

/** An amendment that lists contacts was written with those of its day: whoever took over since stays. */
function withThoseWhoTookOver(document: ConventionDocument, { takenOver = [] }: Amendment) {
  return takenOver.reduce((before, { contact, from, name, email }) => {
    return contactOf(before, contact)?.email === from
      ? withContact(before, contact, { name, email })
      : before;
  }, document);
}

/** The convention once all that is signed is in force. */
export function allInForce(convention: Convention, today: PlainDate): Convention {
  return byEffect(convention).reduce((before, one) => inForce(before, one, today), convention);
}

/** The convention with an amendment in another state. */
export function withState(convention: Convention, { id }: Amendment, state: Amendment['state']): Convention {
  const amendments = convention.amendments.map((one) => (one.id === id ? { ...one, state } : one));
  return { ...convention, amendments };
}

/** The amendment of that number. */
export function amendmentOf({ amendments }: Convention, id: number): Amendment | undefined {
  return amendments.find((one) => one.id === id);
}

/** Why some changes cannot be made: a faulty document, a ceiling under what is committed, a term gone by. */
export function impossible(
  convention: Convention,
  changing: Changing,
  { today }: Pick<Moment, 'today'>,
): Refusal | undefined {
  const { changes, effectiveOn } = changing;
  const reading = latestDocument(convention, changing);
  if (!reading.ok) {
    const faults = reading.faults.map((fault) => {
      const path = ['changes', fault.path].filter(Boolean).join('.');
      return `  ${describeFault({ ...fault, path })}`;
    });
    return refusal('BAD_ACT', ['Le document modifié a des défauts :', ...faults].join('\n'));
  }
  if (shortfallUnderWay(convention) && changes.shortfall === null)
    return notNow`Une insuffisance de crédits est en cours : la clause « shortfall » ne se retire pas avant qu’elle soit levée.`;
  if (convention.ledger.length > 0 && convention.document.budget && changes.budget === null)
    return notNow`Le registre a des écritures : la clause « budget » ne se retire pas, rien ne s’y paierait plus.`;
  const lines = linesOf(reading.document.budget).map(({ id }) => id);
  const short = shortfallsUnderWay(convention).find(
    ({ line }) => line !== undefined && !lines.includes(line),
  );
  if (short)
    return notNow`Une insuffisance de crédits est en cours${ofLine(convention, short)} : cette ligne ne se retire pas avant qu’elle soit levée.`;
  const before = allInForce(convention, today);
  const after = supposing(convention, changing, today);
  return (
    outOfTerm(periodOf(before), periodOf(after), effectiveOn, today) ?? badCredits(convention, before, after)
  );
}

function outOfTerm(
  before: Period | undefined,
  after: Period | undefined,
  effectiveOn: PlainDate,
  today: PlainDate,
): Refusal | undefined {
  if (!before || !after) return undefined;
  if (effectiveOn > before.endsOn)
    return badDate`« ${effectiveOn} » refusé ; accepté : une date d’effet au plus tard le ${before.endsOn}, fin de la convention.`;
  const earliestEnd = latest(effectiveOn, today);
  return after.endsOn < before.endsOn && after.endsOn < earliestEnd
    ? badDate`Le terme serait avancé au « ${after.endsOn} » ; accepté : au plus tôt le ${earliestEnd}.`
    : undefined;
}

function badCredits(convention: Convention, before: Convention, after: Convention): Refusal | undefined {
  const broken = limitBroken(before, after);
  if (typeof broken === 'string')
    return badAct`La ligne « ${broken} » a des écritures au registre ; accepté : un budget qui la garde, sous le même « id ».`;
  if (broken)
    return badAct`« ${frenchEuros(broken.limit)} » refusé pour ${broken.name} ; accepté : au moins ${frenchEuros(broken.sum)}, déjà au registre.`;
  const overrun = worsened(convention, after);
  return (
    overrun &&
    badAct`« ${frenchEuros(overrun.ceiling)} » refusé ; accepté : un plafond d’au moins ${frenchEuros(overrun.committed)}, déjà engagés (art. 5).`
  );
}

/** The convention as if some changes were in force, to look at what they would bring. */
export function supposing(convention: Convention, changing: Changing, today: PlainDate): Convention {
  const { changes, effectiveOn } = changing;
  const supposed: Amendment = {
    id: convention.amendments.length + 1,
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
function latestDocument(convention: Convention, changing: Changing): Reading {
  const signed = byEffect(convention);
  const before = signed.filter(({ effectiveOn }) => effectiveOn <= changing.effectiveOn);
  const after = signed.filter(({ effectiveOn }) => effectiveOn > changing.effectiveOn);
  return [...before, changing, ...after].reduce<Reading>(
    (reading, one) => (reading.ok ? amended(reading.document, one.changes) : reading),
    { ok: true, document: convention.document, warnings: [] },
  );
}
