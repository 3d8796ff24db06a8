import { frenchDate } from '../../convention/calendar/french.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { asLandmark } from '../../convention/duties/due-words.ts';
import { frenchCredits } from '../../convention/ledger/budget-lines.ts';
import { fullPartyName } from '../../convention/people/parties.ts';
import { scheduleOf } from '../../convention/views/schedule.ts';
import { newIntention } from '../acts/asking-again.tsx';
import { Csrf } from '../page/csrf.tsx';
import { Alert, Details, Facts } from '../page/parts.tsx';
import { Table } from '../page/table.tsx';
import { FilledIn } from './filled-in.tsx';
import type { Draft } from './written.ts';

/** A convention that may be started: what its text and its dates come to, its rehearsal, its start. */
export function ReviewPage({
  document,
  draft,
  warnings,
  csrf,
}: {
  document: ConventionDocument;
  /** What it was made of, step by step; absent when it came from a file. */
  draft: Draft | undefined;
  /** Faults of the signed text that keep nothing from starting. */
  warnings: readonly string[];
  csrf: string;
}) {
  const schedule = scheduleOf(document);
  return (
    <>
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
          ...(document.budget ? [['Plafond', frenchCredits(document.budget)] as const] : []),
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
      <p>
        Le suivi commence : les premiers courriels partent aussitôt vers les personnes nommées. Cela ne se
        défait pas, mais un arrêt administratif reste possible.
      </p>
      <form method="post" action="/nouvelle/demarrer" encType="multipart/form-data">
        <Csrf token={csrf} />
        {Object.entries(newIntention()).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="fr-upload-group">
          <label className="fr-label" htmlFor="texte">
            Texte signé (facultatif)
            <span className="fr-hint-text">
              PDF, ODT ou DOCX, 10 Mo au plus. Il est gardé avec la convention et, jusqu’à 7 Mo, joint au
              courriel qui l’annonce aux services qui en ont copie.
            </span>
          </label>
          <input className="fr-upload" type="file" id="texte" name="texte" accept=".pdf,.odt,.docx" />
        </div>
        <button className="fr-btn" type="submit">
          Démarrer la convention
        </button>
      </form>
      <p className="fr-mt-3w">
        <a className="fr-link fr-link--download" href="/nouvelle/document.json" download="">
          Télécharger le document, en JSON
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
