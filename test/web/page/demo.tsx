import type { ReactElement } from 'react';
import { plainDateOf } from '../../../convention/calendar/plain-date.ts';
import { centsOf } from '../../../convention/ledger/money.ts';
import { Form } from '../../../web/page/form.tsx';
import { Layout, type LayoutProps } from '../../../web/page/layout.tsx';
import { Alert, Badge, Card, Details, EmptyState, Facts, Figures } from '../../../web/page/parts.tsx';
import { ProgressBar } from '../../../web/page/progress-bar.tsx';
import { Table } from '../../../web/page/table.tsx';
import { Timeline } from '../../../web/page/timeline.tsx';
import type { EventKind, TimelineEvent } from '../../../web/page/timeline-event.ts';
import { Pagination, Steps, Tabs } from '../../../web/page/ways.tsx';
import { everyField } from './every-field.ts';

// Pages with every part of the application, to be judged by a real browser.

const surroundings = {
  nav: [
    { href: '/conventions', label: 'Portefeuille' },
    { href: '/a-faire', label: 'À faire' },
    { href: '/nouvelle', label: 'Nouvelle convention' },
  ],
  person: { name: 'Camille Durand', admin: true, auditor: false },
  csrf: 'token',
} satisfies Partial<LayoutProps>;

/** An event of a timeline, in short. */
export function event(on: string, kind: EventKind, label: string, href?: string): TimelineEvent {
  return { on: plainDateOf(on), kind, label, href };
}

/** A year of a convention, half gone by. */
export const life = {
  today: plainDateOf('2020-09-10'),
  signedOn: plainDateOf('2020-03-25'),
  effectiveOn: plainDateOf('2020-04-06'),
  endsOn: plainDateOf('2021-04-05'),
  events: [
    event('2020-03-25', 'phase', 'Signature'),
    event('2020-04-01', 'past', 'Habilitations Chorus demandées à l’AIFE'),
    event('2020-04-01', 'past', 'Crédits mis à disposition : 100 000,00 €'),
    event('2020-04-01', 'past', 'Copie de la convention aux deux CBCM'),
    event('2020-04-06', 'phase', 'Entrée en vigueur'),
    event('2020-05-11', 'past', 'Compte rendu d’avril 2020'),
    event('2020-06-05', 'past', 'Compte rendu de mai 2020'),
    event('2020-07-07', 'past', 'Compte rendu de juin 2020'),
    event('2020-08-07', 'overdue', 'Compte rendu de juillet 2020', '/conventions/sf/actes/report'),
    event('2020-09-07', 'overdue', 'Compte rendu d’août 2020', '/conventions/sf/actes/report'),
    event('2020-09-10', 'due', 'Réponse à la demande de prévisions de fin de gestion', '/conventions/sf'),
    event('2020-10-07', 'due', 'Compte rendu de septembre 2020', '/conventions/sf'),
    event('2020-10-20', 'alert', 'Fin de gestion des AE dans 30 jours'),
    event('2020-11-19', 'due', 'Fin de gestion : dernier jour des AE'),
    event('2021-01-05', 'alert', 'Terme dans 90 jours'),
    event('2021-02-04', 'alert', 'Terme dans 60 jours'),
    event('2021-03-31', 'due', 'Comité d’investissement à réunir'),
    event('2021-04-05', 'phase', 'Terme de la convention'),
    event('2021-04-05', 'due', 'Compte rendu final'),
  ],
};

const portfolioColumns = [
  { label: 'Convention', sort: { href: '?tri=nom', order: 'ascending' } },
  { label: 'Phase' },
  { label: 'Prochaine date', sort: { href: '?tri=echeance' } },
  { label: 'En retard', number: true, sort: { href: '?tri=retard', order: undefined } },
  { label: 'Engagé', number: true },
] as const;

const portfolioRows = [
  ['sf', 'Signaux faibles', 'En vigueur', '10 septembre 2020', 2, 62_500, 100_000],
  [
    'tr',
    'Transport : données ouvertes des mobilités du quotidien',
    'Suspendue',
    '12 octobre 2020',
    0,
    312_000,
    300_000,
  ],
  ['pix', 'Pix pour les agents', 'Signée', '1er octobre 2020', 0, 0, 80_000],
] as const;

