import { frenchDate } from '../convention/calendar/french.ts';
import type { Breach } from '../convention/convention.ts';
import { inBrackets } from '../convention/document/articles.ts';
import { alreadyDone, badDate } from '../convention/errors.ts';
import { tellParties } from '../convention/mailing/audience.ts';
import { partyDoes, partyName } from '../convention/people/parties.ts';
import { hasEffect } from '../convention/term/effect.ts';
import { engagementTitle } from './about-breaches.ts';
import { defineFormedAct } from './formed-act.ts';
import { among, choice, date, text } from './questions.ts';
import { alreadyEnded, beforeEffect, notOne, notWithin } from './refusals.ts';

/** Art. 7: the delegatee records that the delegator fails in an engagement of art. 2; it may give time to cure it. */
export const recordBreach = defineFormedAct({
  verb: 'breach',
  parties: ['delegatee'],
  needs: 'breach',
  begins: true,
  form: {
    title: 'Constater un manquement du délégant',
    says: 'Les parties en sont informées aussitôt ; avec une mise en demeure, le délégant a un délai pour y remédier.',
    button: 'Constater le manquement',
    articles: ({ breach }) => [breach?.engagementsArticle, breach?.article],
    group: 'Fin et reconduction',
    questions: {
      engagement: choice('Engagement qui n’est pas tenu', 'l’engagement qui n’est pas tenu'),
      facts: text('Les faits', 'les faits', { most: 2000 }),
      on: date('Date du manquement', 'la date du manquement'),
      cureBy: date('Mise en demeure : dernier jour pour y remédier', 'le dernier jour pour y remédier', {
        optional: true,
        hint: 'Laissez vide pour constater sans mise en demeure.',
      }),
    },
    example: '--engagement manifesto --facts "équipe sans autonomie" --on 2020-09-10 --cure-by 2020-10-31',
    offered: ({ convention, today }) => !convention.ended && hasEffect(convention, today),
    known: ({ convention, today }) => ({
      engagement: among((convention.document.breach?.engagements ?? []).map(({ id, title }) => [id, title])),
      on: { value: today },
    }),
  },
  refuse(convention, { engagement, on, cureBy }, { today }) {
    const { document } = convention;
    const when =
      alreadyEnded(convention) ?? beforeEffect(convention, today, 'aucun accompagnement n’est à arrêter');
    if (when) return when;
    const known = (document.breach?.engagements ?? []).map(({ id }) => id);
    if (!known.includes(engagement)) {
      return notOne(
        engagement,
        `un engagement du délégant${inBrackets(document.breach?.engagementsArticle)}`,
        `acceptés : ${known.join(', ')}`,
      );
    }
    const outside = notWithin(on, [document.signedOn, 'signature'], [today, 'aujourd’hui']);
    if (outside) return outside;
    if (cureBy && cureBy <= today)
      return badDate`« ${cureBy} » refusé ; accepté : un délai qui court au-delà du ${today}.`;
    const same = convention.breaches.find(
      (one) => one.engagement === engagement && one.on === on && !one.cured && !one.ending,
    );
    return same ? alreadyDone`Ce manquement est déjà constaté, sous le numéro ${same.id}.` : undefined;
  },
  apply(convention, { engagement, facts, on, cureBy }, { today }) {
    const { document } = convention;
    const id = convention.breaches.length + 1;
    const breach: Breach = { id, engagement, facts, on, recordedOn: today, ...(cureBy ? { cureBy } : {}) };
    const title = engagementTitle(convention, engagement);
    const notice = cureBy ? ` Mise en demeure d’y remédier avant le ${frenchDate(cureBy)} inclus.` : '';
    return {
      convention: { ...convention, breaches: [...convention.breaches, breach] },
      text: `Manquement n° ${id} constaté : « ${title} », le ${frenchDate(on)}.${notice}`,
      news: tellParties({
        identity: `breach/${id}`,
        subject: cureBy ? 'mise en demeure pour manquement' : 'manquement constaté',
        lead: `${partyDoes(document, 'delegatee', 'constate', 'constatent')} un manquement de ${partyName(document, 'delegator')} : « ${title} ».${notice}`,
        facts: [
          ['Engagement', title],
          ['Date du manquement', frenchDate(on)],
        ],
        paragraphs: [
          facts,
          `À défaut, ${partyDoes(document, 'delegatee', 'peut', 'peuvent')} mettre fin à tout ou partie de l’accompagnement.`,
        ],
        cites: [document.breach?.engagementsArticle, document.breach?.article],
        urgent: true,
      }),
    };
  },
});
