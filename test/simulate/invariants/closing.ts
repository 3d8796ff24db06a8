import { phaseChangeDays } from '../../../convention/clauses/calendar.ts';
import type { Contact } from '../../../convention/document/schema.ts';
import { dutiesOf, outcomeOf, owedDuties } from '../../../convention/duties/duties.ts';
import { isAlert } from '../../../convention/duties/duty.ts';
import { partiesOf } from '../../../convention/people/parties.ts';
import type { Invariant } from './invariant.ts';

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
    // From Good Friday to Easter Monday, four days in a row are off in Alsace-Moselle.
    name: 'a convention that closes tells each party, in letters that leave within five days',
    breaksIn({ record, life, events }) {
      const { closed, document, faults } = record;
      if (!closed) return undefined;
      const wasAway = events.some(({ moment, lateMs = 0 }) => moment.now >= closed.at && lateMs > 0);
      const after = life.mail.handed.filter(({ letter }) => letter.writtenAt >= closed.at);
      // Of contacts who share an address, one is told.
      const told = new Set(after.flatMap(({ letter: { to } }) => [to.contact, to.email.toLowerCase()]));
      const out = new Set(faults.map(({ contact }) => contact));
      const isTold = ({ id, email }: Contact) => told.has(id) || told.has(email.toLowerCase()) || out.has(id);
      const untold = partiesOf(document).filter(({ organisation }) => !organisation.contacts.some(isTold));
      return [
        // Where no worker was there in the morning, they leave once it is back.
        ...after.flatMap(({ letter }) =>
          !wasAway && letter.writtenAt > closed.at + 5 * 86_400_000 ? letter.to.contact : [],
        ),
        ...untold.map(({ party }) => `${party} is not told`),
      ];
    },
  },
];
