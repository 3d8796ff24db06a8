import { guidePath } from '../guide/guide.ts';

/** The pages that anyone may read, in the order of the footer. */
export const publicPages = {
  help: { href: guidePath, label: 'Aide' },
  register: { href: '/registre', label: 'Registre public' },
  figures: { href: '/stats', label: 'Statistiques' },
  accessibility: { href: '/accessibilite', label: 'Accessibilité' },
  legal: { href: '/mentions-legales', label: 'Mentions légales' },
  privacy: { href: '/donnees-personnelles', label: 'Données personnelles' },
  terms: { href: '/conditions', label: 'Conditions d’utilisation' },
} as const;

/** The foot of every page. */
export function Footer({ accessibility }: { accessibility: string }) {
  return (
    <footer className="fr-footer" id="pied" tabIndex={-1}>
      <div className="fr-container">
        <div className="fr-footer__body">
          <p className="fr-footer__content-desc">
            Conventions de délégation de gestion entre services de l’État (décret n° 2004-1085 du 14 octobre
            2004).
          </p>
        </div>
        <div className="fr-footer__bottom">
          <ul className="fr-footer__bottom-list">
            {Object.values(publicPages).map(({ href, label }) => (
              <li key={href} className="fr-footer__bottom-item">
                <a className="fr-footer__bottom-link" href={href}>
                  {href === publicPages.accessibility.href ? `${label} : ${accessibility}` : label}
                </a>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </footer>
  );
}
