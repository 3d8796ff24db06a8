import { eurosIn } from '../../acts/typed.ts';
import { at, listIn, lists, optionalClauses, stepsOf, type Written } from './steps.ts';

/** What was filled in so far, by the name of each field; the name of its template is under `template`. */
export type Draft = Readonly<Record<string, string>>;

/** A document made of what was filled in, and the field that each of its paths came from. */
export interface Drafted {
  readonly document: Record<string, unknown>;
  /** The field of a path of the document, `delegator.contacts[0].email`. */
  readonly fieldOf: (path: string) => string;
}

type Json = Record<string, unknown>;

/** The document that a draft makes of its template, as people write it; what is missing is left out, for its reading to say. */
export function documentOf(draft: Draft, template: Written): Drafted {
  const document: Json = structuredClone({ ...template });
  for (const { name, kind, value = '' } of stepsOf(template).flatMap(({ fields }) => fields)) {
    const said = draft[name] ?? value;
    if (name === 'accountingOfficer') continue;
    if (lists.some((path) => path === name)) set(document, name, itemsOf(said, listIn(template, name)));
    else if (kind === 'check') set(document, name, said !== '');
    else if (kind === 'euros') set(document, name, said === '' ? null : (eurosIn(said) ?? said));
    else
      set(
        document,
        name,
        kind === 'whole' || name === 'reports.everyMonths' ? wholeOf(said) : said || undefined,
      );
  }
  const shortName = draft.shortName;
  document.id = draft.id || (shortName ? slugOf(shortName) : undefined);
  named(document, template, draft.accountingOfficer);
  linesNamed(document);
  const moved = new Map<string, string>();
  for (const clause of optionalClauses)
    if (at(document, `${clause}.article`) === undefined) delete document[clause];
  for (const path of listsOfBlanks) keepFilled(document, path, moved);
  withoutDangling(document);
  const fieldOf = (path: string) => {
    const prefix = [...moved.keys()].find((one) => path === one || path.startsWith(`${one}.`));
    return prefix === undefined ? path : `${moved.get(prefix)}${path.slice(prefix.length)}`;
  };
  return { document: JSON.parse(JSON.stringify(document)), fieldOf };
}

const listsOfBlanks = [
  'delegator.contacts',
  'delegatee.contacts',
  'coDelegators',
  'coDelegatees',
  'bodies',
  'publications.places',
];

/** Of a list, what was filled in; signatories stay, for the reading to say that they are missing. */
function keepFilled(document: Json, path: string, moved: Map<string, string>): void {
  const all = listIn(document, path);
  const kept = all
    .map((item, rank) => ({ item, rank }))
    .filter(
      ({ item, rank }, _index, items) =>
        isFilled(item) ||
        listIn(item, 'roles').includes('representative') ||
        // One publication at least, of a text that has that clause.
        (path === 'publications.places' && rank === 0 && !items.some((one) => isFilled(one.item))),
    );
  for (const [rank, one] of kept.entries()) moved.set(`${path}[${rank}]`, `${path}[${one.rank}]`);
  if (all.length > 0)
    set(
      document,
      path,
      kept.map(({ item }) => item),
    );
}

function isFilled(item: unknown): boolean {
  return ['name', 'email', 'contacts[0].email', 'place'].some((key) => at(item, key) !== undefined);
}

/** Of several lines of the budget, each is called by its name. */
function linesNamed(document: Json): void {
  const [second] = listIn(document, 'budget.otherLines');
  if (second === undefined) return;
  if (at(second, 'name') === undefined) {
    set(document, 'budget.otherLines', undefined);
    return;
  }
  for (const line of [at(document, 'budget'), second])
    set(line, 'id', slugOf(String(at(line, 'name') ?? '')) || undefined);
}

/** Ids and roles that nobody is asked: of whoever was added, and of what the accounting officer is. */
function named(document: Json, template: Written, officer: string | undefined): void {
  for (const [key, first] of [
    ['coDelegators', 'delegator'],
    ['coDelegatees', 'delegatee'],
  ] as const) {
    const others = listIn(document, key);
    if (!others.some(isFilled)) {
      delete document[key];
      continue;
    }
    for (const one of [at(document, first), ...others]) {
      const id = slugOf(String(at(one, 'shortName') ?? first));
      set(one, 'id', id);
      if (one !== at(document, first)) {
        set(one, 'contacts[0].id', `${id}-signataire`);
        set(one, 'contacts[0].roles', ['representative']);
      }
    }
  }
  for (const [rank, body] of listIn(document, 'bodies').entries()) {
    set(body, 'accountingOfficer', officer === String(rank) ? true : undefined);
    // Whoever reads for a service is called as it is.
    set(body, 'contacts[0].name', at(body, 'name'));
    const isAsItWas = at(body, 'name') === (at(template, `bodies[${rank}].name`) || undefined);
    const publishes = listIn(document, 'publications.places').some(
      (place) => at(place, 'publisher') === at(body, 'id'),
    );
    if (isAsItWas && !publishes && at(body, 'contacts[0].email') === undefined) {
      set(body, 'name', undefined);
      set(body, 'contacts[0].name', undefined);
    }
  }
  for (const [rank, place] of listIn(document, 'publications.places').entries())
    if (at(place, 'id') === undefined) set(place, 'id', `publication-${rank + 1}`);
}

/** Copies go to the services that are there. */
function withoutDangling(document: Json): void {
  const known = listIn(document, 'bodies').map((body) => at(body, 'id'));
  for (const path of ['copies.to', 'amendments.copies', 'reports.copies']) {
    const ids = listIn(document, path);
    if (ids.length > 0)
      set(
        document,
        path,
        ids.filter((id) => known.includes(id)),
      );
  }
  if (at(document, 'copies') !== undefined && listIn(document, 'copies.to').length === 0)
    delete document.copies;
  if (at(document, 'effect.conditions[0]') === 'approval') set(document, 'effect.approvedBy', known[0]);
}

/** One item a line; those of the template keep their ids. */
function itemsOf(text: string, known: readonly unknown[]): { id: string; title: string }[] {
  const ids = new Set<string>();
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((title) => {
      const same = known.find((item) => at(item, 'title') === title);
      let id = same ? String(at(same, 'id')) : slugOf(title) || 'element';
      for (let rank = 2; ids.has(id); rank++) id = `${id.slice(0, 37)}-${rank}`;
      ids.add(id);
      return { id, title };
    });
}

/** Sets the value at a path, making what leads to it; `undefined` takes it away. */
function set(target: unknown, path: string, value: unknown): void {
  const keys = path.split(/[.[\]]+/).filter(Boolean);
  let parent: unknown = target;
  for (const [rank, key] of keys.slice(0, -1).entries()) {
    const found: unknown = Reflect.get(Object(parent), key);
    if (typeof found === 'object' && found !== null) parent = found;
    else {
      if (value === undefined) return;
      const made = /^\d+$/.test(keys[rank + 1] ?? '') ? [] : {};
      Reflect.set(Object(parent), key, made);
      parent = made;
    }
  }
  const last = keys.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(Object(parent), last);
  else Reflect.set(Object(parent), last, value);
}

/** Letters, digits and hyphens: `Équipe n° 2` is `equipe-n-2`. */
export function slugOf(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
}

/** What is no number stays as it was typed: the document’s reading refuses it, and quotes it. */
function wholeOf(typed: string): number | string | undefined {
  return /^\d{1,6}$/.test(typed) ? Number(typed) : typed || undefined;
}
