import { frenchLongDate } from '../../convention/calendar/french.ts';
import { inBrackets } from '../../convention/document/articles.ts';
import type { Why } from '../../convention/views/why.ts';
import { Details } from '../page/parts.tsx';

/** The rule and the count behind a deadline, for who asks. */
export function WhyThatDate({ why: { rule, days, law } }: { why: Why }) {
  return (
    <Details summary="Pourquoi cette date ?">
      <p>
        Règle : {rule.clause}
        {inBrackets(rule.article)}
      </p>
      {rule.text !== undefined && (
        <blockquote>
          {rule.text.split(/\r?\n/).map((line, rank) => (
            <p key={`${rank} ${line}`}>{line}</p>
          ))}
        </blockquote>
      )}
      <ol>
        {days.map(({ on, says }) => (
          <li key={`${on} ${says}`}>
            <strong>{frenchLongDate(on)}</strong> : {says}
          </li>
        ))}
      </ol>
      {law.length > 0 && (
        <ul>
          {law.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
    </Details>
  );
}
