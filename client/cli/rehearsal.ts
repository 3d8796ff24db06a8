import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { frenchDate, frenchInstant } from '../../convention/calendar/french.ts';
import type { Rehearsal } from '../rehearsal/rehearse.ts';
import { type Command, defineCommand } from './command.ts';
import { documentIn } from './document-file.ts';
import { print } from './print.ts';
import { dateOf, partyOf } from './words.ts';

/** A whole life in a few seconds, on an engine of its own: no mail leaves it. */
export const rehearsalCommands: readonly Command[] = [
  defineCommand({
    usage: 'rehearse <file>',
    says: 'Joue toute la vie d’une convention en quelques secondes, sans rien envoyer',
    options: {
      file: { type: 'string', demandOption: true, describe: 'Fichier JSON de la convention' },
      acting: {
        type: 'string',
        choices: ['on-time', 'late', 'never'] as const,
        default: 'on-time' as const,
        describe:
          'Les parties agissent la veille de chaque échéance, dix jours après, ou jamais une fois la convention publiée',
      },
      'notice-received': { type: 'string', describe: 'Date de réception d’un préavis, avec --by' },
      by: { type: 'string', describe: 'Qui donne ce préavis : délégant ou délégataire' },
      mails: { type: 'string', describe: 'Dossier où écrire chaque courriel (.eml)' },
    },
    example: [
      'rehearse examples/signaux-faibles.json --acting late',
      'tous les courriels d’une année en retard',
    ],
    ways: [[], ['notice-received', 'by']],
    run: async ({ file, acting, noticeReceived, by, mails, json }) => {
      const { document } = await documentIn(file);
      const notice =
        noticeReceived && by ? { from: partyOf(by), receivedOn: dateOf(noticeReceived) } : undefined;
      const { openStage, quietly, workflowBundle } = await import('../rehearsal/stage.ts');
      const { rehearse } = await import('../rehearsal/rehearse.ts');
      quietly();
      const stage = await openStage({ workflowBundle });
      try {
        const rehearsal = await rehearse(stage, document, { acting, ...(notice ? { notice } : {}) });
        if (mails) await keepMails(stage.mailbox.url, rehearsal, mails);
        print(json, rehearsal, () => describe(rehearsal));
      } finally {
        await stage.close();
      }
    },
  }),
];

function describe({ mails, journal, outcome, events, seconds }: Rehearsal): string[] {
  const acts = journal
    .filter(({ act }) => act !== 'mail')
    .map(({ at, text }) => ({ at, line: `${frenchInstant(at)}  ● ${text}` }));
  const letters = mails.map(({ date, to, subject }) => {
    const at = Date.parse(date);
    return { at, line: `${frenchInstant(at)}  ✉ ${to} : ${subject}` };
  });
  const ending =
    outcome === 'unfinished'
      ? 'Inachevée : des obligations restent à remplir.'
      : `Fin le ${frenchDate(outcome.endedOn)}.`;
  return [
    ...[...acts, ...letters].sort((a, b) => a.at - b.at).map(({ line }) => line),
    '',
    `${ending} ${mails.length} courriels ; ${events.events} événements d’historique ; ${seconds.toFixed(1)} s.`,
  ];
}

async function keepMails(url: string, { mails }: Rehearsal, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [rank, { id, date, to }] of mails.entries()) {
    const source = await (await fetch(`${url}/messages/${id}.eml`)).text();
    const name = `${String(rank + 1).padStart(3, '0')}-${date.slice(0, 10)}-${to.replace(/[^a-z0-9@.-]/gi, '_')}.eml`;
    await writeFile(join(folder, name), source);
  }
}
