import { frenchDate } from '../../convention/calendar/french.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { asLandmark } from '../../convention/duties/due-words.ts';
import { creditFacts } from '../../convention/ledger/budget-lines.ts';
import { isAnsweredAtOnce } from '../../convention/mailing/tracking.ts';
import { fullPartyName } from '../../convention/people/parties.ts';
import { scheduleOf } from '../../convention/views/schedule.ts';
import { Csrf } from '../page/csrf.tsx';
import { ErrorSummary } from '../page/form.tsx';
import { Alert, Details, Facts } from '../page/parts.tsx';
import { Table } from '../page/table.tsx';
import { FilledIn } from './filled-in.tsx';
import { type Again, StartForm, signedTextField } from './start-form.tsx';
import type { Draft } from './written.ts';

/** A convention that may be started: what its text and its dates come to, its rehearsal, its start. */
export function ReviewPage({
  document,
  draft,
  warnings,
  runsAlready,
  csrf,
  again,
}: {
  document: ConventionDocument;
  /** What it was made of, step by step; absent when it came from a file. */
  draft: Draft | undefined;
  /** Faults of the signed text that keep nothing from starting. */
  warnings: readonly string[];
  /** Something that it asks is already past. */
  runsAlready: boolean;
  csrf: string;
  again: Again | undefined;
}) {
  const schedule = scheduleOf(document);
  const when = isAnsweredAtOnce({ document }) ? 'aussitôt' : 'au prochain matin ouvré';
  return (
    <>
      {again && <ErrorSummary fields={[signedTextField]} faults={again.faults} />}
      {warnings.length > 0 && (
        <Alert tone="warning" title="À vérifier">
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
          <p>Rien de cela n’empêche de démarrer : le gestionnaire aura à y répondre.</p>
        </Alert>
      )}
      <Facts
        facts={[
          ['Titre', document.title],
          ['Identifiant', document.id],
          ['Parties', `${fullPartyName(document, 'delegator')} → ${fullPartyName(document, 'delegatee')}`],
          ['Signée le', frenchDate(document.signedOn)],
          ...(document.budget ? creditFacts(document.budget, 'Plafond') : []),
          ['Si elle prend effet ce jour-là, dernier jour', frenchDate(schedule.lastDay)],
          ['Registre public', document.public ? 'inscrite' : 'non inscrite'],
        ]}
      />
      <Details summary={`Les ${schedule.deadlines.length} dates de la première période`}>
        <Table
          caption="Dates, si la convention prend effet le jour de sa signature"
          columns={['Échéance ou repère', 'Obligation', 'Qui', 'Art.'].map((label) => ({ label }))}
          rows={schedule.deadlines.map(({ duty, dueOn, indicative, title, holderName, article }) => ({
            key: duty,
            cells: [asLandmark(frenchDate(dueOn), indicative), title, holderName, article],
          }))}
        />
      </Details>
      {draft && <FilledIn draft={draft} />}
      <h2>La répéter</h2>
      <p>
        Toute sa vie est jouée en une dizaine de secondes sur un moteur à part : chaque date, chaque courriel.
        Rien ne part.
      </p>
      <TokenForm csrf={csrf} action="/nouvelle/repetition" button="Répéter la convention" />
      <h2>La démarrer</h2>
      {runsAlready ? (
        <>
          <p>
            Signée le {frenchDate(document.signedOn)}, elle court déjà : dites d’abord ce qui est fait.
            Personne n’en recevra de courriel, et rien ne part avant un matin ouvré.
          </p>
          <p>
            <a className="fr-btn" href="/nouvelle/reprise">
              Dire ce qui est déjà fait
            </a>
          </p>
          <Details summary="La démarrer comme si rien n’était fait" open={again !== undefined}>
            <p>
              Tout ce que le texte a demandé depuis la signature est rappelé {when} aux personnes nommées,
              avec ses retards.
            </p>
            <StartForm csrf={csrf} again={again} />
          </Details>
        </>
      ) : (
        <>
          <p>
            Le suivi commence : les premiers courriels partent {when} vers les personnes nommées. Cela ne se
            défait pas, mais un arrêt administratif reste possible.
          </p>
          <StartForm csrf={csrf} again={again} />
        </>
      )}
      <p className="fr-mt-3w">
        <a className="fr-link fr-link--download" href="/nouvelle/document.json" download="">
          Télécharger le document de la convention
        </a>
        , pour le garder, ou le compléter et le donner comme fichier.
      </p>
    </>
  );
}

/** A button that posts nothing but the session's token. */
function TokenForm({ csrf, action, button }: { csrf: string; action: string; button: string }) {
  return (
    <form method="post" action={action}>
      <Csrf token={csrf} />
      <button className="fr-btn fr-btn--secondary" type="submit">
        {button}
      </button>
    </form>
  );
}
