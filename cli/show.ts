import type { Act } from '../acts/act.ts';
import { actNames, acts } from '../acts/acts.ts';
import { isDemanded, isFormed } from '../acts/forms.ts';
import { isOpen } from '../client/on-many.ts';
import { frenchDate, frenchInstant } from '../convention/calendar/french.ts';
import { frenchPhases } from '../convention/convention.ts';
import { asLandmark, whyLandmark } from '../convention/duties/due-words.ts';
import { frenchDutyStates } from '../convention/duties/duty.ts';
import { frenchEuros } from '../convention/ledger/money.ts';
import type { Rung } from '../convention/mailing/letter.ts';
import { isParty, sideOf } from '../convention/people/parties.ts';
import { frenchStopping, stoppedOutside } from '../convention/term/stop.ts';
import { type ConventionView, type DutyView, frenchLacks } from '../convention/views/view.ts';
import { describeOrders } from './position.ts';
import { cut, table } from './print.ts';
import { kebab } from './usage.ts';

/** Rungs as people read them. */
export const rungs: Record<Rung, string> = {
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
    `${view.parties} · ${frenchPhases[view.phase]} · version ${view.version}`,
    ...stopped(view),
    ...dates(view),
    ...view.faults.map(
      ({ contact, reason, at }) =>
        `Anomalie : courriel refusé pour ${contact}, le ${frenchInstant(at)} (${reason})`,
    ),
    ...view.held.map(
      ({ contact, reason, since }) =>
        `Anomalie : courriel en attente pour ${contact}, depuis le ${frenchInstant(since)} (${reason})`,
    ),
    ...(view.archive ? [`Archive : ${view.archive.file} (SHA-256 ${view.archive.sha256})`] : []),
    ...nextStep(view),
    '',
    ...money(view),
    ...decisions(view),
    ...duties(view, all),
    '',
    ...nextMails(view),
    ...journal(view, all),
  ];
}

function stopped({ id, stopped }: ConventionView): string[] {
  if (!stopped) return [];
  return [
    '',
    `ATTENTION : convention ${stoppedOutside()}. ${frenchStopping(stopped)} Plus rien n’est écrit ni reçu.`,
    `  delegation resume ${id} la reprend là où elle en était.`,
    '',
  ];
}

function dates({ signedOn, period, pausedUntil }: ConventionView): string[] {
  return [
    `Signée le ${frenchDate(signedOn)}`,
    period
      ? `Effet le ${frenchDate(period.effectiveOn)}, dernier jour le ${frenchDate(period.lastDay)}${period.endsOn < period.lastDay ? `, fin le ${frenchDate(period.endsOn)}` : ''}`
      : 'Pas encore d’effet : ses publications sont attendues',
    ...(pausedUntil ? [`Rappels suspendus jusqu’au ${frenchDate(pausedUntil)}`] : []),
  ];
}

/** The budget in a few lines, once there is something in it. */
function money(view: ConventionView): string[] {
  const { id, money, shortfall, suspendedSince } = view;
  const { entries, ceiling, committed, paid, remainingToCommit, exhaustedIn } = money;
  const lines = [
    ...(entries > 0
      ? [
          `Budget : engagé ${frenchEuros(committed)}${ceiling === undefined ? '' : ` sur ${frenchEuros(ceiling)}`}, payé ${frenchEuros(paid)}${remainingToCommit === undefined ? '' : `, reste à engager ${frenchEuros(remainingToCommit)}`} (delegation ledger ${id})`,
        ]
      : []),
    ...(exhaustedIn ? [`Prévisions : le plafond serait dépassé en ${exhaustedIn}`] : []),
    ...money.lines.flatMap(({ name, exhaustedIn: month }) =>
      month ? [`Prévisions : le plafond de la ligne « ${name} » serait dépassé en ${month}`] : [],
    ),
    ...(shortfall
      ? [`Insuffisance de crédits depuis le ${frenchDate(shortfall.on)} : il manque ${frenchLacks(view)}`]
      : []),
    ...(suspendedSince
      ? [`Exécution suspendue depuis le ${frenchDate(suspendedSince)} : plus rien ne s’engage`]
      : []),
    ...(entries > 0 ? describeOrders(money.openOrders, money.openOrderCount) : []),
  ];
  return lines.length > 0 ? [...lines, ''] : [];
}

