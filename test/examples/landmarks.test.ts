import { parisInstant } from '../../convention/calendar/paris.ts';
import { addMonths } from '../../convention/calendar/plain-date.ts';
import { onOrAfterWorkingDay } from '../../convention/calendar/working-days.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import type { Delivery, DutyItem } from '../../convention/mailing/letter.ts';
import { viewOf } from '../../convention/views/view.ts';
import { contentOf } from '../../letters/letter-content.ts';
import { textOf } from '../../letters/text.ts';
import { SimulatedLife } from '../convention/simulation.ts';
import { exampleIds, livedThrough, playOn, readExample } from './examples.ts';

// A day that no text fixes is told as the tracking's: nobody is late after it.

/** A life in which everybody does what is asked for some months, and nothing from then on. */
function silentAfter(months: number, document: ConventionDocument): SimulatedLife {
  const { holidays, signedOn } = document;
  const life = new SimulatedLife(document, parisInstant(onOrAfterWorkingDay(signedOn, holidays), '08:00'));
  playOn(life, parisInstant(addMonths(signedOn, months), '08:00'));
  life.passes(parisInstant(addMonths(signedOn, months + 15), '08:00'));
  return life;
}

/** What letters say of the duties whose day no text fixes, as if each letter were about them alone. */
function saidOfLandmarks(deliveries: readonly Delivery[]) {
  return deliveries.flatMap((delivery) =>
    delivery.letters.flatMap(({ plannedFor: _late, ...letter }) => {
      const items = letter.items.filter(
        (item): item is DutyItem => item.kind === 'duty' && !!item.indicative,
      );
      if (items.length === 0) return [];
      const content = contentOf(delivery, { ...letter, items });
      return [{ items, text: `${content.subject}\n${textOf(content)}` }];
    }),
  );
}

const claims = /retard|échéance|au plus tard|dernier jour|pour le \d/i;

describe.each(exampleIds)('%s', (id) => {
  const { document } = readExample(id);
  const silent = [0, 4].map((months) => silentAfter(months, document));
  const lives = [livedThrough(document), ...silent];
  const said = lives.flatMap(({ deliveries }) => saidOfLandmarks(deliveries));

  it('claims no deadline that its text does not fix', () => {
    expect(said.length).toBeGreaterThan(0);
    expect(said.filter(({ text }) => claims.test(text))).toEqual([]);
  });

  it('says in each of its letters whose day it is', () => {
    const isSaid = ({ text }: (typeof said)[number]) =>
      text.replace(/\s+/g, ' ').includes('le texte ne fixe pas de délai');
    expect(said.filter((one) => !isSaid(one))).toEqual([]);
  });

  it('has nothing late of it, and goes on writing, up to the escalation', () => {
    for (const { convention, moment } of silent) {
      const { duties } = viewOf(convention, {}, moment.now);
      const states = duties.filter(({ indicative }) => indicative).map(({ state }) => state);
      expect(states).not.toContain('overdue');
    }
    const rungs = said.flatMap(({ items }) => items.map(({ rung }) => rung));
    expect(rungs).toContain('escalation');
  });
});
