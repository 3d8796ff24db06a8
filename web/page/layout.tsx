import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Person } from '../person.ts';
import { Footer } from './footer.tsx';
import { Header, type Link, MainNavigation } from './header.tsx';
import { SessionEnd } from './session-end.tsx';
import { assetsPath, neutralSkin, type Skin } from './skin.ts';
import { Way } from './ways.tsx';

/** As people call the application; it ends the title of every page. */
export const serviceName = 'Conventions de délégation';

/** A page before its content. */
export interface LayoutProps {
  /** Title of the page, shown as its heading too: `Portefeuille`. */
  readonly title: string;
  /** What tells the title of the page from those of others that bear the same: the convention, the step, the rank. */
  readonly within?: string;
  /** One sentence under the heading. */
  readonly lead?: ReactNode;
  /** Beside the heading: badges, or the page's main link. */
  readonly beside?: ReactNode;
  /** Main navigation, where the person has one. */
  readonly nav?: readonly Link[];
  /** Who is signed in; nobody on a public page or on one reached from a mail. */
  readonly person?: Person | undefined;
  /** Token of the person's session, sent back by « Se déconnecter ». */
  readonly csrf?: string | undefined;
  /** What tells the person's session from others, and how long it lasts yet if nothing more is asked. */
  readonly lasting?: { readonly mark: string; readonly leftMs: number } | undefined;
  /** From the first page to this one, which is not in it. */
  readonly breadcrumb?: readonly Link[];
  /** Path of this page, without its query: the link to it is marked as current. */
  readonly path: string;
  /** Where the guide tells of this page. */
  readonly help?: string | undefined;
  /** What has just happened, above the heading: an `Alert`. */
  readonly notice?: ReactNode;
  /** Whether the page comes back with faults: its title says so, for who only hears it. */
  readonly inError?: boolean;
  /** What the accessibility statement concludes, as the law has it said on every page. */
  readonly accessibility?: 'non conforme' | 'partiellement conforme' | 'totalement conforme';
  readonly skin?: Skin;
  readonly children?: ReactNode;
}

/** A whole page: what surrounds the content is the same everywhere. */
export function Layout(props: LayoutProps) {
  const {
    title,
    within,
    lead,
    beside,
    nav = [],
    person,
    csrf,
    lasting,
    breadcrumb = [],
    path,
    help,
    notice,
    children,
  } = props;
  const { accessibility = 'non conforme', skin = neutralSkin, inError = false } = props;
  return (
    <html
      lang="fr"
      dir="ltr"
      data-fr-scheme={skin.designSystem ? 'system' : undefined}
      data-session={lasting?.mark}
      data-session-left={lasting?.leftMs}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>{`${inError ? 'Erreur : ' : ''}${[title, within, serviceName].filter(Boolean).join(' – ')}`}</title>
        <link rel="icon" type="image/svg+xml" href={`${assetsPath}/emblem.svg`} />
        {skin.stylesheets.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {skin.scripts.map((src) => (
          <script key={src} type="module" src={src} />
        ))}
      </head>
      <body>
        <SkipLinks hasNavigation={nav.length > 0} />
        <Header name={serviceName} person={person} csrf={csrf} path={path} />
        <MainNavigation links={nav} path={path} />
        <div className="fr-container">
          <Breadcrumb links={breadcrumb} title={title} />
        </div>
        <main id="contenu" tabIndex={-1} className="fr-container fr-pt-3w">
          {notice}
          <div className="dg-heading">
            <h1>{title}</h1>
            {beside !== undefined && <div>{beside}</div>}
          </div>
          {lead !== undefined && <p className="fr-text--lead">{lead}</p>}
          {help !== undefined && (
            <p className="dg-help">
              <Way href={help}>Aide sur cette page</Way>
            </p>
          )}
          {children}
        </main>
        <Footer accessibility={accessibility} />
        {lasting && <SessionEnd csrf={csrf} path={path} />}
      </body>
    </html>
  );
}

/** A page as the text that is sent: every text in it is escaped by React. */
export function htmlOf(page: ReactNode): string {
  return `<!DOCTYPE html>${renderToStaticMarkup(page)}`;
}

function SkipLinks({ hasNavigation }: { hasNavigation: boolean }) {
  return (
    <div className="fr-skiplinks">
      <nav className="fr-container" aria-label="Accès rapide">
        <ul className="fr-skiplinks__list">
          <li>
            <Way href="#contenu">Aller au contenu</Way>
          </li>
          {hasNavigation && (
            <li>
              <Way href="#navigation">Aller au menu</Way>
            </li>
          )}
          <li>
            <Way href="#pied">Aller au pied de page</Way>
          </li>
        </ul>
      </nav>
    </div>
  );
}

function Breadcrumb({ links, title }: { links: readonly Link[]; title: string }) {
  if (links.length === 0) return null;
  return (
    <nav className="fr-breadcrumb" aria-label="Vous êtes ici">
      <ol className="fr-breadcrumb__list">
        {links.map(({ href, label }) => (
          <li key={href}>
            <a className="fr-breadcrumb__link" href={href}>
              {label}
            </a>
          </li>
        ))}
        <li>
          <span className="fr-breadcrumb__link" aria-current="page">
            {title}
          </span>
        </li>
      </ol>
    </nav>
  );
}
