import { importAgain } from '../../web/import/import-pages.tsx';
import type { Jobs } from '../../web/many/jobs.ts';
import { infBud53, type OrderRow } from '../chorus/files.ts';
import type { Answer } from '../support/site.ts';
import type { World } from './lived-conventions.ts';
import { besides, lifeNamed } from './lives.ts';
import { reads, type Seat, type State, worldOf } from './state.ts';

// What comes from elsewhere: links of mails, and exports of Chorus.

const dayMs = 24 * 3_600_000;

function link(title: string, life: string, open: State['open'], later = 0): State {
  return { group: 'Liens des courriels', title, world: () => worldOf(lifeNamed(life)), open, later };
}

/** Opens the link of a letter about a matter. */
const about =
  (matter: string | RegExp): State['open'] =>
  (seat) =>
    seat.visitor.get(seat.link(matter));

/** Fills the form of such a link in, and sends it. */
const sent =
  (matter: string | RegExp, filled: Readonly<Record<string, string>>): State['open'] =>
  (seat) =>
    seat.visitor.fill(seat.link(matter), filled);

const signed = 'signée, pas encore en vigueur';
const done = { evidence: 'ticket AIFE 4512', duties: 'chorus-access' };
const person = { name: 'Marie Martin', email: 'marie.martin@dgefp.example' };

/** Asks for another link by the button of the page of one that serves no more. */
async function newLink({ visitor, link }: Seat, matter: string): Promise<Answer> {
  const path = link(matter);
  return visitor.press(await visitor.get(path), `${path}/lien`);
}

export const mailLinks: readonly State[] = [
  link('une obligation à remplir', signed, about('chorus-access')),
  link('mal remplie', signed, sent('chorus-access', {})),
  link('fait', signed, sent('chorus-access', done)),
  link('déjà servi', signed, async (seat) => {
    await sent('chorus-access', done)(seat);
    return about('chorus-access')(seat);
  }),
  link('expiré', signed, about('chorus-access'), 20 * dayMs),
  link('nouveau lien demandé', signed, (seat) => newLink(seat, 'chorus-access'), 20 * dayMs),
  link('d’une personne remplacée', signed, async (seat) => {
    const path = seat.link('chorus-access');
    const next = { contact: 'dgefp-budget', name: 'Marie Martin', email: person.email };
    await seat.web.conventions.act('signaux-faibles', 'replaceContact', {
      by: 'Ada',
      reason: 'départ',
      ...next,
    });
    return seat.visitor.get(path);
  }),
  link('relais refusé au gestionnaire', 'en vigueur', (seat) =>
    seat.visitor.post(`${seat.link(/^handover-/)}/pas-moi`, person),
  ),
  link('illisible', signed, reads('/agir/abc')),
  link('où en est la convention', 'en vigueur', about('follow')),
  link('où en est la convention, avenant proposé', 'avenant proposé', about('follow')),
  link('où en est la convention, texte signé', 'signée, avec des pièces', about('follow')),
  link('où en est la convention, fin en cours', 'préavis en cours', about('follow')),
  link('une publication', signed, about(/^publication-/)),
  link('un compte rendu', 'en retard sur tout', about(/^report-/)),
  link('un avenant à accepter', 'avenant proposé', about(/^amendment-/)),
  link('un avenant à signer', 'avenant accepté, à signer', about(/^amendment-/)),
  link('la convention a changé depuis', 'avenant en vigueur', about(/^amendment-1-copies/)),
  link('une réunion', 'en vigueur', about(/^meeting-/)),
  link(
    'une réunion, réponse donnée',
    'en vigueur',
    sent(/^meeting-/, { answer: 'declined', comment: 'en congé' }),
  ),
  link('une mise en demeure', 'mise en demeure en cours', about(/^breach-/)),
  link('une reconduction', 'reconduction demandée', about(/^renewal-/)),
  link('une insuffisance de crédits', 'insuffisance de crédits ouverte', about(/^shortfall-/)),
  link('le solde', 'en solde, solde proposé', about('balance')),
  link('un relais à confirmer', 'en vigueur', about(/^handover-/)),
  link('ce n’est pas vous ?', signed, about('preferences')),
  link('ce n’est pas vous, mal rempli', signed, sent('preferences', { name: 'M', email: 'marie' })),
  link('ce n’est pas vous, transmis', signed, sent('preferences', person)),
  link('une absence à déclarer', signed, (seat) => seat.visitor.get(`${seat.link('preferences')}/absence`)),
  link('une absence, mal remplie', signed, (seat) =>
    seat.visitor.post(`${seat.link('preferences')}/absence`, { ...person, until: '2020-01-01' }),
  ),
  link('une absence déclarée', signed, (seat) =>
    // A mail may have been forwarded: of whoever stands in, only an address that is known here is taken from it.
    seat.visitor.post(`${seat.link('preferences')}/absence`, {
      name: 'Intrapreneur Signaux Faibles',
      email: 'intrapreneur@dgefp.example',
      until: '2020-05-15',
    }),
  ),
  link('une absence qui mène ailleurs', signed, (seat) =>
    seat.visitor.post(`${seat.link('preferences')}/absence`, { ...person, until: '2020-05-15' }),
  ),
  link('un rythme à choisir', signed, (seat) => seat.visitor.get(`${seat.link('preferences')}/rythme`)),
  link('un rythme, mal choisi', signed, (seat) =>
    seat.visitor.post(`${seat.link('preferences')}/rythme`, { mails: 'jamais', ou: 'ailleurs' }),
  ),
  link('un rythme choisi', signed, (seat) =>
    seat.visitor.post(`${seat.link('preferences')}/rythme`, { mails: 'mondays', ou: 'partout' }),
  ),
  link('convention close', 'close', about(/^report-/)),
];

