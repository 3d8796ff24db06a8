import { frenchDate } from '../convention/calendar/french.ts';
import { text } from '../convention/document/fields.ts';
import { alreadyDone } from '../convention/errors.ts';
import { ofLine, shortfallsUnderWay, withShortfall } from '../convention/ledger/shortfall.ts';
import { partyDoes } from '../convention/people/parties.ts';
import { answeringShortfall, shortfallMeant } from './about-shortfalls.ts';
import { withDone } from './effects.ts';
import { defineFormedAct } from './formed-act.ts';

/** Art. 5: the delegator will not adjust the credits; the execution is suspended. */
export const refuseAdjustment = defineFormedAct({
  verb: 'shortfall-refused',
  parties: ['delegator'],
  closes: 'shortfall',
  form: {
    title: 'Refuser d’ajuster la dotation',
    says: 'L’exécution est suspendue : plus rien ne s’engage, ce qui est engagé se paie.',
    button: 'Refuser l’ajustement',
    ...answeringShortfall,
    example: '--reason "crédits épuisés"',
    offered: ({ convention }, { can }) =>
      shortfallsUnderWay(convention).some(({ id }) => can({ by: '', reason: '', shortfall: id })),
  },
  keys: { reason: text(500) },
  refuse(convention, { shortfall }) {
    const { open, refused } = shortfallMeant(convention, shortfall);
    return open?.refused
      ? alreadyDone`L’ajustement est déjà refusé, par ${open.refused.by}, le ${frenchDate(open.refused.on)}.`
      : refused;
  },
  apply(convention, { by, reason, shortfall }, { now, today }) {
    const { open } = shortfallMeant(convention, shortfall);
    if (!open) return { convention, text: '' };
    const after = withShortfall(convention, { ...open, refused: { on: today, by, reason } });
    return {
      convention: withDone(after, ['shortfall', open.id], { by, now, evidence: `refus : ${reason}` }),
      text: `${partyDoes(convention.document, 'delegator', 'n’ajuste', 'n’ajustent')} pas la dotation${ofLine(convention, open)}.`,
    };
  },
});
