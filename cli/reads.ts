import { writeFile } from 'node:fs/promises';
import { quoted } from '../acts/typed.ts';
import type { ListedConvention } from '../client/list.ts';
import { codeOf } from '../contract/system-error.ts';
import { documentOfVersion, documentOn } from '../convention/amendments/versions.ts';
import { writtenOf } from '../convention/amendments/written.ts';
import { frenchDate } from '../convention/calendar/french.ts';
import { parisDate } from '../convention/calendar/paris.ts';
import type { Convention } from '../convention/convention.ts';
import { Refused } from '../convention/errors.ts';
import { frenchStanding } from '../convention/term/phases.ts';
import { type Command, defineCommand, withConventions } from './command.ts';
import { documentIn } from './document-file.ts';
import { flag, id, optional } from './doing.ts';
import { filterOf, filterOptions } from './list-filter.ts';
import { cut, print, table } from './print.ts';
import { describeView } from './show.ts';
import { describeWhy, whyDuty } from './why.ts';
import { conventionId, dateOf, wholeOf } from './words.ts';

/** What is read of the conventions. */
export const readCommands: readonly Command[] = [
  defineCommand({
    usage: 'list',
    says: 'Les conventions : phase, prochaine date, retards',
    options: {
      ...filterOptions,
      limit: { ...optional('Combien par page, de 1 à 1000'), default: '50' },
      page: optional('Suite d’une page précédente'),
    },
    example: ['list --phase inForce --overdue', 'les conventions en vigueur qui ont du retard'],
    run: async ({ limit, page, json, ...given }) => {
      const filter = {
        ...filterOf(given),
        limit: wholeOf(limit, 'un nombre de conventions', 1, 1000),
        ...(page ? { page } : {}),
      };
      await withConventions(async (conventions) => {
        const found = await conventions.list(filter);
        print(json, found, () => [
          ...(found.conventions.length === 0 ? ['Aucune convention.'] : listing(found.conventions)),
          ...(found.nextPage ? [`Suite : delegation list … --page ${found.nextPage}`] : []),
        ]);
      });
    },
  }),
  defineCommand({
    usage: 'show <id>',
    says: 'Une convention : phase, dates, obligations, journal, prochains courriels',
    options: {
      id,
      all: flag('Toutes les obligations et tout le journal'),
    },
    example: ['show signaux-faibles', 'où en est la convention'],
    run: async ({ id, all = false, json }) => {
      conventionId(id);
      await withConventions(async (conventions) => {
        const view = await conventions.view(id);
        print(json, view, () => describeView(view, all));
      });
    },
  }),
  defineCommand({
    usage: 'why <id> <duty>',
    says: 'Pourquoi une obligation échoit ce jour-là : la clause, le calcul, le droit',
    more: 'D’une convention qui n’est pas suivie, donnez le fichier (ma-convention.json) au lieu de l’identifiant : « schedule » en donne les obligations.',
    options: {
      id: { ...id, describe: 'Identifiant de la convention, ou son fichier JSON' },
      duty: { type: 'string', demanded: true, describe: 'Identifiant de l’obligation (ex. report-2020-04)' },
      'effective-on': optional(
        'D’un fichier, date d’effet ; par défaut celle que le texte fixe, sinon la signature',
      ),
    },
    example: ['why signaux-faibles report-2020-04', 'd’où vient la date de ce compte rendu'],
    run: async ({ id, duty, effectiveOn, json }) => {
      const tell = (record: Convention) => {
        const why = whyDuty(record, duty);
        print(json, why, () => describeWhy(why));
      };
      if (isFile(id)) {
        const { planned } = await import('../convention/views/schedule.ts');
        const { document } = await documentIn(id);
        return tell(planned(document, effectiveOn ? dateOf(effectiveOn) : undefined));
      }
      if (effectiveOn !== undefined)
        throw new Refused(
          'BAD_USAGE',
          '--effective-on est donné pour une convention suivie, dont l’effet est connu ; accepté : avec un fichier.',
        );
      conventionId(id);
      await withConventions(async (conventions) => tell(await conventions.record(id)));
    },
  }),
  defineCommand({
    usage: 'document <id>',
    says: 'Le document en vigueur, ou une version que des avenants ont remplacée',
    options: {
      id,
      revision: optional('Numéro de version, comme le journal le donne à chaque acte'),
      on: optional('Le texte qui compte à cette date, avenants rétroactifs compris'),
    },
    example: ['document signaux-faibles --on 2020-06-01', 'le texte qui valait ce jour-là'],
    run: async ({ id, revision, on }) => {
      conventionId(id);
      if (revision !== undefined && on !== undefined)
        throw new Refused('BAD_USAGE', '--revision et --on sont donnés ; accepté : l’un des deux, ou aucun.');
      await withConventions(async (conventions) => {
        const record = await conventions.record(id);
        const wanted = revision ? wholeOf(revision, 'une version', 1, record.version) : record.version;
        const document = on
          ? documentOn(record, dateOf(on))
          : (documentOfVersion(record, wanted) ?? record.document);
        print(true, writtenOf(document), () => []);
      });
    },
  }),
  defineCommand({
    usage: 'export <id>',
    says: 'Le dossier complet de la convention, en JSON',
    options: { id, out: optional('Fichier où l’écrire ; la sortie standard sinon') },
    example: [
      'export signaux-faibles --out signaux-faibles.record.json',
      'document, faits, journal, courriels',
    ],
    run: async ({ id, out, json }) => {
      conventionId(id);
      await withConventions(async (conventions) => {
        const record = await conventions.record(id);
        if (out === undefined) return print(true, record, () => []);
        await writeText(out, `${JSON.stringify(record, null, 2)}\n`);
        print(json, { id, out }, () => [`Dossier de « ${id} » écrit dans ${quoted(out)}.`]);
      });
    },
  }),
];

/** Whether what was typed in the place of a convention is its file: no identifier has a dot or a slash. */
function isFile(typed: string): boolean {
  return /\.json$|[/\\]/i.test(typed);
}

function listing(conventions: readonly ListedConvention[]): string[] {
  const day = (instant: string | undefined) => (instant ? frenchDate(parisDate(Date.parse(instant))) : '–');
  return table(
    ['Convention', 'Parties', 'Phase', 'Prochaine date', 'Fin', 'Retards', 'Anomalies'],
    conventions.map(({ id, parties, nextDeadline, endsOn, overdue, faults, ...one }) => [
      id,
      cut(parties, 24),
      frenchStanding(one),
      day(nextDeadline),
      day(endsOn),
      String(overdue),
      String(faults),
    ]),
  );
}

/**
 * Writes a file that was asked for with `--out`.
 * @param flag `wx` for a file that may not be there yet.
 * @throws Refused `BAD_USAGE` when it cannot be written.
 */
export async function writeText(file: string, record: string, flag: 'w' | 'wx' = 'w'): Promise<void> {
  try {
    await writeFile(file, record, { flag });
  } catch (error) {
    const why = unwritable[codeOf(error)] ?? 'ne peut être écrit';
    throw new Refused(
      'BAD_USAGE',
      `--out ${quoted(file)} ${why} ; accepté : le chemin d’un fichier à écrire.`,
    );
  }
}

const unwritable: Record<string, string> = {
  EEXIST: 'existe déjà, et n’est pas remplacé',
  ENOENT: 'est dans un dossier qui n’existe pas',
  ENOTDIR: 'est dans un dossier qui n’existe pas',
  EISDIR: 'est un dossier',
  EACCES: 'ne vous est pas ouvert en écriture',
};
