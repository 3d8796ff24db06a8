import { frenchDate } from '../convention/calendar/french.ts';
import { closedConvention } from '../convention/clauses/closing.ts';
import { tellParties } from '../convention/mailing/audience.ts';
import { effectiveOn } from '../convention/term/effect.ts';
import { defineFormedAct } from './formed-act.ts';
import { reason } from './questions.ts';

/** An administrative stop: the convention leaves the software at once, its open duties lapse, both parties are told. */
export const terminate = defineFormedAct({
  verb: 'terminate',
  parties: [],
  form: {
    title: 'Arrêter le suivi',
    says: 'Arrêt administratif : plus aucun rappel ne part, plus aucun acte n’est possible, les parties sont prévenues. C’est définitif.',
    button: 'Arrêter le suivi',
    group: 'Fin et reconduction',
    questions: { reason },
    example: '--reason "enregistrée par erreur"',
  },
  refuse: () => undefined,
  apply(convention, { reason }, moment) {
    const { today } = moment;
    const effect = effectiveOn(convention);
    const phase = effect && effect <= today ? 'closed' : 'withdrawn';
    const why = 'le suivi de la convention est arrêté';
    return {
      convention: closedConvention(convention, phase, 'administrative', why, moment),
      text:
        phase === 'withdrawn'
          ? 'Convention retirée avant sa prise d’effet.'
          : 'Suivi de la convention arrêté.',
      news: tellParties({
        identity: `terminated/${today}`,
        subject: phase === 'withdrawn' ? 'convention retirée' : 'arrêt du suivi',
        lead: `Le suivi de la convention est arrêté le ${frenchDate(today)} : plus aucun rappel ne sera envoyé.`,
        facts: [['Motif', reason]],
        urgent: true,
      }),
    };
  },
});
