import { frenchDate } from '../convention/calendar/french.ts';
import { line, plainDate } from '../convention/document/fields.ts';
import { dutyIdOf } from '../convention/duties/duty.ts';
import { refusal } from '../convention/errors.ts';
import { holderName, holderNamed } from '../convention/people/organisations.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { defineFormedAct } from './act.ts';
import { endsInThePast, moved } from './effect-date.ts';
import type { Subject } from './form.ts';
import { alreadyOver, findDuty } from './known-duty.ts';
import { date, evidence, isPossible } from './questions.ts';

/** Decree 2004-1085, art. 3: whoever must approve the convention (a préfet) has, that day. */
export const recordApproval = defineFormedAct({
  verb: 'approve',
  parties: [],
  closes: 'approve',
  form: {
    title: 'Enregistrer l’approbation',
    says: 'La convention a été approuvée ce jour-là ; elle prend effet quand toutes ses conditions sont remplies.',
    button: 'Enregistrer l’approbation',
    articles: ({ effect }) => [effect.article],
    group: 'Obligations',
    questions: {
      on: date('Date de l’approbation', 'la date de l’approbation'),
      evidence: evidence('Preuve', 'ce qui le prouve', { hint: 'La référence de la décision.' }),
    },
    example: '--on 2013-04-10 --evidence "arrêté du 10 avril 2013"',
    offered: (subject) => mayBeRecorded(subject),
    known: ({ today }) => ({ on: { value: today } }),
    input: ({ on, evidence }, _about, by) => ({ by, on, evidence }),
  },
  schema: signedAct({ on: plainDate, evidence: line(500) }),
  refuse(convention, { on, evidence, by }, moment) {
    const { approval, document, ended } = convention;
    const duty = findDuty(convention, dutyIdOf('approval'));
    if (!duty)
      return refusal(
        'NOT_NOW',
        'La convention ne dépend d’aucune approbation : il n’y a rien à enregistrer.',
      );
    if (approval)
      return refusal(
        'ALREADY_DONE',
        `L’approbation est déjà enregistrée au ${frenchDate(approval.on)}, par ${approval.by}.`,
      );
    if (ended) return refusal('NOT_NOW', `La convention a pris fin le ${frenchDate(ended.on)}.`);
    if (on < document.signedOn || on > moment.today) {
      return refusal(
        'BAD_DATE',
        `« ${on} » refusé ; accepté : une date du ${document.signedOn} (signature) au ${moment.today} (aujourd’hui).`,
      );
    }
    const after = { ...convention, approval: { on, evidence, by, at: moment.now } };
    return alreadyOver(convention, duty) ?? endsInThePast(convention, after, on, moment);
  },
  apply(convention, { by, on, evidence }, { now }) {
    const { document } = convention;
    const after = {
      ...convention,
      approval: { on, evidence, by, at: now },
      outcomes: {
        ...convention.outcomes,
        [dutyIdOf('approval')]: {
          state: 'done' as const,
          at: now,
          by,
          evidence: `${frenchDate(on)}, ${evidence}`,
        },
      },
    };
    const body = holderName(document, holderNamed(document, document.effect.approvedBy ?? ''));
    return {
      convention: after,
      text: `Approuvée par ${body} le ${frenchDate(on)} (${evidence}).`,
      news: moved(convention, after, now),
    };
  },
});

function mayBeRecorded(subject: Subject): boolean {
  return isPossible(recordApproval, subject, { by: '', on: subject.today, evidence: '' });
}
