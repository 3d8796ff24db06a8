import type { FastifyInstance, FastifyReply } from 'fastify';
import { alternativeOf } from '../../../activities/mail/chart/alternative.ts';
import { figuresOf } from '../../../activities/mail/chart/figures.ts';
import { chartSvg } from '../../../activities/mail/chart/svg.tsx';
import { contentOf } from '../../../activities/mail/letter-content.ts';
import { textOf } from '../../../activities/mail/text.ts';
import type { AmendmentState } from '../../../convention/amendments/amendment.ts';
import { changedPaths } from '../../../convention/amendments/merge.ts';
import { previewFacts, previewOf } from '../../../convention/amendments/preview.ts';
import { documentOfVersion } from '../../../convention/amendments/versions.ts';
import { writtenOf } from '../../../convention/amendments/written.ts';
import { frenchDate, frenchInstant, frenchMonth } from '../../../convention/calendar/french.ts';
import { daysBetween, plainDateOf } from '../../../convention/calendar/plain-date.ts';
import { allContacts } from '../../../convention/document/contacts.ts';
import type { Role } from '../../../convention/document/schema.ts';
import { budgetChart } from '../../../convention/ledger/forecast.ts';
import { ledgerTable } from '../../../convention/ledger/table.ts';
import { frenchCeiling, frenchEuros } from '../../../convention/money.ts';
import { frenchPhase } from '../../../convention/phases.ts';
import type { ConventionView } from '../../../convention/view.ts';
import { ledgerCsv } from '../../chorus/export.ts';
import { workflowIdOf } from '../../conventions.ts';
import { contactOf } from '../access.ts';
import { frenchChanges } from '../acts/amendment-changes.ts';
import { DutyTable, dutyName } from '../convention/duties.tsx';
import { WithFiles } from '../convention/files.tsx';
import { showConvention } from '../convention/frame.tsx';
import { type Opened, opened } from '../convention/opened.ts';
import { attachmentOf, filesOf, typeOf } from '../evidence.ts';
import { Alert, Badge, Details, EmptyState, Facts, type Figure, Figures } from '../page/parts.tsx';
import { ProgressBar } from '../page/progress-bar.tsx';
import { Table } from '../page/table.tsx';
import { Timeline } from '../page/timeline.tsx';
import type { TimelineEvent } from '../page/timeline-event.ts';
import { Pagination } from '../page/ways.tsx';
import { NotForYou, pathPart, queryOf } from '../request.ts';
import type { Web } from '../web.ts';

