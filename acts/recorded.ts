import { capitalised, frenchDate } from '../convention/calendar/french.ts';
import type { Moment } from '../convention/calendar/moment.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { Convention, Shortfall } from '../convention/convention.ts';
import { inBrackets } from '../convention/document/articles.ts';
import { whoseRule } from '../convention/duties/due-words.ts';
import { dutyIdOf } from '../convention/duties/duty.ts';
import { creditsDutyId } from '../convention/duties/on-signature.ts';
import { badDate, notNow, type Refusal, shortOfCredits } from '../convention/errors.ts';
import {
  ceilingFacts,
  committedIn,
  lineOfEntry,
  linesOf,
  mostPaidOf,
} from '../convention/ledger/budget-lines.ts';
import { lowestCeiling, type Overrun, worsened } from '../convention/ledger/ceiling.ts';
import type { Entry } from '../convention/ledger/entry.ts';
import { type PassedLimit, passedLimits } from '../convention/ledger/limits.ts';
import { type Cents, frenchEuros, subtract, sumOf } from '../convention/ledger/money.ts';
import { positionOf } from '../convention/ledger/position.ts';
import {
  isSuspended,
  reckonedDecision,
  shortfallsUnderWay,
  withShortfall,
} from '../convention/ledger/shortfall.ts';
import { statementFacts } from '../convention/ledger/statement.ts';
import { corrected, openOrders, totalsOf } from '../convention/ledger/totals.ts';
import { bothParties, type News, tell } from '../convention/mailing/audience.ts';
import { factsOf } from '../convention/mailing/facts.ts';
import { partyDoes } from '../convention/people/parties.ts';
import { effectiveOn } from '../convention/term/effect.ts';
import { periodOf, rankAt, spanAt, spansOf } from '../convention/term/term.ts';
import { aboveBalance, leftToUse, withoutBalance } from './about-settlement.ts';
import type { Done, Effect } from './act.ts';
import { bothPurses } from './effects.ts';

/** What is about to be written in the ledger. */
interface Writing {
  readonly by: string;
  /** What was done, once it is. */
  readonly text: string;
  readonly warnings: readonly string[];
  /** What it is for, in the words of a refusal. */
  readonly reason: string;
}

/** What of an entry the life of the convention looks at. */
type Dated = Pick<Entry, 'kind' | 'on' | 'amount'>;

/** Why an entry of that day and kind cannot be written now, from the life of the convention alone. */
export function duringLife(convention: Convention, entry: Dated, moment: Moment): Refusal | undefined {
  return outOfDays(convention, entry, moment) ?? (commits(entry) ? whileSuspended(convention) : undefined);
}

/** Why an entry of that kind cannot count from that day. */
export function outOfDays(convention: Convention, entry: Dated, { today }: Moment): Refusal | undefined {
  const { document, ended } = convention;
  const { kind, on } = entry;
  const effect = effectiveOn(convention);
  if (kind !== 'credits' && (!effect || effect > today))
    return notNow`La convention n’a pas encore pris effet : rien ne peut être engagé ni payé${inBrackets(document.effect.article)}.`;
  const first = kind === 'credits' || !effect ? document.signedOn : effect;
  const last = commits(entry) && ended && ended.on < today ? ended.on : today;
  if (on < first || on > last)
    return badDate`« ${on} » refusé ; accepté : une date du ${first} (${kind === 'credits' ? 'signature' : 'prise d’effet'}) au ${last} (${last === today ? 'aujourd’hui' : 'fin de la convention'}).`;
  return undefined;
}

function commits({ kind, amount }: Dated): boolean {
  return kind === 'commitment' || (kind === 'change' && amount > 0);
}

/** Why nothing can be committed now, whatever its day. */
export function whileSuspended(convention: Convention): Refusal | undefined {
  const { shortfall } = convention.document;
  return isSuspended(convention)
    ? notNow`L’exécution est suspendue pour insuffisance de crédits${inBrackets(shortfall?.article)} : rien ne s’engage avant l’ajustement de la dotation ; les engagements pris se paient.`
    : undefined;
}