function Portfolio({ search }: { search: string }) {
  const found = portfolioRows.filter(([, name]) => name.toLowerCase().includes(search.toLowerCase()));
  return (
    <Layout
      {...surroundings}
      title="Portefeuille"
      path="/conventions"
      lead="Toutes les conventions que vous suivez, et ce qu’elles attendent."
      beside={
        <a className="fr-btn" href="/nouvelle">
          Nouvelle convention
        </a>
      }
    >
      <Figures
        figures={[
          { value: '42', label: 'conventions en vigueur' },
          { value: '7', label: 'échéances en retard', href: '?retard=oui', tone: 'error' },
          { value: '18', label: 'échéances dans les 30 jours', href: '?bientot=oui', tone: 'warning' },
          { value: '96 %', label: 'remises à l’heure cette année', tone: 'success' },
        ]}
      />
      <form className="dg-filters" method="get" action="/conventions" data-live="">
        <div className="fr-grid-row fr-grid-row--gutters">
          <div className="fr-col-12 fr-col-md-6">
            <div className="fr-input-group">
              <label className="fr-label" htmlFor="q">
                Rechercher
              </label>
              <input className="fr-input" id="q" name="q" type="search" defaultValue={search} />
            </div>
          </div>
          <div className="fr-col-12 fr-col-sm-6 fr-col-md-3">
            <div className="fr-select-group">
              <label className="fr-label" htmlFor="phase">
                Phase
              </label>
              <select className="fr-select" id="phase" name="phase">
                <option value="">Toutes</option>
                <option value="inForce">En vigueur</option>
              </select>
            </div>
          </div>
          <div className="fr-col-12 fr-col-sm-6 fr-col-md-3">
            <div className="dg-field-button">
              <button type="submit" className="fr-btn fr-btn--secondary">
                Filtrer
              </button>
            </div>
          </div>
        </div>
      </form>
      <div id="resultats">
        <p data-count="">{found.length === 1 ? '1 convention' : `${found.length} conventions`}</p>
        <Table
          caption="Conventions"
          hiddenCaption
          stacked
          columns={portfolioColumns}
          rows={found.map(([key, name, phase, next, late, committed, ceiling]) => ({
            key,
            cells: [
              <a key="name" href={`/conventions/${key}`}>
                {name}
              </a>,
              <Badge
                key="phase"
                tone={phase === 'Suspendue' ? 'warning' : phase === 'Signée' ? 'new' : 'success'}
              >
                {phase}
              </Badge>,
              next,
              late > 0 ? (
                <Badge key="late" tone="error">
                  {late}
                </Badge>
              ) : (
                '0'
              ),
              <ProgressBar
                key="money"
                compact
                label="Engagements (AE)"
                used={centsOf(committed)}
                ceiling={centsOf(ceiling)}
              />,
            ],
          }))}
        />
        <Pagination page={5} pages={12} href={(page) => `?page=${page}`} />
      </div>
    </Layout>
  );
}