/** Everything there is to read of a convention. */
export async function conventionRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/conventions/:id', async (request, reply) => {
    const one = await opened(web, request);
    const { view, id, today } = one;
    const root = `/conventions/${id}`;
    const done = view.journal[Number(queryOf(request).fait ?? Number.NaN)];
    return showConvention(
      web,
      request,
      reply,
      one,
      {
        tab: '',
        ...(done
          ? {
              notice: (
                <Alert tone="success" title="C’est fait">
                  <p>{done.text}</p>
                </Alert>
              ),
            }
          : {}),
      },
      <>
        <Figures figures={glance(one)} />
        <h2>Le fil de la convention</h2>
        <Timeline
          today={today}
          signedOn={view.signedOn}
          {...(view.period ? { effectiveOn: view.period.effectiveOn, endsOn: view.period.endsOn } : {})}
          events={eventsOf(view, root)}
        />
        <p>
          <a className="fr-link" href={`${root}/obligations`}>
            Voir les {view.duties.length} obligations, avec ce qui est attendu pour chacune
          </a>
        </p>
        {view.money.ceiling !== undefined && (
          <>
            <h2>Le budget</h2>
            <ProgressBar label="Engagé (AE)" used={view.money.committed} ceiling={view.money.ceiling} />
          </>
        )}
        <h2>Repères</h2>
        <Facts facts={landmarks(one)} />
        {view.nextMails.length > 0 && (
          <>
            <h2>Prochains courriels, si rien n’est fait</h2>
            <Table
              stacked
              hiddenCaption
              caption="Prochains courriels, si rien n’est fait"
              columns={['Quand', 'À propos de', 'À'].map((label) => ({ label }))}
              rows={view.nextMails.slice(0, 8).map(({ at, duty, to }, rank) => ({
                key: `${rank}`,
                cells: [
                  frenchInstant(at),
                  view.duties.find((one) => one.id === duty)?.title ?? duty,
                  to.map((contact) => contactOf(one.record.document, contact)?.name ?? contact).join(', '),
                ],
              }))}
            />
          </>
        )}
      </>,
    );
  });

  app.get('/conventions/:id/obligations', async (request, reply) => {
    const one = await opened(web, request);
    const { view, id } = one;
    const root = `/conventions/${id}`;
    const groups = [
      ['En retard', view.duties.filter(({ state }) => state === 'overdue')],
      ['À faire', view.duties.filter(({ state }) => state === 'open')],
      ['À venir', view.duties.filter(({ state }) => state === 'planned')],
      ['Closes', view.duties.filter(({ state }) => !['overdue', 'open', 'planned'].includes(state))],
    ] as const;
    return showConvention(
      web,
      request,
      reply,
      one,
      { tab: '/obligations' },
      groups.map(([title, duties]) =>
        duties.length === 0 ? null : (
          <section key={title}>
            <h2>
              {title} ({duties.length})
            </h2>
            <DutyTable
              caption={`${title} (${duties.length})`}
              duties={duties}
              all={view.duties}
              root={root}
            />
          </section>
        ),
      ),
    );
  });

  app.get('/conventions/:id/budget.svg', async (request, reply) => {
    const { record, today } = await opened(web, request);
    const chart = budgetChart(record, today.slice(0, 7));
    if (!chart || chart.months.length === 0) throw new NotForYou();
    return reply
      .type('image/svg+xml')
      .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
      .send(chartSvg(chart));
  });

  app.get('/conventions/:id/registre.csv', async (request, reply) => {
    const { record, id } = await opened(web, request);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${id}-registre.csv"`)
      .send(ledgerCsv(record.ledger));
  });

  app.get('/conventions/:id/budget', async (request, reply) => {
    const one = await opened(web, request);
    const { record, view, id, today } = one;
    const { money } = view;
    const chart = budgetChart(record, today.slice(0, 7));
    const figures = chart && chart.months.length > 0 ? figuresOf(chart) : undefined;
    const [, ...entries] = ledgerTable(record.ledger);
    const [headings = []] = ledgerTable(record.ledger);
    const shown = entries.slice(-200).reverse();
    // A column where nothing stands only pushes the others together.
    const filled = [...headings.keys()].filter((rank) => shown.some((cells) => cells[rank]));
    return showConvention(
      web,
      request,
      reply,
      one,
      { tab: '/budget' },
      <>
        <h2>Position au {frenchDate(today)}</h2>
        {money.ceiling !== undefined && (
          <ProgressBar label="Engagé (AE)" used={money.committed} ceiling={money.ceiling} />
        )}
        <Facts
          facts={[
            ...(money.ceiling === undefined
              ? [
                  ['Plafond', frenchCeiling(null)] as const,
                  ['Engagé (AE)', frenchEuros(money.committed)] as const,
                ]
              : []),
            ['Crédits mis à disposition', frenchEuros(money.available)],
            ['Payé (CP)', frenchEuros(money.paid)],
            ...(money.exhaustedIn
              ? [
                  [
                    'Plafond atteint, selon la dernière prévision',
                    `en ${monthIn(money.exhaustedIn)}`,
                  ] as const,
                ]
              : []),
            ['Engagements qui restent à payer', String(money.openOrderCount)],
          ]}
        />
        {chart && figures && (
          <>
            <h2>Mois par mois</h2>
            <figure className="fr-figure">
              <img
                className="fr-responsive-img"
                src={`/conventions/${id}/budget.svg`}
                alt={alternativeOf(chart)}
              />
            </figure>
            <Table
              stacked
              caption={figures.caption}
              columns={figures.columns.map((label, rank) => ({ label, number: rank > 0 }))}
              rows={figures.groups.flatMap(({ heading, rows }, group) =>
                rows.map(([month = '', ...cells], rank) => ({
                  key: `${group}-${rank}`,
                  cells: [heading ? `${month} (${heading.toLowerCase()})` : month, ...cells],
                })),
              )}
            />
          </>
        )}
        <h2>Registre</h2>
        {shown.length === 0 ? (
          <EmptyState title="Aucune écriture pour l’instant">
            <p>
              <a className="fr-link" href={`/conventions/${id}/actes/import`}>
                Importer un export de Chorus
              </a>
            </p>
          </EmptyState>
        ) : (
          <>
            <p>
              <a className="fr-link fr-link--download" href={`/conventions/${id}/registre.csv`} download="">
                Télécharger tout le registre, en CSV
              </a>
            </p>
            <Table
              stacked
              caption={
                shown.length < entries.length
                  ? `Les ${shown.length} dernières écritures sur ${entries.length}`
                  : `${entries.length} écritures`
              }
              columns={filled.map((rank) => ({
                label: headings[rank] ?? '',
                number: headings[rank] === amountHeading,
              }))}
              rows={shown.map((cells) => ({
                key: cells[0] ?? '',
                cells: filled.map((rank) =>
                  headings[rank] === amountHeading ? spaced(cells[rank] ?? '') : cells[rank],
                ),
              }))}
            />
          </>
        )}
      </>,
    );
  });

  app.get('/conventions/:id/avenants', async (request, reply) => {
    const one = await opened(web, request);
    const { record, id, today } = one;
    return showConvention(
      web,
      request,
      reply,
      one,
      { tab: '/avenants' },
      record.amendments.length === 0 ? (
        <EmptyState title="Aucun avenant">
          <p>
            <a className="fr-link" href={`/conventions/${id}/actes/proposeAmendment`}>
              Proposer un avenant
            </a>
          </p>
        </EmptyState>
      ) : (
        [...record.amendments].reverse().map((amendment) => {
          const open = amendment.state === 'proposed' || amendment.state === 'signed';
          const preview = open
            ? previewFacts(previewOf(record, amendment.changes, amendment.effectiveOn, today))
            : [];
          return (
            <section key={amendment.id}>
              <h2>
                Avenant n° {amendment.id}{' '}
                <Badge tone={open ? 'info' : 'neutral'}>{amendmentStates[amendment.state]}</Badge>
              </h2>
              <Facts
                facts={[
                  ['Ce qu’il change', frenchChanges(amendment.changes)],
                  [
                    'Proposé par',
                    `${record.document[amendment.from].shortName}, le ${frenchDate(amendment.proposedOn)}`,
                  ],
                  ['Prend effet le', frenchDate(amendment.effectiveOn)],
                  ['Motif', amendment.reason],
                  [
                    'Accords',
                    amendment.agreedBy
                      .map(
                        ({ party, by, at }) =>
                          `${record.document[party].shortName} (${by}, le ${frenchInstant(at)})`,
                      )
                      .join(' ; ') || 'aucun',
                  ],
                  ...(amendment.signature
                    ? [
                        [
                          'Signé',
                          `le ${frenchDate(amendment.signature.on)}, ${amendment.signature.reference}`,
                        ] as const,
                      ]
                    : []),
                ]}
              />
              {preview.length > 0 && (
                <Details summary={`Ce que l’avenant n° ${amendment.id} déplace`}>
                  <Facts facts={preview} />
                </Details>
              )}
              <Details summary={`Les clauses que l’avenant n° ${amendment.id} remplace, mot à mot`}>
                <Facts
                  facts={changedPaths(amendment.changes).map(([path, value]) => [
                    <code key={path}>{path}</code>,
                    <code key={path}>{JSON.stringify(value)}</code>,
                  ])}
                />
              </Details>
            </section>
          );
        })
      ),
    );
  });

  app.get('/conventions/:id/courriels', async (request, reply) => {
    const one = await opened(web, request);
    const { record, view, id } = one;
    const mails = [...record.mails.entries()].reverse();
    const { shown, page, pages } = paged(mails, queryOf(request).page);
    return showConvention(
      web,
      request,
      reply,
      one,
      { tab: '/courriels', ...pageWithin(page, pages) },
      <>
        {view.faults.length > 0 && (
          <Alert tone="warning" title="Des courriels sont refusés">
            <ul>
              {view.faults.map(({ contact, reason, at }) => (
                <li key={`${contact}-${at}`}>
                  {contactOf(record.document, contact)?.name ?? contact} : {reason} (le {frenchInstant(at)}).{' '}
                  <a className="fr-link" href={`/conventions/${id}/actes/replaceContact?contact=${contact}`}>
                    Corriger ce contact
                  </a>
                </li>
              ))}
            </ul>
          </Alert>
        )}
        {mails.length === 0 ? (
          <EmptyState title="Aucun courriel n’est encore parti" />
        ) : (
          <Table
            stacked
            caption={`${mails.length} ${plural(mails.length, 'courriel parti', 'courriels partis')}`}
            columns={['Parti le', 'À', 'À propos de', 'Texte'].map((label) => ({ label }))}
            rows={shown.map(([rank, { at, contact, about }]) => ({
              key: `${rank}`,
              cells: [
                frenchInstant(at),
                contactOf(record.document, contact)?.name ?? contact,
                titlesOf(view, about),
                <a key="read" className="fr-link" href={`/conventions/${id}/courriels/${rank}`}>
                  Lire
                  <span className="fr-sr-only">
                    {' '}
                    le courriel n° {rank + 1} du {frenchInstant(at)}
                  </span>
                </a>,
              ],
            }))}
          />
        )}
        <Pagination
          page={page}
          pages={pages}
          href={(wanted) => `/conventions/${id}/courriels?page=${wanted}`}
        />
      </>,
    );
  });

  app.get('/conventions/:id/courriels/:rank', async (request, reply) => {
    const one = await opened(web, request);
    const mail = one.record.mails[Number(pathPart(request, 'rank'))];
    if (!mail) throw new NotForYou();
    const found = await web.conventions.letter(one.id, mail.messageId);
    const content = found ? contentOf(found.delivery, found.letter) : undefined;
    return showConvention(
      web,
      request,
      reply,
      one,
      {
        tab: '/courriels',
        title: content?.subject ?? 'Courriel',
        within: `courriel n° ${Number(pathPart(request, 'rank')) + 1}`,
      },
      <>
        <Facts
          facts={[
            ['Parti le', frenchInstant(mail.at)],
            [
              'À',
              found?.letter.to.name ?? contactOf(one.record.document, mail.contact)?.name ?? mail.contact,
            ],
            ['Message-ID', mail.messageId],
          ]}
        />
        {content ? (
          // The text version, complete; the links in it were this person's alone, and are not shown.
          <pre className="fr-letter">{textOf(content)}</pre>
        ) : (
          <Alert tone="info">
            <p>Le moteur n’a plus l’historique où ce courriel était écrit.</p>
          </Alert>
        )}
      </>,
    );
  });

  app.get('/conventions/:id/journal', async (request, reply) => {
    const one = await opened(web, request);
    const { record, id } = one;
    const { shown, page, pages } = paged([...record.journal].reverse(), queryOf(request).page);
    const root = `/conventions/${id}`;
    return showConvention(
      web,
      request,
      reply,
      one,
      { tab: '/journal', ...pageWithin(page, pages) },
      <>
        <Table
          stacked
          caption={`${record.journal.length} lignes, la plus récente d’abord`}
          columns={['Quand', 'Qui', 'Quoi', 'Motif', 'Version'].map((label) => ({ label }))}
          rows={shown.map(({ at, by, text, reason, version }, rank) => ({
            key: `${rank}`,
            cells: [
              frenchInstant(at),
              by === 'delegation' ? 'le suivi' : by,
              <WithFiles key="text" text={text} root={root} />,
              reason ?? '',
              String(version),
            ],
          }))}
        />
        <Pagination page={page} pages={pages} href={(wanted) => `${root}/journal?page=${wanted}`} />
      </>,
    );
  });

  app.get('/conventions/:id/documents', async (request, reply) => {
    const one = await opened(web, request);
    const { record, view, id } = one;
    const root = `/conventions/${id}`;
    const unique = await web.evidence.those(record.document.id, filesOf(record));
    const versions = Array.from({ length: record.version }, (_, rank) => record.version - rank);
    const workflow =
      one.person.admin && web.temporalUi
        ? `${web.temporalUi}/namespaces/${web.namespace}/workflows/${workflowIdOf(id)}`
        : undefined;
    return showConvention(
      web,
      request,
      reply,
      one,
      { tab: '/documents' },
      <>
        <h2>Le texte de la convention</h2>
        <ul className="fr-raw-list">
          {versions.map((version) => (
            <li key={version}>
              <a className="fr-link fr-link--download" href={`${root}/documents/${version}.json`} download="">
                Version {version}
                {version === record.version ? ' (en vigueur)' : ''}, en JSON
              </a>
            </li>
          ))}
          <li>
            <a className="fr-link fr-link--download" href={`${root}/dossier.json`} download="">
              Dossier complet, en JSON
            </a>
          </li>
        </ul>
        <h2>Les contacts</h2>
        <Table
          stacked
          hiddenCaption
          caption="Contacts"
          columns={['Nom', 'Fonction', 'Rôles', 'Adresse'].map((label) => ({ label }))}
          rows={allContacts(record.document).map(({ contact }) => ({
            key: contact.id,
            cells: [
              contact.name,
              contact.title ?? '–',
              contact.roles.map((role) => roleNames[role]).join(', ') || '–',
              contact.email,
            ],
          }))}
        />
        <h2>Les pièces</h2>
        {unique.length === 0 ? (
          <EmptyState title="Aucune pièce n’a été jointe" />
        ) : (
          <ul className="fr-raw-list">
            {unique.map(({ name, sha256 }) => (
              <li key={sha256}>
                <a
                  className="fr-link fr-link--download"
                  href={`${root}/pieces/${sha256}/${encodeURIComponent(name)}`}
                  download={name}
                >
                  {name}
                </a>
              </li>
            ))}
          </ul>
        )}
        {view.archive && (
          <>
            <h2>L’archive</h2>
            <p>
              {view.archive.file}, SHA-256 <code className="fr-break">{view.archive.sha256}</code>
            </p>
          </>
        )}
        {workflow && (
          <p>
            <a className="fr-link" href={workflow} rel="noopener noreferrer external" target="_blank">
              Voir le workflow dans l’interface Temporal
              <span className="fr-sr-only"> (nouvelle fenêtre)</span>
            </a>
          </p>
        )}
      </>,
    );
  });

  app.get('/conventions/:id/documents/:version.json', async (request, reply) => {
    const { record, id } = await opened(web, request);
    const version = Number(pathPart(request, 'version'));
    const document = documentOfVersion(record, version);
    if (!document) throw new NotForYou();
    return download(reply, `${id}-v${version}.json`, writtenOf(document));
  });

  app.get('/conventions/:id/dossier.json', async (request, reply) => {
    const { record, id } = await opened(web, request);
    return download(reply, `${id}.record.json`, record);
  });

  app.get('/conventions/:id/pieces/:sha256/:name', async (request, reply) => {
    const { record } = await opened(web, request);
    const file = filesOf(record).find(({ sha256 }) => sha256 === pathPart(request, 'sha256'));
    const content = file && (await web.evidence.read(record.document.id, file.sha256));
    if (!file || !content) throw new NotForYou();
    return reply
      .type(typeOf(file.name))
      .header('content-disposition', attachmentOf(file.name))
      .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
      .send(Buffer.from(content));
  });
}

