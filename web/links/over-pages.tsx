import { frenchInstant } from '../../convention/calendar/french.ts';
import { frenchDue } from '../../convention/duties/due-words.ts';
import { outcomeOf } from '../../convention/duties/duties.ts';
import type { Duty } from '../../convention/duties/duty.ts';
import { withoutDigests } from '../../convention/proof/piece.ts';
import { actSlug } from '../acts/act-slug.ts';
import { newIntention } from '../acts/asking-again.tsx';
import { Alert, Facts } from '../page/parts.tsx';
import { PostForm, Submit } from '../page/post-form.tsx';
import { Way } from '../page/ways.tsx';
import type { Followed, Outdated } from './followed.ts';
import type { Offered } from './permissions.ts';

// What a link leads to when there is no form to fill in.

/** Why there is nothing to do: done by somebody else, over, or not to do yet. */
export function NothingToDoPage({ followed, offered }: { followed: Followed; offered: Offered }) {
  return (
    <>
      <Alert tone="info">{withoutDigests(whyNothing(followed, offered))}</Alert>
      {offered.undo && (
        <p className="fr-mt-3w">
          Une erreur ?{' '}
          <Way href={`/agir/${followed.token}?acte=${actSlug(offered.undo.act)}`}>{offered.undo.title}</Way>
        </p>
      )}
      {offered.served && (
        <>
          <p className="fr-mt-3w">
            Un lien ne sert qu’à un envoi. Pour corriger ou compléter ce que vous avez fait, nous pouvons vous
            en envoyer un nouveau, à la même adresse ; vous pouvez aussi vous connecter.
          </p>
          <NewLink token={followed.token} />
        </>
      )}
    </>
  );
}

function whyNothing({ record, claims }: Followed, { duty, served }: Offered): string {
  const outcome = duty && outcomeOf(record, duty);
  if (record.closed) return `La convention est close depuis le ${frenchInstant(record.closed.at)}.`;
  if (outcome?.state === 'done')
    return `Déjà fait, par ${outcome.by}, le ${frenchInstant(outcome.at)} : ${outcome.evidence}`;
  if (outcome)
    return `Cette obligation n’est plus à remplir depuis le ${frenchInstant(outcome.at)} : ${outcome.reason}.`;
  if (served) return `Ce lien a déjà servi, le ${frenchInstant(served.at)} : ${served.text}`;
  if (claims.about.startsWith('handover')) return 'Ce relais a reçu sa réponse, ou ne se passe pas d’ici.';
  return claims.about.startsWith('meeting-')
    ? 'Cette réunion a été tenue, déplacée ou annulée : il n’y a plus rien à y répondre.'
    : 'Il n’y a rien à faire ici pour l’instant.';
}

/** What somebody has just done, in the words of the journal, and what is left for them to do: each in its own mail. */
export function DonePage({ text, left, root }: { text: string; left: readonly Duty[]; root: string }) {
  return (
    <>
      <Alert tone="success">{withoutDigests(text)}</Alert>
      <p>Ce que vous avez fait est inscrit au journal de la convention.</p>
      {left.length === 0 ? (
        <p>Rien d’autre n’est attendu de vous ici : vous pouvez fermer cette page.</p>
      ) : (
        <>
          <h2>Il vous reste à faire ici</h2>
          <Facts facts={left.map((duty) => [duty.title, frenchDue(duty)])} />
          <p>
            Chacune a son bouton dans vos courriels. Vous pouvez aussi{' '}
            <Way href={`${root}/obligations`}>les remplir après connexion</Way>.
          </p>
        </>
      )}
    </>
  );
}

/** A link that has expired, or is of an older version: a new one is sent to the same address. */
export function OutdatedPage({
  token,
  state,
  linkDays,
}: {
  token: string;
  state: Outdated['state'];
  /** How long a link serves. */
  linkDays: number;
}) {
  return (
    <>
      <p>
        {state === 'expired'
          ? `Un lien ne sert que ${linkDays} jours.`
          : 'Un avenant est entré en vigueur depuis l’envoi de ce courriel.'}{' '}
        Nous pouvons vous en envoyer un nouveau, à la même adresse.
      </p>
      <NewLink token={token} />
    </>
  );
}

function NewLink({ token }: { token: string }) {
  return (
    <PostForm action={`/agir/${token}/lien`} hidden={newIntention()}>
      <Submit>Recevoir un nouveau lien</Submit>
    </PostForm>
  );
}
