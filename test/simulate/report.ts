import { type ActName, actNames } from '../../acts/acts.ts';
import type { Invariant } from './invariants/invariant.ts';
import { invariants } from './invariants.ts';

/** What a campaign has lived through. */
export class Report {
  lives = 0;
  ms = 0;
  events = 0;
  letters = 0;
  refusedLetters = 0;
  carried = 0;
  readonly acts = new Map<ActName, { accepted: number; refused: number }>(
    actNames.map((name) => [name, { accepted: 0, refused: 0 }]),
  );
  readonly looked = new Map<Invariant, number>(
    Object.values(invariants).flatMap((all) => all.map((one): [Invariant, number] => [one, 0])),
  );

  get years(): number {
    return this.ms / (365.25 * 86_400_000);
  }

  /** The acts that nobody ever did. */
  get undone(): readonly ActName[] {
    return [...this.acts].flatMap(([name, { accepted }]) => (accepted === 0 ? [name] : []));
  }

  /** The invariants of which nothing could be said. */
  get idle(): readonly string[] {
    return [...this.looked].flatMap(([{ name }, count]) => (count === 0 ? [name] : []));
  }

  /** What it comes to, to be read. */
  get text(): string {
    const count = (number: number) => number.toLocaleString('en-GB');
    const acts = [...this.acts].map(
      ([name, { accepted, refused }]) =>
        `  ${name.padEnd(20)} ${count(accepted).padStart(9)} ${count(refused).padStart(9)}`,
    );
    const held = Object.entries(invariants).flatMap(([about, all]) => [
      `  ${about}`,
      ...all.map((one) => `  ${count(this.looked.get(one) ?? 0).padStart(11)}  ${one.name}`),
    ]);
    return [
      `${count(Math.floor(this.years))} years in ${count(this.lives)} lives, ${count(this.carried)} of them lived twice; ${count(this.events)} things happened`,
      `${count(this.letters)} letters handed over, ${count(this.refusedLetters)} of them refused`,
      `acts                     accepted   refused`,
      ...acts,
      'invariants, and how often each had something to look at',
      ...held,
      '',
    ].join('\n');
  }
}
