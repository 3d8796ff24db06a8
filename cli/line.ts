import { actGroups } from '../acts/form.ts';
import { errors, isErrorCode, OutcomeUnknown, Refused } from '../convention/errors.ts';
import { packageVersion } from '../engine/package-root.ts';
import { actCommands } from './acts.ts';
import { amendCommands } from './amend.ts';
import { backupCommands } from './backup.ts';
import type { Command } from './command.ts';
import { completeLine, completionCommand } from './completion.ts';
import { documentCommands } from './documents.ts';
import { eachCommand } from './each.ts';
import { helpOf, helpOfOptions } from './help.ts';
import { ledgerCommands } from './ledger.ts';
import { lostActCommands } from './lost-acts.ts';
import { mailCommands } from './mails.ts';
import { ToldRefusal } from './on-many.ts';
import { harmless, harmlessJson, table } from './print.ts';
import { readCommands } from './reads.ts';
import { rehearsalCommands } from './rehearsal.ts';
import { resumeCommands } from './resume.ts';
import { searchCommand } from './search.ts';
import { signInCommands } from './sign-in.ts';
import { takeOverCommand } from './take-over.ts';
import { commandNamed, readWords } from './usage.ts';
import { archiveCommands } from './verify.ts';
import { versionCommands } from './versions.ts';

const rooms: readonly (readonly [title: string, commands: readonly Command[]])[] = [
  ['Préparer une convention', [...documentCommands, ...rehearsalCommands, ...mailCommands]],
  ['La suivre', [...readCommands, searchCommand, ...archiveCommands, ...resumeCommands]],
  ['Le registre, et l’aperçu d’un avenant', [...ledgerCommands, ...amendCommands]],
  ...actGroups.map((group) => [group, actCommands(group)] as const),
  ['Beaucoup de conventions à la fois', [eachCommand, takeOverCommand]],
  ['Sauvegarder, et remettre en place', [...backupCommands, ...lostActCommands]],
  ['Mettre à jour les workers d’un serveur à vous', versionCommands],
  ['L’application et le terminal', [...signInCommands, completionCommand]],
];
const commands = rooms.flatMap(([, ofRoom]) => ofRoom);

/**
 * Runs what was typed after `delegation`, and says on the output and the error output what came of it.
 *
 * @returns its exit code: 0 done, 1 refused, 2 bad usage or document, 3 engine unreachable, 4 sent, what came of it
 * unknown.
 */
export async function runLine(typed: readonly string[]): Promise<number> {
  try {
    if (typed[0] === '--complete') await completeLine(typed.slice(1), commands);
    else await runCommand(typed);
    return 0;
  } catch (error) {
    return report(error, typed);
  }
}

async function runCommand(typed: readonly string[]): Promise<void> {
  const place = typed.findIndex((word) => !word.startsWith('-'));
  const asksHelp = typed.includes('--help') || typed.includes('-h');
  const asksVersion = typed.includes('--version');
  if (place === -1 && asksHelp) return say(overview());
  if (place === -1 && asksVersion) return say(packageVersion());
  const command = commandNamed(typed[place], commands);
  if (asksHelp) return say(helpOf(command));
  if (asksVersion) return say(packageVersion());
  await command.run(readWords(command, typed.toSpliced(place, 1)));
}

function overview(): string {
  const rows = commands.map(({ usage, says }) => [`  ${usage}`, says]);
  const [, ...lines] = table(['', ''], rows);
  const blocks = rooms.map(([title, ofRoom]) => [`${title} :`, ...lines.splice(0, ofRoom.length)].join('\n'));
  return [
    'delegation <commande> : suit les conventions de délégation de gestion.',
    ...blocks,
    '« delegation <commande> --help » donne un exemple de chacune.\nCodes de sortie : 0 fait, 1 refusé, 2 usage ou document incorrect, 3 moteur injoignable, 4 envoyé, issue inconnue.',
    helpOfOptions({}),
  ].join('\n\n');
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Tells why not, in French on the error output, or as JSON on the output; a stack is only for who asks for it. */
function report(error: unknown, typed: readonly string[]): number {
  const asksJson = typed.some((word) => word === '--json' || word.startsWith('--json='));
  const code = error instanceof Refused && isErrorCode(error.code) ? error.code : 'UNFORESEEN';
  const message = error instanceof Error ? error.message : String(error);
  const retry = error instanceof OutcomeUnknown ? { retry: againAs(typed, error.intention) } : {};
  if (asksJson && error instanceof ToldRefusal) return errors[code].exit;
  if (asksJson) process.stdout.write(`${harmlessJson({ error: { code, message, ...retry } })}\n`);
  else {
    const lines = [`${errors[code].title}. ${message}`, ...(retry.retry ? [`  ${retry.retry}`] : [])];
    process.stderr.write(`${harmless(lines.join('\n'))}\n`);
  }
  if (code === 'UNFORESEEN' && process.env.DELEGATION_LOG_LEVEL === 'debug' && error instanceof Error)
    process.stderr.write(`${error.stack}\n`);
  return errors[code].exit;
}

/** The same command, as a shell takes it, that asks again under the same name. */
function againAs(typed: readonly string[], intention: string): string {
  const isNamed = typed.some((word) => word === '--request-id' || word.startsWith('--request-id='));
  const words = [...typed, ...(isNamed ? [] : ['--request-id', intention])];
  const quotedWords = words.map((word) =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`,
  );
  return ['delegation', ...quotedWords].join(' ');
}
