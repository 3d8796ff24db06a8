import type { ReactNode } from 'react';

// Ways from one page to its neighbours.

/** A link within what is read. */
export function Way({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className="fr-link" href={href}>
      {children}
    </a>
  );
}

/** A page of another site, in a window of its own. */
export function Elsewhere({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className="fr-link" href={href} rel="noopener noreferrer external" target="_blank">
      {children}
      <span className="fr-sr-only"> (nouvelle fenêtre)</span>
    </a>
  );
}

/** A file to save, under a name of its own where there is one. */
export function Download(props: { href: string; name?: string; children: ReactNode }) {
  const { href, name = '', children } = props;
  return (
    <a className="fr-link fr-link--download" href={href} download={name}>
      {children}
    </a>
  );
}

/** A page beside this one. */
export interface Tab {
  readonly href: string;
  readonly label: string;
}

/** The pages of one thing, as plain links; `label` names the thing. */
export function Tabs({ label, tabs, path }: { label: string; tabs: readonly Tab[]; path: string }) {
  return (
    <nav className="dg-tabs" aria-label={label}>
      <ul>
        {tabs.map(({ href, label: name }) => (
          <li key={href}>
            <a href={href} aria-current={href === path ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Where one is in a form that takes several pages; `current` counts from 1. */
export function Steps({ steps, current }: { steps: readonly string[]; current: number }) {
  const next = steps[current];
  return (
    <div className="fr-stepper">
      <h2 className="fr-stepper__title">
        <span className="fr-stepper__state">
          Étape {current} sur {steps.length}
        </span>{' '}
        {steps[current - 1]}
      </h2>
      <div className="dg-steps" aria-hidden="true">
        {steps.map((step, index) => (
          <span key={step} className={`dg-steps__step${index < current ? ' dg-steps__step--reached' : ''}`} />
        ))}
      </div>
      {next !== undefined && <p className="fr-stepper__details">Étape suivante : {next}</p>}
    </div>
  );
}

/** The pages of a long list; nothing when there is only one. `page` counts from 1. */
export function Pagination(props: { page: number; pages: number; href: (page: number) => string }) {
  const { page, pages, href } = props;
  if (pages <= 1) return null;
  return (
    <nav className="fr-pagination" aria-label="Pages">
      <ul className="fr-pagination__list">
        <li>
          <a
            className="fr-pagination__link"
            {...(page > 1 ? { href: href(page - 1), rel: 'prev' } : { role: 'link', 'aria-disabled': true })}
          >
            Précédente
          </a>
        </li>
        {shownPages(page, pages).map((shown) => (
          <li key={shown.key}>
            {shown.page === undefined ? (
              <span className="fr-pagination__link">…</span>
            ) : (
              <a
                className="fr-pagination__link"
                href={href(shown.page)}
                aria-current={shown.page === page ? 'page' : undefined}
                aria-label={`Page ${shown.page}`}
              >
                {shown.page}
              </a>
            )}
          </li>
        ))}
        <li>
          <a
            className="fr-pagination__link"
            {...(page < pages
              ? { href: href(page + 1), rel: 'next' }
              : { role: 'link', 'aria-disabled': true })}
          >
            Suivante
          </a>
        </li>
      </ul>
    </nav>
  );
}

/** The first, the last, this one and its neighbours; a gap where pages are left out. */
function shownPages(page: number, pages: number): { key: string; page?: number }[] {
  const near = [1, page - 1, page, page + 1, pages].filter((number) => number >= 1 && number <= pages);
  const shown = [...new Set(near)].sort((one, other) => one - other);
  return shown.flatMap((number, index) => {
    const previous = shown[index - 1] ?? number - 1;
    const gap = number - previous > 1 ? [{ key: `before ${number}` }] : [];
    return [...gap, { key: `${number}`, page: number }];
  });
}
