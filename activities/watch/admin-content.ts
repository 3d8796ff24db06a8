import type { Content, Group } from '../../letters/content.ts';
import { typeset } from '../../letters/typography.ts';
import { portfolioPage } from './page-addresses.ts';

/** What a message to admins says of all conventions. */
export interface AdminWords extends Pick<Content, 'summary' | 'answer'> {
  readonly title: string;
  /** How many conventions it is about, where that is told. */
  readonly parties?: string;
  /** How its subject ends. */
  readonly subject: string;
  readonly heading: string;
  /** Those that have nothing to tell are left out. */
  readonly groups: readonly Group[];
  /** When it is sent: `Message automatique, envoyé chaque lundi…`. */
  readonly automatic: string;
}

/**
 * A message to admins.
 * @param web public address of the web application, if there is one.
 */
export function adminContent(words: AdminWords, web: string | undefined): Content {
  const { title, parties = '', subject, heading, summary, groups, answer, automatic } = words;
  return {
    convention: {
      shortName: 'Conventions de délégation',
      title: typeset(title),
      parties: typeset(parties),
    },
    subject: typeset(`Conventions de délégation : ${subject}`),
    heading,
    summary: typeset(summary),
    ...portfolioPage(web),
    groups: groups.filter(({ matters }) => matters.length > 0),
    answer: { heading: typeset(answer.heading), text: typeset(answer.text) },
    footer: [
      'Vous recevez ce message parce que votre adresse est celle d’un administrateur (DELEGATION_ADMINS).',
      automatic,
    ].map(typeset),
    links: [],
  };
}
