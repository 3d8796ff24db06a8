import type { FastifyInstance } from 'fastify';
import { ledgerCsv } from '../../chorus/export.ts';
import { frenchDate, frenchMonth } from '../../convention/calendar/french.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import { frenchNumber, grouped } from '../../convention/french-number.ts';
import { budgetChart } from '../../convention/ledger/forecast.ts';
import { ledgerTable } from '../../convention/ledger/ledger-table.ts';
import { frenchCeiling, frenchEuros } from '../../convention/ledger/money.ts';
import { alternativeOf } from '../../letters/chart/alternative.ts';
import { figuresOf } from '../../letters/chart/figure-table.ts';
import { chartSvg } from '../../letters/chart/svg.tsx';
import { showConvention } from '../convention/frame.tsx';
import { opened } from '../convention/opened.ts';
import { EmptyState, Facts } from '../page/parts.tsx';
import { ProgressBar } from '../page/progress-bar.tsx';
import { Table } from '../page/table.tsx';
import { Download, Way } from '../page/ways.tsx';
import { download, NotForYou } from '../request.ts';
import type { Web } from '../web.ts';

/** The money of a convention: its position, its chart, its ledger. */
export async function budgetRoutes(app: FastifyInstance, web: Web): Promise<void> {
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
        {money.lines.length > 0 && (
          <Table
            caption="Chaque ligne du budget"
            columns={['Ligne', 'Plafond', 'Engagé (AE)', 'Payé (CP)'].map((label, rank) => ({
              label,
              number: rank > 0,
            }))}
            rows={money.lines.map(({ id: line, name, ceiling, committed, paid }) => ({
              key: line,
              cells: [name, frenchCeiling(ceiling), frenchEuros(committed), frenchEuros(paid)],
            }))}
          />
        )}
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
              <Way href={`/conventions/${id}/actes/import`}>Importer un export de Chorus</Way>
            </p>
          </EmptyState>
        ) : (
          <>
            <p>
              <Download href={`/conventions/${id}/registre.csv`}>
                Télécharger tout le registre, en CSV
              </Download>
            </p>
            <Table
              stacked
              caption={
                shown.length < entries.length
                  ? `Les ${shown.length} dernières écritures sur ${frenchNumber(entries.length)}`
                  : `${frenchNumber(entries.length)} écritures`
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
    return download(reply, `${id}-registre.csv`, ledgerCsv(record.ledger));
  });
}

const amountHeading = 'Montant (€)';

/** `82450,50` of a spreadsheet as it is read: `82 450,50`. */
function spaced(amount: string): string {
  const [whole = '', ...cents] = amount.split(',');
  return [grouped(whole), ...cents].join(',');
}

/** `2027-01` in words. */
function monthIn(month: string): string {
  return frenchMonth(plainDateOf(`${month}-01`));
}
