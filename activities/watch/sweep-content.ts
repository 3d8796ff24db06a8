import { enumerated } from '../../convention/calendar/french.ts';
import type { Content, Group } from '../../letters/content.ts';
import { counted, typeset } from '../../letters/typography.ts';
import { adminContent } from './admin-content.ts';
import { conventionPage } from './page-addresses.ts';

/** Conventions that something is said of: the first of them, and how many there are. */
export interface SweptConventions {
  readonly count: number;
  readonly shown: readonly SweptConvention[];
}

export interface SweptConvention {
  readonly id: string;
  readonly shortName: string;
}

/** What a sweep found. */
export interface SweepFound {
  readonly held: SweptConventions;
  readonly stuck: SweptConventions;
  /** Public address of the web application, if there is one. */
  readonly web?: string;
}

/** What admins read when letters did not leave within the hour. */
export function sweepContent({ held, stuck, web }: SweepFound): Content {
  const found = [
    ...(held.count > 0 ? [`${counted(held.count, 'convention')} dont des courriels attendent`] : []),
    ...(stuck.count > 0
      ? [`${counted(stuck.count, 'convention')} qui n’avance${stuck.count > 1 ? 'nt' : ''} plus`]
      : []),
  ];
  const words = {
    title: 'Courriels qui ne sont pas partis dans l’heure',
    subject: `courriels en attente – ${found.join(', ')}`,
    heading: 'Des courriels ne partent pas',
    summary: `Depuis plus d’une heure : ${enumerated(found)}.`,
    groups: [
      groupOf('Courriels en attente', held, {
        status: 'Courriels en attente',
        lead: 'La messagerie ne prend pas ce que nous écrivons à certains de ses contacts.',
        closing:
          'Vérifiez le serveur de messagerie, son mot de passe (SMTP_URL) et la réputation de l’expéditeur (SPF, DKIM, listes noires) : les courriels partiront d’eux-mêmes, dans les deux heures.',
        web,
      }),
      groupOf('Conventions qui n’avancent plus', stuck, {
        status: 'À l’arrêt',
        lead: 'Le logiciel échoue à la faire avancer : plus rien n’est écrit pour elle.',
        closing:
          'L’interface Temporal montre l’erreur ; une version corrigée du logiciel les fait repartir d’où elles en sont.',
        web,
      }),
    ],
    answer: {
      heading: 'La suite',
      text: 'Ce qui est dit ici ne l’est qu’une fois ; la vérification de chaque matin redit ce qui attend encore.',
    },
    automatic: 'Message automatique : il n’est envoyé que si des courriels ne partent pas.',
  };
  return adminContent(words, web);
}

interface GroupWords {
  readonly status: string;
  readonly lead: string;
  readonly closing: string;
  readonly web: string | undefined;
}

function groupOf(heading: string, { count, shown }: SweptConventions, words: GroupWords): Group {
  const others = count - shown.length;
  return {
    heading: typeset(`${heading} (${count})`),
    matters: shown.map(({ id, shortName }) => ({
      tone: 'urgent',
      status: typeset(words.status),
      title: typeset(shortName || id),
      lead: typeset(words.lead),
      paragraphs: [],
      facts: [],
      ...conventionPage(words.web, id),
    })),
    closing: [
      typeset(words.closing),
      ...(others > 0 ? [typeset(`Et ${others} ${others > 1 ? 'autres' : 'autre'}.`)] : []),
    ],
  };
}
