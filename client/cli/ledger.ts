import { createHash } from 'node:crypto';
import type { ActInput } from '../../convention/acts/acts.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { Refused } from '../../convention/errors.ts';
import { positionOf } from '../../convention/ledger/position.ts';
import { readImport } from '../chorus/import.ts';
import { quoted } from '../words.ts';
import { type Command, defineCommand, withConventions } from './command.ts';
import { bytesOf } from './document-file.ts';
import { act, by, flag, id, needed, optional, reason, requestId, requestOf } from './doing.ts';
import { describeImport, importSummary } from './import.ts';
import { describeEntries, describePosition } from './position.ts';
import { print } from './print.ts';
import { writeText } from './reads.ts';
import { conventionId, dateOf, eurosOf, signedEurosOf, userMark, wholeOf } from './words.ts';

/** The ledger (art. 3 and 5): what Chorus knows of the money. */
export const ledgerCommands: readonly Command[] = [
  defineCommand({
    usage: 'ledger show <id>',
    says: 'Où en est le budget : plafond, engagé, payé, reste ; et les dernières écritures',
    options: {
      id,
      on: optional('La situation à cette date ; aujourd’hui par défaut'),
      all: flag('Toutes les écritures'),
    },
    example: ['ledger show signaux-faibles --on 2020-12-31', 'la situation en fin d’année'],
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
    usage: 'ledger add <id> <kind>',
    says: 'Une écriture : crédits, engagement, modification, service fait ou paiement',
    options: {
      id,
      kind: needed(
        'Nature : credits, commitment (engagement), change (modification), acceptance (service fait) ou payment (paiement)',
      ),
      amount: needed('Montant en euros ; une annulation d’engagement s’écrit --amount=-1200'),
      on: optional('Date ; aujourd’hui par défaut'),
      reference: needed('Référence Chorus, ou de la pièce'),
      order: optional('Numéro de l’engagement juridique (N° EJ)'),
      supplier: optional('Fournisseur, pour un engagement'),
      contract: optional('Marché utilisé, pour un engagement'),
      'delivery-ends-on': optional('Fin des livraisons, pour un engagement'),
      by,
      'request-id': requestId,
    },
    example: [
      'ledger add signaux-faibles commitment --order 1500012345 --amount 12000 --supplier "Octo" --delivery-ends-on 2020-12-31 --reference "BC 12"',
      'un bon de commande',
    ],
    run: ({
      id,
      kind,
      amount,
      on,
      reference,
      order,
      supplier,
      contract,
      deliveryEndsOn,
      by,
      requestId,
      json,
    }) => {
      const given = {
        kind: kindNamed(kind),
        amount: kindNamed(kind) === 'change' ? signedEurosOf(amount) : eurosOf(amount),
        on: on ? dateOf(on) : parisDate(Date.now()),
        reference,
        ...(order === undefined ? {} : { order }),
        ...(supplier === undefined ? {} : { supplier }),
        ...(contract === undefined ? {} : { contract }),
        ...(deliveryEndsOn === undefined ? {} : { deliveryEndsOn: dateOf(deliveryEndsOn) }),
      };
      // What an entry of that kind needs, its schema says.
      return act({ json, requestId }, id, 'recordEntry', {
        by,
        entry: given as ActInput<'recordEntry'>['entry'],
      });
    },
  }),
  defineCommand({
    usage: 'ledger correct <id> <seq>',
    says: 'Une écriture était fausse : une autre l’annule, et la nomme',
    options: {
      id,
      seq: needed('Numéro de l’écriture'),
      on: optional('Date de la correction ; celle de l’écriture par défaut'),
      reason,
      by,
      'request-id': requestId,
    },
    example: ['ledger correct signaux-faibles 12 --reason "montant erroné"', 'annule l’écriture n° 12'],
    run: ({ id, seq, on, reason, by, requestId, json }) =>
      act({ json, requestId }, id, 'correctEntry', {
        by,
        seq: wholeOf(seq, 'un numéro d’écriture', 1, 999_999),
        ...(on === undefined ? {} : { on: dateOf(on) }),
        reason,
      }),
  }),
  defineCommand({
    usage: 'ledger import <id> <file>',
    says: 'Un export de Chorus : montre ce qu’il changerait, puis le fait avec --yes',
    options: {
      id,
      file: needed('Fichier CSV exporté de Chorus'),
      yes: flag('Enregistre, tout ou rien ; sans lui, rien ne change'),
      on: optional('Date des lignes que le fichier ne date pas ; aujourd’hui par défaut'),
      year: optional('INF-BUD-53 : exercice de l’export, s’il ne le dit pas'),
      payments: flag('INF-BUD-53 : importe aussi les montants payés (sinon, ceux de l’export des paiements)'),
      by,
      'request-id': requestId,
    },
    example: ['ledger import signaux-faibles INF-BUD-53.csv', 'ce que changerait cet export'],
    run: async ({ id, file, yes = false, on, year, payments = false, by, requestId, json }) => {
      conventionId(id);
      const request = requestOf(requestId);
      const bytes = await bytesOf(file, 'un fichier CSV exporté de Chorus');
      await withConventions(async (conventions) => {
        const record = await conventions.record(id);
        const today = parisDate(Date.now());
        const found = readImport(record, bytes, {
          on: on ? dateOf(on) : today,
          today,
          payments,
          file,
          ...(year === undefined ? {} : { year: wholeOf(year, 'un exercice', 2000, 2199) }),
        });
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
  defineCommand({
    usage: 'ledger export <id>',
    says: 'Le registre en CSV, pour un tableur',
    options: { id, out: optional('Fichier où l’écrire ; la sortie standard sinon') },
    example: ['ledger export signaux-faibles --out registre.csv', 'pour un tableur français'],
    run: async ({ id, out, json }) => {
      conventionId(id);
      const { ledgerCsv } = await import('../chorus/export.ts');
      await withConventions(async (conventions) => {
        const { ledger } = await conventions.record(id);
        const csv = ledgerCsv(ledger);
        if (out === undefined) {
          if (json) print(json, { id, entries: ledger }, () => []);
          else process.stdout.write(csv);
          return;
        }
        await writeText(out, csv);
        print(json, { id, out, entries: ledger.length }, () => [
          `Registre de « ${id} » (${ledger.length} écritures) écrit dans ${quoted(out)}.`,
        ]);
      });
    },
  }),
  defineCommand({
    usage: 'shortfall declare <id>',
    says: 'Les crédits ne suffiront pas : le délégant est prévenu sans délai',
    options: { id, missing: needed('Ce qui manque, en euros'), reason, by, 'request-id': requestId },
    example: ['shortfall declare signaux-faibles --missing 15000 --reason "renfort de l’équipe"', 'art. 5'],
    run: ({ id, missing, reason, by, requestId, json }) =>
      act({ json, requestId }, id, 'declareShortfall', { by, missing: eurosOf(missing), reason }),
  }),
  defineCommand({
    usage: 'shortfall refuse <id>',
    says: 'Le délégant n’ajuste pas la dotation : l’exécution est suspendue',
    options: { id, reason, by, 'request-id': requestId },
    example: ['shortfall refuse signaux-faibles --reason "crédits épuisés"', 'suspend l’exécution'],
    run: ({ id, reason, by, requestId, json }) =>
      act({ json, requestId }, id, 'refuseAdjustment', { by, reason }),
  }),
  defineCommand({
    usage: 'shortfall withdraw <id>',
    says: 'Le délégataire renonce à ce qui manquait : l’exécution se poursuit',
    options: { id, reason, by, 'request-id': requestId },
    example: ['shortfall withdraw signaux-faibles --reason "commande reportée"', 'lève l’insuffisance'],
    run: ({ id, reason, by, requestId, json }) =>
      act({ json, requestId }, id, 'withdrawShortfall', { by, reason }),
  }),
];

const kinds: Readonly<Record<string, ActInput<'recordEntry'>['entry']['kind']>> = {
  credits: 'credits',
  crédits: 'credits',
  commitment: 'commitment',
  engagement: 'commitment',
  change: 'change',
  modification: 'change',
  acceptance: 'acceptance',
  'service-fait': 'acceptance',
  payment: 'payment',
  paiement: 'payment',
};

function kindNamed(typed: string) {
  const kind = Object.hasOwn(kinds, typed.toLowerCase()) ? kinds[typed.toLowerCase()] : undefined;
  if (kind) return kind;
  throw new Refused(
    'BAD_USAGE',
    `${quoted(typed)} n’est pas une nature d’écriture ; accepté : credits (crédits), commitment (engagement), change (modification), acceptance (service-fait), payment (paiement).`,
  );
}
