import { isDeepStrictEqual } from 'node:util';
import { isActName } from '../../../acts/acts.ts';
import { afterAct, turned } from '../../../acts/course.ts';
import { statesOf } from '../../../audit/state-at-date.ts';
import type { Convention } from '../../../convention/convention.ts';
import { dutiesOf } from '../../../convention/duties/duties.ts';
import { Refused } from '../../../convention/errors.ts';
import { sameFacts } from '../../../convention/mailing/same-facts.ts';
import { viewOf } from '../../../convention/views/view.ts';
import { whyOf } from '../../../convention/views/why.ts';
import { differing } from '../differing.ts';
import { each, type Invariant } from './invariant.ts';

const throughJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

/** What of a record its journal tells; what the engine alone knows is left out. */
function factsOf(convention: Convention) {
  const { mails, journal, phases, faults, undelivered, held, intentions, ...facts } = convention;
  return throughJson(facts);
}

export const continuation: readonly Invariant[] = [
  {
    name: 'a life whose state is written down and read again on its way is the same, to the last letter',
    breaksIn({ life, carried }) {
      if (!carried) return undefined;
      const handed = (all: typeof carried.handed) =>
        all.map(({ at, messageId, status, letter }) => ({ at, messageId, status, letter }));
      return [
        ...differing(life.course, carried.course),
        ...differing(handed(life.mail.handed), handed(carried.handed)),
      ];
    },
  },
  {
    name: 'the journal tells all that happened: done again line by line, it gives the same convention',
    breaksIn({ record }) {
      const last = statesOf(throughJson(record)).at(-1)?.convention;
      return last ? differing(factsOf(record), factsOf(last)) : undefined;
    },
  },
  {
    name: 'the journal is in the order of time, and an act has an instant that no other has',
    breaksAt({ is, was }) {
      const lines = is.journal.slice(Math.max(0, was.journal.length - 1));
      if (lines.length < 2) return undefined;
      return lines.flatMap(({ at, act, text }, rank) => {
        const before = lines[rank - 1];
        if (!before || at > before.at) return [];
        const isShared = at === before.at && isActName(act) && isActName(before.act);
        return at < before.at || isShared ? [`${new Date(at).toISOString()} ${text}`] : [];
      });
    },
  },
  {
    name: 'a refused act leaves no trace; one whose refusal is itself kept, and each that is done, a line of the journal',
    breaksAt({ kind, tried, before, after, was, is }) {
      if (kind !== 'act' || !tried) return undefined;
      const lines = is.journal.length - was.journal.length;
      const kept = was.journal.every((line, rank) => line === is.journal[rank]);
      if (before === after) return [];
      return lines === 1 && kept && is.journal.at(-1)?.act === tried.name ? [] : [`${tried.name}: ${lines}`];
    },
  },
  {
    name: 'what is refused when it is asked for is what would be refused when it is done, in the same words',
    breaksAt({ tried, before, after }) {
      if (!tried) return undefined;
      const { name, foretold, refusal } = tried;
      // What was done under the same name, and refused, is told again.
      const isTold = before === after && tried.intention !== undefined;
      if (foretold) return foretold.message === refusal?.message ? [] : [`${name}: ${foretold.message}`];
      return refusal && before === after && !isTold ? [`${name}: ${refusal.message}`] : [];
    },
  },
  {
    name: 'what is asked for twice under one name is done once, and told again; another thing under it is refused',
    breaksAt({ tried, before, after, moment }) {
      if (!tried?.intention || before === after) return undefined;
      const { name, input, intention, text, refusal } = tried;
      const again = afterAct(after, name, input, moment, intention);
      const isSame =
        again.course === after &&
        (text === undefined ? again.text === refusal?.message : again.text === text);
      try {
        afterAct(after, name, { ...Object(input), reason: 'autre chose' }, moment, intention);
        return [`${name}: another thing was done under the same name`];
      } catch (error) {
        const isReused = error instanceof Refused && error.code === 'REQUEST_REUSED';
        return isSame && isReused ? [] : [`${name}: ${again.text}`];
      }
    },
  },
  {
    name: 'an act that is undone leaves what was before it, when nothing else was done since',
    breaksIn({ events }) {
      const undone = events.flatMap(({ tried, after }, rank) => {
        if (tried?.name !== 'undoAct' || tried.text === undefined) return [];
        const line = Number(Reflect.get(Object(tried.input), 'line'));
        const first = events.findIndex((one) => one.after.convention.journal.length >= line);
        const was = events[first]?.before.convention;
        // What another undoes meanwhile may only show once this one is undone.
        const isAlone = events
          .slice(first + 1, rank)
          .every(
            (one) => one.tried?.name !== 'undoAct' && sameFacts(one.before.convention, one.after.convention),
          );
        return was && isAlone ? [{ was, is: after.convention }] : [];
      });
      return each(undone, ({ was, is }) => differing(factsOf(was), factsOf(is)).join(' ; '));
    },
  },
  {
    name: 'a turn more changes nothing and writes nothing',
    breaksAt({ kind, rank, after, moment }) {
      // Of five turns one is enough: each is twice its cost.
      if (kind !== 'turn' || rank % 5 !== 0) return undefined;
      const { course, delivery } = turned(after, moment);
      const letters = (delivery?.letters ?? []).map(({ to }) => to.contact);
      return [...letters, ...(isDeepStrictEqual(course, after) ? [] : differing(course, after))];
    },
  },
  {
    name: 'versions, amendments and meetings are added to, and keep their numbers',
    breaksAt({ was, is, changed }) {
      if (!changed || (is.amendments.length === 0 && is.meetings.length === 0)) return undefined;
      const idsOf = (all: readonly { readonly id: number }[]) => all.map(({ id }) => id);
      const isGrown = (before: readonly number[], now: readonly number[]) =>
        before.every((id, rank) => id === now[rank]);
      return [
        ...(isGrown(idsOf(was.amendments), idsOf(is.amendments)) ? [] : ['amendments']),
        ...(isGrown(idsOf(was.meetings), idsOf(is.meetings)) ? [] : ['meetings']),
        ...(is.version === is.pastVersions.length + 1 ? [] : [`version ${is.version}`]),
      ];
    },
  },
  {
    name: 'a convention can be looked at, and says why each thing is due on its day',
    breaksAt({ is, after, moment, changed, rank }) {
      // Of five changes one is enough, and of its duties one: each is looked for in every clause.
      if (!changed || rank % 5 !== 0) return undefined;
      const { phase, duties } = viewOf(is, after.tracking, moment.now);
      const all = dutiesOf(is);
      const one = all[rank % all.length];
      return [
        ...(duties.length === all.length ? [] : [`${phase}: ${duties.length} duties`]),
        ...(one && whyOf(is, one).days.at(-1)?.on !== one.dueOn ? [one.id] : []),
      ];
    },
  },
];
