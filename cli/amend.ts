import { proposeAmendment } from '../acts/propose-amendment.ts';
import { impossible } from '../convention/amendments/in-force.ts';
import { amended } from '../convention/amendments/merge.ts';
import { type AmendmentPreview, previewOf } from '../convention/amendments/preview.ts';
import { frenchDate } from '../convention/calendar/french.ts';
import { parisDate } from '../convention/calendar/paris.ts';
import { frenchDue } from '../convention/duties/due-words.ts';
import { Refused } from '../convention/errors.ts';
import { frenchCeiling } from '../convention/ledger/money.ts';
import { answersIn, common, filledIn, optionsOf } from './acts.ts';
import { type Command, defineCommand, withConventions } from './command.ts';
import { id } from './doing.ts';
import { cut, print } from './print.ts';
import { rungs } from './show.ts';
import { conventionId } from './words.ts';

const { from: _from, reason: _reason, ...changed } = proposeAmendment.form.questions;

/** Art. 6: what an amendment would change. */
export const amendCommands: readonly Command[] = [
  defineCommand({
    usage: 'amend-preview <id>',
    says: 'Ce que changerait un avenant : dates, obligations, rappels ; rien n’est enregistré',
    options: { id, ...optionsOf(changed) },
    example: [
      'amend-preview signaux-faibles --ceiling 120000 --effective-on 2020-09-01',
      'un plafond relevé',
    ],
    run: async (typed) => {
      const { id, json } = common.omit({ by: true }).parse(typed);
      conventionId(id);
      const changing = await proposed(typed);
      await withConventions(async (conventions) => {
        const record = await conventions.record(id);
        const today = parisDate(Date.now());
        const refused = impossible(record, changing, { today });
        if (refused) throw new Refused(refused.code, refused.message);
        const reading = amended(record.document, changing.changes);
        const warnings = reading.ok ? reading.warnings : [];
        const preview = previewOf(record, changing, today);
        print(json, { id, effectiveOn: changing.effectiveOn, ...preview, warnings }, () =>
          describePreview(preview),
        );
      });
    },
  }),
];

/** What would be proposed. */
async function proposed(typed: Readonly<Record<string, unknown>>) {
  const { answers, refused } = await answersIn({ questions: changed }, typed);
  const whole = { ...answers, from: 'delegator', reason: 'aperçu' };
  const input = filledIn(proposeAmendment, { answers: whole, refused }, 'aperçu');
  return proposeAmendment.schema.parse(input);
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
    ...(moved.length > 0 ? [`Dates déplacées (${moved.length}) :`] : []),
    ...moved.map(({ duty, before, dueOn }) => `  ${duty} : ${frenchDate(before)} → ${frenchDate(dueOn)}`),
    ...(appear.length > 0 ? [`Nouvelles obligations (${appear.length}) :`] : []),
    ...appear.map((one) => `  ${one.duty} (${frenchDue(one)}) : ${one.title}`),
    ...(disappear.length > 0 ? [`Obligations retirées (${disappear.length}) :`] : []),
    ...disappear.map(({ duty, title, dueOn }) => `  ${duty} (${frenchDate(dueOn)}) : ${title}`),
    ...mails('Courriels ajoutés', mailsAdded),
    ...mails('Courriels retirés', mailsWithdrawn),
    '',
    'Rien n’est enregistré : « delegation amend » le propose aux parties.',
  ];
}
