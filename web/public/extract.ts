import type { Convention } from '../../convention/convention.ts';
import { ceilingOf } from '../../convention/ledger/budget-lines.ts';

/** A convention without its people: what the register tells, version by version. */
export function extractOf({ document, version, pastVersions }: Convention) {
  const versions = [
    ...pastVersions.map((past) => ({
      ...versionOf(past.document),
      version: past.version,
      until: past.until,
    })),
    { ...versionOf(document), version },
  ];
  return { id: document.id, title: document.title, signedOn: document.signedOn, versions };
}

function versionOf({ delegator, delegatee, budget, term, renewal, notice }: Convention['document']) {
  const named = ({ name, shortName, siret }: typeof delegator) => ({
    name,
    shortName,
    ...(siret ? { siret } : {}),
  });
  return {
    delegator: named(delegator),
    delegatee: named(delegatee),
    ceilingInCents: ceilingOf(budget),
    term,
    renewal,
    notice,
  };
}
