import type { SharedAct } from '../../client/shared-act.ts';
import { actSlug } from '../../web/acts/act-slug.ts';
import { manyPath } from '../../web/many/act-pages.tsx';
import type { Answer } from '../support/site.ts';
import type { World } from './lived-conventions.ts';
import { besides, lifeNamed } from './lives.ts';
import { atTheEnd } from './outside.ts';
import { reads, type Seat, type State, worldOf } from './state.ts';

// One act in many conventions.

const names = ['en vigueur', 'en vigueur, rappels en pause', 'avenant proposé'];
const some = (): World => {
  const lives = names.map((name, rank) => besides(lifeNamed(name), name, rank));
  return { now: lives[0]?.moment.now ?? 0, lives };
};

function many(title: string, open: State['open'], more: Partial<State> = {}): State {
  return { group: 'Un acte dans plusieurs conventions', title, reader: 'admin', world: some, open, ...more };
}

/** Where an act is done in many conventions. */
export const manyOf = (act: SharedAct) => `${manyPath}/${actSlug(act)}`;

const circular = { year: '2020', commitments: '2020-11-27', payments: '2020-12-10' };
const departure = {
  former: 'BUDGET@dgefp.example',
  name: 'Marie Martin',
  email: 'marie.martin@dgefp.example',
  reason: 'départ',
};
const pause = { until: '2020-10-01', reason: 'congés' };

export const newDuty = {
  duty: 'csp-chorus/compte-rendu-annuel',
  from: 'delegatee',
  effectiveOn: '2020-10-01',
  reason: 'modèle complété',
};

/** Looks at what an act would do. */
export const lookedAt = (
  { visitor }: Pick<Seat, 'visitor'>,
  act: SharedAct,
  filled: Readonly<Record<string, string>>,
  filter = '',
): Promise<Answer> => visitor.fill(`${manyOf(act)}${filter}`, filled);

/** Does it, to its end. */
export async function doneInAll(seat: Seat, act: SharedAct, found: Answer): Promise<Answer> {
  const { headers } = await seat.visitor.press(found, manyOf(act), { etape: 'confirmer' });
  return atTheEnd(seat, headers.get('location') ?? '');
}

/** The page of what is under way, or has ended, in its own way. */
async function jobPage({ visitor, web }: Seat, work: Parameters<typeof web.jobs.begin>[1]): Promise<string> {
  const at = manyOf('recordYearEnd');
  const again = { ...circular, cibles: 'sf-1', demande: 'essai', etape: 'confirmer' };
  return `${at}/${await web.jobs.begin({ owner: await visitor.token(), at, of: 3, again }, work)}`;
}

export const actingOnMany: readonly State[] = [
  many('choisir', reads(manyPath)),
  many('choisies par une recherche', reads(`${manyPath}?recherche=avenant&phase=en-vigueur`)),
  many('aucune trouvée', reads(`${manyPath}?recherche=rien+de+tel`)),
  many('une circulaire de fin de gestion', reads(manyOf('recordYearEnd'))),
  many('une personne qui part', reads(manyOf('replaceContact'))),
  many('une pause', reads(manyOf('pauseReminders'))),
  many('une obligation d’un modèle', reads(manyOf('proposeAmendment'))),
  many('ce que fait une obligation de plus', (seat) => lookedAt(seat, 'proposeAmendment', newDuty)),
  many('mal rempli', (seat) => lookedAt(seat, 'replaceContact', { name: 'Marie' })),
  many('ce que fait une circulaire', (seat) => lookedAt(seat, 'recordYearEnd', circular)),
  many('ce que fait un départ', (seat) => lookedAt(seat, 'replaceContact', departure)),
  many('une pause, refusée là où elle a cours', (seat) => lookedAt(seat, 'pauseReminders', pause)),
  many('rien à faire', (seat) =>
    lookedAt(seat, 'replaceContact', { ...departure, former: 'inconnu@dgefp.example' }),
  ),
  many('pour qui ne gère rien', (seat) => lookedAt(seat, 'recordYearEnd', circular), {
    reader: 'delegator',
    world: () => worldOf(lifeNamed('en vigueur')),
  }),
  many('à modifier', async (seat) => {
    const found = await lookedAt(seat, 'pauseReminders', pause, '?recherche=avenant');
    return seat.visitor.press(found, manyOf('pauseReminders'), { etape: 'modifier' });
  }),
  many('en cours', async (seat) => seat.visitor.get(await jobPage(seat, () => new Promise(() => {})))),
  many('interrompu', async (seat) =>
    atTheEnd(seat, await jobPage(seat, () => Promise.reject(new Error('cut off')))),
  ),
  many('fait', async (seat) =>
    doneInAll(seat, 'replaceContact', await lookedAt(seat, 'replaceContact', departure)),
  ),
];
