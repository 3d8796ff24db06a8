import type { Person } from '../person.ts';
import { PostForm } from './post-form.tsx';
import { Way } from './ways.tsx';

/** A link as menus show it. */
export interface Link {
  readonly href: string;
  readonly label: string;
}

/** Where one signs in. */
export const signInPath = '/connexion';

/** Where one signs out, by a POST. */
export const signOutPath = '/deconnexion';

/** What one has to do, the first page of whoever is signed in. */
export const weekPath = '/ma-semaine';

/** The service's name, and who is signed in. */
export function Header(props: {
  name: string;
  person: Person | undefined;
  csrf: string | undefined;
  path: string;
}) {
  const { name, person, csrf, path } = props;
  return (
    <header className="fr-header">
      <div className="fr-header__body">
        <div className="fr-container">
          <div className="fr-header__body-row">
            <div className="fr-header__brand">
              <div className="fr-header__service">
                <a href="/">
                  <Emblem />
                  <span>
                    <span className="fr-sr-only">Accueil – </span>
                    <span className="fr-header__service-title">{name}</span>
                    <span className="fr-header__service-tagline">
                      Suivi des conventions de délégation de gestion
                    </span>
                  </span>
                </a>
              </div>
            </div>
            {person && <SignedIn person={person} csrf={csrf} />}
            {!person && path !== signInPath && !path.startsWith(`${signInPath}/`) && (
              <div className="dg-person">
                <a className="fr-btn fr-btn--sm fr-btn--tertiary" href={signInPath}>
                  Se connecter
                </a>
              </div>
            )}
          </div>
        </div>
      </div>
    </header>
  );
}

function SignedIn({ person, csrf }: { person: Person; csrf: string | undefined }) {
  const role = person.admin ? 'Administration' : person.auditor ? 'Audit' : undefined;
  return (
    <div className="dg-person">
      <p className="dg-person__name">
        <span className="fr-sr-only">Personne connectée : </span>
        <bdi>{person.name}</bdi>
        {role && <span className="dg-person__role">{role}</span>}
      </p>
      <Way href="/sessions">Sessions</Way>
      <PostForm action={signOutPath} csrf={csrf}>
        <button type="submit" className="fr-btn fr-btn--sm fr-btn--tertiary">
          Se déconnecter
        </button>
      </PostForm>
    </div>
  );
}

/** Two parties, and what one hands to the other. */
function Emblem() {
  return (
    <svg className="dg-emblem" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <rect x="1" y="1" width="38" height="38" rx="8" fill="none" stroke="currentColor" strokeWidth="2" />
      <path
        d="M10 11v18M30 11v18M14 20h11m-4.5-5 5 5-5 5"
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** The main menu; nothing when there is no link. */
export function MainNavigation({ links, path }: { links: readonly Link[]; path: string }) {
  if (links.length === 0) return null;
  return (
    <nav className="fr-nav" id="navigation" tabIndex={-1} aria-label="Menu principal">
      <div className="fr-container">
        <ul className="fr-nav__list">
          {links.map(({ href, label }) => (
            <li key={href} className="fr-nav__item">
              <a className="fr-nav__link" href={href} aria-current={standing(href, path)}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </nav>
  );
}

/** `page` for the page itself, `true` for the part of the site that it is in. */
function standing(href: string, path: string): 'page' | 'true' | undefined {
  if (href === path) return 'page';
  return href !== '/' && path.startsWith(`${href}/`) ? 'true' : undefined;
}
