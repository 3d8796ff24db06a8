import type { DutyKind } from '../../convention/duties/duty.ts';
import type { AskedDuty } from './asked-duties.ts';

/** What duties of a sort ask for, as the heading of several; those that only announce dates are not told so. */
const tasks: Readonly<Record<DutyKind, string>> = {
  'legal-text': 'Défauts du texte à traiter',
  'chorus-access': 'Accès à Chorus à demander',
  credits: 'Crédits à mettre à disposition',
  'chorus-codings': 'Codes à saisir dans Chorus',
  'controller-copies': 'Copies à transmettre',
  publication: 'Publications à enregistrer',
  approval: 'Approbations à enregistrer',
  request: 'Éléments demandés à fournir',
  'monthly-report': 'Comptes rendus à remettre',
  'final-report': 'Comptes rendus à remettre',
  correction: 'Corrections à remettre',
  committee: 'Comités à organiser',
  'year-end': 'Fins de gestion',
  'year-end-dates': 'Dates de fin de gestion à renseigner',
  community: 'Engagements à justifier',
  deliverable: 'Livrables à remettre',
  'hand-over': 'Livrables à remettre',
  term: 'Fins de convention',
  'notice-end': 'Fins de convention',
  'agreed-end': 'Fins proposées : réponse à donner',
  'services-closed': 'Services à clore',
  shortfall: 'Insuffisances de crédits : décision à donner',
  suspension: 'Dotations à ajuster',
  amendment: 'Avenants : suite à donner',
  breach: 'Mises en demeure : réponse à donner',
  renewal: 'Reconductions : décision à donner',
  'renewal-notice': 'Reconductions tacites',
  'open-commitments': 'Engagements à payer ou à annuler',
  balance: 'Soldes : utilisation à convenir',
  own: 'Autres obligations à remplir',
};

/** What a duty asks for, in the words of all that ask for the same. */
export function taskOf({ kind }: AskedDuty): string {
  return tasks[kind];
}