/** The convention with its new ledger, or with the shortfall that the ceiling opens instead (art. 5). */
export function recorded(
  convention: Convention,
  ledger: readonly Entry[],
  { by, text, warnings, reason }: Writing,
  moment: Moment,
): Done {
  const overrun = worsened(convention, { ...convention, ledger });
  if (overrun && isPast(convention, ledger, overrun, moment)) {
    const { ceiling, on } = overrun;
    const why = `Au ${frenchDate(on)}, les engagements passeraient le plafond d’alors, ${frenchEuros(ceiling)} (${reason}) : rien n’est enregistré. Accepté : une date depuis laquelle le plafond y suffit, ou un avenant d’effet à cette date.`;
    return notRecorded(convention, why);
  }
  const all = passedLimits(convention, ledger);
  // Of several lines, those that are short are told by their names, even where the whole is then short too.
  const short = all.filter((one) => one.ceilingOf !== undefined);
  if (short.length > 0 && convention.document.shortfall) return linesShort(convention, short, reason, moment);
  const passed = overrun && short.length === 0 ? undefined : all[0];
  if (passed) {
    const { name, limit, sum } = passed;
    const why = `${capitalised(name)} passerait à ${frenchEuros(sum)} pour ${frenchEuros(limit)} au plus (${reason}) : rien n’est enregistré. Accepté : ce que cette limite laisse, ou un avenant qui l’ajuste.`;
    return notRecorded(convention, why);
  }
  if (overrun && !convention.document.shortfall) {
    const { ceiling, missing } = overrun;
    const why = `Il manque ${frenchEuros(missing)} pour ce qui est demandé (${reason}), le plafond étant de ${frenchEuros(ceiling)} : rien n’est enregistré. Accepté : ce que le plafond laisse, ou un avenant qui l’ajuste.`;
    return notRecorded(convention, why);
  }
  if (overrun) {
    const added = (totalsOf(ledger).committed - totalsOf(convention.ledger).committed) as Cents;
    const lack = { missing: overrun.missing, needed: added, reason };
    return openShortfall(convention, lack, moment, overrun.period);
  }
  const settled = settledByLedger({ ...convention, ledger }, by, moment);
  const tooMuch = agreedAboveBalance(settled);
  const [lead, ...paragraphs] = warnings;
  return {
    convention: tooMuch ? withoutBalance(settled) : settled,
    text: [text, ...[...warnings, tooMuch ?? []].flat().map((one) => `Attention : ${one}`)].join(' '),
    news: [
      lead !== undefined &&
        tell([{ holder: 'delegatee', role: 'budget' }], {
          identity: `late-spending/${ledger.length}`,
          subject: 'engagement à vérifier',
          lead,
          paragraphs,
          cites: [convention.document.term.article],
        }),
      tooMuch !== undefined &&
        tell(bothParties, {
          identity: `balance-reopened/${moment.now}`,
          subject: 'solde à convenir de nouveau',
          lead: capitalised(tooMuch),
          facts: statementFacts(settled),
          cites: [convention.document.balance?.article],
          duty: dutyIdOf('balance'),
        }),
    ],
  };
}

/** What is wrong with what was agreed of the balance, when less is left since. */
function agreedAboveBalance(convention: Convention): string | undefined {
  const { amount } = convention.agreedBalance ?? {};
  return amount !== undefined && aboveBalance(convention, amount)
    ? `le solde convenu, ${frenchEuros(amount)}, dépasse ce qui reste, ${frenchEuros(leftToUse(convention))} : son utilisation est à convenir de nouveau.`
    : undefined;
}

/** Nothing is written in the ledger: why not, kept in the journal as it is told. */
function notRecorded(convention: Convention, message: string): Effect {
  return { convention, text: message, news: [], refusal: shortOfCredits`${message}` };
}

