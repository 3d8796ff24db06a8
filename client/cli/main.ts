#!/usr/bin/env node
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { errors, Refused } from '../../convention/errors.ts';
import { actCommands } from './acts.ts';
import { complete } from './completion.ts';
import { documentCommands } from './documents.ts';
import { readCommands } from './reads.ts';
import { rehearsalCommands } from './rehearsal.ts';

// Exit codes: 0 done, 1 refused, 2 bad usage or document, 3 engine unreachable.

const asksJson = process.argv.includes('--json');

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `delegation list | head` closes the pipe: nobody reads any more.
  if (error.code === 'EPIPE') process.exit(0);
});

const commands = [...documentCommands, ...rehearsalCommands, ...readCommands, ...actCommands];
const parser = yargs(hideBin(process.argv))
  .scriptName('delegation')
  .locale('fr')
  .usage('$0 <commande> : suit les conventions de délégation de gestion')
  .option('json', { type: 'boolean', default: false, describe: 'Répond en JSON, de forme stable' })
  .epilogue(
    'Codes de sortie : 0 fait, 1 refusé, 2 usage ou document incorrect, 3 moteur injoignable.\n« delegation <commande> --help » donne un exemple de chacune.',
  )
  .completion('completion', 'Écrit le script de complétion pour bash ou zsh', complete)
  .demandCommand(1, 'Donnez une commande.')
  .recommendCommands()
  .strict()
  .parserConfiguration({ 'parse-positional-numbers': false })
  .alias('help', 'h')
  .wrap(Math.min(110, process.stdout.columns ?? 110))
  .fail((message, error) => {
    throw error ?? new Refused('BAD_USAGE', message);
  });
for (const command of commands) parser.command(command);

try {
  await parser.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Tells why not, in French on the error output, or as JSON on the output; a stack is only for what nobody foresaw. */
function report(error: unknown): number {
  const refused = error instanceof Refused ? error : undefined;
  const code = refused?.code ?? 'BAD_USAGE';
  const message = error instanceof Error ? error.message : String(error);
  if (asksJson) process.stdout.write(`${JSON.stringify({ error: { code, message } }, null, 2)}\n`);
  else process.stderr.write(`${errors[code].title}. ${message}\n`);
  if (!refused && process.env.DELEGATION_LOG_LEVEL === 'debug' && error instanceof Error) {
    process.stderr.write(`${error.stack}\n`);
  }
  if (code === 'BAD_USAGE' && !asksJson)
    process.stderr.write('« delegation --help » dit ce qui est accepté.\n');
  return errors[code].exit;
}
