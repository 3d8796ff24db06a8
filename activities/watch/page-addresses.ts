import type { Action } from '../../letters/content.ts';

/** The page of a convention, in the web application if there is one. */
export function conventionPage(web: string | undefined, id: string): { readonly action?: Action } {
  return web === undefined
    ? {}
    : { action: { label: 'Ouvrir la convention', url: `${web}/conventions/${encodeURIComponent(id)}` } };
}

/** The page of all conventions. */
export function portfolioPage(web: string | undefined): { readonly action?: Action } {
  return web === undefined
    ? {}
    : { action: { label: 'Voir toutes les conventions', url: `${web}/conventions` } };
}
