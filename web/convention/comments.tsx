import { frenchDate } from '../../convention/calendar/french.ts';
import type { Convention } from '../../convention/convention.ts';
import { partyName } from '../../convention/people/parties.ts';
import { anchors } from './anchors.ts';

/** What parties have said of a duty, oldest first; nothing when none has. */
export function Comments({ record, duty }: { record: Convention; duty: string }) {
  const comments = (record.comments ?? []).filter((one) => one.duty === duty);
  if (comments.length === 0) return null;
  return (
    <>
      <h2 id={anchors.comments}>Commentaires</h2>
      <ul>
        {comments.map(({ party, on, text, by, at }) => (
          <li key={at}>
            {partyName(record.document, party)}, le {frenchDate(on)} : « {text} »
            <span className="fr-hint-text">par {by}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
