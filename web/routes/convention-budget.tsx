import type { FastifyInstance } from 'fastify';
import { ledgerCsv } from '../../chorus/export.ts';
import { frenchDate, frenchMonth } from '../../convention/calendar/french.ts';
import { frenchNumber, grouped } from '../../convention/french-number.ts';
import type { LinePosition } from '../../convention/ledger/budget-lines.ts';
import { budgetChart } from '../../convention/ledger/forecast.ts';
import { ledgerTable } from '../../convention/ledger/ledger-table.ts';
import { frenchCeiling, frenchEuros, sumOf, zero } from '../../convention/ledger/money.ts';
import type { Position } from '../../convention/ledger/position.ts';
import { alternativeOf } from '../../letters/chart/alternative.ts';
import { figuresOf } from '../../letters/chart/figure-table.ts';
import { chartSvg } from '../../letters/chart/svg.tsx';
import { mayImport } from '../acts/import-form.ts';
import { anchors } from '../convention/anchors.ts';
import { WithFiles } from '../convention/files.tsx';
import { showConvention } from '../convention/frame.tsx';
import { opened, subjectOf } from '../convention/opened.ts';
import { paged, pageWithin } from '../page/paged.ts';
import { EmptyState, Facts } from '../page/parts.tsx';
import { plural } from '../page/plural.ts';
import { ProgressBar } from '../page/progress-bar.tsx';
import { Table } from '../page/table.tsx';
import { Download, Pagination, Way } from '../page/ways.tsx';
import { download, NotForYou, queryOf } from '../request.ts';
import type { Web } from '../web.ts';

/** The money of a convention: its position, its chart, its ledger. */
export async function budgetRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/conventions/:id/budget', async (request, reply) => {
    const one = await opened(web, request);
    const { record, view, id, today } = one;
    if (!record.document.budget) throw new NotForYou();
    const { money } = view;
    const chart = budgetChart(record, today.slice(0, 7));
    const figures = chart && chart.months.length > 0 ? figuresOf(chart) : undefined;
    const [headings = [], ...entries] = ledgerTable(record.ledger, record.document);
    const { page: asked, ecriture } = queryOf(request);
    const { shown, page, pages } = paged(entries.reverse(), asked, ([seq]) => seq === ecriture);
    // A column where nothing stands only pushes the others together.
    const filled = [...headings.keys()].filter((rank) => shown.some((cells) => cells[rank]));
    return showConvention(
      reply,
      one,
      { tab: '/budget', ...pageWithin(page, pages) },
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
            ...(money.mostPaid === undefined
              ? []
              : [['Paiements (CP), au plus', frenchEuros(money.mostPaid)] as const]),
            ['Payé (CP)', frenchEuros(money.paid)],
            ...(money.exhaustedIn
              ? [
                  [
                    'Plafond atteint, selon la dernière prévision',
                    `en ${frenchMonth(money.exhaustedIn)}`,
                  ] as const,
                ]
              : []),
            ['Engagements qui restent à payer', String(money.openOrderCount)],
          ]}
        />
        {money.lines.length > 0 && (
          <Table
            caption="Chaque ligne du budget"
            columns={lineColumns(money).map((label, rank) => ({ label, number: rank > 0 }))}
            rows={[
              ...money.lines.map((line) => ({ key: line.id, cells: lineCells(money, line) })),
              whole(money),
            ]}
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
            {mayImport(one.standing, subjectOf(one)) && (
              <p>
                <Way href={`/conventions/${id}/actes/import`}>Importer un export de Chorus</Way>
              </p>
            )}
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
              caption={`${frenchNumber(entries.length)} ${plural(entries.length, 'écriture', 'écritures')}${pages > 1 ? ', la plus récente d’abord' : ''}`}
              columns={filled.map((rank) => ({
                label: headings[rank] ?? '',
                number: headings[rank] === amountHeading,
              }))}
              rows={shown.map((cells) => ({
                key: cells[0] ?? '',
                id: anchors.entry(cells[0] ?? ''),
                cells: filled.map((rank) => {
                  const cell = cells[rank] ?? '';
                  if (headings[rank] === amountHeading) return spaced(cell);
                  if (headings[rank] !== referenceHeading) return cell;
                  return <WithFiles key="reference" text={cell} root={`/conventions/${id}`} />;
                }),
              }))}
            />
            <Pagination
              page={page}
              pages={pages}
              href={(wanted) => `/conventions/${id}/budget?page=${wanted}`}
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
    return download(reply, `${id}-registre.csv`, ledgerCsv(record.ledger, record.document));
  });
}

type Money = Pick<Position, 'lines' | 'ceiling' | 'committed' | 'paid' | 'exhaustedIn'>;
type Line = Pick<
  LinePosition,
  'name' | 'ceiling' | 'committed' | 'paid' | 'forecastOrders' | 'forecastConsumption' | 'exhaustedIn'
>;

function isForecast({ lines }: Money): boolean {
  return lines.some(({ forecastOrders }) => forecastOrders !== undefined);
}

function lineColumns(money: Money): string[] {
  return [
    'Ligne',
    'Plafond',
    'Engagé (AE)',
    'Payé (CP)',
    ...(isForecast(money) ? ['Commandes prévues', 'Paiements prévus', 'Plafond atteint'] : []),
  ];
}

function lineCells(money: Money, line: Line): string[] {
  const { name, ceiling, committed, paid, forecastOrders, forecastConsumption, exhaustedIn } = line;
  const forecast = [
    frenchEuros(forecastOrders ?? zero),
    frenchEuros(forecastConsumption ?? zero),
    exhaustedIn ? `en ${frenchMonth(exhaustedIn)}` : '',
  ];
  return [
    name,
    frenchCeiling(ceiling),
    frenchEuros(committed),
    frenchEuros(paid),
    ...(isForecast(money) ? forecast : []),
  ];
}

/** What all lines come to. */
function whole(money: Money) {
  const { lines, ceiling = null, committed, paid, exhaustedIn } = money;
  const forecastOrders = sumOf(lines.map((line) => line.forecastOrders ?? zero));
  const forecastConsumption = sumOf(lines.map((line) => line.forecastConsumption ?? zero));
  const said = { name: 'Ensemble', ceiling, committed, paid, forecastOrders, forecastConsumption };
  return { key: 'ensemble', cells: lineCells(money, { ...said, ...(exhaustedIn ? { exhaustedIn } : {}) }) };
}

const amountHeading = 'Montant (€)';
const referenceHeading = 'Référence';

/** `82450,50` of a spreadsheet as it is read: `82 450,50`. */
function spaced(amount: string): string {
  const [whole = '', ...cents] = amount.split(',');
  return [grouped(whole), ...cents].join(',');
}
