import { frenchDate } from '../../convention/calendar/french.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { frenchEuros, subtract } from '../../convention/ledger/money.ts';
import { EmptyState } from '../page/parts.tsx';
import { plural } from '../page/plural.ts';
import { ProgressBar, shareOf } from '../page/progress-bar.tsx';
import { Table } from '../page/table.tsx';
import { Unread } from '../page/unread.tsx';
import { Way } from '../page/ways.tsx';
import { figuresPath, mostDrawn, type PortfolioFigures } from './figures.ts';
import { Filters } from './filters.tsx';
import { barsSvg, columnsSvg } from './plots.tsx';
import type { PortfolioQuery } from './query.ts';

/** The portfolio in numbers: three plots, each with its table. */
export function FiguresPage({
  query,
  list,
  byPhase,
  figures,
}: {
  query: PortfolioQuery;
  /** Address of the list under the same filter. */
  list: string;
  byPhase: Readonly<Record<string, number>>;
  figures: PortfolioFigures;
}) {
  const { conventions, left } = figures;
  const count = conventions + left;
  return (
    <>
      <Filters action={figuresPath} query={query} byPhase={byPhase} isLive={false} />
      <div id="resultats">
        <p>
          {frenchNumber(count)} {plural(count, 'convention', 'conventions')}, hors celles qui sont closes.{' '}
          <Way href={list}>Voir la liste</Way>
        </p>
        <Unread read={figures} what="ce qui y est attendu" />
        {count === 0 ? (
          <EmptyState title="Aucune convention ne répond à cette recherche" />
        ) : (
          <>
            <Ceilings figures={figures} />
            <Weeks figures={figures} />
            <Late figures={figures} />
          </>
        )}
      </div>
    </>
  );
}

function Ceilings({ figures: { ceilings, whole } }: { figures: PortfolioFigures }) {
  const drawn = ceilings.slice(0, mostDrawn);
  const title = 'Engagé sur le plafond';
  return (
    <section>
      <h2>Position par rapport aux plafonds</h2>
      {drawn.length === 0 ? (
        <p>Aucune de ces conventions n’a de plafond propre.</p>
      ) : (
        <>
          <ProgressBar
            label={`Engagé (AE), ${ceilings.length > 1 ? `sur ${frenchNumber(ceilings.length)} conventions qui ont` : 'sur une convention qui a'} un plafond`}
            used={whole.committed}
            ceiling={whole.ceiling}
          />
          <Plot
            svg={barsSvg(
              title,
              drawn.map(({ id, shortName, committed, ceiling }) => ({
                name: shortName || id,
                value: committed / ceiling,
                said: shareOf(committed, ceiling),
              })),
              1,
            )}
            alternative={`${title} : le tableau qui suit en donne les montants.`}
          />
          <Table
            stacked
            caption={
              drawn.length < ceilings.length
                ? `Les ${mostDrawn} conventions les plus consommées, sur ${frenchNumber(ceilings.length)}`
                : 'Conventions, de la plus consommée à la moins consommée'
            }
            columns={['Convention', 'Engagé (AE)', 'Plafond', 'Part', 'Reste'].map((label, rank) => ({
              label,
              number: rank > 0,
            }))}
            rows={drawn.map(({ id, shortName, committed, ceiling }) => ({
              key: id,
              cells: [
                <Way key="name" href={`/conventions/${id}/budget`}>
                  {shortName || id}
                </Way>,
                frenchEuros(committed),
                frenchEuros(ceiling),
                shareOf(committed, ceiling),
                frenchEuros(subtract(ceiling, committed)),
              ],
            }))}
          />
        </>
      )}
    </section>
  );
}

function Weeks({ figures: { weeks } }: { figures: PortfolioFigures }) {
  const title = 'Obligations attendues, par semaine';
  const total = weeks.reduce((sum, { count }) => sum + count, 0);
  return (
    <section>
      <h2>Ce qui est attendu, semaine par semaine</h2>
      {total === 0 ? (
        <p>Rien n’est attendu dans les douze semaines qui viennent.</p>
      ) : (
        <>
          <p>
            {frenchNumber(total)} {plural(total, 'obligation est attendue', 'obligations sont attendues')}{' '}
            dans les douze semaines qui viennent, échéances et repères. Ce qui est en retard n’y est pas.
          </p>
          <Plot
            svg={columnsSvg(
              title,
              weeks.map(({ from, count }) => ({
                name: from.slice(5).split('-').reverse().join('/'),
                value: count,
              })),
            )}
            alternative={`${title} : le tableau qui suit en donne les nombres.`}
          />
          <Table
            caption={title}
            columns={[{ label: 'Semaine du' }, { label: 'Obligations', number: true }]}
            rows={weeks.map(({ from, count }) => ({
              key: from,
              cells: [frenchDate(from), frenchNumber(count)],
            }))}
          />
        </>
      )}
    </section>
  );
}

function Late({ figures: { late } }: { figures: PortfolioFigures }) {
  const title = 'Obligations en retard, par partie';
  const drawn = late.slice(0, mostDrawn);
  return (
    <section>
      <h2>Retards, partie par partie</h2>
      {drawn.length === 0 ? (
        <p>Rien n’est en retard.</p>
      ) : (
        <>
          <Plot
            svg={barsSvg(
              title,
              drawn.map(({ party, count }) => ({ name: party, value: count, said: frenchNumber(count) })),
            )}
            alternative={`${title} : le tableau qui suit en donne les nombres.`}
          />
          <Table
            stacked
            caption={
              drawn.length < late.length
                ? `${title} : les ${mostDrawn} premières, sur ${frenchNumber(late.length)}`
                : title
            }
            columns={['Qui doit agir', 'En retard', 'Le plus long retard'].map((label, rank) => ({
              label,
              number: rank > 0,
            }))}
            rows={drawn.map(({ party, count, days }) => ({
              key: party,
              cells: [party, frenchNumber(count), `${frenchNumber(days)} ${plural(days, 'jour', 'jours')}`],
            }))}
          />
        </>
      )}
    </section>
  );
}

/** A drawing within the page: it is asked for no second time. */
function Plot({ svg, alternative }: { svg: string; alternative: string }) {
  return (
    <figure className="fr-figure">
      <img
        className="fr-responsive-img"
        src={`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`}
        alt={alternative}
      />
    </figure>
  );
}
