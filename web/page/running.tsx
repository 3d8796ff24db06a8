import type { ReactNode } from 'react';

/** What goes on behind a page, which asks again by itself, or at a click where no script runs. */
export function Running({ href, children }: { href: string; children: ReactNode }) {
  return (
    <div data-poll="">
      <p className="fr-text--lg">{children}</p>
      <p>
        <a className="fr-btn fr-btn--secondary" href={href}>
          Actualiser
        </a>
      </p>
    </div>
  );
}
