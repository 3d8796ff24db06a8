import type { Field } from '../../../acts/form.ts';
import { citationOf } from '../../../convention/proof/piece.ts';

/** One field of each kind. */
export const everyField: readonly Field[] = [
  { name: 'name', label: 'Nom', kind: 'line', hint: 'Prénom et nom de la personne.' },
  { name: 'email', label: 'Adresse électronique', kind: 'email', optional: true },
  { name: 'on', label: 'Date de réception', kind: 'date', value: '2020-09-10' },
  { name: 'at', label: 'Heure', kind: 'time' },
  { name: 'amount', label: 'Montant engagé', kind: 'euros', hint: 'Deux décimales au plus.' },
  { name: 'days', label: 'Délai en jours', kind: 'whole' },
  { name: 'progress', label: 'Avancement', kind: 'text' },
  {
    name: 'forecast',
    label: 'Prévision de consommation',
    kind: 'amounts',
    value: '2020-05=8000,2020-06=12000',
  },
  {
    name: 'party',
    label: 'Qui le demande',
    kind: 'choice',
    hint: 'Celle des deux parties qui a écrit.',
    options: [
      ['delegator', 'Le délégant'],
      ['delegatee', 'Le délégataire'],
    ],
  },
  {
    name: 'role',
    label: 'Rôle',
    kind: 'choice',
    optional: true,
    options: ['Un', 'Deux', 'Trois', 'Quatre', 'Cinq', 'Six'].map(
      (label, index) => [`${index}`, label] as const,
    ),
  },
  {
    name: 'articles',
    label: 'Articles manqués',
    kind: 'choices',
    options: [
      ['3', 'Article 3'],
      ['5', 'Article 5'],
    ],
    value: '5',
  },
  {
    name: 'evidence',
    label: 'Preuve',
    kind: 'evidence',
    hint: 'Un lien, une référence, ou un fichier.',
    value: `Décision du 4 mai (${citationOf({ name: 'décision.pdf', sha256: 'ab'.repeat(32) })})`,
  },
  { name: 'signed', label: 'Texte signé', kind: 'file', hint: 'PDF, 10 Mo au plus.' },
  { name: 'sure', label: 'Les deux parties sont d’accord', kind: 'check', optional: true },
  {
    name: 'mark',
    label: 'Ce que vous acceptez',
    kind: 'agreement',
    options: [['1-0123456789abcdef', 'J’ai lu et j’accepte l’avenant n° 1, d’effet au 1er septembre 2020']],
  },
  {
    name: 'marks',
    label: 'L’avenant que vous acceptez',
    kind: 'agreement',
    options: [
      ['1-0123456789abcdef', 'J’ai lu et j’accepte l’avenant n° 1'],
      ['2-0123456789abcdef', 'J’ai lu et j’accepte l’avenant n° 2'],
    ],
  },
];
