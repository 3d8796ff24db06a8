import { quoted } from '../acts/typed.ts';
import { alreadyDoneOf } from '../client/already-done.ts';
import { parisDate } from '../convention/calendar/paris.ts';
import { register } from '../convention/convention.ts';
import { oldKeysOf, upgraded } from '../convention/document/upgrade.ts';
import { asLandmark } from '../convention/duties/due-words.ts';
import { Refused } from '../convention/errors.ts';
import { effectiveOn as effectOf } from '../convention/term/effect.ts';
import { wrap } from '../letters/wrap.ts';
import { type Command, defineCommand, withConventions } from './command.ts';
import { documentIn, jsonIn, objectIn, readIn } from './document-file.ts';
import { by, file, optional, requestId, requestOf } from './doing.ts';
import { cut, harmless, print, table } from './print.ts';
import { writeText } from './reads.ts';
import { dateOf, partyOf } from './words.ts';

const out = optional('Fichier à écrire, qui n’existe pas encore ; la sortie standard sinon');

/** What is done with a document. */
export const documentCommands: readonly Command[] = [
  defineCommand({
    usage: 'start <file>',
    says: 'Démarre le suivi d’une convention signée',
    options: {
      file,
      'signed-on': optional('Date de signature, au lieu de celle du document'),
      'signed-text': optional('Adresse ou référence du texte signé, que les contrôleurs reçoivent'),
      'already-done': optional(
        'La convention court déjà : ce qui est fait, sans courriel à personne (all, none, ou des obligations séparées par des virgules) ; le reste est demandé au prochain matin ouvré, sans retard',
      ),
      'effective-on': optional('Avec --already-done : sa prise d’effet, si elle tient à une publication'),
      by: { ...by, describe: 'Qui l’enregistre' },
      'request-id': requestId,
    },
    example: ['start examples/signaux-faibles.json', 'la convention Signaux Faibles'],
    run: async ({ file, signedOn, signedText, alreadyDone, effectiveOn, by, requestId, json }) => {
      const request = requestOf(requestId);
      const { document, warnings } = await documentIn(file, signedOn ? { signedOn: dateOf(signedOn) } : {});
      const said = {
        done: alreadyDone,
        effectiveOn: effectiveOn === undefined ? undefined : dateOf(effectiveOn),
      };
      const already = alreadyDoneOf(document, said, parisDate(Date.now()), {
        done: '--already-done',
        effectiveOn: '--effective-on',
      });
      const settings = {
        ...(signedText ? { signedText } : {}),
        ...(already ? { alreadyDone: already } : {}),
      };
      await withConventions(async (conventions) => {
        await conventions.start(document, by, settings, request);
        print(json, { id: document.id, warnings }, () => [
          `La convention « ${document.id} » est suivie : voyez « delegation show ${document.id} ».`,
          ...warnings.map((warning) => `À vérifier : ${warning}`),
        ]);
      });
    },
  }),
  defineCommand({
    usage: 'schedule <file>',
    says: 'Le calendrier d’une convention, sans rien démarrer',
    more: 'D’où vient une date : « delegation why » avec le même fichier et l’identifiant de l’obligation. Les jours des courriels si rien n’est fait : avec --json.',
    options: {
      file,
      'effective-on': optional('Date d’effet ; par défaut celle que le texte fixe, sinon la signature'),
      'notice-received': optional('Date de réception d’un préavis, avec --by'),
      by: optional(
        'Qui donne ce préavis : délégant ou délégataire ; celle des parties, quand un côté en a plusieurs',
      ),
    },
    example: ['schedule examples/signaux-faibles.json --effective-on 2020-04-10', 'toutes les échéances'],
    run: async ({ file, effectiveOn, noticeReceived, by, json }) => {
      if ((noticeReceived === undefined) !== (by === undefined))
        throw new Refused(
          'BAD_USAGE',
          `--${by === undefined ? 'notice-received' : 'by'} est donné seul ; accepté : --notice-received et --by, ou ni l’un ni l’autre.`,
        );
      const { scheduleOf } = await import('../convention/views/schedule.ts');
      const { document, warnings } = await documentIn(file);
      const notice =
        noticeReceived && by
          ? { from: partyOf(by, document), receivedOn: dateOf(noticeReceived) }
          : undefined;
      const isKnown = effectiveOn !== undefined || effectOf(register(document, 0)) !== undefined;
      const schedule = scheduleOf(document, effectiveOn ? dateOf(effectiveOn) : undefined, notice);
      print(json, schedule, () => [
        `${isKnown ? 'Effet' : 'Effet supposé le'} ${schedule.effectiveOn} · dernier jour ${schedule.lastDay} · fin ${schedule.endsOn}`,
        '',
        ...warnings.flatMap((warning) => wrap(`À vérifier : ${warning}`)),
        ...(warnings.length > 0 ? [''] : []),
        ...table(
          ['Échéance ou repère', 'Ouvre le', 'Art.', 'Qui', 'Identifiant', 'Obligation'],
          schedule.deadlines.map(({ dueOn, indicative, opensOn, article, duty, holderName, title }) => [
            asLandmark(dueOn, indicative),
            opensOn,
            cut(article, 6),
            cut(holderName, 16),
            duty,
            title,
          ]),
        ),
      ]);
    },
  }),
  defineCommand({
    usage: 'new',
    says: 'Les modèles de convention, ou l’un d’eux, dont il reste à remplir ce qui est vide',
    options: { template: optional('Nom du modèle ; la liste des modèles sinon'), out },
    example: ['new --template credits --out convention.json', 'une délégation de crédits'],
    run: async ({ template, out, json }) => {
      const { templates } = await import('../client/templates.ts');
      const found = templates().find(({ name }) => name === template);
      const names = templates().map(({ name }) => name);
      if (found) {
        const says = `Modèle « ${found.title} » : remplissez ce qui est vide, et vérifiez les articles.`;
        return writeDocument(json, out, found.document, says);
      }
      if (template !== undefined)
        throw new Refused(
          'BAD_USAGE',
          `${quoted(template)} n’est pas un modèle ; accepté : ${names.join(', ')}.`,
        );
      if (out !== undefined)
        throw new Refused('BAD_USAGE', `--out est donné sans --template ; accepté : ${names.join(', ')}.`);
      const listed = templates().map(({ name, title, says }) => ({ name, title, says }));
      print(json, { templates: listed }, () =>
        listed.flatMap(({ name, title, says }) => [`${name.padEnd(12)}${title}`, `${' '.repeat(12)}${says}`]),
      );
    },
  }),
  defineCommand({
    usage: 'upgrade <file>',
    says: 'Récrit dans la forme d’aujourd’hui un document d’une ancienne',
    more: 'Ce qui allait de soi y est écrit, dans la première forme avec les articles de la première convention : relisez-le.',
    options: { file, out },
    example: ['upgrade ancienne.json --out convention.json', 'le fichier d’origine ne change pas'],
    run: async ({ file, out, json }) => {
      const given = objectIn(file, await jsonIn(file));
      const { firstConvention } = await import('../client/templates.ts');
      const document = upgraded(given, firstConvention());
      readIn(file, document);
      const is =
        document === given
          ? 'est déjà dans la forme d’aujourd’hui : il est rendu tel quel'
          : `est récrit dans la forme d’aujourd’hui : ${toReadAgain(given)}`;
      await writeDocument(json, out, document, `${quoted(file)} ${is}.`);
    },
  }),
  defineCommand({
    usage: 'schema',
    says: 'Le schéma JSON du document, pour les éditeurs',
    options: {},
    example: [
      'schema > convention.schema.json',
      'puis "$schema": "./convention.schema.json" dans le document',
    ],
    run: async () => {
      const { documentJsonSchema } = await import('../convention/document/json-schema.ts');
      process.stdout.write(`${JSON.stringify(documentJsonSchema(), null, 2)}\n`);
    },
  }),
];

/** What of a document that was rewritten is to be read again. */
function toReadAgain(given: object): string {
  return oldKeysOf(given).every((key) => key.startsWith('requests.'))
    ? 'relisez ce qu’une partie peut demander à l’autre, dans « requests », et donnez-lui les mots du texte'
    : 'relisez les articles, ce sont ceux de la première convention';
}

/** Writes a document where it was asked for, with a word on it: on the error output, when it is itself the answer. */
async function writeDocument(
  json: boolean | undefined,
  out: string | undefined,
  document: object,
  says: string,
): Promise<void> {
  if (out === undefined) {
    print(true, document, () => []);
    process.stderr.write(`${harmless(says)}\n`);
    return;
  }
  await writeText(out, `${JSON.stringify(document, null, 2)}\n`, 'wx');
  print(json, { out, says }, () => [says, `Document écrit dans ${quoted(out)}.`]);
}
