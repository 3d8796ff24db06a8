import type { Consequences as Foreseen } from '../../client/consequences.ts';
import { changedDuties, changesOf, readerOf } from '../../client/foreseen-words.ts';
import { previewFacts } from '../../convention/amendments/preview.ts';
import { withoutDigests } from '../../convention/proof/piece.ts';
import { Alert, Details, Facts } from '../page/parts.tsx';
import { wordsOf } from '../page/show.tsx';

/** What an act would change: dates that move, duties that come and go, mails that leave. */
export function Consequences({ consequences }: { consequences: Foreseen }) {
  const { text, refused, amendment, letters, inTheMorning } = consequences;
  const facts = changesOf(consequences);
  const duties = changedDuties(consequences);
  return (
    <>
      {refused && (
        <Alert tone="warning" title="Ce sera refusé, et ce refus sera gardé">
          <p>{wordsOf(refused)}</p>
        </Alert>
      )}
      <p className="fr-text--lg">{withoutDigests(text)}</p>
      <h2>Ce que cela change</h2>
      {facts.length + duties.length === 0 && <p>Aucune date ne bouge.</p>}
      {facts.length > 0 && <Facts facts={facts} />}
      {duties.map(([title, lines]) => (
        <Listed key={title} title={title} lines={lines} />
      ))}
      {amendment && previewFacts(amendment).length > 0 && (
        <>
          <h2>Ce que l’avenant changera, une fois en vigueur</h2>
          <Facts facts={previewFacts(amendment)} />
        </>
      )}
      <h2>Qui en sera prévenu</h2>
      {letters.length === 0 && <p>Aucun courriel ne part aussitôt.</p>}
      {letters.length > 0 && inTheMorning && (
        <p>Avec les courriels du prochain matin ; ce qui est sans délai part aussitôt.</p>
      )}
      {letters.length > 0 && (
        <ul>
          {letters.map((letter) => (
            <li key={`${letter.to} ${letter.subject}`}>
              {readerOf(letter)} : « {letter.subject} »
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Listed({ title, lines }: { title: string; lines: readonly string[] }) {
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
