import { frenchDate, frenchInstant } from '../../convention/calendar/french.ts';
import type { DutyState } from '../../convention/duty.ts';
import type { Rung } from '../../convention/letter.ts';
import { frenchPhase } from '../../convention/phases.ts';
import type { ConventionView, DutyView } from '../../convention/view.ts';
import { cut, table } from './print.ts';

const states: Record<DutyState, string> = {
  planned: 'à venir',
  open: 'à faire',
  overdue: 'EN RETARD',
  passed: 'passée',
  done: 'remplie',
  waived: 'levée',
  lapsed: 'caduque',
};

const rungs: Record<Rung, string> = {
  notice: 'annonce',
  before: 'rappel',
  due: 'dernier jour',
  overdue: 'relance',
  escalation: 'alerte du représentant',
};

/** A convention for people: where it stands first, then what is to do, what will be written, what happened. */
export function describeView(view: ConventionView, all: boolean): string[] {
  return [
    view.title,
    `${view.parties} · ${frenchPhase(view.phase)} · version ${view.version}`,
    ...dates(view),
    ...view.faults.map(
      ({ contact, reason, at }) =>
        `Anomalie : courriel refusé pour ${contact}, le ${frenchInstant(at)} (${reason})`,
    ),
    ...nextStep(view),
    '',
    ...duties(view, all),
    '',
    ...nextMails(view),
    ...journal(view, all),
  ];
}

function dates({ signedOn, period, pausedUntil }: ConventionView): string[] {
  return [
    `Signée le ${frenchDate(signedOn)}`,
    period
      ? `Effet le ${frenchDate(period.effectiveOn)}, dernier jour le ${frenchDate(period.lastDay)}${period.endsOn < period.lastDay ? `, fin par préavis le ${frenchDate(period.endsOn)}` : ''}`
      : 'Pas encore d’effet : ses publications sont attendues',
    ...(pausedUntil ? [`Rappels suspendus jusqu’au ${frenchDate(pausedUntil)}`] : []),
  ];
}

/** What to do first, and the command that does it. */
function nextStep({ id, phase, duties, overdue }: ConventionView): string[] {
  const first = duties.find(
    ({ state, evidence }) => evidence !== undefined && (state === 'open' || state === 'overdue'),
  );
  if (!first) return phase === 'closed' || phase === 'withdrawn' ? [] : ['', 'Rien à faire aujourd’hui.'];
  const others = overdue > 1 ? ` (${overdue} obligations en retard)` : '';
  const when = first.state === 'overdue' ? 'était due' : 'à faire au plus tard';
  return [
    '',
    `À faire d’abord${others} : ${first.title}`,
    `  ${first.holderName}, ${when} le ${frenchDate(first.dueOn)}`,
    `  delegation ${closingCommand(id, first)}`,
  ];
}

function closingCommand(id: string, { id: duty, closedBy }: DutyView): string {
  const rest = duty.slice(duty.indexOf('-') + 1);
  switch (closedBy) {
    case 'publish':
      return `publish ${id} ${rest} --on … --evidence …`;
    case 'report':
      return `report ${id} ${rest} --spent … --progress … --forecast …`;
    case 'committee':
      return `committee ${id} --held --on … --decision … --minutes …`;
    case 'settle':
      return `settle ${id} --propose … --use …, puis --agree`;
    case 'year-end':
      return `year-end ${id} ${duty.replace(/\D+/g, '')} --ae … --cp …`;
    default:
      return `done ${id} ${duty} --evidence …`;
  }
}

function duties(view: ConventionView, all: boolean): string[] {
  const shown = view.duties.filter(({ state }) => all || state === 'open' || state === 'overdue');
  const rest = view.duties.length - shown.length;
  if (shown.length === 0) return [`${rest} obligations à venir ou closes : --all les montre.`];
  return [
    ...table(
      ['Échéance', 'État', 'Obligation', 'Art.', 'Qui', 'Intitulé'],
      shown.map(({ id, dueOn, state, article, holderName, title }) => [
        dueOn,
        states[state],
        id,
        cut(article, 6),
        cut(holderName, 14),
        title,
      ]),
    ),
    ...(rest > 0 ? [`… et ${rest} à venir ou closes (--all)`] : []),
  ];
}

function nextMails({ nextMails }: ConventionView): string[] {
  if (nextMails.length === 0) return [];
  const lines = nextMails
    .slice(0, 5)
    .map(({ at, duty, rung, to }) => `  ${frenchInstant(at)} : ${rungs[rung]}, ${duty} → ${to.join(', ')}`);
  return ['Prochains courriels, si rien n’est fait :', ...lines, ''];
}

function journal({ journal }: ConventionView, all: boolean): string[] {
  const shown = all ? journal : journal.slice(-10);
  return [
    all || journal.length <= 10 ? 'Journal :' : `Journal (10 derniers sur ${journal.length}) :`,
    ...shown.map(
      ({ at, by, text, reason }) =>
        `  ${frenchInstant(at)} · ${by} · ${text}${reason ? ` Motif : ${reason}` : ''}`,
    ),
  ];
}
