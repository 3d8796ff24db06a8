import { whyTooMuch } from '../convention/document/json-text.ts';
import { frenchNumber } from '../convention/french-number.ts';
import { objectIn } from './amendment-changes.ts';
import type { Field, FieldKind } from './form.ts';
import { dateIn, monthAmountsIn, quoted, signedEurosIn, wholeIn } from './typed.ts';

/** What came with a form, by field; several of one name are a list. */
export type Raw = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Most characters in one answer. */
export const mostCharacters = 20_000;

/** An answer as its field takes it, absent when nothing was given; or why it is refused. */
export type Answer = { readonly value?: string } | { readonly refused: string };

/** Reads the answer to one question: trimmed, within bounds, and of its kind. */
export function answerTo(field: Field, raw: Raw): Answer {
  const given = Object.hasOwn(raw, field.name) ? raw[field.name] : undefined;
  const several = (typeof given === 'string' ? [given] : (given ?? [])).flatMap((one) => one.trim() || []);
  if (field.kind !== 'choices' && several.length > 1)
    return { refused: 'Donnez une seule réponse à cette question.' };
  const value = (field.kind === 'choices' ? [...new Set(several)].join(',') : (several[0] ?? '')).replaceAll(
    '\r\n',
    '\n',
  );
  if (value === '') return field.optional ? {} : { refused: missing(field) };
  if (value.length > mostCharacters)
    return {
      refused: `Ce texte a ${frenchNumber(value.length)} caractères ; accepté : ${frenchNumber(mostCharacters)} au plus.`,
    };
  return kinds[field.kind]?.(value, field) ?? { value };
}

/** What is said when nothing was given: `Indiquez le motif.` */
export function missing({ kind, label, called = `« ${label} »` }: Field): string {
  if (kind === 'agreement') return 'Indiquez que vous acceptez, après avoir lu ce qui est montré.';
  if (kind === 'choice' || kind === 'choices') return `Choisissez ${called}.`;
  return `${kind === 'file' ? 'Joignez' : 'Indiquez'} ${called}.`;
}

type Reader = (value: string, field: Field) => Answer;

/** Reads what its kind takes; what is said of the rest comes after what was given. */
function taking(read: (value: string) => string | undefined, otherwise: string): Reader {
  return (given) => {
    const value = read(given);
    return value === undefined ? { refused: `${quoted(given)} ${otherwise}` } : { value };
  };
}

const where = (is: (value: string) => boolean) => (value: string) => (is(value) ? value : undefined);

/** Kinds whose answers are more than a text; the act's schema says the rest. */
const kinds: Partial<Record<FieldKind, Reader>> = {
  date: taking(dateIn, 'n’est pas une date ; indiquez un jour du calendrier, AAAA-MM-JJ ou JJ/MM/AAAA.'),
  euros: taking(
    where((value) => signedEurosIn(value) !== undefined),
    'n’est pas un montant ; indiquez des euros, à deux décimales au plus (ex. 8 250,40).',
  ),
  whole: taking(
    where((value) => wholeIn(value, 0, 999_999) !== undefined),
    'n’est pas un nombre entier ; indiquez des chiffres seulement (ex. 12).',
  ),
  amounts(value) {
    const read = monthAmountsIn(value);
    if (read.ok) return { value };
    const why =
      'n’est pas un montant par mois ; indiquez une ligne par mois, AAAA-MM=euros (ex. 2020-05=8000).';
    return { refused: `${quoted(read.part.trim())} ${why}` };
  },
  choice: oneOfOptions,
  choices: oneOfOptions,
  check: (value) =>
    value === 'non'
      ? {}
      : value === 'oui' || value === 'on'
        ? { value: 'oui' }
        : { refused: `${quoted(value)} n’est pas accepté ; cochez la case, ou laissez-la.` },
  agreement: taking(
    where((value) => /^\d{1,4}-[0-9a-f]{16}$/.test(value)),
    'ne désigne rien qui soit proposé ; indiquez ce que vous acceptez.',
  ),
  json: taking(
    where((value) => whyTooMuch(value) === undefined && objectIn(value) !== undefined),
    'n’est pas accepté ; indiquez un objet JSON, par exemple { "notice": { "months": 2 } }.',
  ),
  file(given) {
    const [, value] = /(?:^|, SHA-256 )([0-9a-f]{64})$/.exec(given) ?? [];
    return value ? { value } : { refused: 'Ce fichier n’a pas pu être lu ; joignez-le de nouveau.' };
  },
};

function oneOfOptions(value: string, { kind, options, isOpen }: Field): Answer {
  // Where no convention is at hand, the act says whether it has that.
  if (!options || isOpen) return { value };
  const answers = kind === 'choices' ? value.split(',') : [value];
  const wrong = answers.find((answer) => options.every(([one]) => one !== answer));
  return wrong === undefined
    ? { value }
    : { refused: `${quoted(wrong)} n’est pas proposé ; choisissez parmi les réponses de la liste.` };
}
