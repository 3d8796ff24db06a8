import { guidePath } from '../guide/guide.ts';
import { Way } from '../page/ways.tsx';

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
          <Way href={guidePath}>L’aide, tâche par tâche</Way>
        </li>
        <li>
          <Way href="/registre">Le registre public des conventions</Way>
        </li>
        <li>
          <Way href="/stats">Les statistiques du service</Way>
        </li>
      </ul>
    </>
  );
}