/** What a letter tells besides duties, by the first word of its identity. */
const newsNames: Readonly<Record<string, string>> = {
  'agreed-end': 'Fin anticipée convenue',
  amendment: 'Avenant',
  breach: 'Manquement constaté',
  'breach-cured': 'Manquement réparé',
  committee: 'Comité d’investissement',
  'committee-held': 'Décision du comité d’investissement',
  contact: 'Contact remplacé',
  'effect-moved': 'Date d’effet',
  'late-spending': 'Dépense après la fin',
  link: 'Nouveau lien',
  'notice-given': 'Préavis de résiliation',
  'notice-withdrawn': 'Préavis retiré',
  'over-ceiling': 'Prévision au-dessus du plafond',
  renewal: 'Reconduction',
  report: 'Compte rendu',
  shortfall: 'Insuffisance de crédits',
  'support-ended': 'Fin de l’accompagnement',
};

/** What the people of a convention do in it. */
const roleNames: Readonly<Record<Role, string>> = {
  representative: 'signature',
  budget: 'budget',
  product: 'produit',
  chair: 'présidence du comité',
  programme: 'programme',
};

const amendmentStates: Readonly<Record<AmendmentState, string>> = {
  proposed: 'proposé',
  signed: 'signé, pas encore en vigueur',
  inForce: 'en vigueur',
  refused: 'refusé',
  withdrawn: 'retiré',
  expired: 'expiré',
  superseded: 'remplacé par un autre',
};

