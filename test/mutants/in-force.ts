/** The number of the mutant in force, if one is; shared by the runner of a process and the environments of its tests. */
let inForce: number | undefined;
const reached: true[] = [];

/** What the tests then run with, and tell of. */
export function putInForce(number: number | undefined): void {
  inForce = number;
  reached.length = 0;
}

/** What a source asks where it has a mutant, by the ten thousand. */
export function mutant(number: number): boolean {
  reached[number] = true;
  return number === inForce;
}

/** The mutants asked for since one, or none, was put in force. */
export function numbersReached(): number[] {
  return Object.keys(reached).map(Number);
}
