import { createHash } from 'node:crypto';
import { quoted } from '../acts/typed.ts';
import { readImport } from '../chorus/read-import.ts';
import { userMark } from '../client/operator.ts';
import { parisDate } from '../convention/calendar/paris.ts';
import { frenchNumber } from '../convention/french-number.ts';
import { positionOf } from '../convention/ledger/position.ts';
import { type Command, defineCommand, withConventions } from './command.ts';
import { bytesOf } from './document-file.ts';
import { by, flag, id, needed, optional, requestId, requestOf } from './doing.ts';
import { importAllCommand } from './import-all.ts';
import { readingOf, readingOptions } from './import-options.ts';
import { describeImport, importSummary } from './import-summary.ts';
import { describeEntries, describePosition } from './position.ts';
import { print } from './print.ts';
import { writeText } from './reads.ts';
import { conventionId, dateOf } from './words.ts';

/** The ledger (art. 3 and 5): what Chorus knows of the money. */
export const ledgerCommands: readonly Command[] = [
  defineCommand({
    usage: 'ledger <id>',
    says: 'Où en est le budget : plafond, engagé, payé, reste ; et les dernières écritures',
    options: {
      id,
      on: optional('La situation à cette date ; aujourd’hui par défaut'),
      all: flag('Toutes les écritures'),
    },
    example: ['ledger signaux-faibles --on 2020-12-31', 'la situation en fin d’année'],
    run: async ({ id, on, all = false, json }) => {
      conventionId(id);
      await withConventions(async (conventions) => {
        const record = await conventions.record(id);
        const position = positionOf(record, on ? dateOf(on) : parisDate(Date.now()));
        const entries = record.ledger.filter((entry) => entry.on <= position.on);
        print(json, { id, position, entries }, () => [
          ...describePosition(position),
          '',
          ...describeEntries(all ? entries : entries.slice(-10), entries.length),
        ]);
      });
    },
  }),
  defineCommand({
    usage: 'import <id> <file>',
    says: 'Un export de Chorus : montre ce qu’il changerait, puis le fait avec --yes',
    options: {
      id,
      file: needed('Fichier CSV exporté de Chorus'),
      yes: flag('Enregistre, tout ou rien ; sans lui, rien ne change'),
      ...readingOptions,
      by,
      'request-id': requestId,
    },
    example: ['import signaux-faibles INF-BUD-53.csv', 'ce que changerait cet export'],
    run: async ({ id, file, yes = false, on, year, payments = false, by, requestId, json }) => {
      conventionId(id);
      const request = requestOf(requestId);
      const bytes = await bytesOf(file, 'un fichier CSV exporté de Chorus');
      await withConventions(async (conventions) => {
        const record = await conventions.record(id);
        const found = readImport(record, bytes, readingOf({ file, on, year, payments }));
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const source = found.source;
        // What it has done already leaves nothing more to do.
        let text = yes ? await conventions.outcomeOf(id, request) : undefined;
        if (yes && text === undefined && found.plan.entries.length + found.plan.orphans.length > 0)
          text = await conventions.act(
            id,
            'importLedger',
            { by, mark: userMark(), source, sha256, lines: [...found.lines] },
            request,
          );
        print(json, importSummary(id, found, sha256, text), () => describeImport(found, text));
      });
    },
  }),
  importAllCommand,
  defineCommand({
    usage: 'ledger-csv <id>',
    says: 'Le registre en CSV, pour un tableur',
    options: { id, out: optional('Fichier où l’écrire ; la sortie standard sinon') },
    example: ['ledger-csv signaux-faibles --out registre.csv', 'pour un tableur français'],
    run: async ({ id, out, json }) => {
      conventionId(id);
      const { ledgerCsv } = await import('../chorus/export.ts');
      await withConventions(async (conventions) => {
        const { ledger, document } = await conventions.record(id);
        const csv = ledgerCsv(ledger, document);
        if (out === undefined) {
          if (json) print(json, { id, entries: ledger }, () => []);
          else process.stdout.write(csv);
          return;
        }
        await writeText(out, csv);
        print(json, { id, out, entries: ledger.length }, () => [
          `Registre de « ${id} » (${frenchNumber(ledger.length)} écritures) écrit dans ${quoted(out)}.`,
        ]);
      });
    },
  }),
];
