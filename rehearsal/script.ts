import { z } from 'zod';
import type { Act } from '../acts/act.ts';
import { type ActName, actNames, acts } from '../acts/acts.ts';
import { fillUnseen } from '../acts/fill-form.ts';
import type { FieldKind, Question } from '../acts/form.ts';
import { isFormed } from '../acts/forms.ts';
import { answersIn } from '../acts/json-answers.ts';
import { type Instant, parisInstant } from '../convention/calendar/paris.ts';
import { addDays, addMonths, type PlainDate } from '../convention/calendar/plain-date.ts';
import { describeFault, faultAt } from '../convention/document/faults.ts';
import { plainDate } from '../convention/document/fields.ts';
import { faultsOf } from '../convention/document/read-document.ts';
import type { ClosingAct } from '../convention/duties/duty.ts';
import { Refused } from '../convention/errors.ts';
import type { DutyView } from '../convention/views/view.ts';
import { player } from './actor.ts';

/** One line of a script: an act, when it is performed, and what it says beyond the defaults. */
export interface ScriptedAct {
  readonly at: Instant;
  readonly on: PlainDate;
  readonly name: ActName;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The words of a script, which are those of the command line. */
const verbs = new Map(actNames.map((name) => [acts[name].verb, name]));
const words = [...verbs.keys()].join(', ');

const line = z.looseObject({
  on: plainDate.optional(),
  after: z
    .string('une durée depuis la signature, ex. « P3M » ou « P10D »')
    .regex(/^P(?=\d)(\d+M)?(\d+D)?$/, 'une durée depuis la signature, ex. « P3M » ou « P10D »')
    .optional(),
  act: z.string(`l’un des actes ${words}`).refine((word) => verbs.has(word), `l’un des actes ${words}`),
  date: plainDate.optional(),
});

/**
 * Reads a script: a list of `{ "on": "2027-03-01" | "after": "P3M", "act": "notice", … }`, the other keys being what the
 * act asks. `after` counts from signature. Dates of the act itself (publication, receipt, meeting) are that day unless
 * `date` says another.
 * @throws Refused `BAD_DOCUMENT` with every fault, one a line.
 */
export function readScript(input: unknown, signedOn: PlainDate): ScriptedAct[] {
  const read = z.array(line, 'une liste d’actes').safeParse(input);
  if (!read.success) throw refused(faultsOf(input, [], read.error).map(describeFault));
  const undated = read.data.flatMap(({ on, after }, index) =>
    (on === undefined) === (after === undefined)
      ? [describeFault(faultAt(input, [index], '« on » ou « after », l’un des deux'))]
      : [],
  );
  if (undated.length > 0) throw refused(undated);
  const faults: string[] = [];
  const script = read.data.map((one, index): ScriptedAct => {
    const day = one.on ?? dayAfter(signedOn, one.after ?? 'P0D');
    const { on: _on, after: _after, act, date = day, ...said } = one;
    const name = verbs.get(act) ?? 'markDone';
    const given = inputOf(acts[name], date, said);
    if ('faults' in given) faults.push(...given.faults.map((fault) => `[${index}]${fault}`));
    const input = 'faults' in given ? {} : given.input;
    return { at: parisInstant(day, '11:00'), on: day, name, input };
  });
  if (faults.length > 0) throw refused(faults);
  return script.sort((a, b) => a.at - b.at);
}

/** Acts after which a script takes care of every duty of a sort, besides those that close one. */
const opens: Partial<Record<ActName, ClosingAct>> = { recordBreach: 'breach', confirmEffect: 'publish' };
/** What closes these names no duty. */
const taken: readonly ClosingAct[] = ['committee', 'settle', 'renew', 'amend'];

/** Whether a script takes care of a duty, by naming it or the act that closes it. */
export function scriptedDuties(
  script: readonly ScriptedAct[],
): (duty: Pick<DutyView, 'id' | 'closedBy'>) => boolean {
  const named = new Set(
    script.flatMap(({ input }) => [
      ...(Array.isArray(input.duties) ? input.duties.map((one) => String(Object(one).duty)) : []),
      ...(typeof input.duty === 'string' ? [input.duty] : []),
      ...(typeof input.publication === 'string' ? [`publication-${input.publication}`] : []),
      ...(typeof input.period === 'string' ? [`report-${input.period}`] : []),
    ]),
  );
  const sorts = new Set(
    script.flatMap(({ name }) => {
      const { closes }: Act = acts[name];
      return [...(closes && taken.includes(closes) ? [closes] : []), ...(opens[name] ? [opens[name]] : [])];
    }),
  );
  return ({ id, closedBy }) => named.has(id) || sorts.has(closedBy);
}

/** What an act says, with what a rehearsal may leave unsaid; or what is wrong with it, each after its path. */
function inputOf(
  act: Act,
  date: PlainDate,
  said: Readonly<Record<string, unknown>>,
): { readonly input: Readonly<Record<string, unknown>> } | { readonly faults: readonly string[] } {
  if (!isFormed(act)) return checked(act, { by: player, ...said });
  const { questions } = act.form;
  const unknown = Object.keys(said).filter((key) => !Object.hasOwn(questions, key));
  if (unknown.length > 0)
    return {
      faults: unknown.map(
        (key) => `.${key} n’est pas attendu ; accepté : ${Object.keys(questions).join(', ')}`,
      ),
    };
  const left = Object.entries(questions).filter(([name]) => !Object.hasOwn(said, name));
  const defaults = left.map(([name, question]) => [name, unsaid(question, date, said)]);
  const raw = { ...Object.fromEntries(defaults), ...answersIn(said) };
  const filled = fillUnseen(act, raw, player);
  return filled.ok
    ? { input: Object(filled.input) }
    : { faults: filled.faults.map(({ field = '', message }) => `.${field} : ${message}`) };
}

function checked(act: Act, input: Record<string, unknown>) {
  const read = act.schema.safeParse(input);
  return read.success
    ? { input }
    : { faults: faultsOf(input, [], read.error).map((one) => `.${describeFault(one)}`) };
}

/** What is answered to a question that must be, when a script says nothing of it. */
function unsaid({ kind, optional }: Question, date: PlainDate, said: Readonly<Record<string, unknown>>) {
  if (kind === 'file') return said.sha256 === undefined ? '0'.repeat(64) : undefined;
  if (optional) return undefined;
  const usual: Partial<Record<FieldKind, string>> = {
    line: player,
    text: player,
    evidence: player,
    date,
    time: '14:00',
    whole: '1',
    euros: '0',
  };
  return usual[kind];
}

function dayAfter(signedOn: PlainDate, after: string): PlainDate {
  const [, months, days] = /^P(?:(\d+)M)?(?:(\d+)D)?$/.exec(after) ?? [];
  return addDays(addMonths(signedOn, Number(months ?? 0)), Number(days ?? 0));
}

function refused(faults: readonly string[]): Refused {
  return new Refused(
    'BAD_DOCUMENT',
    ['Le scénario a des défauts.', ...faults.map((fault) => `  ${fault}`)].join('\n'),
  );
}
