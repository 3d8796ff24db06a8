import { phaseChangeDays } from '../../../convention/clauses/calendar.ts';
import { dutiesOf, outcomeOf, owedDuties } from '../../../convention/duties/duties.ts';
import { isAlert } from '../../../convention/duties/duty.ts';
import { each, type Invariant } from './invariant.ts';

export const closing: readonly Invariant[] = [
  {
    name: 'once all do what is asked of them, every convention closes',
    breaksIn({ life, record }) {
      return life.isOver ? [] : [`not closed on ${life.moment.today}: ${record.phases.at(-1)?.phase}`];
    },
  },
  {
    name: 'of a closed convention nothing is owed, and the calendar brings nothing more',
    breaksAt({ was, is, moment }) {
      if (was.closed || !is.closed) return undefined;
      const open = dutiesOf(is).filter(
        (duty) => !outcomeOf(is, duty) && !(isAlert(duty) && duty.dueOn <= moment.today),
      );
      return [...owedDuties(is), ...open].map(({ id }) => id as string).concat(phaseChangeDays(is));
    },
  },
  {
    name: 'after it has closed, only letters that say so leave, and nothing is possible',
    breaksAt({ was, is, before, after, tried, delivery }) {
      if (!was.closed) return undefined;
      const asked = (delivery?.letters ?? []).flatMap(({ items }) =>
        items.flatMap((item) => (item.kind === 'duty' ? [item.identity] : [])),
      );
      const lines = is.journal.slice(was.journal.length).filter(({ act }) => act !== 'mail');
      return [
        ...asked,
        ...lines.map(({ text }) => text),
        ...(tried?.text && before !== after ? [tried.text] : []),
      ];
    },
  },
  {
    name: 'a convention that closes tells both parties, in letters that leave within four days',
    breaksIn({ record, life }) {
      const { closed } = record;
      if (!closed) return undefined;
      const after = life.mail.handed.filter(({ letter }) => letter.writtenAt >= closed.at);
      return each(after, ({ letter }) => letter.writtenAt > closed.at + 4 * 86_400_000 && letter.to.contact);
    },
  },
];