/** Amendments, breaches, renewal and agreed end that are under way. */
function decisions({
  amendments,
  breaches,
  comingRenewal,
  agreedEnd,
  partyCount,
  period,
  phase,
}: ConventionView): string[] {
  const lines = [
    ...amendments
      .filter(({ state }) => state === 'proposed' || state === 'signed')
      .map(
        ({ id, state, effectiveOn, agreedBy }) =>
          `Avenant n° ${id} ${state === 'signed' ? 'signé' : `proposé, ${agreedBy.length} accord${agreedBy.length > 1 ? 's' : ''} sur ${partyCount}`}, d’effet au ${frenchDate(effectiveOn)}`,
      ),
    ...breaches
      .filter(({ cured, ending }) => !cured && !ending)
      .map(
        ({ id, cureBy }) =>
          `Manquement n° ${id} ouvert${cureBy ? `, à réparer avant le ${frenchDate(cureBy)}` : ''}`,
      ),
    ...(agreedEnd && period && agreedEnd.on < period.lastDay && phase !== 'closed'
      ? [
          `Fin d’un commun accord ${agreedEnd.agreedBy.length === partyCount ? 'convenue' : 'proposée'} pour le ${frenchDate(agreedEnd.on)}`,
        ]
      : []),
    ...(comingRenewal
      ? [
          `Reconduction ${comingRenewal.mode === 'tacit' ? 'tacite, si rien ne l’empêche,' : 'expresse possible'} après le ${frenchDate(comingRenewal.lastDay)}`,
        ]
      : []),
  ];
  return lines.length > 0 ? [...lines, ''] : [];
}

/** What to do first, and the command that does it. */
function nextStep(view: ConventionView): string[] {
  const { id, duties, overdue } = view;
  const first = duties.find(
    ({ state, evidence }) => evidence !== undefined && (state === 'open' || state === 'overdue'),
  );
  if (!first) return isOpen(view) ? ['', 'Rien à faire aujourd’hui.'] : [];
  const others = overdue > 1 ? ` (${overdue} obligations en retard)` : '';
  const text = first.state === 'overdue' ? 'était due le' : 'à faire au plus tard le';
  const [when, whose] = first.indicative ? ['repère :', ` (${whyLandmark(first)})`] : [text, ''];
  return [
    '',
    `À faire d’abord${others} : ${first.title}`,
    `  ${first.holderName}, ${when} ${frenchDate(first.dueOn)}${whose}`,
    ...closingCommands(id, first).map((command) => `  delegation ${command}`),
  ];
}

/** The commands of the acts that close a duty, or bring it nearer to its end; what they ask is left to fill in. */
function closingCommands(id: string, duty: DutyView): string[] {
  const closing = actNames.flatMap((name) => {
    const act: Act = acts[name];
    return isFormed(act) && act.closes === duty.closedBy ? [act] : [];
  });
  // Those of whoever is asked: the manager's are no party's.
  const theirs = closing.filter(({ parties }) =>
    duty.holder === 'manager'
      ? parties.length === 0
      : parties.some((side) => isParty(duty.holder) && sideOf(duty.holder) === side),
  );
  return (theirs.length > 0 ? theirs : closing)
    .slice(0, 2)
    .map(({ verb, form: { questions, places = [] } }) => {
      const asked = Object.entries(questions).filter(
        ([name, question]) => isDemanded(question) && !places.includes(name),
      );
      const options = asked.map(([name]) => `--${kebab(name)} …`);
      return [verb, id, ...places.map((place) => placed(place, duty.id)), ...options].join(' ');
    });
}

/** What stands at a place of a command, as the duty says it: `2` in `breach-2`, `2020-04` in `report-2020-04`. */
function placed(place: string, duty: string): string {
  if (place === 'duties') return duty;
  if (place === 'kind') return '…';
  const rest = duty.slice(duty.indexOf('-') + 1);
  return place === 'publication' || place === 'period' ? rest : (/\d+/.exec(duty)?.[0] ?? '…');
}

function duties(view: ConventionView, all: boolean): string[] {
  const shown = view.duties.filter(({ state }) => all || state === 'open' || state === 'overdue');
  const rest = view.duties.length - shown.length;
  if (shown.length === 0) return [`${rest} obligations à venir ou closes : --all les montre.`];
  return [
    ...table(
      ['Échéance ou repère', 'État', 'Obligation', 'Art.', 'Qui', 'Intitulé'],
      shown.map(({ id, dueOn, indicative, state, article, holderName, title }) => [
        asLandmark(dueOn, indicative),
        state === 'overdue' ? frenchDutyStates[state].toUpperCase() : frenchDutyStates[state],
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
  const lines = journal.map((entry, index) => ({ ...entry, line: index + 1 }));
  const shown = all ? lines : lines.slice(-10);
  return [
    all || journal.length <= 10 ? 'Journal :' : `Journal (10 derniers sur ${journal.length}) :`,
    ...shown.map(
      ({ line, at, by, text, reason }) =>
        `  ${line}. ${frenchInstant(at)} · ${by} · ${text}${reason ? ` Motif : ${reason}` : ''}`,
    ),
  ];
}