function OneConvention() {
  const path = '/conventions/sf';
  return (
    <Layout
      {...surroundings}
      title="Signaux faibles"
      path={path}
      breadcrumb={[
        { href: '/', label: 'Accueil' },
        { href: '/conventions', label: 'Portefeuille' },
      ]}
      lead="La DGEFP délègue à la DINUM la gestion de 100 000,00 €, jusqu’au 5 avril 2021."
      beside={<Badge tone="success">En vigueur</Badge>}
      notice={
        <Alert tone="success" title="Compte rendu de juin 2020 remis">
          Le délégant en reçoit une copie.
        </Alert>
      }
    >
      <Tabs
        label="Signaux faibles"
        path={path}
        tabs={[
          { href: path, label: 'Vue d’ensemble' },
          { href: `${path}/obligations`, label: 'Obligations' },
          { href: `${path}/budget`, label: 'Budget' },
          { href: `${path}/avenants`, label: 'Avenants' },
          { href: `${path}/courriels`, label: 'Courriels' },
          { href: `${path}/journal`, label: 'Journal' },
        ]}
      />
      <Alert tone="warning">Deux comptes rendus sont en retard.</Alert>
      <h2>Calendrier</h2>
      <Timeline {...life} />
      <div className="fr-grid-row fr-grid-row--gutters">
        <div className="fr-col-12 fr-col-md-6">
          <h2>Budget</h2>
          <ProgressBar label="Engagements (AE)" used={centsOf(62_500)} ceiling={centsOf(100_000)} />
          <ProgressBar label="Paiements (CP)" used={centsOf(104_000)} ceiling={centsOf(100_000)} />
          <ProgressBar label="Hors plafond" used={centsOf(1_200)} ceiling={null} />
        </div>
        <div className="fr-col-12 fr-col-md-6">
          <h2>Convention</h2>
          <Facts
            facts={[
              ['Délégant', 'Délégation générale à l’emploi et à la formation professionnelle'],
              ['Délégataire', 'Direction interministérielle du numérique'],
              ['Signée le', '25 mars 2020'],
              ['Reconduction', 'Aucune'],
            ]}
          />
        </div>
      </div>
      <Details summary="Prévisions mois par mois">
        <Table
          caption="Prévisions"
          columns={[
            { label: 'Mois' },
            { label: 'AE prévues', number: true },
            { label: 'CP prévus', number: true },
            { label: 'AE engagées', number: true },
            { label: 'CP payés', number: true },
          ]}
          rows={['avril 2020', 'mai 2020'].map((month) => ({
            key: month,
            cells: [month, '8 000,00 €', '4 000,00 €', '8 250,00 €', '3 900,00 €'],
          }))}
        />
      </Details>
    </Layout>
  );
}

function FilledForm() {
  return (
    <Layout
      {...surroundings}
      title="Remettre un compte rendu"
      path="/conventions/sf/actes/report"
      breadcrumb={[
        { href: '/conventions', label: 'Portefeuille' },
        { href: '/conventions/sf', label: 'Signaux faibles' },
      ]}
      inError
    >
      <Steps steps={['Compte rendu', 'Vérification', 'Envoi']} current={1} />
      <Form
        action="/conventions/sf/actes/report"
        csrf="token"
        fields={everyField}
        faults={[
          { field: 'amount', message: '« mille » n’est pas un montant ; accepté : 1250,50.' },
          { field: 'party', message: 'Dites qui le demande.' },
          { field: 'evidence-fichier', message: 'Le fichier dépasse 10 Mo.' },
          { message: 'La convention est suspendue.' },
        ]}
        values={{ on: '2020-09-10', amount: 'mille' }}
        button="Voir les conséquences"
        cancel="/conventions/sf"
      />
    </Layout>
  );
}

function PublicPage() {
  return (
    <Layout title="Registre public" path="/registre">
      <EmptyState title="Aucune convention publique">Elles paraîtront ici.</EmptyState>
      <h2>À lire</h2>
      <div className="fr-grid-row fr-grid-row--gutters">
        {['Statistiques', 'Accessibilité', 'Données personnelles'].map((title) => (
          <div key={title} className="fr-col-12 fr-col-md-4">
            <Card href={`/${title}`} title={title} end="Mis à jour hier">
              Ce que chacun peut lire.
            </Card>
          </div>
        ))}
      </div>
      <h2>Messages</h2>
      <Alert tone="error" title="Lien expiré">
        Demandez-en un autre.
      </Alert>
      <Alert tone="info">Le service est arrêté dimanche.</Alert>
      <p>
        <Badge>Close</Badge> <Badge tone="info">Publique</Badge> <Badge tone="new">Signée</Badge>{' '}
        <Badge tone="warning">En préavis</Badge>
      </p>
    </Layout>
  );
}

/** Every page of the demonstration, by its path; `search` is what the portfolio is asked for. */
export const demo: Readonly<Record<string, (search: string) => ReactElement>> = {
  '/conventions': (search) => <Portfolio search={search} />,
  '/conventions/sf': () => <OneConvention />,
  '/conventions/sf/actes/report': () => <FilledForm />,
  '/registre': () => <PublicPage />,
};
