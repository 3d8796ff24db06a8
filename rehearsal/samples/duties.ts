import { addDays, daysBetween } from '../../convention/calendar/plain-date.ts';
import type { Convention } from '../../convention/convention.ts';
import { dutiesOf, outcomeOf } from '../../convention/duties/duties.ts';
import type { Duty, DutyKind } from '../../convention/duties/duty.ts';
import type { DutyItem, Letter, Rung } from '../../convention/mailing/letter.ts';
import { type DatedRung, ladderOf } from '../../convention/mailing/reminders.ts';
import { dueRungs } from '../../convention/mailing/tracking.ts';
import { lettersOf } from '../../convention/mailing/writing.ts';
import { mailMoment, type Sample, sampleOf } from './sample.ts';

/** The letters about one duty of each sort, on the days on which they would leave. */
export function dutySamples(turns: readonly Convention[]): Sample[] {
  return [...oneOfEachKind(turns)].flatMap(([kind, { convention, duty }]) =>
    [...rungsOf(convention, duty)].flatMap(([rung, dated], rank) => {
      const letters = lettersAt(convention, duty, dated);
      const to = (standing: DutyItem['standing']) =>
        letters.find(({ items: [item] }) => item?.kind === 'duty' && item.standing === standing);
      const named = (name: string, letter: Letter | undefined) =>
        letter ? [sampleOf(`duty-${kind}-${name}`, convention, letter)] : [];
      return [
        ...named(rung, to('holder')),
        ...named(`${rung}-representative`, to('representative')),
        ...(rank === 0 || rung === 'escalation' ? named(`${rung}-copy`, to('copy')) : []),
      ];
    }),
  );
}

/** The fullest letter of the days that follow the signature, when nobody has done anything. */
export function digestSample(signed: Convention): Sample[] {
  const duties = dutiesOf(signed).filter((duty) => !outcomeOf(signed, duty));
  const [first] = duties;
  if (!first) return [];
  const moment = mailMoment(signed, addDays(first.dueOn, 1));
  const letters = lettersOf(signed, dueRungs(signed, duties, {}, moment, false), [], {}, moment);
  const [fullest] = letters.sort((a, b) => b.items.length - a.items.length);
  return fullest && fullest.items.length > 1 ? [sampleOf('digest', signed, fullest)] : [];
}

function oneOfEachKind(turns: readonly Convention[]) {
  const found = new Map<DutyKind, { readonly convention: Convention; readonly duty: Duty }>();
  for (const convention of turns) {
    for (const duty of dutiesOf(convention)) {
      if (!found.has(duty.kind) && !outcomeOf(convention, duty)) found.set(duty.kind, { convention, duty });
    }
  }
  return found;
}

/** The first day of each rung of a duty's ladder, which may have no end. */
function rungsOf({ document }: Convention, duty: Duty): ReadonlyMap<Rung, DatedRung> {
  const rungs = new Map<Rung, DatedRung>();
  for (const dated of ladderOf(document, duty)) {
    if (daysBetween(duty.dueOn, dated.on) > 400) break;
    if (!rungs.has(dated.rung)) rungs.set(dated.rung, dated);
  }
  return rungs;
}

function lettersAt(convention: Convention, duty: Duty, { on, rung }: DatedRung): Letter[] {
  const daysOverdue = Math.max(0, daysBetween(duty.dueOn, on));
  const moment = mailMoment(convention, on);
  const due = { duty, rung, on, daysOverdue, at: moment.now, first: rung === 'notice' };
  return lettersOf(convention, [due], [], {}, moment);
}
