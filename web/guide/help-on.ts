import type { ActName } from '../../acts/acts.ts';
import { actSlug } from '../acts/act-slug.ts';
import { servedAt } from './guide.ts';

/** The pages of the guide that tell how acts are done. */
const ofActs: Readonly<Record<string, readonly ActName[]>> = {
  'compte-rendu.md': ['submitReport', 'acceptReport'],
  'comite.md': ['scheduleCommittee', 'holdCommittee', 'cancelCommittee'],
  'budget.md': [
    'recordEntry',
    'correctEntry',
    'declareShortfall',
    'withdrawShortfall',
    'refuseAdjustment',
    'recordYearEnd',
  ],
  'avenant.md': [
    'proposeAmendment',
    'agreeAmendment',
    'refuseAmendment',
    'withdrawAmendment',
    'signAmendment',
  ],
  'delais.md': ['extendDuty', 'askCorrection', 'markDone', 'waiveDuty', 'reopenDuty'],
  'contacts.md': [
    'replaceContact',
    'declareAbsence',
    'confirmHandover',
    'refuseHandover',
    'pauseReminders',
    'retryAddress',
  ],
  'courriel.md': ['chooseRhythm'],
  'fin.md': [
    'giveNotice',
    'withdrawNotice',
    'agreeEnd',
    'answerRenewal',
    'proposeBalance',
    'counterBalance',
    'agreeBalance',
    'terminate',
  ],
};

/** What the guide tells of a page, by the path of that page. */
const ofPages: readonly (readonly [path: RegExp, page: string])[] = [
  [/^\/agir\//, 'courriel.md'],
  [/^\/ma-semaine$/, 'ma-semaine.md'],
  [/^\/(conventions|filtres)$/, 'liste.md'],
  [/^\/portefeuille$/, 'liste.md#en-chiffres'],
  [/^\/recherche$/, 'liste.md#chercher-dans-ce-qu-elles-contiennent'],
  [/^\/nouvelle\/reprise$/, 'reprise.md'],
  [/^\/nouvelle(\/|$)/, 'nouvelle-convention.md'],
  [/^\/import(\/|$)/, 'budget.md#un-seul-fichier-pour-toutes-vos-conventions'],
  [/^\/acte-commun(\/|$)/, 'plusieurs.md'],
  [/^\/conventions\/[^/]+\/actes\/import$/, 'budget.md#importer-un-export-de-chorus'],
  [/^\/conventions\/[^/]+\/budget$/, 'budget.md'],
  [/^\/conventions\/[^/]+\/suivi$/, 'compte-rendu.md'],
  [/^\/conventions\/[^/]+\/avenants$/, 'avenant.md'],
  [/^\/conventions\/[^/]+\/obligations(\/|$)/, 'delais.md'],
  [/^\/conventions\/[^/]+\/courriels$/, 'contacts.md#une-adresse-refusee'],
];

/** Where the guide tells of a page, by its path; undefined where it does not. */
export function helpOn(path: string): string | undefined {
  const [, slug] = /^\/conventions\/[^/]+\/actes\/([^/]+)$/.exec(path) ?? [];
  const page =
    Object.entries(ofActs).find(([, acts]) => acts.some((act) => actSlug(act) === slug))?.[0] ??
    ofPages.find(([one]) => one.test(path))?.[1];
  return page && servedAt(page);
}