function download(reply: FastifyReply, name: string, value: unknown): FastifyReply {
  return reply
    .type('application/json; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(`${JSON.stringify(value, null, 2)}\n`);
}

/** Tells the pages of a list from one another. */
function pageWithin(page: number, pages: number): { within?: string } {
  return pages > 1 ? { within: `page ${page} sur ${pages}` } : {};
}

function paged<Item>(items: readonly Item[], asked: string | undefined) {
  const size = 50;
  const pages = Math.max(1, Math.ceil(items.length / size));
  const page = Math.min(Math.max(1, Number.parseInt(asked ?? '1', 10) || 1), pages);
  return { shown: items.slice((page - 1) * size, page * size), page, pages };
}

function titlesOf({ duties }: ConventionView, about: readonly string[]): string {
  const titles = about.map((identity) => {
    const [id = ''] = identity.split('/');
    return duties.find((duty) => duty.id === id)?.title ?? newsNames[id] ?? 'Nouvelle de la convention';
  });
  const unique = [...new Set(titles)];
  return `${unique.slice(0, 3).join(' ; ')}${unique.length > 3 ? ` ; et ${unique.length - 3} autres` : ''}`;
}

function eventsOf({ duties, phases }: ConventionView, root: string): TimelineEvent[] {
  const kinds = {
    overdue: 'overdue',
    open: 'due',
    planned: 'due',
    done: 'past',
    waived: 'past',
    lapsed: 'past',
    passed: 'past',
  } as const;
  return [
    ...phases.map(({ phase, on }) => ({
      on,
      label: `Phase : ${frenchPhase(phase)}`,
      kind: 'phase' as const,
    })),
    ...duties.map((duty) => ({
      on: duty.dueOn,
      label: dutyName(duty, duties),
      href: `${root}/obligations/${duty.id}`,
      kind: duty.evidence === undefined && duty.state !== 'passed' ? ('alert' as const) : kinds[duty.state],
    })),
  ];
}

const amountHeading = 'Montant (€)';

/** `82450,50` of a spreadsheet as it is read: `82 450,50`. */
function spaced(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+(?=,))/g, '\u202f');
}

