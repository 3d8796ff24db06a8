import type { Field } from '../../acts/form.ts';
import { eurosIn } from '../../acts/typed.ts';
import { asked, lists, notCarried, optionalClauses } from './clause-steps.ts';
import { stepsOf } from './steps.ts';
import { at, type Draft, listIn, type Written } from './written.ts';

/** A document made of what was filled in, and what became of each field. */
export interface Drafted {
  readonly document: Record<string, unknown>;
  /** The field where a path of the document is corrected, `delegator.contacts[0].email`; the path where there is none. */
  readonly fieldOf: (path: string) => string;
  /** Whether what a field says is in the document: not that of a clause, or of a service, that was left out. */
  readonly isKept: (field: string) => boolean;
}

type Json = Record<string, unknown>;

/** The document that a draft makes of its template, as people write it; what is missing is left out, for its reading to say. */
export function documentOf(draft: Draft, template: Written): Drafted {
  const document: Json = structuredClone({ ...template });
  const fields = stepsOf(template, draft).flatMap((step) => step.fields);
  const said = ({ name, value = '' }: Field) => draft[name] ?? value;
  for (const field of fields) {
    const { name, kind } = field;
    const given = said(field);
    if (name === 'accountingOfficer') continue;
    if (lists.some((path) => path === name)) set(document, name, itemsOf(given, listIn(template, name)));
    else if (name === notCarried) set(document, name, linesOf(given));
    else if (kind === 'check') set(document, name, given !== '');
    else if (kind === 'euros') set(document, name, given === '' ? null : (eurosIn(given) ?? given));
    else if (kind === 'whole' || name === 'reports.everyMonths') set(document, name, wholeOf(given));
    else set(document, name, given || undefined);
  }
  const shortName = draft.shortName;
  // The form says it: a date stands in the place of a length.
  if (at(document, 'term.until') !== undefined) set(document, 'term.months', undefined);
  document.id = draft.id || (shortName ? slugOf(shortName) : undefined);
  const officer = fields.find(({ name }) => name === 'accountingOfficer');
  named(document, template, officer && said(officer));
  if (!fields.some((field) => field.name.startsWith(`${secondLine}.`) && said(field) !== ''))
    set(document, 'budget.otherLines', undefined);
  linesNamed(document);
  codesGiven(document);
  const moved = new Map<string, string>();
  for (const clause of optionalClauses)
    if (at(document, `${clause}.article`) === undefined) delete document[clause];
  for (const path of listsOfBlanks) keepFilled(document, path, moved);
  if (listIn(document, asked).length === 0) delete document.requests;
  else identified(document);
  withoutDangling(document);
  const before = (path: string) => {
    const prefix = [...moved.keys()].find((one) => path === one || path.startsWith(`${one}.`));
    return prefix === undefined ? path : `${moved.get(prefix)}${path.slice(prefix.length)}`;
  };
  const names = new Set(fields.map(({ name }) => name));
  return {
    document: JSON.parse(JSON.stringify(document)),
    fieldOf: (path) => nearest(before(path), names),
    isKept: (field) => {
      const [key = ''] = field.split(/[.[]/);
      const isListed = listsOfBlanks.some((path) => field.startsWith(`${path}[`));
      return (
        (key === 'accountingOfficer' || document[key] !== undefined) &&
        (!isListed || [...moved.values()].some((one) => field.startsWith(`${one}.`)))
      );
    },
  };
}

const secondLine = 'budget.otherLines[0]';

/** The field by which a path is corrected: its own, or that of what it was made from. */
function nearest(path: string, fields: ReadonlySet<string>): string {
  const candidates = [
    path,
    path.replace(/\[\d+\](\.title)?$/, ''),
    path.replace(/\.contacts\[\d+\]\.(id|name)$/, '.shortName'),
    path.replace(/\.contacts\[\d+\]\.(id|name)$/, '.name'),
    path.replace(/(^|\.)id$/, '$1shortName'),
    path.replace(/\.id$/, '.name'),
    path.replace(/\.id$/, '.title'),
    `${path}[0]`,
    `${path}[0].email`,
    `${path}.article`,
  ];
  return candidates.find((one) => fields.has(one)) ?? path;
}

const listsOfBlanks = [
  'delegator.contacts',
  'delegatee.contacts',
  'coDelegators',
  'coDelegatees',
  'bodies',
  'publications.places',
  asked,
];

/** Of a list, what was filled in; signatories stay, for the reading to say that they are missing. */
function keepFilled(document: Json, path: string, moved: Map<string, string>): void {
  const all = listIn(document, path);
  const kept = all
    .map((item, rank) => ({ item, rank }))
    .filter(
      ({ item, rank }, _index, items) =>
        (path === asked ? isAsked(item) : isFilled(item)) ||
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
  return ['name', 'shortName', 'email', 'contacts[0].name', 'contacts[0].email', 'place'].some(
    (key) => at(item, key) !== undefined,
  );
}

/** What may be asked for is left out by its article, as a clause is; nothing that was added goes unseen. */
function isAsked(item: unknown): boolean {
  const isAdded = at(item, 'id') === undefined;
  return ['article', ...(isAdded ? ['title', 'from', 'dueWorkingDays'] : [])].some(
    (key) => at(item, key) !== undefined,
  );
}

/** What was added to what may be asked for is called by its title. */
function identified(document: Json): void {
  const items = listIn(document, asked);
  const ids = new Set(items.map((item) => at(item, 'id')));
  for (const item of items)
    if (at(item, 'id') === undefined) set(item, 'id', freeId(String(at(item, 'title') ?? ''), ids));
}

/** Of several lines of the budget, each is called by its name. */
function linesNamed(document: Json): void {
  const [second] = listIn(document, 'budget.otherLines');
  if (second === undefined) return;
  for (const line of [at(document, 'budget'), second])
    set(line, 'id', at(line, 'id') ?? (slugOf(String(at(line, 'name') ?? '')) || undefined));
}

/** Of each line of the budget, the codes that the text gives: none when it gives none. */
function codesGiven(document: Json): void {
  for (const line of [at(document, 'budget'), ...listIn(document, 'budget.otherLines')]) {
    const activities = listIn(line, 'codes.activities').filter((code) => code !== undefined && code !== '');
    if (at(line, 'codes') !== undefined)
      set(line, 'codes.activities', activities.length > 0 ? activities : undefined);
    if (Object.keys(Object(at(line, 'codes'))).length === 0) set(line, 'codes', undefined);
  }
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
      const id = String(at(one, 'id') ?? slugOf(String(at(one, 'shortName') ?? first)));
      set(one, 'id', id);
      if (one !== at(document, first) && at(one, 'contacts[0].id') === undefined) {
        set(one, 'contacts[0].id', `${id.slice(0, 29)}-signataire`);
        set(one, 'contacts[0].roles', ['representative']);
      }
    }
  }
  for (const [rank, body] of listIn(document, 'bodies').entries()) {
    set(body, 'accountingOfficer', officer === String(rank) ? true : undefined);
    const isAsItWas = at(body, 'name') === (at(template, `bodies[${rank}].name`) || undefined);
    // Whoever reads for a service is called as it is, where the template calls them nothing.
    if (!isAsItWas || !at(body, 'contacts[0].name')) set(body, 'contacts[0].name', at(body, 'name'));
    if (!isAsItWas) set(body, 'shortName', undefined);
    // Of a service of the template that is left as it was, nothing is known: the text has it not.
    if (isAsItWas && at(body, 'contacts[0].email') === undefined) {
      set(body, 'name', undefined);
      set(body, 'shortName', undefined);
      set(body, 'contacts[0].name', undefined);
    }
  }
  for (const [rank, place] of listIn(document, 'publications.places').entries()) {
    if (at(place, 'place') === at(template, `publications.places[${rank}].place`)) continue;
    // Another place than the template's has another address.
    set(place, 'id', `publication-${rank + 1}`);
    set(place, 'url', undefined);
  }
}

