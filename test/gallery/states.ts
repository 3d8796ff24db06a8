import { isActName } from '../../acts/acts.ts';
import { fill } from '../../acts/fill-form.ts';
import type { Raw } from '../../acts/read-answer.ts';
import { standings } from '../../acts/standing.ts';
import { parisInstant } from '../../convention/calendar/paris.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import { actSlug } from '../../web/acts/act-slug.ts';
import { filterPaths } from '../../web/portfolio/saved-page.tsx';
import { SimulatedLife } from '../convention/simulation.ts';
import { signauxFaibles } from '../convention/support.ts';
import type { Answer, Filled, Visitor } from '../support/site.ts';
import { filledCases, subjectOf } from '../web/acts/filling.ts';
import { aboutTheSite } from './about-the-site.ts';
import type { World } from './lived-conventions.ts';
import { allLeave, besides, lifeNamed, lifeNames, registeredOn } from './lives.ts';
import { newConvention } from './new-convention.ts';
import { actingOnMany } from './on-many.ts';
import { importing, importingEverywhere, mailLinks } from './outside.ts';
import { type Reader, reads, type Seat, type State, worldOf } from './state.ts';

const tabs = {
  obligations: 'les obligations',
  budget: 'le budget',
  suivi: 'ce dont il a été rendu compte',
  actes: 'ce qu’on peut y faire',
  avenants: 'les avenants',
  courriels: 'les courriels',
  journal: 'le journal',
  documents: 'les documents',
} as const;

const september = parisInstant(plainDateOf('2020-09-14'), '12:00');
const some = lifeNames.filter((name) => lifeNamed(name).moment.now === september);
const many = (): World => ({
  now: september,
  lives: [
    ...some.map((name, rank) => besides(lifeNamed(name), name, rank)),
    ...Array.from({ length: 60 }, (_, rank) => registeredOn('2020-09-11', rank + 1)),
  ],
});

function list(title: string, world: () => World, query = '', reader: Reader = 'admin'): State {
  return {
    group: 'Liste des conventions',
    title,
    reader,
    world,
    open: reads(`/conventions${query}`),
  };
}

function search(title: string, world: () => World, query = '', reader: Reader = 'admin'): State {
  return { group: 'Recherche', title, reader, world, open: reads(`/recherche${query}`) };
}

function figures(title: string, world: () => World, query = '', reader: Reader = 'admin'): State {
  return { group: 'Portefeuille en chiffres', title, reader, world, open: reads(`/portefeuille${query}`) };
}

const none = (): World => ({ now: september, lives: [] });

function week(title: string, world: () => World, reader: Reader, query = ''): State {
  return { group: 'Ma semaine', title, reader, world, open: reads(`/ma-semaine${query}`) };
}

const quiet = () => worldOf(lifeNamed('sans aucune clause'));
const weeks: readonly State[] = [
  week('sans aucune convention, pour l’administration', none, 'admin'),
  week('sans aucune convention', none, 'stranger'),
  week('rien à faire', quiet, 'manager'),
  ...(['manager', 'delegator', 'body'] as const).map((reader) =>
    week('tout est en retard', () => worldOf(lifeNamed('en retard sur tout')), reader),
  ),
  week('beaucoup de conventions', many, 'delegatee'),
  week('beaucoup de conventions', many, 'admin'),
  week(
    'ce qui est demandé au gestionnaire',
    () => worldOf(lifeNamed('en vigueur')),
    'admin',
    '?vue=gestionnaire',
  ),
  week('tout ce qui est attendu', () => worldOf(lifeNamed('en vigueur')), 'delegatee', '?vue=tout'),
  week('une convention arrêtée hors de l’application', stoppedWorld, 'delegatee'),
];
const lists: readonly State[] = [
  list('vide, pour l’administration', none),
  list('vide, pour qui n’a aucun droit', none, '', 'stranger'),
  list('une seule', () => worldOf(lifeNamed('en vigueur')), '', 'manager'),
  list('beaucoup', many),
  list('beaucoup, deuxième page', many, '?page=2'),
  list('trouvées par un mot', many, '?recherche=avenant'),
  list('aucune trouvée', many, '?recherche=rien+de+tel'),
  list('en retard', many, '?seulement=en-retard'),
  list('par phase, triées', many, '?phase=en-vigueur&tri=convention&ordre=decroissant'),
  list('courriel refusé', () => worldOf(lifeNamed('courriels refusés')), '?seulement=courriel-refuse'),
  list('une arrêtée hors de l’application', () => stoppedWorld()),
  list('colonnes choisies', many, '?recherche=equipe&colonne=identifiant&colonne=plafond&colonne=phase'),
  {
    ...list('un filtre gardé', many),
    open: ({ visitor }) => keeping(visitor, '?recherche=suspendue', 'Les suspendues'),
  },
  {
    ...list('un filtre retiré', many),
    open: async ({ visitor }) => {
      await keeping(visitor, '?recherche=suspendue', 'Les suspendues');
      return visitor.press(await visitor.get(filterPaths.keep), filterPaths.remove);
    },
  },
];

