import { stringify } from 'csv-stringify/sync';
import type { FastifyInstance } from 'fastify';
import type { ReactNode } from 'react';
import { frenchDate } from '../../../convention/calendar/french.ts';
import { parisDate } from '../../../convention/calendar/paris.ts';
import type { Convention } from '../../../convention/convention.ts';
import { type Cents, frenchCeiling, frenchEuros } from '../../../convention/money.ts';
import { frenchPhase, phaseOf, phases } from '../../../convention/phases.ts';
import { periodOf } from '../../../convention/term.ts';
import { PhaseBadge } from '../convention/phase-badge.tsx';
import { EmptyState, Facts } from '../page/parts.tsx';
import { conformity, show } from '../page/show.tsx';
import { Table } from '../page/table.tsx';
import { type Rate, statsOf } from '../public/stats.ts';
import { NotForYou, pathPart, seeOther } from '../request.ts';
import type { Web } from '../web.ts';

/** What anybody may read. */
export async function publicRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/', async (request, reply) => {
    if (request.session) return seeOther(reply, '/conventions');
    return show(
      web,
      request,
      reply,
      {
        title: 'Suivre les conventions de délégation de gestion',
        lead: 'De la signature au solde : les échéances de chaque article, les comptes rendus, le plafond, les avenants, les préavis.',
      },
      <>
        <p>
          <a className="fr-btn" href="/connexion">
            Se connecter
          </a>
        </p>
        <p>
          Vous avez reçu un courriel de ce service ? Son bouton suffit pour répondre : il n’y a pas besoin de
          se connecter.
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
      </>,
    );
  });

  app.get('/stats', async (request, reply) => {
    const stats = statsOf(await web.portfolio.seenBy('public'));
    return show(
      web,
      request,
      reply,
      {
        title: 'Statistiques',
        lead: 'Ce que le service suit, et s’il tient ses délais. Aucune donnée personnelle.',
      },
      <>
        <Facts
          facts={[
            ['Conventions suivies', String(stats.conventions)],
            ['Courriels partis à l’heure', rateText(stats.mails)],
            ['Comptes rendus remis à temps', rateText(stats.reports)],
            [
              'Soldes convenus',
              `${frenchEuros(stats.settled as Cents)} pour ${stats.conventionsSettled} convention${stats.conventionsSettled > 1 ? 's' : ''}`,
            ],
          ]}
        />
        <Table
          caption="Conventions par phase"
          columns={['Phase', 'Nombre'].map((label) => ({ label }))}
          rows={phases.map((phase) => ({
            key: phase,
            cells: [frenchPhase(phase), String(stats.byPhase[phase] ?? 0)],
          }))}
        />
        <p>
          Les mêmes chiffres :{' '}
          <a className="fr-link" href="/stats.json">
            en JSON
          </a>
          ,{' '}
          <a className="fr-link" href="/stats.csv">
            en CSV
          </a>
          .
        </p>
      </>,
    );
  });

  app.get('/stats.json', async () => statsOf(await web.portfolio.seenBy('public')));

  app.get('/stats.csv', async (_request, reply) => {
    const { conventions, byPhase, mails, reports, settled, conventionsSettled } = statsOf(
      await web.portfolio.seenBy('public'),
    );
    const rows: (readonly [string, number])[] = [
      ['conventions', conventions],
      ...phases.map((phase) => [`phase.${phase}`, byPhase[phase] ?? 0] as const),
      ['mails.due', mails.due],
      ['mails.inTime', mails.inTime],
      ['reports.due', reports.due],
      ['reports.inTime', reports.inTime],
      ['settled.cents', settled],
      ['settled.conventions', conventionsSettled],
    ];
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="stats.csv"')
      .send(
        stringify(rows, {
          header: true,
          columns: ['figure', 'value'],
          delimiter: ';',
          escape_formulas: true,
        }),
      );
  });

  app.get('/registre', async (request, reply) => {
    const listed = (await web.portfolio.seenBy('public'))
      .filter(({ figures }) => figures?.public)
      .sort((a, b) => (a.title < b.title ? -1 : 1));
    return show(
      web,
      request,
      reply,
      {
        title: 'Registre public des conventions',
        lead: 'Les conventions que leurs parties ont rendues publiques.',
      },
      listed.length === 0 ? (
        <EmptyState title="Aucune convention publique pour l’instant" />
      ) : (
        <Table
          caption={`${listed.length} convention${listed.length > 1 ? 's' : ''}`}
          columns={['Convention', 'Parties', 'Phase', 'Dernier jour'].map((label) => ({ label }))}
          rows={listed.map(({ id, title, parties, phase, endsOn }) => ({
            key: id,
            cells: [
              <a key="title" className="fr-link" href={`/registre/${id}`}>
                {title}
              </a>,
              parties,
              <PhaseBadge key="phase" phase={phase} />,
              endsOn ? frenchDate(parisDate(Date.parse(endsOn))) : '–',
            ],
          }))}
        />
      ),
    );
  });

  app.get('/registre/:id', async (request, reply) => {
    const record = await publicRecord(pathPart(request, 'id'));
    const { document, pastVersions, version } = record;
    const period = periodOf(record);
    const versions = [
      ...pastVersions.map((past) => ({ number: past.version, document: past.document, until: past.until })),
      { number: version, document, until: undefined },
    ];
    return show(
      web,
      request,
      reply,
      {
        title: document.title,
        breadcrumb: [{ label: 'Registre public', href: '/registre' }],
      },
      <>
        <Facts
          facts={[
            ['Délégant', document.delegator.name],
            ['Délégataire', document.delegatee.name],
            ['Signée le', frenchDate(document.signedOn)],
            ...(period
              ? [
                  ['Prend effet le', frenchDate(period.effectiveOn)] as const,
                  ['Dernier jour', frenchDate(period.endsOn)] as const,
                ]
              : []),
            ['Phase', frenchPhase(phaseOf(record, parisDate(web.now())))],
          ]}
        />
        <Table
          caption="Versions"
          columns={['Version', 'Jusqu’au', 'Montant maximal', 'Durée'].map((label) => ({ label }))}
          rows={versions.reverse().map(({ number, document: text, until }) => ({
            key: String(number),
            cells: [
              `Version ${number}`,
              until ? frenchDate(until) : 'en vigueur',
              frenchCeiling(text.budget.ceiling),
              text.term.until ? `jusqu’au ${frenchDate(text.term.until)}` : `${text.term.months} mois`,
            ],
          }))}
        />
        <p>
          <a className="fr-link" href={`/registre/${document.id}.json`}>
            Ces informations, en JSON
          </a>
        </p>
      </>,
    );
  });

  app.get('/registre/:id.json', async (request) => extractOf(await publicRecord(pathPart(request, 'id'))));

  legalPage('/accessibilite', 'Accessibilité', () => (
    <>
      <p>
        {web.legal.publisher ?? missing('DELEGATION_PUBLISHER', 'l’administration qui déploie le service')}{' '}
        s’engage à rendre ce service accessible, conformément à l’article 47 de la loi n° 2005-102 du 11
        février 2005.
      </p>
      <h2>État de conformité</h2>
      <p>
        « Conventions de délégation » est <strong>{conformity[web.legal.accessibility]}</strong> avec le
        référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.
        {web.legal.accessibility === 'non' && ' Aucun audit n’a encore été mené par un tiers.'}
      </p>
      <h2>Ce qui est vérifié à chaque version</h2>
      <p>
        Chaque page est analysée par un outil automatique, parcourue au clavier seul, agrandie à 400 % et lue
        sans JavaScript. Cela ne remplace pas un audit.
      </p>
      <h2>Nous écrire</h2>
      <p>
        Si une page vous résiste, écrivez à {contactOrMissing()} : une réponse ou une autre façon de faire
        vous sera donnée. Sans réponse satisfaisante, vous pouvez saisir le{' '}
        <a className="fr-link" href="https://formulaire.defenseurdesdroits.fr/">
          Défenseur des droits
        </a>
        .
      </p>
    </>
  ));

  legalPage('/mentions-legales', 'Mentions légales', () => (
    <Facts
      facts={[
        ['Éditeur', web.legal.publisher ?? missing('DELEGATION_PUBLISHER', 'nom et adresse de l’éditeur')],
        [
          'Direction de la publication',
          web.legal.director ?? missing('DELEGATION_DIRECTOR', 'nom et fonction'),
        ],
        [
          'Hébergement',
          web.legal.host ?? missing('DELEGATION_HOSTING', 'nom, adresse et téléphone de l’hébergeur'),
        ],
        ['Nous écrire', contactOrMissing()],
      ]}
    />
  ));

  legalPage('/donnees-personnelles', 'Données personnelles', () => (
    <>
      <p>
        Ce service traite le nom, la fonction et l’adresse électronique professionnels des contacts des
        conventions, pour l’exécution d’une mission d’intérêt public (RGPD, article 6.1.e) : leur rappeler ce
        que leur convention attend d’eux, et garder la preuve de ce qui a été fait.
      </p>
      <Facts
        facts={[
          [
            'Responsable du traitement',
            web.legal.publisher ?? missing('DELEGATION_PUBLISHER', 'nom et adresse'),
          ],
          [
            'Délégué à la protection des données',
            web.legal.dpo ?? missing('DELEGATION_DPO', 'adresse électronique'),
          ],
          [
            'Destinataires',
            'Les parties à la convention, leurs contrôleurs budgétaires, et qui gère la convention',
          ],
          ['Durée', 'La vie de la convention, puis son archivage réglementaire'],
          [
            'Cookies',
            'Un seul, strictement nécessaire : celui de la session. Aucune mesure d’audience, aucun contenu tiers',
          ],
        ]}
      />
      <p>
        Vous pouvez demander l’accès à vos données, leur rectification ou leur limitation à l’adresse
        ci-dessus, et saisir la{' '}
        <a className="fr-link" href="https://www.cnil.fr/fr/plaintes">
          CNIL
        </a>
        .
      </p>
    </>
  ));

  legalPage('/conditions', 'Conditions d’utilisation', () => (
    <>
      <p>
        Le service est ouvert aux agents désignés comme contacts d’une convention et aux personnes habilitées
        par{' '}
        {web.legal.publisher ?? missing('DELEGATION_PUBLISHER', 'l’administration qui déploie le service')}.
      </p>
      <ul>
        <li>Ce que vous y faites est fait en votre nom, et inscrit au journal de la convention.</li>
        <li>
          Le lien d’un courriel est personnel : ne le transmettez pas. Si vous n’êtes pas la bonne personne,
          dites-le.
        </li>
        <li>
          Le service rappelle les échéances ; il ne remplace ni le texte signé de la convention, ni Chorus,
          qui font foi.
        </li>
        <li>En cas d’arrêt du service, le dossier complet de chaque convention est remis à ses parties.</li>
      </ul>
      <p>Assistance : {contactOrMissing()}.</p>
    </>
  ));

  function legalPage(path: string, title: string, content: () => ReactNode): void {
    app.get(path, async (request, reply) => show(web, request, reply, { title }, content()));
  }

  function contactOrMissing(): ReactNode {
    const { contact } = web.legal;
    if (!contact) return missing('DELEGATION_CONTACT', 'adresse électronique');
    return (
      <a className="fr-link" href={`mailto:${contact}`}>
        {contact}
      </a>
    );
  }

  async function publicRecord(id: string): Promise<Convention> {
    const listed = (await web.portfolio.seenBy('public')).find((one) => one.id === id && one.figures?.public);
    const record = listed && (await web.conventions.record(id));
    if (!record?.document.public) throw new NotForYou();
    return record;
  }
}

/** What only the deploying administration knows, asked for where it would be read. */
function missing(setting: string, what: string): ReactNode {
  return (
    <em>
      [à renseigner : {what}, par le réglage {setting}]
    </em>
  );
}

function rateText({ due, inTime, rate }: Rate): string {
  if (rate === undefined) return 'rien n’était encore dû';
  return `${(rate * 100).toLocaleString('fr-FR', { maximumFractionDigits: 1 })} % (${inTime} sur ${due})`;
}

/** A convention without its people: what the register tells. */
function extractOf({ document, version, pastVersions }: Convention) {
  const versions = [
    ...pastVersions.map((past) => ({
      ...versionOf(past.document),
      version: past.version,
      until: past.until,
    })),
    { ...versionOf(document), version },
  ];
  return { id: document.id, title: document.title, signedOn: document.signedOn, versions };
}

function versionOf({ delegator, delegatee, budget, term, renewal, notice }: Convention['document']) {
  const named = ({ name, shortName, siret }: typeof delegator) => ({
    name,
    shortName,
    ...(siret ? { siret } : {}),
  });
  return {
    delegator: named(delegator),
    delegatee: named(delegatee),
    ceilingInCents: budget.ceiling,
    term,
    renewal,
    notice,
  };
}
