import { createHash } from 'node:crypto';
import { impossible } from '../../convention/amendments/in-force.ts';
import { amended } from '../../convention/amendments/merge.ts';
import { type AmendmentPreview, previewOf } from '../../convention/amendments/preview.ts';
import { frenchDate } from '../../convention/calendar/french.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { Refused } from '../../convention/errors.ts';
import { frenchCeiling } from '../../convention/money.ts';
import { type Command, defineCommand, withConventions } from './command.ts';
import { bytesOf, jsonIn, objectIn } from './document-file.ts';
import { act, agreesTo, by, id, marked, needed, optional, reason, requestId } from './doing.ts';
import { cut, print } from './print.ts';
import { rungs } from './show.ts';
import { conventionId, dateOf, eurosOf, partyOf, wholeOf } from './words.ts';

const amendment = needed('Numéro de l’avenant');
const party = needed('Partie : délégant ou délégataire');
const changed = {
  changes: optional(
    'Fichier JSON des clés du document qui changent (ex. { "budget": { "ceiling": 120000 } })',
  ),
  ceiling: optional('Nouveau plafond, en euros'),
  until: optional('Nouveau dernier jour'),
  'effective-on': needed('Date d’effet ; peut être passée'),
} as const;

/** Art. 6: amendments, from their preview to their signature. */
export const amendCommands: readonly Command[] = [
  defineCommand({
    usage: 'amend preview <id>',
    says: 'Ce que changerait un avenant : dates, obligations, rappels ; rien n’est enregistré',
    options: { id, ...changed },
    example: [
      'amend preview signaux-faibles --ceiling 120000 --effective-on 2020-09-01',
      'un plafond relevé',
    ],
    run: async ({ id, changes, ceiling, until, effectiveOn, json }) => {
      conventionId(id);
      const given = await changesOf(changes, ceiling, until);
      const on = dateOf(effectiveOn);
      await withConventions(async (conventions) => {
        const record = await conventions.record(id);
        const today = parisDate(Date.now());
        const refused = impossible(record, given, on, { today });
        if (refused) throw new Refused(refused.code, refused.message);
        const reading = amended(record.document, given);
        const warnings = reading.ok ? reading.warnings : [];
        const preview = previewOf(record, given, on, today);
        print(json, { id, effectiveOn: on, ...preview, warnings }, () => describePreview(preview));
      });
    },
  }),
  defineCommand({
    usage: 'amend propose <id>',
    says: 'Une partie propose un avenant',
    options: {
      id,
      from: needed('Qui propose : délégant ou délégataire'),
      ...changed,
      reason,
      by,
      'request-id': requestId,
    },
    example: [
      'amend propose signaux-faibles --from délégant --ceiling 120000 --effective-on 2020-09-01 --reason "renfort"',
      'relever le plafond',
    ],
    run: async ({ id, from, changes, ceiling, until, effectiveOn, reason, by, requestId, json }) =>
      act({ json, requestId }, id, 'proposeAmendment', {
        by,
        from: partyOf(from),
        changes: await changesOf(changes, ceiling, until),
        reason,
        effectiveOn: dateOf(effectiveOn),
      }),
  }),
  defineCommand({
    usage: 'amend agree <id> <amendment>',
    says: 'Une partie accepte l’avenant ; il faut les deux',
    options: { id, amendment, party, 'agrees-to': agreesTo, by, 'request-id': requestId },
    example: [
      'amend agree signaux-faibles 1 --party délégataire --agrees-to 1-9f3ac1d2e4b5a6f7',
      'accord du délégataire ; sans --agrees-to, ce qui est à lire est montré',
    ],
    run: ({ id, amendment, party, 'agrees-to': agreesTo, by, requestId, json }) =>
      act({ json, requestId }, id, 'agreeAmendment', {
        by,
        amendment: numberOf(amendment),
        party: partyOf(party),
        ...marked(agreesTo),
      }),
  }),
  defineCommand({
    usage: 'amend refuse <id> <amendment>',
    says: 'Une partie refuse l’avenant',
    options: { id, amendment, party, reason, by, 'request-id': requestId },
    example: ['amend refuse signaux-faibles 1 --party délégataire --reason "sans objet"', 'refus'],
    run: ({ id, amendment, party, reason, by, requestId, json }) =>
      act({ json, requestId }, id, 'refuseAmendment', {
        by,
        amendment: numberOf(amendment),
        party: partyOf(party),
        reason,
      }),
  }),
  defineCommand({
    usage: 'amend withdraw <id> <amendment>',
    says: 'Qui a proposé l’avenant le retire',
    options: { id, amendment, reason, by, 'request-id': requestId },
    example: ['amend withdraw signaux-faibles 1 --reason "à revoir"', 'retrait'],
    run: ({ id, amendment, reason, by, requestId, json }) =>
      act({ json, requestId }, id, 'withdrawAmendment', { by, amendment: numberOf(amendment), reason }),
  }),
  defineCommand({
    usage: 'amend sign <id> <amendment>',
    says: 'L’avenant accepté par les deux parties est signé',
    options: {
      id,
      amendment,
      on: needed('Date de signature'),
      reference: needed('Référence du texte signé'),
      text: optional('Fichier du texte signé, dont l’empreinte est prise'),
      sha256: optional('Empreinte SHA-256 du texte signé'),
      by,
      'request-id': requestId,
    },
    example: [
      'amend sign signaux-faibles 1 --on 2020-08-20 --reference "avenant 2020-1" --text avenant-1.pdf',
      'signé le 20 août',
    ],
    ways: [['text'], ['sha256']],
    run: async ({ id, amendment, on, reference, text, sha256 = '', by, requestId, json }) => {
      const hash = text
        ? createHash('sha256')
            .update(await bytesOf(text, 'le fichier du texte signé'))
            .digest('hex')
        : sha256.toLowerCase();
      await act({ json, requestId }, id, 'signAmendment', {
        by,
        amendment: numberOf(amendment),
        on: dateOf(on),
        reference,
        sha256: hash,
      });
    },
  }),
];

