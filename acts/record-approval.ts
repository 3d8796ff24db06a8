import { frenchDate } from '../convention/calendar/french.ts';
import { dutyIdOf } from '../convention/duties/duty.ts';
import { alreadyDone, notNow } from '../convention/errors.ts';
import { holderName, holderNamed } from '../convention/people/organisations.ts';
import { endsInThePast, moved } from './effect-date.ts';
import { withDone } from './effects.ts';
import { defineFormedAct } from './formed-act.ts';
import { alreadyOver, findDuty } from './known-duty.ts';
import { date, evidence } from './questions.ts';
import { notWithin } from './refusals.ts';

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
    offered: ({ today }, { can }) => can({ by: '', on: today, evidence: '' }),
    known: ({ today }) => ({ on: { value: today } }),
  },
  refuse(convention, { on, evidence, by }, moment) {
    const { approval, document, ended } = convention;
    const duty = findDuty(convention, dutyIdOf('approval'));
    if (!duty) return notNow`La convention ne dépend d’aucune approbation : il n’y a rien à enregistrer.`;
    if (approval)
      return alreadyDone`L’approbation est déjà enregistrée au ${frenchDate(approval.on)}, par ${approval.by}.`;
    if (ended) return notNow`La convention a pris fin le ${frenchDate(ended.on)}.`;
    const after = { ...convention, approval: { on, evidence, by, at: moment.now } };
    return (
      notWithin(on, [document.signedOn, 'signature'], [moment.today, 'aujourd’hui']) ??
      alreadyOver(convention, duty) ??
      endsInThePast(convention, after, on, moment)
    );
  },
  apply(convention, { by, on, evidence }, { now }) {
    const { document } = convention;
    const after = {
      ...withDone(convention, ['approval'], { by, now, evidence: `${frenchDate(on)}, ${evidence}` }),
      approval: { on, evidence, by, at: now },
    };
    const body = holderName(document, holderNamed(document, document.effect.approvedBy ?? ''));
    return {
      convention: after,
      text: `Approuvée le ${frenchDate(on)} : ${body} (${evidence}).`,
      news: moved(convention, after, now),
    };
  },
});
