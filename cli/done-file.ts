import { dateIn, quoted } from '../acts/typed.ts';
import { plain } from '../chorus/cells.ts';
import { csvRows } from '../chorus/csv-rows.ts';
import { utf8, utf16, windows1252 } from '../chorus/encodings.ts';
import { refusedEffect } from '../client/already-done.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../convention/document/schema.ts';
import type { Duty } from '../convention/duties/duty.ts';
import {
  type AlreadyDone,
  askedBefore,
  evidenceBefore,
  runsAlready,
} from '../convention/duties/taken-over.ts';
import { Refused } from '../convention/errors.ts';
import { grouped } from '../convention/grouped.ts';

// `reprise.csv`: what is already done of conventions that are taken over together, one duty a line, or all of them.

/** Its name in the folder. */
export const doneFile = 'reprise.csv';

const headings = ['id', "prise d'effet", 'obligation', 'preuve'] as const;
const acceptedHeadings = 'id ; prise d’effet ; obligation ; preuve';

/** What is said of one convention, on one line. */
export interface DoneLine {
  /** Of the file, from 1. */
  readonly line: number;
  readonly id: string;
  readonly effect: string;
  readonly duty: string;
  readonly evidence: string;
}

/**
 * The lines of the file, as a spreadsheet writes it.
 * @throws Refused `BAD_DOCUMENT` when it has not the headings, or a quote is left open.
 */
export function doneLines(bytes: Uint8Array): readonly DoneLine[] {
  const text = (utf16(bytes) ?? utf8(bytes) ?? windows1252(bytes)).replace(/\r\n?/g, '\n');
  const { rows, unclosed } = csvRows(text, delimiterOf(text));
  if (unclosed) {
    const says = 'un guillemet y reste ouvert ; accepté : des guillemets fermés dans leur cellule.';
    throw atLine(unclosed.line, says);
  }
  const [heading, ...others] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const at = headings.map((name) => (heading?.cells ?? []).map(plain).indexOf(name));
  if (at.includes(-1)) {
    const given = quoted(heading?.cells.join(' ; ') ?? '');
    throw atLine(
      heading?.line ?? 1,
      `${given} refusé ; accepté : une ligne d’en-têtes, ${acceptedHeadings}.`,
    );
  }
  return others.map(({ line, cells }) => {
    const [id = '', effect = '', duty = '', evidence = ''] = at.map((column) => cells[column]?.trim() ?? '');
    return { line, id, effect, duty, evidence };
  });
}

/**
 * What its lines say to be done of a convention; undefined when there are none and its text has asked nothing yet.
 * @throws Refused `BAD_DOCUMENT` with each line that is at fault, what it says, and what would be accepted.
 */
export function doneOf(
  document: ConventionDocument,
  lines: readonly DoneLine[],
  today: PlainDate,
): AlreadyDone | undefined {
  if (lines.length === 0 && !runsAlready(document, today)) return undefined;
  const effect = effectIn(document, lines, today);
  const before = askedBefore(document, today, effect);
  const asked = before.map(({ id }): string => id);
  const called = byName(before);
  const accepted = ['tout', 'rien', ...asked].join(', ');
  const named = new Map<string, DoneLine>();
  const everything = new Map<string, DoneLine>();
  const faults: string[] = [];
  const fault = ({ line }: DoneLine, says: string) => void faults.push(placed(line, says));
  for (const one of lines) {
    const word = plain(one.duty);
    if (one.evidence.length > longestEvidence)
      fault(
        one,
        `${quoted(one.evidence)} refusé ; accepté : une preuve de ${longestEvidence} caractères au plus.`,
      );
    else if (word === 'tout') for (const id of asked) everything.set(id, one);
    else if (word !== '' && word !== 'rien') {
      const id = called.get(word);
      const twice = id === undefined ? undefined : named.get(id);
      if (id === undefined) fault(one, `${quoted(one.duty)} refusé ; accepté : ${accepted}.`);
      else if (twice)
        fault(one, `${quoted(one.duty)} est déjà dite ligne ${twice.line} ; accepté : une seule ligne.`);
      else named.set(id, one);
    }
  }
  if (faults.length > 0) throw new Refused('BAD_DOCUMENT', faults.join('\n'));
  const done = asked.flatMap((id) => {
    const said = named.get(id) ?? everything.get(id);
    return said ? [[id, said.evidence || evidenceBefore] as const] : [];
  });
  return { ...(effect ? { effectiveOn: effect } : {}), done: Object.fromEntries(done) };
}

const longestEvidence = 500;

/** Duties by their ids and by their titles; by none that two of them have. */
function byName(duties: readonly Duty[]): ReadonlyMap<string, string> {
  const titled = [...grouped(duties, ({ title }) => plain(title))].filter(([, all]) => all.length === 1);
  return new Map([
    ...titled.flatMap(([title, all]) => all.map(({ id }) => [title, id] as const)),
    ...duties.map(({ id }) => [plain(id), id] as const),
  ]);
}

/** The day of the effect that the lines of a convention say, all the same one. */
function effectIn(
  document: ConventionDocument,
  lines: readonly DoneLine[],
  today: PlainDate,
): PlainDate | undefined {
  const [first, ...others] = lines.filter(({ effect }) => effect !== '');
  if (!first) return undefined;
  const on = dateIn(first.effect);
  if (!on) throw atLine(first.line, `${quoted(first.effect)} refusé ; accepté : AAAA-MM-JJ ou JJ/MM/AAAA.`);
  const refused = refusedEffect(document, on, today);
  if (refused) throw atLine(first.line, refused);
  const other = others.find(({ effect }) => dateIn(effect) !== on);
  if (other)
    throw atLine(
      other.line,
      `${quoted(other.effect)} refusé ; accepté : la prise d’effet de la ligne ${first.line}, ${on}, ou rien.`,
    );
  return on;
}

/** A refusal of one line of the file. */
export function atLine(line: number, says: string): Refused {
  return new Refused('BAD_DOCUMENT', placed(line, says));
}

function placed(line: number, says: string): string {
  return `« ${doneFile} », ligne ${line} : ${says}`;
}

/** What parts the headings: a semicolon in France, and what a spreadsheet may write elsewhere. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 10_000).trimStart().split('\n', 1)[0] ?? '';
  return [';', '\t', ','].find((one) => head.split(one).length >= headings.length) ?? ';';
}
