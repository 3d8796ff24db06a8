import { reckon } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import type { ConventionDocument, Side } from '../document/schema.ts';
import { type BudgetLine, linesOf, mostPaidOf, onEachLine, unitOf } from '../ledger/budget-lines.ts';
import { ceilingIn } from '../ledger/ceiling.ts';
import { frenchEuros } from '../ledger/money.ts';
import { bodyNames, holderOn } from '../people/organisations.ts';
import { ofParty } from '../people/parties.ts';
import { spansOf } from '../term/term.ts';
import { askedOf, type Duty, type DutyId, dueWithin, dutyIdOf } from './duty.ts';

/** Art. 2 of the example, "dès la signature, le délégant": the access rights of Chorus. */
export function chorusAccess({ document }: Convention): Duty | undefined {
  const clause = document.chorusAccess;
  if (!clause) return undefined;
  return {
    ...onSignature('delegator', document, 'chorusAccess', clause),
    id: dutyIdOf('chorus-access'),
    kind: 'chorus-access',
    title: clause.title ?? 'Demande de paramétrage des habilitations Chorus',
    evidence: 'la référence de la demande',
  };
}

/** The delegator makes the credits available, up to the ceiling: at once, then as each renewed period begins. */
export function credits(convention: Convention): Duty[] {
  const { document } = convention;
  const { budget, credits: clause } = document;
  if (!clause || !budget) return [];
  const isShared = ofParty(document, holderOn(document, 'delegator', clause)).length > 1;
  const [, ...renewed] = spansOf(convention).map((one) => ({
    ...one,
    from: reckon('periodStart', one.from),
  }));
  return [{ rank: 0, from: reckon('signature', document.signedOn) }, ...renewed].map(({ rank, from }) => ({
    ...onSignature('delegator', document, 'credits', clause, from),
    id: creditsDutyId(rank),
    kind: 'credits',
    title: `Mise à disposition des crédits${rank === 0 ? '' : ` de la période n° ${rank + 1}`}${isShared ? ', par chaque délégant pour sa part' : ''}${mostIn(document, rank, isShared)}`,
    evidence: `le montant et la référence des crédits${budget.exceptTitle2 ? ' hors titre 2' : ''}${onEachLine(budget, activityOf)}`,
  }));
}

function mostIn(document: ConventionDocument, rank: number, isShared: boolean): string {
  const ceiling = ceilingIn(document, rank);
  if (ceiling === null) return '';
  const lines = linesOf(document.budget);
  const paid = mostPaidOf(lines.length > 1 ? lines : lines.map((line) => ({ ...line, ceiling })));
  const most =
    paid === undefined ? frenchEuros(ceiling) : `${frenchEuros(ceiling)} en AE, ${frenchEuros(paid)} en CP,`;
  return ` (${most} au plus${isShared ? ' en tout' : ''})`;
}

/** `l’activité 010300000112 de l’UO 0103-CEFP-C003`, or the one of them that the text gives. */
function activityOf(line: BudgetLine): string | undefined {
  const unit = unitOf(line);
  const activities = line.codes?.activities;
  if (!activities) return unit;
  return `l’activité ${activities.join(', ')}${unit ? ` de ${unit}` : ''}`;
}

/** The duty to make the credits of a period available: `credits`, then `credits-2`. */
export function creditsDutyId(rank: number): DutyId {
  return rank === 0 ? dutyIdOf('credits') : dutyIdOf('credits', rank + 1);
}

/** Art. 3 of the example, "dès la signature, le délégataire": the codings. */
export function codings({ document }: Convention): Duty | undefined {
  const { budget, codings: clause } = document;
  if (!clause || !budget) return undefined;
  const codes = linesOf(budget).flatMap(codesOf).join(' ; ');
  return {
    ...onSignature('delegatee', document, 'codings', clause),
    id: dutyIdOf('chorus-codings'),
    kind: 'chorus-codings',
    title: clause.title ?? 'Saisie des imputations dans Chorus',
    copies: [],
    evidence: `l’attestation de saisie${codes && ` : ${codes}`}`,
  };
}

/** The codes of a line that its text gives, as one text; none when it gives none. */
function codesOf({ codes = {} }: BudgetLine): string[] {
  const { ministerialAxis1, functionalDomain, fundsCentre, activities, costCentre } = codes;
  const said = [
    ['axe ministériel 1', ministerialAxis1],
    ['domaine fonctionnel', functionalDomain],
    ['centre financier', fundsCentre],
    ['activité', activities?.join(', ')],
    ['centre de coût', costCentre],
  ].flatMap(([name, code]) => (code === undefined ? [] : `${name} ${code}`));
  return said.length === 0 ? [] : [said.join(', ')];
}

/** Decree 2004-1085, art. 4: the copies of the convention. */
export function conventionCopies({ document }: Convention): Duty | undefined {
  const clause = document.copies;
  if (!clause) return undefined;
  const names = bodyNames(document, clause.to);
  return {
    ...onSignature('delegatee', document, 'copies', clause),
    id: dutyIdOf('controller-copies'),
    kind: 'controller-copies',
    title: clause.title ?? `Copie de la convention : ${names}`,
    evidence: `la preuve d’envoi ou l’accusé de réception de chacun : ${names}`,
  };
}

function onSignature(
  side: Side,
  document: ConventionDocument,
  what: 'chorusAccess' | 'credits' | 'codings' | 'copies',
  clause: NonNullable<ConventionDocument['chorusAccess' | 'credits' | 'codings' | 'copies']>,
  from = reckon('signature', document.signedOn),
) {
  const days = dueWithin(document, from, what, clause);
  return {
    article: clause.article,
    ...askedOf(side, 'done', 'budget'),
    holder: holderOn(document, side, clause),
    ...days,
  };
}
