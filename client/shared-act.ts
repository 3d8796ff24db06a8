import { type Act, hasObject } from '../acts/act.ts';
import { acts } from '../acts/acts.ts';
import { byNames } from '../acts/by-names.ts';
import { fillUnseen } from '../acts/fill-form.ts';
import type { Form, FormFault, Question } from '../acts/form.ts';
import { intentionOf, toldOf } from '../acts/intention.ts';
import { email } from '../acts/questions.ts';
import { answerTo, type Raw } from '../acts/read-answer.ts';
import type { Moment } from '../convention/calendar/moment.ts';
import type { Convention } from '../convention/convention.ts';
import { allContacts } from '../convention/document/contacts.ts';
import { frenchSections } from '../convention/document/sections.ts';
import { notNow, type Refusal, Refused } from '../convention/errors.ts';
import { digestOf } from '../convention/proof/digest.ts';
import { type Consequences, consequencesOf } from './consequences.ts';
import type { Conventions } from './conventions.ts';
import { alreadyAdded, type NewDuty, newDutyForm, readNewDuty, withDuty } from './new-duty.ts';
import { doOnMany, forEach, type Outcome } from './on-many.ts';

/** What a circular, a departure, an office that closes or a template that grows asks of many conventions at once. */
export const sharedActs = ['recordYearEnd', 'replaceContact', 'pauseReminders', 'proposeAmendment'] as const;
export type SharedAct = (typeof sharedActs)[number];

/** What somebody says of themselves, from one of their mails, for all their conventions. */
export type OwnAct = 'declareAbsence' | 'chooseRhythm';

/** One act, as it is meant for all. */
export interface AskedOfMany {
  readonly act: SharedAct | OwnAct;
  /** What it takes, but for the contact that it is about, which each convention calls its own name. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Address of whom it is about, in small letters; absent when it is about nobody. */
  readonly former?: string;
  /** What an amendment adds to the duties that each convention has of its own. */
  readonly duty?: NewDuty;
}

/** Where it is done: a convention and, of those, who is replaced there. */
export interface Target {
  readonly id: string;
  readonly contact?: string;
}

/** What would come of it in one convention. */
export type Foreseen = Target & { readonly shortName: string } & (
    | { readonly consequences: Consequences }
    | { readonly refused: Refusal }
  );

/** Who does it, as a convention writes it down; undefined when it is not theirs to do there. */
export type Sign = (
  record: Convention,
) => { readonly mark: string; readonly link?: string; readonly as?: string | undefined } | undefined;

const former = email('Adresse de la personne qui part', 'l’adresse de la personne qui part', {
  hint: 'Elle est remplacée partout où elle a cette adresse.',
});

/** What is asked, once for all conventions; the command line takes it by its name. */
export function sharedForm(act: SharedAct): Pick<Form, 'questions' | 'title' | 'says' | 'button'> {
  if (act === 'proposeAmendment') return newDutyForm();
  const { questions, title, says, button } = acts[act].form;
  const { contact, ...others }: Readonly<Record<string, Question>> = questions;
  return { questions: contact ? { former, ...others } : others, title, says, button };
}

/** Reads what was answered, or says what is wrong with it, at its field. */
export function readForMany(
  act: SharedAct,
  raw: Raw,
  by: string,
):
  | { readonly ok: true; readonly asked: AskedOfMany }
  | { readonly ok: false; readonly faults: readonly FormFault[] } {
  if (act === 'proposeAmendment') return readNewDuty(raw, by);
  const leaves = act === 'replaceContact' ? answerTo({ name: 'former', ...former }, raw) : {};
  // Any contact does for now: each convention has its own.
  const filled = fillUnseen(acts[act], { ...raw, contact: 'contact' }, by);
  const faults = [
    ...('refused' in leaves ? [{ field: 'former', message: leaves.refused }] : []),
    ...(filled.ok ? [] : filled.faults),
  ];
  if (!filled.ok || 'refused' in leaves) return { ok: false, faults };
  const input = { ...Object(filled.input) };
  const address = leaves.value?.toLowerCase();
  return { ok: true, asked: { act, input, ...(address === undefined ? {} : { former: address }) } };
}

