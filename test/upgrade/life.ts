import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '@temporalio/client';
import type { ActInput, ActName } from '../../acts/acts.ts';
import type { Conventions } from '../../client/conventions.ts';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { type Instant, parisInstant } from '../../convention/calendar/paris.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import type { Convention } from '../../convention/convention.ts';
import { readDocument } from '../../convention/document/read-document.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { packageRoot } from '../../engine/package-root.ts';
import { TimeSkipper } from '../../engine/time-skipper.ts';
import { seenAct } from '../../rehearsal/seen.ts';
import { by } from '../support/scene.ts';

/** A small real convention, renewed each year for as long as nobody ends it. */
export function renewedYearly(): ConventionDocument {
  const written: Record<string, unknown> = JSON.parse(
    readFileSync(join(packageRoot(), 'examples', 'avis.json'), 'utf8'),
  );
  const reading = readDocument({
    ...written,
    id: `upgraded-${randomUUID().slice(0, 13)}`,
    term: { article: '8', months: 12 },
    renewal: { article: '8', mode: 'tacit', months: 12, maximum: null },
  });
  if (!reading.ok) throw new Error('the document is refused');
  return reading.document;
}

/** A convention that lives year after year, on whatever version of its workers, its clock in our hands. */
export class LongLife {
  readonly id: string;
  /** Whether it was ended. */
  isOver = false;
  readonly #document: ConventionDocument;
  readonly #conventions: Conventions;
  readonly #skipper: TimeSkipper;
  readonly #clockOffsetMs: number;
  #halves = 0;

  constructor(document: ConventionDocument, conventions: Conventions, connection: Connection) {
    this.id = document.id;
    this.#document = document;
    this.#conventions = conventions;
    this.#skipper = new TimeSkipper({ connection, workflowId: workflowIdOf(document.id) });
    this.#clockOffsetMs = parisInstant(document.signedOn, '08:00') - Date.now();
  }

  /** It is signed, and what its signature asks for is done. */
  async begins(): Promise<void> {
    await this.#conventions.start(this.#document, by, { clockOffsetMs: this.#clockOffsetMs });
    await this.#settles();
  }

  /** To the new year and its report, then to the next spring and its renewal; letters leave, somebody acts. */
  async livesHalfAYear(): Promise<void> {
    if (this.isOver) return;
    const year = 2021 + Math.floor(this.#halves / 2);
    const isWinter = this.#halves++ % 2 === 0;
    if (isWinter) {
      await this.#advanceTo(`${year + 1}-01-04`);
      await this.#act('submitReport', {
        by,
        period: `${year}-12`,
        spent: 8250.4,
        progress: 'suivi',
        forecast: 'stable',
      });
      await this.#advanceTo(`${year + 1}-01-20`);
    } else {
      await this.#advanceTo(`${year + 1}-03-01`);
      await this.#act('requestInformation', { by, from: 'delegatee', subject: `prévision ${year + 1}` });
      await this.#advanceTo(`${year + 1}-04-20`);
      await this.#settles();
    }
  }

  /** It is terminated, and all that is owed then is settled. */
  async ends(): Promise<void> {
    await this.#act('terminate', { by, reason: 'repris par un autre service' });
    await this.#settles();
    await this.#skipper.fastForward(2 * 366 * 86_400_000);
    this.isOver = true;
  }

  record(): Promise<Convention> {
    return this.#conventions.record(this.id);
  }

  /** Its present, on its own clock. */
  async now(): Promise<Instant> {
    return (await this.#skipper.currentTime()).getTime() + this.#clockOffsetMs;
  }

  async #advanceTo(day: string): Promise<void> {
    await this.#skipper.fastForward(
      Math.max(1, parisInstant(plainDateOf(day), '12:00') - (await this.now())),
    );
  }

  /** Waives whatever is open. */
  async #settles(): Promise<void> {
    const { duties } = await this.#conventions.view(this.id);
    for (const { id: duty, state, evidence } of duties) {
      if (evidence && (state === 'open' || state === 'overdue'))
        await this.#act('waiveDuty', { by, duty, reason: 'sans objet' });
    }
  }

  async #act<Name extends ActName>(name: Name, input: ActInput<Name>): Promise<void> {
    await this.#conventions.perform(this.id, name, await seenAct(this.#conventions, this.id, name, input));
  }
}