async function changesOf(
  file: string | undefined,
  ceiling: string | undefined,
  until: string | undefined,
): Promise<Record<string, unknown>> {
  const written = file ? objectIn(file, await jsonIn(file)) : {};
  const keyed = new Map<string, unknown>(Object.entries(written));
  const within = (key: string, more: object) => {
    const before = keyed.get(key);
    keyed.set(key, { ...(typeof before === 'object' ? before : {}), ...more });
  };
  if (ceiling !== undefined) within('budget', { ceiling: eurosOf(ceiling) });
  if (until !== undefined) within('term', { until: dateOf(until) });
  if (keyed.size > 0) return Object.fromEntries(keyed);
  throw new Refused(
    'BAD_USAGE',
    'Donnez ce qui change : --ceiling, --until, ou --changes et un fichier JSON (ex. { "reporting": { "dueWorkingDay": 8 } }).',
  );
}

function numberOf(typed: string): number {
  return wholeOf(typed, 'un numéro d’avenant', 1, 1000);
}

function describePreview(preview: AmendmentPreview): string[] {
  const { changes, ceiling, renewalCeiling, endsOn, moved, appear, disappear, mailsAdded, mailsWithdrawn } =
    preview;
  const mails = (title: string, list: AmendmentPreview['mailsAdded']) =>
    list.length === 0
      ? []
      : [
          `${title} (${list.length}) :`,
          ...list.slice(0, 15).map(({ on, duty, rung }) => `  ${frenchDate(on)} : ${rungs[rung]}, ${duty}`),
          ...(list.length > 15 ? ['  …'] : []),
        ];
  return [
    'Clés modifiées :',
    ...changes.map(([path, value]) => `  ${path} : ${cut(JSON.stringify(value), 90)}`),
    ...(ceiling ? [`Plafond : ${frenchCeiling(ceiling.before)} → ${frenchCeiling(ceiling.after)}`] : []),
    ...(renewalCeiling
      ? [
          `Plafond des périodes reconduites : ${frenchCeiling(renewalCeiling.before)} → ${frenchCeiling(renewalCeiling.after)}`,
        ]
      : []),
    ...(endsOn ? [`Fin de la convention : ${frenchDate(endsOn.before)} → ${frenchDate(endsOn.after)}`] : []),
    ...(moved.length > 0 ? [`Échéances déplacées (${moved.length}) :`] : []),
    ...moved.map(({ duty, before, dueOn }) => `  ${duty} : ${frenchDate(before)} → ${frenchDate(dueOn)}`),
    ...(appear.length > 0 ? [`Nouvelles obligations (${appear.length}) :`] : []),
    ...appear.map(({ duty, title, dueOn }) => `  ${duty} (${frenchDate(dueOn)}) : ${title}`),
    ...(disappear.length > 0 ? [`Obligations retirées (${disappear.length}) :`] : []),
    ...disappear.map(({ duty, title, dueOn }) => `  ${duty} (${frenchDate(dueOn)}) : ${title}`),
    ...mails('Courriels ajoutés', mailsAdded),
    ...mails('Courriels retirés', mailsWithdrawn),
    '',
    'Rien n’est enregistré : « delegation amend propose » le propose aux parties.',
  ];
}
