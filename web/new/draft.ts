import { eurosIn } from '../../acts/typed.ts';
import { askedRoles } from './steps.ts';

/** What was filled in so far, by the name of each field. */
export type Draft = Readonly<Record<string, string>>;

/** A document made of what was filled in, and the field that each of its paths came from. */
export interface Drafted {
  readonly document: Record<string, unknown>;
  /** The field of a path of the document, `delegator.contacts[0].email`. */
  readonly fieldOf: (path: string) => string;
}

/** The document that a draft makes, as people write it; what is missing is left out, for its reading to say. */
export function documentOf(draft: Draft): Drafted {
  const said = (name: string) => draft[name] || undefined;
  const moved = new Map<string, string>();
  const shortName = said('shortName');
  const organisation = (key: 'delegator' | 'delegatee') => {
    const asked = askedRoles[key].map(([role], rank) => ({ role, rank, field: `${key}.contacts[${rank}]` }));
    const filled = asked.filter(({ field }) => said(`${field}.name`) || said(`${field}.email`));
    for (const [at, { field }] of filled.entries()) {
      moved.set(`${key}.contacts[${at}].name`, `${field}.name`);
      moved.set(`${key}.contacts[${at}].email`, `${field}.email`);
    }
    return defined({
      name: said(`${key}.name`),
      shortName: said(`${key}.shortName`),
      siret: said(`${key}.siret`)?.replace(/\s/g, ''),
      contacts: filled.map(({ role, field }) =>
        defined({
          id: `${slugOf(said(`${key}.shortName`) ?? key)}-${slugOf(role)}`,
          name: said(`${field}.name`),
          email: said(`${field}.email`),
          roles: [role],
        }),
      ),
    });
  };
  const controller = (rank: 0 | 1, of: 'delegator' | 'delegatee') => {
    const name = said(`controllers[${rank}].name`);
    return defined({
      id: `cbcm-${of === 'delegator' ? 'delegant' : 'delegataire'}`,
      name,
      of,
      accountingOfficer: (said('accountingOfficer') ?? '1') === String(rank),
      contacts: [
        defined({
          id: `cbcm-${of === 'delegator' ? 'delegant' : 'delegataire'}`,
          name: name?.slice(0, 100),
          email: said(`controllers[${rank}].contacts[0].email`),
        }),
      ],
    });
  };
  const place = said('publications[1].place');
  const ceiling = said('budget.ceiling');
  const document = defined({
    id: said('id') ?? (shortName ? slugOf(shortName) : undefined),
    title: said('title'),
    shortName,
    signedOn: said('signedOn'),
    public: said('public') !== undefined,
    delegator: organisation('delegator'),
    delegatee: organisation('delegatee'),
    manager: defined({ id: 'gestionnaire', name: said('manager.name'), email: said('manager.email') }),
    controllers: [controller(0, 'delegator'), controller(1, 'delegatee')],
    publications: [
      { id: 'data-gouv', place: 'data.gouv.fr', url: 'https://www.data.gouv.fr', publisher: 'delegatee' },
      ...(place
        ? [{ id: 'publication-2', place, publisher: said('publications[1].publisher') ?? 'delegatee' }]
        : []),
    ],
    budget: defined({
      ceiling: ceiling === undefined ? null : (eurosIn(ceiling) ?? ceiling),
      operatingUnit: said('budget.operatingUnit'),
      codes: defined({
        ministerialAxis1: said('budget.codes.ministerialAxis1'),
        functionalDomain: said('budget.codes.functionalDomain'),
        fundsCentre: said('budget.codes.fundsCentre'),
        activities: [said('budget.codes.activities[0]')].filter(Boolean),
        costCentre: said('budget.codes.costCentre'),
      }),
    }),
    term: defined({ months: wholeOf(said('term.months')) }),
    renewal: defined({ mode: said('renewal.mode') }),
    notice: defined({ months: wholeOf(said('notice.months')) }),
    reporting: defined({ dueWorkingDay: wholeOf(said('reporting.dueWorkingDay')) }),
    committee: defined({ everyMonths: wholeOf(said('committee.everyMonths')) }),
  });
  return { document, fieldOf: (path) => moved.get(path) ?? path };
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
function wholeOf(typed: string | undefined): number | string | undefined {
  return typed !== undefined && /^\d{1,6}$/.test(typed) ? Number(typed) : typed;
}

function defined(some: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined));
}
