import { signInPath } from './header.tsx';
import { PostForm, Submit } from './post-form.tsx';

/** Where a page asks about its session: how long it lasts yet, and that it last longer. */
export const sessionPaths = { left: '/sessions/reste', longer: '/sessions/prolongation' } as const;

/**
 * What `assets/session.js` shows before and at the end of a session; browsers without it show nothing of this, and
 * learn of the end from the next page.
 */
export function SessionEnd({ csrf, path }: { csrf: string | undefined; path: string }) {
  return (
    <template id="session" data-left={sessionPaths.left} data-sign-in={signInPath}>
      <dialog
        className="dg-dialog"
        role="alertdialog"
        aria-labelledby="session-titre"
        aria-describedby="session-texte"
      >
        <h2 id="session-titre">Votre session va se terminer</h2>
        <div id="session-texte">
          <p>
            Elle se termine à <strong data-ends-at="" />. Cette page sera alors effacée, avec ce que vous y
            auriez saisi sans l’envoyer.
          </p>
          <p data-at-most="" hidden>
            Elle a atteint sa durée maximale et ne peut plus être prolongée : envoyez votre saisie avant cette
            heure, puis reconnectez-vous.
          </p>
          <p data-unanswered="" role="alert" hidden>
            Le service ne répond pas : votre session n’a pas pu être prolongée. Réessayez.
          </p>
        </div>
        <PostForm action={sessionPaths.longer} csrf={csrf} className="dg-buttons">
          <Submit>Rester connecté</Submit>
          <button className="fr-btn fr-btn--secondary" type="button" data-close="">
            Fermer
          </button>
        </PostForm>
      </dialog>
      <main className="fr-container fr-pt-3w" tabIndex={-1}>
        <h1>Votre session est terminée</h1>
        <div className="fr-alert fr-alert--warning" role="alert">
          <p>
            Ce que cette page montrait a été effacé, avec ce que vous y auriez saisi sans l’envoyer. Rien de
            ce que vous aviez envoyé n’est perdu.
          </p>
        </div>
        <p className="fr-mt-3w">
          <a className="fr-btn" href={`${signInPath}?suite=${encodeURIComponent(path)}`}>
            Se reconnecter
          </a>
        </p>
      </main>
    </template>
  );
}
