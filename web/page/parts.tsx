import type { ReactNode } from 'react';
import { frenchDate } from '../../convention/calendar/french.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';

/** What a message is about. */
export type AlertTone = 'error' | 'success' | 'info' | 'warning';

const alertWords: Record<AlertTone, string> = {
  error: 'Erreur : ',
  success: 'Succès : ',
  info: 'Information : ',
  warning: 'Attention : ',
};

/**
 * A message that must be seen. Without a title, a word that is heard says of what kind it is. `first` takes the focus
 * when the page opens: it is what the page is about.
 */
export function Alert(props: { tone: AlertTone; title?: string; first?: boolean; children?: ReactNode }) {
  const { tone, title, first = false, children } = props;
  return (
    <div
      className={`fr-alert fr-alert--${tone}`}
      {...(first ? { role: 'alert', tabIndex: -1, 'data-error-summary': '' } : {})}
    >
      {title === undefined ? (
        <span className="fr-sr-only">{alertWords[tone]}</span>
      ) : (
        <h2 className="fr-alert__title">{title}</h2>
      )}
      {typeof children === 'string' ? <p>{children}</p> : children}
    </div>
  );
}

/** How a state is to be taken; its words say it too. */
export type Tone = AlertTone | 'new' | 'neutral';

/** A state in one or two words: `En retard`. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  const modifier = tone === 'neutral' ? '' : ` fr-badge--${tone} fr-badge--no-icon`;
  return <span className={`fr-badge${modifier}`}>{children}</span>;
}

/** A day, in words and for machines. */
export function Day({ on }: { on: PlainDate }) {
  return <time dateTime={on}>{frenchDate(on)}</time>;
}

/** Terms and what they are: `['Article', '5']`. */
export function Facts({ facts }: { facts: readonly (readonly [term: ReactNode, fact: ReactNode])[] }) {
  return (
    <dl className="dg-facts">
      {facts.map(([term, fact], rank) => (
        <div key={typeof term === 'string' ? term : rank}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What is only shown when asked for; it opens without JavaScript. */
export function Details(props: { summary: ReactNode; open?: boolean; children: ReactNode }) {
  const { summary, open = false, children } = props;
  return (
    <details className="fr-accordion" open={open}>
      <summary className="fr-accordion__btn">{summary}</summary>
      <div className="fr-accordion__content">{children}</div>
    </details>
  );
}

/** A page to go to, all of it a link; `end` is under the text. */
export function Card(props: { href: string; title: string; end?: ReactNode; children?: ReactNode }) {
  const { href, title, end, children } = props;
  return (
    <div className="fr-card fr-enlarge-link">
      <div className="fr-card__body">
        <div className="fr-card__content">
          <h3 className="fr-card__title">
            <a href={href}>{title}</a>
          </h3>
          {children !== undefined && <p className="fr-card__desc">{children}</p>}
          {end !== undefined && <div className="fr-card__end">{end}</div>}
        </div>
      </div>
    </div>
  );
}

/** One number that sums something up, and the page that shows what is behind it. */
export interface Figure {
  readonly value: string;
  readonly label: string;
  readonly href?: string;
  readonly tone?: 'error' | 'warning' | 'success';
}

/** The numbers that sum a page up. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <ul className="dg-figures">
      {figures.map(({ value, label, href, tone }) => (
        <li key={label} className={`dg-figure${tone ? ` dg-figure--${tone}` : ''}`}>
          <span className="dg-figure__value">{value}</span>{' '}
          {href === undefined ? (
            <span className="dg-figure__label">{label}</span>
          ) : (
            <a className="dg-figure__label" href={href}>
              {label}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What stands where there is nothing yet, and what may be done about it. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="dg-empty">
      <p className="dg-empty__title">{title}</p>
      {typeof children === 'string' ? <p>{children}</p> : children}
    </div>
  );
}