const path = () => `/conventions/${lifeNamed('en vigueur').convention.document.id}/actes/import`;
const rows = [{ order: '1500000077', item: '1', supplier: 'Octo', engaged: 250_000 }];

function importOf(title: string, bytes: Uint8Array | undefined, then = reads('')): State {
  return {
    group: 'Import d’un export de Chorus',
    title,
    reader: 'manager',
    world: () => worldOf(lifeNamed('en vigueur')),
    open: async (seat) => {
      const page = await seat.visitor.get(path());
      if (!bytes) return then(seat);
      return seat.visitor.press(page, path(), { file: new File([bytes.slice()], 'inf-bud-53.csv') });
    },
  };
}

const foreseen = importOf('ce que cela change', infBud53(rows));

export const importing: readonly State[] = [
  importOf('à remplir', undefined, (seat) => seat.visitor.get(path())),
  importOf('sans fichier', undefined, (seat) => seat.visitor.fill(path(), {})),
  importOf('fichier refusé', new TextEncoder().encode('ni titres ni lignes')),
  importOf('lignes refusées', infBud53([{ order: '1500000013', engaged: 100 }], { amount: () => '1,2,3' })),
  foreseen,
  {
    ...foreseen,
    title: 'fait',
    open: async (seat) => seat.visitor.press(await foreseen.open(seat), path()),
  },
  {
    ...foreseen,
    title: 'rien de nouveau',
    open: async (seat) => {
      await seat.visitor.press(await foreseen.open(seat), path());
      return foreseen.open(seat);
    },
  },
];

const everywhere = '/import';
const other = { order: '1500000078', costCentre: 'EMPEF00099', engaged: 12_345 };
const exported = (given: readonly OrderRow[]) => new File([infBud53(given).slice()], 'inf-bud-53.csv');

/** Looks at what a file brings to each convention. */
async function lookedAt({ visitor }: Seat, given: readonly OrderRow[]): Promise<Answer> {
  return visitor.press(await visitor.get(everywhere), everywhere, { file: exported(given) });
}

/** Reads the page of what is done to many conventions until it is no longer under way. */
export async function atTheEnd({ visitor }: Seat, page: string): Promise<Answer> {
  for (;;) {
    const answer = await visitor.get(page);
    if (!answer.text.includes('data-poll')) return answer;
  }
}

/** The page of an import that has come so far. */
async function jobPage({ visitor, web }: Seat, work: Parameters<Jobs['begin']>[1]): Promise<string> {
  const asked = { owner: await visitor.token(), at: everywhere, of: 3, again: importAgain };
  return `${everywhere}/${await web.jobs.begin(asked, work)}`;
}

function shared(title: string, open: State['open'], more: Partial<State> = {}): State {
  const world = () => worldOf(lifeNamed('en vigueur'));
  return { group: 'Import dans toutes les conventions', title, reader: 'manager', world, open, ...more };
}

/** Two conventions of the same codes: nothing tells whose their rows are. */
const twins = (): World => {
  const life = lifeNamed('en vigueur');
  return { ...worldOf(life), lives: [life, besides(life, 'jumelle', 1)] };
};

export const importingEverywhere: readonly State[] = [
  shared('à remplir', reads(everywhere)),
  shared('sans fichier', ({ visitor }) => visitor.fill(everywhere, {})),
  shared('fichier refusé', async ({ visitor }) =>
    visitor.press(await visitor.get(everywhere), everywhere, { file: new File(['a;b'], 'a.csv') }),
  ),
  shared('pour qui n’importe nulle part', (seat) => lookedAt(seat, rows), { reader: 'delegator' }),
  shared('ce qui revient à chacune', (seat) => lookedAt(seat, [...rows, other])),
  shared('à plusieurs, donc à aucune', (seat) => lookedAt(seat, rows), { world: twins, reader: 'admin' }),
  shared('en cours', async (seat) => seat.visitor.get(await jobPage(seat, () => new Promise(() => {})))),
  shared('interrompu', async (seat) =>
    atTheEnd(seat, await jobPage(seat, () => Promise.reject(new Error('cut off')))),
  ),
  shared('fait', async (seat) => {
    const { headers } = await seat.visitor.press(await lookedAt(seat, rows), everywhere);
    return atTheEnd(seat, headers.get('location') ?? '');
  }),
  shared('avec des refus, et une convention sans réponse', async (seat) => {
    const { id } = lifeNamed('en vigueur').convention.document;
    const outcomes = (['known', 'refused', 'unanswered'] as const).map((state) => ({
      id,
      state,
      text: 'Le moteur n’a pas répondu.',
    }));
    return atTheEnd(seat, await jobPage(seat, async () => outcomes));
  }),
];