/** Own duties are those whose article is given, copies go to the services that are there. */
function withoutDangling(document: Json): void {
  if (document.duties !== undefined)
    document.duties = listIn(document, 'duties').filter((duty) => at(duty, 'article') !== undefined);
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
  const conditions = listIn(document, 'effect.conditions');
  if (conditions[0] === 'approval') set(document, 'effect.approvedBy', known[0]);
  // What the template says of a condition that was not chosen.
  const said = { approval: ['approvedBy', 'approvalWorkingDays'], publication: ['publication'] };
  for (const [condition, keys] of Object.entries(said))
    for (const key of conditions.includes(condition) ? [] : keys) set(document, `effect.${key}`, undefined);
}

/** One item a line; those of the template keep their ids. */
function itemsOf(text: string, known: readonly unknown[]): { id: string; title: string }[] {
  const ids = new Set<string>();
  return linesOf(text).map((title) => {
    const same = known.find((item) => at(item, 'title') === title);
    return { id: freeId(same ? String(at(same, 'id')) : title, ids), title };
  });
}

/** An id made of a text, that is none of those taken, and is taken from then on. */
function freeId(text: string, taken: Set<unknown>): string {
  const first = slugOf(text) || 'element';
  let id = first;
  for (let rank = 2; taken.has(id); rank++) id = `${first.slice(0, 37)}-${rank}`;
  taken.add(id);
  return id;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
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