/**
 * What it would do in each convention; nothing is changed. Those where nobody has the address of who leaves are left out.
 * @throws Refused `ENGINE_UNREACHABLE`.
 */
export async function foreseeOnMany(
  conventions: Pick<Conventions, 'record'>,
  ids: readonly string[],
  asked: AskedOfMany,
  sign: Sign,
  moment: Moment,
): Promise<readonly Foreseen[]> {
  const foreseen = new Map<string, readonly Foreseen[]>();
  await forEach(ids, async (id) => {
    const record = await conventions.record(id);
    const { shortName } = record.document;
    const all = targetsIn(record, asked).map((target) => {
      const consequences = foreseenIn(record, target, asked, sign, moment);
      return { ...target, shortName, ...consequences };
    });
    foreseen.set(id, all);
  });
  return ids.flatMap((id) => foreseen.get(id) ?? []);
}

/**
 * Does it in each, once: what was done under the name of the batch is found done, whatever has come after it.
 * @param batch names what is meant once for all of them; who asks again gives the same.
 * @param told what has come of each, as it comes.
 */
export function performOnMany(
  conventions: Pick<Conventions, 'record' | 'perform'>,
  targets: readonly Target[],
  asked: AskedOfMany,
  { batch, sign }: { readonly batch: string; readonly sign: Sign },
  told?: (outcome: Outcome) => void,
): Promise<readonly Outcome[]> {
  return doOnMany(
    targets,
    async (target) => {
      const name = `lot-${digestOf({ batch, asked, id: target.id, contact: target.contact })}`;
      const record = await conventions.record(target.id).catch(asTheirs);
      const before = intentionOf(record, name);
      if (before?.refusal) throw new Refused(before.refusal.code, before.refusal.message);
      if (before) return { state: 'done', text: toldOf(record, before) };
      const input = signed(record, asked, target, sign(record));
      if (!input) throw new Refused(notTheirs.code, notTheirs.message);
      const known = knownDuty(record, asked);
      if (known) throw new Refused(known.code, known.message);
      return { state: 'done', text: await conventions.perform(target.id, asked.act, input, name) };
    },
    told,
  );
}

const notTheirs = notNow`Cet acte revient à qui gère la convention : ce n’est pas à vous de l’y faire.`;

/** One that is not there is told as one that is not theirs: nothing is learnt from it. */
function asTheirs(error: unknown): never {
  const isUnknown = error instanceof Refused && error.code === 'UNKNOWN_CONVENTION';
  throw isUnknown ? new Refused(notTheirs.code, notTheirs.message) : error;
}

function targetsIn({ document }: Convention, { former }: AskedOfMany): Target[] {
  const { id } = document;
  if (former === undefined) return [{ id }];
  return allContacts(document)
    .filter(({ contact }) => contact.email.toLowerCase() === former)
    .map(({ contact }) => ({ id, contact: contact.id }));
}

function foreseenIn(
  record: Convention,
  target: Target,
  asked: AskedOfMany,
  sign: Sign,
  moment: Moment,
): { readonly consequences: Consequences } | { readonly refused: Refusal } {
  const input = signed(record, asked, target, sign(record));
  if (!input) return { refused: notTheirs };
  const known = knownDuty(record, asked);
  if (known) return { refused: known };
  const act: Act = acts[asked.act];
  if (act.needs && !hasObject(record, act)) {
    const clause = frenchSections[act.needs];
    return { refused: notNow`La convention ne prévoit rien de tel (${clause}).` };
  }
  const foreseen = consequencesOf(record, asked.act, input, moment);
  if ('text' in foreseen) return { consequences: foreseen };
  const { code, message } = foreseen.refused;
  // Nobody named a contact: it is the one of that address.
  return { refused: { code, message: byNames(record, message) } };
}

function signed(
  { document }: Convention,
  { input, duty }: AskedOfMany,
  { contact }: Target,
  signature: ReturnType<Sign>,
) {
  return (
    signature && {
      ...input,
      ...(duty ? { changes: withDuty(document, duty) } : {}),
      ...(contact === undefined ? {} : { contact }),
      ...signature,
    }
  );
}

function knownDuty({ document, amendments }: Convention, { duty }: AskedOfMany): Refusal | undefined {
  return duty && alreadyAdded(document, amendments, duty);
}