/** `2027-01` in words. */
function monthIn(month: string): string {
  return frenchMonth(plainDateOf(`${month}-01`));
}

/** Where the convention stands, in a few numbers. */
function glance({ id, view, today }: Opened): Figure[] {
  const root = `/conventions/${id}/obligations`;
  const open = view.duties.filter(({ state }) => state === 'open').length;
  const late = view.duties.filter(({ state }) => state === 'overdue').length;
  const left = view.period && !view.endCause ? daysBetween(today, view.period.endsOn) : -1;
  const next = view.nextDeadline && daysBetween(today, view.nextDeadline);
  return [
    late > 0
      ? {
          value: String(late),
          label: plural(late, 'obligation en retard', 'obligations en retard'),
          href: root,
          tone: 'error',
        }
      : { value: '0', label: 'obligation en retard', tone: 'success' },
    {
      value: String(open),
      label: plural(open, 'obligation à remplir', 'obligations à remplir'),
      ...(open > 0 ? { href: root } : {}),
    },
    ...(next === undefined || !view.nextDeadline
      ? []
      : [
          {
            value: String(next),
            label: `${plural(next, 'jour', 'jours')} avant la prochaine échéance, le ${frenchDate(view.nextDeadline)}`,
          },
        ]),
    ...(left >= 0
      ? [{ value: String(left), label: plural(left, 'jour avant le terme', 'jours avant le terme') }]
      : []),
  ];
}

function plural(count: number, one: string, many: string): string {
  return count > 1 ? many : one;
}

function landmarks({ view, record }: Opened) {
  const { document } = record;
  const day = (label: string, on: string | undefined) => (on ? [[label, on] as const] : []);
  return [
    ['Signée le', frenchDate(view.signedOn)] as const,
    ...day('Prend effet le', view.period && frenchDate(view.period.effectiveOn)),
    ...day('Dernier jour', view.period && frenchDate(view.period.endsOn)),
    ['Délégant', document.delegator.name] as const,
    ['Délégataire', document.delegatee.name] as const,
    ['Gestionnaire', document.manager.name] as const,
    ...day('Rappels en pause jusqu’au', view.pausedUntil && frenchDate(view.pausedUntil)),
  ];
}