/** Art. 5, of each line that falls short: each has its shortfall and its decision. */
function linesShort(convention: Convention, short: readonly PassedLimit[], reason: string, moment: Moment) {
  let after = convention;
  const effects = short.flatMap(({ name, limit, sum, added, ceilingOf }) => {
    if (!ceilingOf) return [];
    const { line, rank } = ceilingOf;
    const lack = { missing: subtract(sum, limit), needed: added, reason: `${name}, ${reason}`, line };
    const effect = openShortfall(after, lack, moment, rank);
    after = effect.convention;
    return [effect];
  });
  return {
    convention: after,
    text: effects.map(({ text }) => text).join(' '),
    news: effects.flatMap(({ news }) => news),
    refusal: shortOfCredits`${effects.flatMap((one) => one.refusal?.message ?? []).join(' ')}`,
  };
}

/** Whether only the ceiling of a day gone by is passed, while today's, adjusted since, suffices. */
function isPast(
  convention: Convention,
  ledger: readonly Entry[],
  { on, period }: Overrun,
  { today }: Moment,
): boolean {
  const spans = spansOf(convention);
  const span = spanAt(spans, today);
  if (!span || on >= today || period !== span.rank) return false;
  const ceiling = lowestCeiling(convention, today, spans);
  return ceiling === null || committedIn({ ...convention, ledger }, span.rank) <= ceiling;
}

/** What falls short, why, and how much must be possible for it to be over. */
type Lack = Pick<Shortfall, 'missing' | 'needed' | 'reason' | 'line'>;

/** Art. 5: the commitment is not recorded; the shortfall opens, and both parties learn it without delay. */
export function openShortfall(
  convention: Convention,
  lack: Lack,
  moment: Moment,
  /** The period whose ceiling is short; that of today when none is named. */
  ofPeriod?: number,
): Effect {
  const { needed, line, reason } = lack;
  const { document, shortfalls } = convention;
  const period = ofPeriod ?? rankAt(spansOf(convention), moment.today);
  const target = sumOf([committedIn(convention, period, line), needed]);
  const open = openOf(convention, lack);
  // What lacks most is what must be covered: it may also have grown by what was committed since.
  const isKnown = open && needed <= open.needed && target <= open.target;
  const shortfall: Shortfall = isKnown
    ? open
    : { id: shortfalls.length + 1, on: moment.today, ...open, ...lack, period, target };
  const others = { ...convention, shortfalls: open ? shortfalls : [...shortfalls, shortfall] };
  const missing = frenchEuros(lack.missing);
  const left = Math.max(0, needed - lack.missing) as Cents;
  const may = partyDoes(document, 'delegator', 'est prévenu et peut', 'sont prévenus et peuvent');
  return {
    convention: isKnown ? convention : withShortfall(others, shortfall),
    text: `Insuffisance de crédits : il manque ${missing} (${reason}).`,
    // The same order may be asked for again and again: what lacks is told once.
    news: isKnown ? [] : [shortfallNews(convention, shortfall, moment)],
    refusal: shortOfCredits`Il manque ${missing} pour ce qui est demandé (${reason}) : rien n’est enregistré. Accepté : au plus ${frenchEuros(left)}, ce que le plafond laisse. ${may} ajuster la dotation jusqu’au ${decisionDay(convention, shortfall)}${inBrackets(document.shortfall?.article)}.`,
  };
}

/** The shortfall under way of the same line, or of the whole. */
export function openOf(convention: Convention, { line }: Pick<Shortfall, 'line'>): Shortfall | undefined {
  return shortfallsUnderWay(convention).find((one) => one.line === line);
}

