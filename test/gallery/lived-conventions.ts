import { TypedSearchAttributes } from '@temporalio/common';
import type { ActName } from '../../acts/acts.ts';
import { registered } from '../../acts/course.ts';
import { intentionOf, toldOf } from '../../acts/intention.ts';
import { checkShape } from '../../client/conventions.ts';
import { type ListedConvention, listedOf } from '../../client/list.ts';
import { withResumption } from '../../client/stopped.ts';
import type { Instant } from '../../convention/calendar/paris.ts';
import { Refused } from '../../convention/errors.ts';
import { memoOf } from '../../convention/people/memo.ts';
import type { Stop } from '../../convention/term/stop.ts';
import { figuresOf, figuresText, listedMoneyOf } from '../../convention/views/figures.ts';
import { stoppedView } from '../../convention/views/view.ts';
import { messageIdOf } from '../../letters/identity.ts';
import type { Asked } from '../../web/web.ts';
import { attributesOf } from '../../workflows/visibility.ts';
import { SimulatedLife } from '../convention/simulation.ts';
import { allLeave } from './lives.ts';

/** What pages are shown of. */
export interface World {
  readonly now: Instant;
  readonly lives: readonly SimulatedLife[];
  /** How all of them were stopped outside the application, if they were. */
  readonly stopped?: Stop;
  /** What comes of asking for anything, in place of an answer. */
  readonly silence?: Error;
  /** The same of asking for something to be done. */
  readonly sendsInto?: Error;
}

/** Conventions as the application asks for them, which live by the pure core alone. */
export class LivedConventions implements Asked {
  readonly #world: World;
  readonly #lives: Map<string, SimulatedLife>;
  /** What was done here. */
  readonly done: ActName[] = [];

  constructor(world: World) {
    this.#world = world;
    this.#lives = new Map(world.lives.map((life) => [life.convention.document.id, life.copy()]));
  }

  record: Asked['record'] = async (id) => this.#life(id).convention;

  view: Asked['view'] = async (id) => {
    const { view } = this.#life(id);
    return this.#world.stopped ? stoppedView(view, this.#world.stopped) : view;
  };

  letter: Asked['letter'] = async (id, messageId) =>
    this.#life(id)
      .deliveries.flatMap((delivery) => delivery.letters.map((letter) => ({ delivery, letter })))
      .find(
        ({ delivery, letter }) =>
          messageIdOf(delivery.convention, letter, 'delegation.example') === messageId,
      );

  every: Asked['every'] = async () => [...this.#lives.keys()].map((id) => this.#listed(id));

  /** Nothing is encrypted here. */
  decode: Asked['decode'] = async (payloads) => payloads;

  listed: Asked['listed'] = async (id) => this.#listed(id);

  act: Asked['act'] = (id, name, input, intention) => this.perform(id, name, input, intention);

  perform: Asked['perform'] = async (id, name, input, intention) => {
    const life = this.#life(id);
    if (this.#world.sendsInto) throw this.#world.sendsInto;
    if (this.#world.stopped) throw new Refused('STOPPED', `La convention « ${id} » n’est plus suivie.`);
    if (life.convention.closed) throw new Refused('CLOSED', `La convention « ${id} » est close.`);
    checkShape(name, input);
    const text = life.does(name, input, intention);
    this.done.push(name);
    return text;
  };

  resume: Asked['resume'] = async (id, by, mark) => {
    const { convention } = this.#life(id);
    const { stopped, now } = this.#world;
    if (!stopped) throw new Refused('NOT_NOW', `La convention « ${id} » suit son cours.`);
    const resumed = withResumption(convention, stopped, { by, mark, now });
    this.#lives.set(id, SimulatedLife.from(resumed, now, allLeave));
    return resumed.journal.at(-1)?.text ?? '';
  };

  outcomeOf: Asked['outcomeOf'] = async (id, intention) => {
    const { convention } = this.#life(id);
    const known = intentionOf(convention, intention);
    return known && toldOf(convention, known);
  };

  start: Asked['start'] = async (document, by, { alreadyDone } = {}) => {
    if (this.#lives.has(document.id))
      throw new Refused(
        'ALREADY_DONE',
        `La convention « ${document.id} » est déjà démarrée : voyez « delegation show ${document.id} ».`,
      );
    if (this.#world.sendsInto) throw this.#world.sendsInto;
    const { now } = this.#world;
    const course = registered(document, by, now, undefined, alreadyDone);
    const life = new SimulatedLife({ course, wake: now }, now);
    life.passes(now);
    this.#lives.set(document.id, life);
  };

  #life(id: string): SimulatedLife {
    if (this.#world.silence) throw this.#world.silence;
    const life = this.#lives.get(id);
    if (!life) throw new Refused('UNKNOWN_CONVENTION', `« ${id} » n’est pas une convention suivie ici.`);
    return life;
  }

  #listed(id: string): ListedConvention {
    const { convention, moment } = this.#life(id);
    const { stopped } = this.#world;
    const { today } = moment;
    const figures = figuresText(figuresOf(convention, today), listedMoneyOf(convention, today));
    const memo = memoOf(convention.document, figures);
    const attributes = new TypedSearchAttributes();
    return listedOf({
      id,
      memo: (name) => memo[name],
      attributes: attributes.updateCopy([...attributesOf(convention, today)]),
      startedAt: convention.registeredAt,
      ...(stopped ? { stopped: stopped.how, closedAt: stopped.at } : {}),
    });
  }
}
