import { stringify } from 'csv-stringify/sync';
import { frenchDate, frenchInstant } from '../convention/calendar/french.ts';
import { type Convention, frenchPhases } from '../convention/convention.ts';
import { ledgerTable } from '../convention/ledger/ledger-table.ts';
import { frenchEuros } from '../convention/ledger/money.ts';
import { statementFacts, statementOf } from '../convention/ledger/statement.ts';
import { fullPartyName } from '../convention/people/parties.ts';
import { piecesOf } from '../convention/proof/pieces.ts';
import { periodOf } from '../convention/term/term.ts';
import { piecesIn } from './write-bag.ts';

/**
 * The whole record of a convention as files, by path; `LISEZMOI.txt` says what each is.
 * @param pieces the files that prove it, by SHA-256, as far as they are kept.
 */
export function filesOf(
  record: Convention,
  pieces: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, string | Uint8Array> {
  const { document, version, pastVersions, journal, ledger, mails, undelivered, faults, ...facts } = record;
  const documents = [...pastVersions, { version, document }];
  const csv = { bom: true, delimiter: ';', record_delimiter: '\r\n', quoted_match: /[\r\n]/ } as const;
  const cited = piecesOf(record).map(({ name, sha256 }) => {
    const content = pieces.get(sha256);
    return { name, sha256, ...(content ? { file: pathOf(name, sha256), content } : {}) };
  });
  return new Map<string, string | Uint8Array>([
    ['LISEZMOI.txt', readMe(record)],
    ...documents.map((one): [string, string] => [`document-v${one.version}.json`, json(one.document)]),
    ['convention.json', json({ id: document.id, version, period: periodOf(record) ?? null, ...facts })],
    ['journal.json', json(journal)],
    ['ledger.json', json(ledger)],
    ['ledger.csv', stringify(ledgerTable(ledger, document), csv)],
    ['statement.json', json(statementOf(record))],
    ['statement.txt', statement(record)],
    ['mails.json', json({ mails, undelivered, faults })],
    ['pieces.json', json(cited.map(({ content: _content, ...piece }) => piece))],
    ...cited.flatMap(({ file, content }): [string, Uint8Array][] =>
      file && content ? [[file, content]] : [],
    ),
  ]);
}

/** Where a piece is in the package: its name is its SHA-256, its end that of the name that it had. */
function pathOf(name: string, sha256: string): string {
  const [, end = ''] = /(\.[a-z0-9]{1,5})$/i.exec(name) ?? [];
  return `${piecesIn}/${sha256}${end.toLowerCase()}`;
}

function readMe({ document, phases }: Convention): string {
  return lines(
    document.title,
    `${fullPartyName(document, 'delegator')} (délégant) → ${fullPartyName(document, 'delegatee')} (délégataire), signée le ${frenchDate(document.signedOn)}`,
    phases.map(({ phase, on }) => `${frenchPhases[phase]} le ${frenchDate(on)}`).join(', '),
    '',
    'Ce paquet est un « bag » BagIt 1.0 (RFC 8493) : tout le dossier de la convention, avec l’empreinte de chaque fichier.',
    '',
    'document-vN.json   le texte de la convention, version par version (1 : tel que signé ; puis un par avenant)',
    'convention.json    ses faits : période, publications, comptes rendus, comités, préavis, manquements, avenants,',
    '                   reconductions, insuffisances et suspensions, propositions pour le solde, sort de chaque obligation',
    'journal.json       chaque acte : quand, par qui, ce qui a été fait, pourquoi, sous quelle version du texte',
    'ledger.json        le registre : crédits, engagements (AE), services faits, paiements (CP), corrections',
    'ledger.csv         le même, pour un tableur',
    'statement.json     l’état final : plafond, engagé, payé, solde, par période',
    'statement.txt      le même, en clair, avec l’accord sur l’utilisation du solde',
    'pieces.json        les pièces citées : nom, SHA-256 et, quand elle est conservée ici, où elle est dans « pieces/ »',
    'pieces/            ces pièces, chacune sous son SHA-256',
    'mails.json         les courriels partis (identifiant, destinataire, objet de la relance) et ceux qui ont été refusés',
    '',
    'Dans les fichiers .json, montants : centimes d’euro ; dates : AAAA-MM-JJ ; instants : millisecondes depuis le',
    '1er janvier 1970 (UTC). Ce que change un avenant (« changes ») est en euros, comme il a été écrit. Dans ledger.csv et',
    'statement.txt : euros, dates et heures de Paris.',
    '',
    'Pour vérifier : « delegation verify FICHIER.zip » ; ou, une fois le ZIP ouvert, tout outil BagIt, ou',
    '« sha256sum -c manifest-sha256.txt » dans le dossier qui contient ce manifeste.',
  );
}

function statement(record: Convention): string {
  const { agreedBalance, document } = record;
  return lines(
    `État final : ${document.title}`,
    '',
    ...statementFacts(record).map(([label, value]) => `${label} : ${value}`),
    '',
    agreedBalance
      ? `Solde convenu : ${frenchEuros(agreedBalance.amount)}, ${agreedBalance.use} (accord de ${agreedBalance.agreedBy}, le ${frenchInstant(agreedBalance.agreedAt)})`
      : 'Aucune utilisation du solde n’a été convenue.',
  );
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function lines(...all: string[]): string {
  return `${all.join('\n')}\n`;
}
