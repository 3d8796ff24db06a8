import { frenchDate } from '../convention/calendar/french.ts';
import { addYears } from '../convention/calendar/plain-date.ts';
import { owedAnew } from '../convention/duties/owed-anew.ts';
import { alreadyDone, badDate } from '../convention/errors.ts';
import { worsened } from '../convention/ledger/ceiling.ts';
import { limitBroken } from '../convention/ledger/limits.ts';
import { frenchEuros } from '../convention/ledger/money.ts';
import { effectiveOn } from '../convention/term/effect.ts';
import { endsInThePast, moved } from './effect-date.ts';
import { defineFormedAct } from './formed-act.ts';
import { date, reason } from './questions.ts';
import { afterTheEnd, notWithin } from './refusals.ts';

/** An admin confirms another effect date than that of the document's conditions, with a reason. */
export const confirmEffect = defineFormedAct({
  verb: 'effect',
  parties: [],
  form: {
    title: 'Confirmer une autre date d’effet',
    says: 'La convention prend effet à cette date plutôt qu’à celle que donne son texte ; toutes ses échéances sont recalculées.',
    button: 'Confirmer la date d’effet',
    articles: ({ effect }) => [effect.article],
    group: 'Vie de la convention',
    questions: { on: date('Date d’effet', 'la date d’effet'), reason },
    example: '--on 2020-04-15 --reason "publication constatée"',
    offered: ({ convention }) => !convention.ended,
    known({ convention }) {
      const known = effectiveOn(convention);
      const hint = known
        ? `La date d’effet est pour l’instant le ${frenchDate(known)}.`
        : 'La convention n’a pas encore de date d’effet.';
      return { on: { hint } };
    },
  },
  refuse(convention, { on }, moment) {
    const ended = afterTheEnd(convention, 'sa date d’effet ne change plus');
    if (ended) return ended;
    if (effectiveOn(convention) === on)
      return alreadyDone`La convention prend déjà effet le ${frenchDate(on)}.`;
    const { signedOn } = convention.document;
    // A convention in force does not go back to waiting for its effect.
    const last = convention.inForceSince ? moment.today : addYears(signedOn, 10);
    const after = { ...convention, confirmedEffect: { on, reason: '' } };
    const wrong =
      notWithin(on, [signedOn, 'signature'], [last], 'une date d’effet') ??
      endsInThePast(convention, after, on, moment);
    if (wrong) return wrong;
    // The periods of a renewed convention move with it, and orders from one to another.
    const broken = limitBroken(convention, after);
    if (broken && typeof broken !== 'string')
      return badDate`« ${on} » refusé : ${broken.name} aurait ${frenchEuros(broken.sum)} dans une période, pour ${frenchEuros(broken.limit)} au plus ; accepté : une date qui laisse chaque écriture dans la limite de sa période.`;
    const overrun = worsened(convention, after);
    return overrun
      ? badDate`« ${on} » refusé : une période aurait ${frenchEuros(overrun.committed)} engagés pour un plafond de ${frenchEuros(overrun.ceiling)} ; accepté : une date qui laisse chaque engagement dans le plafond de sa période.`
      : undefined;
  },
  apply(convention, { on, reason }, { now }) {
    const after = owedAnew(convention, { ...convention, confirmedEffect: { on, reason } });
    return {
      convention: after,
      text: `Date d’effet confirmée au ${frenchDate(on)}.`,
      news: moved(convention, after, now),
    };
  },
});
