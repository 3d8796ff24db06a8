import type { ClosingAct } from '../convention/duties/duty.ts';
import type { LetterItem, NewsItem } from '../convention/mailing/letter.ts';
import type { Action } from './content.ts';
import { aboutOf, type LetterLinks } from './links.ts';
import { typeset } from './typography.ts';

/** What acting is called, by the act that closes the duty. */
const verbs: Readonly<Record<ClosingAct, string>> = {
  done: 'Indiquer que c’est fait',
  approve: 'Enregistrer l’approbation',
  publish: 'Indiquer la publication',
  report: 'Remettre le compte rendu',
  committee: 'Organiser le comité',
  settle: 'Se prononcer sur le solde',
  'year-end': 'Renseigner les dates',
  shortfall: 'Donner la décision',
  amend: 'Donner suite à l’avenant',
  breach: 'Répondre à la mise en demeure',
  renew: 'Se prononcer sur la reconduction',
  end: 'Répondre à la fin proposée',
  ledger: 'Mettre à jour les engagements',
};

/** What the button that leads to the act is called. */
export function verbFor(closedBy: ClosingAct): string {
  return typeset(verbs[closedBy]);
}

/** What an item lets its addressee do from the letter, if it asks anything. */
export function actionOf(item: LetterItem, links: LetterLinks | undefined): Action | undefined {
  const url = links?.acts.get(aboutOf(item) ?? '');
  return url === undefined ? undefined : { label: typeset(verbOf(item)), url };
}

const follows = 'Voir où en est la convention';

/** What the main button of a letter does when nothing is asked. */
export function followAction({ follow }: LetterLinks): Action {
  return { label: typeset(follows), url: follow };
}

/** What every letter offers below its text. */
export function footerActions({ preferences, calendar }: LetterLinks): Action[] {
  return [
    { label: 'Vos préférences : rythme des courriels, absence, autre interlocuteur', url: preferences },
    { label: 'S’abonner à l’agenda de vos échéances', url: calendar },
  ].map(({ label, url }) => ({ label: typeset(label), url }));
}

/** Whether news let their reader find good what was handed over, or not: nobody waits for the answer. */
export function isForJudging({ about }: NewsItem): boolean {
  return about?.startsWith('report-') ?? false;
}

function verbOf(item: LetterItem): string {
  if (item.kind === 'news' && item.about === 'follow') return follows;
  if (item.kind === 'news' && item.about === 'preferences') return 'Voir vos préférences';
  if (item.kind === 'news' && isForJudging(item)) return 'Accepter, ou demander une correction';
  if (item.kind === 'news') return item.meeting ? 'Répondre à l’invitation' : 'Répondre';
  // Items of conventions under way since before do not say what closes their duty.
  return item.closedBy ? verbs[item.closedBy] : 'Répondre';
}