/** Keeps what the list has under a filter. */
async function keeping(visitor: Visitor, query: string, nom: string): Promise<Answer> {
  return visitor.press(await visitor.get(`${filterPaths.keep}${query}`), filterPaths.keep, { nom });
}

function kept(title: string, query: string, open?: State['open']): State {
  const opening = open ?? reads(`${filterPaths.keep}${query}`);
  return { group: 'Colonnes et filtres gardés', title, reader: 'admin', world: many, open: opening };
}

const filters: readonly State[] = [
  kept('aucun n’est gardé', ''),
  kept('un filtre, quelques colonnes', '?recherche=avenant&phase=en-vigueur&colonne=plafond&tri=fin'),
  kept('deux sont gardés', '', async ({ visitor }) => {
    await keeping(visitor, '?seulement=en-retard', 'Le retard');
    await keeping(visitor, '?phase=suspendue&colonne=plafond', 'Les suspendues et leur plafond');
    return visitor.get(filterPaths.keep);
  }),
  kept('sans nom', '', ({ visitor }) => keeping(visitor, '', ' ')),
];

const searches: readonly State[] = [
  search('rien n’est encore cherché', many),
  search('un numéro d’engagement', many, '?recherche=1500000001'),
  search('un montant', () => worldOf(lifeNamed('en vigueur')), '?recherche=62+450,50', 'delegatee'),
  search('un mot, page après page', many, '?recherche=compte+rendu&page=2'),
  search('parmi quelques-unes', many, '?recherche=avenant&parmi=avenant&phase=en-vigueur'),
  search('rien n’est trouvé', many, '?recherche=rien+de+tel'),
  search('sans aucune convention', none, '?recherche=avenant', 'stranger'),
];

/** One whose text fixes days: what nobody has done is late. */
function late(): World {
  const soon = { dueWorkingDays: 5 };
  const document = signauxFaibles({ chorusAccess: soon, credits: soon, codings: soon, copies: soon });
  const life = new SimulatedLife(document, parisInstant(document.signedOn, '18:00'), allLeave);
  life.passes(september);
  return worldOf(life);
}

const inFigures: readonly State[] = [
  figures('beaucoup', many),
  figures('par phase', many, '?phase=en-vigueur'),
  figures('une seule', () => worldOf(lifeNamed('en vigueur')), '', 'delegatee'),
  figures('du retard', late),
  figures('sans plafond, rien en retard', quiet),
  figures('sans aucune convention', none, '', 'stranger'),
];

function stoppedWorld(): World {
  const world = worldOf(lifeNamed('en vigueur'));
  const why = 'essai d’un exploitant';
  return { ...world, stopped: { how: 'terminated', at: world.now - 3_600_000, why } };
}

function ofLife(name: string, path: string, title: string, reader: Reader, world = worldOf): State {
  return {
    group: `Convention : ${name}`,
    title,
    reader,
    world: () => world(lifeNamed(name)),
    open: reads(`/conventions/${lifeNamed(name).convention.document.id}${path}`),
  };
}