/** Where the money stands that is short: the whole, or the line of the budget. */
function standingOf(convention: Convention, { line: short, period }: Shortfall, today: PlainDate) {
  const line = linesOf(convention.document.budget).find(({ id }) => id === short);
  if (!line || line.ceiling === null) return positionOf(convention, today);
  const committed = committedIn(convention, period, line.id);
  const mostPaid = mostPaidOf([line]);
  return { ceiling: line.ceiling, mostPaid, committed, remainingToCommit: subtract(line.ceiling, committed) };
}

/** The last day of the decision, and whose rule that is. */
function decisionDay(convention: Convention, shortfall: Shortfall): string {
  const { on, isIndicative } = reckonedDecision(convention, shortfall);
  return `${frenchDate(on)}${whoseRule(isIndicative)}`;
}

function shortfallNews(convention: Convention, shortfall: Shortfall, { now, today }: Moment): News {
  const { document } = convention;
  const { missing, reason, line } = shortfall;
  const { ceiling, mostPaid, committed, remainingToCommit } = standingOf(convention, shortfall, today);
  // Those who decide and those who hold the purse, on both sides.
  return tell([...bothParties, ...bothPurses], {
    identity: ['shortfall', now, missing, ...(line === undefined ? [] : [line])].join('/'),
    subject: 'insuffisance de crédits',
    lead: `Il manque ${frenchEuros(missing)} de crédits pour ce que ${partyDoes(document, 'delegatee', 'doit', 'doivent')} engager (${reason}).`,
    paragraphs: [
      `${partyDoes(document, 'delegator', 'décide', 'décident')} d’ajuster ou non la dotation au plus tard le ${decisionDay(convention, shortfall)}. À défaut d’ajustement, l’exécution est suspendue : plus rien ne s’engage, ce qui est engagé se paie.`,
    ],
    facts: [
      ['Manque', frenchEuros(missing)],
      ...ceilingFacts('Plafond', ceiling, mostPaid),
      ...factsOf([
        ['Engagé', frenchEuros(committed)],
        ['Reste à engager', remainingToCommit !== undefined && frenchEuros(remainingToCommit)],
      ]),
    ],
    cites: [document.shortfall?.article],
    urgent: true,
  });
}

/** Duties that the ledger itself fulfils: the credits are there, nothing is left to pay. */
function settledByLedger(convention: Convention, by: string, { now }: Moment): Convention {
  const reversed = corrected(convention.ledger);
  const spans = spansOf(convention);
  const outcomes = { ...convention.outcomes };
  const openDuty = dutyIdOf('open-commitments');
  for (const rank of spans.length === 0 ? [0] : spans.map((span) => span.rank)) {
    const given = convention.ledger.filter(
      ({ kind, on }) => kind === 'credits' && rankAt(spans, on) === rank,
    );
    const standing = given.filter(({ seq }) => !reversed.has(seq));
    const credits = standing.at(-1);
    const duty = creditsDutyId(rank);
    if (credits && isWhole(convention, standing) && !outcomes[duty]) {
      const evidence = `${frenchEuros(credits.amount)}, ${credits.reference}`;
      outcomes[duty] = { state: 'done', at: now, by, evidence };
    } else if (!credits && given.length > 0 && outcomes[duty]?.state === 'done') {
      // All that was made available for that period has been corrected.
      delete outcomes[duty];
    }
  }
  if (!convention.ended || !periodOf(convention)) return { ...convention, outcomes };
  if (openOrders(convention.ledger).length === 0) {
    outcomes[openDuty] ??= { state: 'done', at: now, by, evidence: 'tout est payé ou annulé' };
  } else if (outcomes[openDuty]?.state === 'done') {
    // A correction has opened an order again.
    delete outcomes[openDuty];
  }
  return { ...convention, outcomes };
}

/** Whether every line of the budget has received its credits. */
function isWhole({ document, ledger }: Convention, given: readonly Entry[]): boolean {
  const lineOf = lineOfEntry(document, ledger);
  const charged = new Set(given.map(lineOf));
  return linesOf(document.budget).every(({ id }) => charged.has(id));
}
