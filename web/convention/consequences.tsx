import { previewFacts } from '../../convention/amendments/preview.ts';
import { frenchDate } from '../../convention/calendar/french.ts';
import { frenchDue } from '../../convention/duties/due-words.ts';
import { frenchDutyStates } from '../../convention/duties/duty.ts';
import { frenchCeiling } from '../../convention/ledger/money.ts';
import { frenchPhase } from '../../convention/term/phases.ts';
import { counted } from '../../letters/typography.ts';
import type { Consequences as Foreseen, MovedDay } from '../acts/consequences.ts';
import { Alert, Details, Facts } from '../page/parts.tsx';

/** What an act would change: dates that move, duties that come and go, mails that leave. */
export function Consequences({ consequences }: { consequences: Foreseen }) {
  const { text, refused, phase, effectiveOn, endsOn, ceiling, amendment } = consequences;
  const { moved, appear, close, disappear, letters, reminders } = consequences;
  const facts = [
    ...(phase ? [['Phase', `${frenchPhase(phase.before)} → ${frenchPhase(phase.after)}`] as const] : []),
    ...(effectiveOn ? [['Date d’effet', movedText(effectiveOn)] as const] : []),
    ...(endsOn ? [['Dernier jour', movedText(endsOn)] as const] : []),
    ...(ceiling
      ? [['Plafond', `${frenchCeiling(ceiling.before)} → ${frenchCeiling(ceiling.after)}`] as const]
      : []),
    ...(reminders.added + reminders.withdrawn > 0
      ? [
          [
            'Rappels à venir',
            `${counted(reminders.added, 'ajouté')}, ${counted(reminders.withdrawn, 'retiré')}`,
          ] as const,
        ]
      : []),
  ];
  const isQuiet = facts.length + moved.length + appear.length + close.length + disappear.length === 0;
  return (
    <>
      {refused && (
        <Alert tone="warning" title="Ce sera refusé, et ce refus sera gardé">
          <p>{refused.message}</p>
        </Alert>
      )}
      <p className="fr-text--lg">{text}</p>
      <h2>Ce que cela change</h2>
      {isQuiet && <p>Aucune date ne bouge.</p>}
      {facts.length > 0 && <Facts facts={facts} />}
      <Listed
        title="Dates déplacées"
        lines={moved.map(
          ({ title, before, dueOn }) => `${title} : ${frenchDate(before)} → ${frenchDate(dueOn)}`,
        )}
      />
      <Listed
        title="Obligations nouvelles"
        lines={appear.map((duty) => `${duty.title}, ${frenchDue(duty)}`)}
      />
      <Listed
        title="Obligations retirées"
        lines={disappear.map(({ title, dueOn }) => `${title} (${frenchDate(dueOn)})`)}
      />
      <Listed
        title="Obligations closes"
        lines={close.map(({ title, state }) => `${title} (${frenchDutyStates[state]})`)}
      />
      {amendment && previewFacts(amendment).length > 0 && (
        <>
          <h2>Ce que l’avenant changera, une fois en vigueur</h2>
          <Facts facts={previewFacts(amendment)} />
        </>
      )}
      <h2>Qui en sera prévenu</h2>
      {letters.length === 0 ? (
        <p>Aucun courriel ne part aussitôt.</p>
      ) : (
        <ul>
          {letters.map(({ to, subject }) => (
            <li key={`${to} ${subject}`}>
              {to} : « {subject} »
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function movedText({ before, after }: MovedDay): string {
  const day = (on: MovedDay['before']) => (on ? frenchDate(on) : 'inconnu');
  return `${day(before)} → ${day(after)}`;
}

function Listed({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  const list = (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
  if (lines.length <= 5) {
    return (
      <>
        <h3>
          {title} ({lines.length})
        </h3>
        {list}
      </>
    );
  }
  return <Details summary={`${title} (${lines.length})`}>{list}</Details>;
}
