import { frenchDate, frenchInstant } from '../convention/calendar/french.ts';
import { parisDate, parisInstant } from '../convention/calendar/paris.ts';
import { frenchPhases } from '../convention/convention.ts';
import { frenchNumber } from '../convention/french-number.ts';
import { frenchEnding } from '../rehearsal/ending.ts';
import { type MailsOfPerson, mailsByPerson } from '../rehearsal/mails.ts';
import type { Rehearsal } from '../rehearsal/rehearse.ts';
import { type Command, defineCommand } from './command.ts';
import { documentIn, jsonIn } from './document-file.ts';
import { file, flag, optional } from './doing.ts';
import { print } from './print.ts';
import { dateOf } from './words.ts';

/** A whole life in a few seconds, on an engine of its own: no mail leaves it. */
export const rehearsalCommands: readonly Command[] = [
  defineCommand({
    usage: 'rehearse <file>',
    says: 'Joue toute la vie d’une convention en quelques secondes, sans rien envoyer',
    options: {
      file,
      script: optional(
        'Fichier JSON d’actes : [{ "on": "2027-03-01" ou "after": "P3M", "act": "notice", … }] ; ce qu’il nomme n’est plus fait d’office',
      ),
      idle: flag('Personne ne répond : la convention est publiée, et c’est tout'),
      'signed-on': optional('Date de signature jouée ; aujourd’hui par défaut'),
      mails: optional('Dossier où écrire chaque courriel (.eml)'),
    },
    example: ['rehearse examples/signaux-faibles.json --idle', 'tous les rappels d’une année sans réponse'],
    run: async ({ file, script, idle = false, signedOn, mails, json }) => {
      const { document: written } = await documentIn(file);
      const day = signedOn ? dateOf(signedOn) : parisDate(Date.now());
      const { document } = await documentIn(file, { signedOn: day });
      const { readScript } = await import('../rehearsal/script.ts');
      const acts = script ? readScript(await jsonIn(script), day) : [];
      if (!json && written.signedOn !== day) {
        process.stdout.write(
          `Signature jouée le ${frenchDate(day)} (le document dit le ${frenchDate(written.signedOn)}).\n\n`,
        );
      }
      const { openStage, quietly, workflowBundle } = await import('../rehearsal/stage.ts');
      const { keepMails } = await import('../rehearsal/mails.ts');
      const { rehearse } = await import('../rehearsal/rehearse.ts');
      quietly();
      const stage = await openStage({ workflowBundle });
      try {
        const acting = idle ? 'nobody' : 'everybody';
        const rehearsal = await rehearse(stage, document, { acting, script: acts, progress: progressBar() });
        if (mails) await keepMails(stage.mailbox, rehearsal.mails, mails);
        print(json, rehearsal, () => timetable(rehearsal));
      } finally {
        await stage.close();
      }
    },
  }),
];

/** Every phase, act and mail at its virtual instant, in their order; then how it ended, and how many mails each person receives. */
export function timetable(rehearsal: Rehearsal): string[] {
  const { phases, mails, acts, events, seconds } = rehearsal;
  const lines = [
    ...phases.map(({ phase, on }) => ({
      at: parisInstant(on, '00:00'),
      line: `${frenchDate(on)}  ■ ${frenchPhases[phase]}`,
    })),
    ...acts.map(({ at, text, refused }) => ({
      at,
      line: `${frenchInstant(at)}  ● ${text ?? `REFUSÉ : ${refused}`}`,
    })),
    ...mails.map(({ at, to, subject }) => ({
      at: Date.parse(at),
      line: `${frenchInstant(Date.parse(at))}  ✉ ${to} : ${subject}`,
    })),
  ];
  return [
    // A mail is dated to the second: within one, what causes comes before what is caused.
    ...lines.sort((a, b) => Math.floor(a.at / 1000) - Math.floor(b.at / 1000)).map(({ line }) => line),
    '',
    `${frenchEnding(rehearsal)} ${frenchNumber(mails.length)} courriels ; ${frenchNumber(events)} événements d’historique ; ${frenchNumber(seconds, 1)} s.`,
    '',
    ...personLines(mailsByPerson(mails)),
  ];
}

/** How many mails each person receives. */
function personLines(people: readonly MailsOfPerson[]): string[] {
  const width = Math.max(...people.map(({ to }) => to.length));
  return [
    'Courriels par personne, au plus sur douze mois, et la première semaine :',
    ...people.map(
      ({ to, all, year, firstWeek }) =>
        `  ${to.padEnd(width)}  ${[all, year, firstWeek].map((count) => frenchNumber(count).padStart(5)).join('')}`,
    ),
  ];
}

/** A bar on the error output when it is a terminal, wiped when the rehearsal is over. */
function progressBar(): (share: number, now: number) => void {
  const { stderr } = process;
  if (!stderr.isTTY) return () => {};
  const width = 30;
  return (share, now) => {
    const filled = Math.round(share * width);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${frenchDate(parisDate(now))}`;
    stderr.write(share === 1 ? '\r\u001b[K' : `\r\u001b[K${bar}`);
  };
}
