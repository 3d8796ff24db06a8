import { writeFile } from 'node:fs/promises';
import type { CommandModule } from 'yargs';
import { frenchDate } from '../../convention/calendar/french.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { frenchPhase, isPhase, phases } from '../../convention/phases.ts';
import type { ListedConvention } from '../list.ts';
import { defineCommand, withConventions } from './command.ts';
import { print, table } from './print.ts';
import { describeView } from './show.ts';

const id = { type: 'string', demandOption: true, describe: 'Identifiant de la convention' } as const;

/** What is read of the conventions. */
export const readCommands: CommandModule<object, never>[] = [
  defineCommand({
    usage: 'list',
    says: 'Les conventions : phase, prochaine échéance, retards',
    positionals: {},
    options: {
      phase: { type: 'string', choices: phases, describe: 'Seulement celles-là' },
      overdue: { type: 'boolean', default: false, describe: 'Seulement celles qui ont du retard' },
      faulty: { type: 'boolean', default: false, describe: 'Seulement celles dont un courriel est refusé' },
      party: { type: 'string', describe: 'Seulement celles de cette partie (ex. DGEFP)' },
      limit: { type: 'number', default: 50, describe: 'Combien par page, de 1 à 1000' },
      page: { type: 'string', describe: 'Suite d’une page précédente' },
    },
    example: ['list --phase inForce --overdue', 'les conventions en vigueur qui ont du retard'],
    check: ({ limit }) =>
      (Number.isInteger(limit) && limit >= 1 && limit <= 1000) ||
      `« --limit ${limit} » : accepté, un entier de 1 à 1000.`,
    run: ({ phase, overdue, faulty, party, limit, page, json }) =>
      withConventions(async (conventions) => {
        const found = await conventions.list({
          ...(phase && isPhase(phase) ? { phase } : {}),
          overdue,
          faulty,
          ...(party ? { party } : {}),
          limit,
          ...(page ? { page } : {}),
        });
        print(json, found, () => [
          ...(found.conventions.length === 0 ? ['Aucune convention.'] : listing(found.conventions)),
          ...(found.nextPage ? [`Suite : delegation list --page ${found.nextPage}`] : []),
        ]);
      }),
  }),
  defineCommand({
    usage: 'show <id>',
    says: 'Une convention : phase, dates, obligations, journal, prochains courriels',
    positionals: { id },
    options: {
      all: { type: 'boolean', default: false, describe: 'Toutes les obligations et tout le journal' },
    },
    example: ['show signaux-faibles', 'où en est la convention'],
    run: ({ id, all, json }) =>
      withConventions(async (conventions) => {
        const view = await conventions.view(id);
        print(json, view, () => describeView(view, all));
      }),
  }),
  defineCommand({
    usage: 'export <id>',
    says: 'Le dossier complet de la convention, en JSON',
    positionals: { id },
    options: { out: { type: 'string', describe: 'Fichier où l’écrire ; la sortie standard sinon' } },
    example: [
      'export signaux-faibles --out signaux-faibles.record.json',
      'document, faits, journal, courriels',
    ],
    run: ({ id, out }) =>
      withConventions(async (conventions) => {
        const record = JSON.stringify(await conventions.record(id), null, 2);
        if (out) await writeFile(out, `${record}\n`);
        else process.stdout.write(`${record}\n`);
      }),
  }),
];

function listing(conventions: readonly ListedConvention[]): string[] {
  const day = (instant: string | undefined) => (instant ? frenchDate(parisDate(Date.parse(instant))) : '–');
  return table(
    ['Convention', 'Parties', 'Phase', 'Prochaine échéance', 'Fin', 'Retards', 'Anomalies'],
    conventions.map(({ id, parties, phase, nextDeadline, endsOn, overdue, faults }) => [
      id,
      parties,
      isPhase(phase) ? frenchPhase(phase) : phase,
      day(nextDeadline),
      day(endsOn),
      String(overdue),
      String(faults),
    ]),
  );
}
