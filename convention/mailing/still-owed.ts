import { capitalised, enumerated } from '../calendar/french.ts';
import type { Convention } from '../convention.ts';
import { dutiesOf, outcomeOf } from '../duties/duties.ts';
import { type Duty, type DutyKind, isAlert } from '../duties/duty.ts';
import { grouped } from '../grouped.ts';
import { periodOf } from '../term/term.ts';

/**
 * What a convention still asks once its end is near, and nobody has done: what its document names, or an amendment has left owed.
 * @param balance how the letter calls the agreement on the balance.
 * @param before what is also owed, before that agreement.
 */
export function stillOwed(convention: Convention, balance: string, ...before: string[]): readonly string[] {
  const { document } = convention;
  const owed = toDo(convention).filter((duty) => isOfEnd(convention, duty));
  const has = (kind: DutyKind) => owed.some((duty) => duty.kind === kind);
  const isDelivered = !has('deliverable');
  return [
    ...(has('final-report') ? ['le compte rendu final'] : []),
    ...(isDelivered ? [] : ['la remise des livrables']),
    ...titles(owed.filter(({ kind }) => kind === 'own' || (isDelivered && kind === 'hand-over'))),
    ...before,
    ...(document.balance ? [balance] : []),
  ];
}

/** What else was asked before the end and is not done, by its title: it stays owed after it. */
export function leftToDo(convention: Convention): readonly string[] {
  const left = titles(toDo(convention).filter((one) => one.kind !== 'balance' && !isOfEnd(convention, one)));
  const older = Math.max(0, left.length - mostNamed);
  const s = older > 1 ? 's' : '';
  return [...(older > 0 ? [`${older} obligation${s} plus ancienne${s}`] : []), ...left.slice(older)];
}

/** Of more, a letter names the last ones. */
const mostNamed = 20;

/** Whether a duty is one that the end asks for. */
function isOfEnd(convention: Convention, { kind, dueOn }: Duty): boolean {
  if (kind !== 'own') return ['final-report', 'deliverable', 'hand-over'].includes(kind);
  const endsOn = periodOf(convention)?.endsOn;
  return endsOn !== undefined && dueOn > endsOn;
}

/** What is asked of parties and bodies, and not done. */
function toDo(convention: Convention): readonly Duty[] {
  return dutiesOf(convention).filter(
    (duty) => !isAlert(duty) && duty.holder !== 'manager' && !outcomeOf(convention, duty),
  );
}

/** Each by its title; what comes back, once, with how many times it is owed. */
function titles(duties: readonly Duty[]): string[] {
  const named = grouped(duties, ({ title }) => title.replace(/, n° \d+$/, ''));
  return [...named].flatMap(([name, [one, ...more]]) =>
    more.length > 0 ? `« ${name} » (${more.length + 1} fois)` : one ? `« ${one.title} »` : [],
  );
}

/** A paragraph that names what is owed, or none: `Reste à faire : le compte rendu final et l’accord sur le solde.` */
export function listOfOwed(owed: readonly string[]): string[] {
  return owed.length === 0 ? [] : [`Reste à faire : ${enumerated(owed)}.`];
}

/** The same, as a sentence that ends with its verb. */
export function sentenceOfOwed(owed: readonly string[]): string[] {
  if (owed.length === 0) return [];
  return [`${capitalised(enumerated(owed))} ${owed.length === 1 ? 'reste' : 'restent'} à faire.`];
}