const conventions: readonly State[] = lifeNames.flatMap((name) => {
  const life = lifeNamed(name);
  const { duties, mails, journal } = life.view;
  const acted = journal.findIndex(({ act }) => isActName(act)) + 1;
  const latest = journal.findLastIndex(({ act }) => isActName(act)) + 1;
  const standing = [...new Set(standings(life.convention.document).map(({ role }) => role))];
  const late =
    duties.find(({ state }) => state === 'overdue') ?? duties.find(({ state }) => state === 'open');
  const done = duties.find(({ state }) => state === 'done');
  return [
    ...(['admin', ...standing, 'auditor'] as const).map((reader) =>
      ofLife(name, '', 'vue d’ensemble', reader),
    ),
    ...Object.entries(tabs).map(([tab, title]) => ofLife(name, `/${tab}`, title, 'manager')),
    ...standing.slice(1).map((reader) => ofLife(name, '/actes', tabs.actes, reader)),
    ...(late ? [ofLife(name, `/obligations/${late.id}`, 'une obligation à remplir', 'manager')] : []),
    ...(acted > 0 ? [ofLife(name, `/corriger/${acted}`, 'un acte à corriger', 'manager')] : []),
    ...(latest > acted ? [ofLife(name, `/corriger/${latest}`, 'le dernier acte', 'manager')] : []),
    ...(done ? [ofLife(name, `/obligations/${done.id}`, 'une obligation remplie', 'manager')] : []),
    ...(mails.length > 0 ? [ofLife(name, `/courriels/${mails.length - 1}`, 'un courriel', 'manager')] : []),
    ...(mails.length > 50 ? [ofLife(name, '/courriels?page=2', 'les courriels, suite', 'manager')] : []),
  ];
});

const inForce = 'en vigueur';
const stopped: readonly State[] = [
  ...(['admin', 'manager', 'auditor'] as const).map((reader) =>
    ofLife(inForce, '', 'vue d’ensemble', reader, stoppedWorld),
  ),
  ofLife(inForce, '/actes', tabs.actes, 'manager', stoppedWorld),
  {
    ...ofLife(inForce, '', 'reprise', 'admin', stoppedWorld),
    open: async ({ visitor }: Seat) => {
      const path = `/conventions/${lifeNamed(inForce).convention.document.id}`;
      return visitor.press(await visitor.get(path), `${path}/reprise`);
    },
  },
].map((state) => ({ ...state, group: 'Convention : arrêtée hors de l’application' }));

const proven: readonly State[] = [
  ['/documents', tabs.documents],
  ['/documents', tabs.documents, 'admin'],
  ['/obligations/chorus-access', 'une obligation remplie'],
].map(([path = '', title = '', reader = 'manager']) => ({
  ...ofLife('signée, avec des pièces', path, title, reader as Reader),
  group: 'Pièces',
}));

/** Answers as a browser posts them. */
function postedOf(raw: Raw): Filled {
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, value ?? '']));
}

/** The form of each act at a moment when it is possible: all come of the table of acts, and of the tests of each. */
const acting: readonly State[] = filledCases.flatMap(({ name, form, before, moment, raw }) => {
  const path = `/conventions/${before.document.id}/actes/${actSlug(name)}`;
  const world = (): World => ({ now: moment.now, lives: [SimulatedLife.from(before, moment.now, allLeave)] });
  const state = (title: string, open: State['open']): State => ({
    group: `Acte : ${form.title}`,
    title,
    reader: 'admin',
    world,
    open,
  });
  const asked = postedOf(raw);
  const blank = Object.fromEntries(Object.keys(raw).map((field) => [field, '']));
  const subject = subjectOf(before, moment);
  const confirmed: State['open'] = async ({ visitor }) =>
    visitor.press(await visitor.fill(path, asked), path, { etape: 'confirmer' });
  return [
    state('à remplir', reads(path)),
    ...(fill(form, subject, blank, '').ok
      ? []
      : [state('mal rempli', ({ visitor }) => visitor.fill(path, blank))]),
    state('ce que cela change', ({ visitor }) => visitor.fill(path, asked)),
    state('fait', confirmed),
    state('refusé, car déjà fait', async (seat) => {
      const form = await seat.visitor.get(path);
      await confirmed(seat);
      return seat.visitor.press(form, path, asked);
    }),
  ];
});

/** Every state of every page, in the order of the index. */
export const states: readonly State[] = [
  ...aboutTheSite(many),
  ...weeks,
  ...lists,
  ...searches,
  ...inFigures,
  ...filters,
  ...newConvention,
  ...conventions,
  ...stopped,
  ...proven,
  ...acting,
  ...importing,
  ...importingEverywhere,
  ...actingOnMany,
  ...mailLinks,
];
