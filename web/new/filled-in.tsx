import type { ReactNode } from 'react';
import type { Field } from '../../acts/form.ts';
import { eurosIn } from '../../acts/typed.ts';
import { frenchDate } from '../../convention/calendar/french.ts';
import { isPlainDate } from '../../convention/calendar/plain-date.ts';
import { centsOf, frenchEuros } from '../../convention/ledger/money.ts';
import { Facts } from '../page/parts.tsx';
import { documentOf } from './draft.ts';
import { templateOf } from './kept.ts';
import { backToReview } from './step-page.tsx';
import { stepsOf } from './steps.ts';
import type { Draft } from './written.ts';

/** What each step was filled in with, as far as the document keeps it, and the way back to it. */
export function FilledIn({ draft }: { draft: Draft }) {
  const template = templateOf(draft);
  const { isKept } = documentOf(draft, template);
  return stepsOf(template, draft).map(({ title, fields }, rank) => {
    const facts = fields
      .filter(({ name }) => isKept(name))
      .map((field) => ({ field, answer: draft[field.name] ?? field.value ?? '' }))
      .filter(({ answer }) => answer !== '')
      .map(
        ({ field, answer }) =>
          [field.label, <Answer key={field.name} field={field} answer={answer} />] as const,
      );
    return (
      <section key={title} className="dg-step">
        <div className="dg-heading">
          <h2>{title}</h2>
          <a className="fr-link" href={`/nouvelle/etape/${rank + 1}?${backToReview}`}>
            Modifier<span className="fr-sr-only"> : {title}</span>
          </a>
        </div>
        {facts.length > 0 ? <Facts facts={facts} /> : <p>Rien.</p>}
      </section>
    );
  });
}

/** An answer as it is read, not as it is posted. */
function Answer({ field: { kind, options = [] }, answer }: { field: Field; answer: string }): ReactNode {
  switch (kind) {
    case 'check':
      return 'oui';
    case 'choice':
      return options.find(([value]) => value === answer)?.[1] ?? answer;
    case 'date':
      return isPlainDate(answer) ? frenchDate(answer) : answer;
    case 'euros':
      return frenchEuros(centsOf(eurosIn(answer) ?? 0));
    case 'text': {
      const lines = answer.split('\n').filter((line) => line.trim() !== '');
      return (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      );
    }
    default:
      return answer;
  }
}
