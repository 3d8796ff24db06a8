/** What the service is for, and the ways in. */
export function HomePage() {
  return (
    <>
      <p>
        <a className="fr-btn" href="/connexion">
          Se connecter
        </a>
      </p>
      <p>
        Vous avez reçu un courriel de ce service ? Son bouton suffit pour répondre : il n’y a pas besoin de se
        connecter.
      </p>
      <ul>
        <li>
          <a className="fr-link" href="/registre">
            Le registre public des conventions
          </a>
        </li>
        <li>
          <a className="fr-link" href="/stats">
            Les statistiques du service
          </a>
        </li>
      </ul>
    </>
  );
}
