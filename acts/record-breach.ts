import { frenchDate } from '../convention/calendar/french.ts';
import type { Breach } from '../convention/convention.ts';
import { plainDate, slug, text as textOf } from '../convention/document/fields.ts';
import { refusal } from '../convention/errors.ts';
import { bothParties } from '../convention/mailing/audience.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { hasEffect } from '../convention/term/term.ts';
import { engagementTitle } from './about-breaches.ts';
import { defineFormedAct } from './act.ts';
import { among, choice, date, given, text } from './questions.ts';

/** Art. 7: the delegatee records that the delegator fails in an engagement of art. 2; it may give time to cure it. */
export const recordBreach = defineFormedAct({
  verb: 'breach',
  parties: ['delegatee'],
  form: {
    title: 'Constater un manquement du délégant',
    says: 'Les deux parties en sont informées aussitôt ; avec une mise en demeure, le délégant a un délai pour y remédier.',
    button: 'Constater le manquement',
    article: 'art. 2 et 7',
    group: 'Fin et reconduction',
    questions: {
      engagement: choice('Engagement qui n’est pas tenu (art. 2)', 'l’engagement qui n’est pas tenu'),
      facts: text('Les faits', 'les faits'),
      on: date('Date du manquement', 'la date du manquement'),
      cureBy: date('Mise en demeure : dernier jour pour y remédier', 'le dernier jour pour y remédier', {
        optional: true,
        hint: 'Laissez vide pour constater sans mise en demeure.',
      }),
    },
    example: '--engagement manifesto --facts "équipe sans autonomie" --on 2020-09-10 --cure-by 2020-10-31',
    offered: ({ convention, today }) => !convention.ended && hasEffect(convention, today),
    known: ({ convention, today }) => ({
      engagement: among(convention.document.engagements.map(({ id, title }) => [id, title])),
      on: { value: today },
    }),
    input: ({ engagement, facts, on, cureBy }, _about, by) => given({ by, engagement, facts, on, cureBy }),
  },
  schema: signedAct({
    engagement: slug(40).describe('Engagement de l’article 2, par son identifiant dans le document'),
    facts: textOf(2000).describe('Les faits'),
    on: plainDate.describe('Date du manquement'),
    cureBy: plainDate.optional().describe('Mise en demeure : dernier jour pour y remédier'),
  }),
  refuse(convention, { engagement, on, cureBy }, { today }) {
    const { document, ended } = convention;
    const over = ended && refusal('NOT_NOW', `La convention a déjà pris fin le ${frenchDate(ended.on)}.`);
    if (over) return over;
    if (!hasEffect(convention, today))
      return refusal(
        'NOT_NOW',
        'La convention n’a pas encore pris effet : aucun accompagnement n’est à arrêter.',
      );
    const known = document.engagements.map(({ id }) => id);
    if (!known.includes(engagement)) {
      return refusal(
        'UNKNOWN_REFERENCE',
        `« ${engagement} » n’est pas un engagement de l’article 2 ; acceptés : ${known.join(', ')}.`,
      );
    }
    if (on < document.signedOn || on > today) {
      return refusal(
        'BAD_DATE',
        `« ${on} » refusé ; accepté : une date du ${document.signedOn} (signature) au ${today} (aujourd’hui).`,
      );
    }
    if (cureBy && cureBy <= today)
      return refusal('BAD_DATE', `« ${cureBy} » refusé ; accepté : un délai qui court au-delà du ${today}.`);
    const same = convention.breaches.find(
      (one) => one.engagement === engagement && one.on === on && !one.cured && !one.ending,
    );
    return same
      ? refusal('ALREADY_DONE', `Ce manquement est déjà constaté, sous le numéro ${same.id}.`)
      : undefined;
  },
  apply(convention, { engagement, facts, on, cureBy }, { today }) {
    const { document } = convention;
    const id = convention.breaches.length + 1;
    const breach: Breach = {
      id,
      engagement,
      facts,
      on,
      recordedOn: today,
      ...(cureBy ? { cureBy } : {}),
    };
    const title = engagementTitle(convention, engagement);
    const notice = cureBy ? ` Mise en demeure d’y remédier avant le ${frenchDate(cureBy)} inclus.` : '';
    return {
      convention: { ...convention, breaches: [...convention.breaches, breach] },
      text: `Manquement n° ${id} constaté : « ${title} », le ${frenchDate(on)}.${notice}`,
      news: [
        {
          to: bothParties,
          item: {
            kind: 'news',
            identity: `breach/${id}`,
            subject: cureBy ? 'mise en demeure pour manquement' : 'manquement constaté',
            lead: `${document.delegatee.shortName} constate un manquement de ${document.delegator.shortName} : « ${title} ».${notice}`,
            facts: [
              ['Engagement (art. 2)', title],
              ['Date du manquement', frenchDate(on)],
            ],
            paragraphs: [
              facts,
              `À défaut, ${document.delegatee.shortName} peut mettre fin à tout ou partie de son accompagnement.`,
            ],
            article: 'art. 2 et 7',
            urgent: true,
          },
        },
      ],
    };
  },
});
