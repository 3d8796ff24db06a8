import { engagementTitle } from '../../acts/about-breaches.ts';
import { frenchDate } from '../../convention/calendar/french.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import type { Convention } from '../../convention/convention.ts';
import { agreedEndDutyId } from '../../convention/duties/agreed-end.ts';
import { dutyIdOf } from '../../convention/duties/duty.ts';
import { namesOf, partyName, stillAwaited } from '../../convention/people/parties.ts';
import { proposedBalance, proposedEnd } from '../../convention/proof/agreement.ts';
import { runningNotice, sealedEnd, totalBreach } from '../../convention/term/term.ts';
import { Alert, type AlertTone } from '../page/parts.tsx';
import { Way } from '../page/ways.tsx';

/** Something between the parties that everybody who opens the convention must know first. */
interface Matter {
  readonly title: string;
  readonly says: string;
  readonly tone: AlertTone;
  /** The page of the convention that says more of it, and what leads there. */
  readonly path: string;
  readonly leads: string;
}

/** How the convention ends, what is contested and what is proposed, while it is under way. */
export function UnderWay({ record, root }: { record: Convention; root: string }) {
  return mattersOf(record).map(({ title, says, tone, path, leads }) => (
    <Alert key={title} tone={tone} title={title}>
      <p>
        {says} <Way href={`${root}${path}`}>{leads}</Way>
      </p>
    </Alert>
  ));
}

const inJournal = { path: '/journal', leads: 'Voir le journal de la convention' } as const;

/** The most serious first; none once the convention is closed. */
export function mattersOf(record: Convention): readonly Matter[] {
  if (record.closed) return [];
  const ending = record.ended ? [] : [...ends(record), ...proposedEnds(record)];
  return [...ending, ...breaches(record), ...amendments(record), ...balance(record)];
}

function ends(record: Convention): Matter[] {
  const { document } = record;
  const notice = runningNotice(record);
  const agreed = sealedEnd(record);
  const breach = totalBreach(record);
  const matter = (title: string, says: string) => ({
    title,
    says,
    tone: 'warning' as const,
    ...inJournal,
  });
  return [
    ...(notice
      ? [
          matter(
            `Préavis de résiliation : fin le ${frenchDate(notice.endsOn)}`,
            `Donné par ${partyName(document, notice.from)}, reçu le ${frenchDate(notice.receivedOn)} : ${said(notice.reason)}`,
          ),
        ]
      : []),
    ...(agreed
      ? [matter(`Fin convenue entre les parties, le ${frenchDate(agreed.on)}`, said(agreed.reason))]
      : []),
    ...(breach
      ? [
          matter(
            `Fin de l’accompagnement pour manquement, le ${frenchDate(breach.ending.on)}`,
            `Manquement n° ${breach.id} : ${said(breach.ending.reason)}`,
          ),
        ]
      : []),
  ];
}

function proposedEnds(record: Convention): Matter[] {
  const { agreedEnd, document } = record;
  if (!agreedEnd || !proposedEnd(record)) return [];
  const awaited = stillAwaited(document, agreedEnd.agreedBy);
  const [first] = awaited;
  return [
    {
      title: `Fin proposée pour le ${frenchDate(agreedEnd.on)}`,
      says: `Par ${namesOf(document, agreedEnd.agreedBy)} : ${said(agreedEnd.reason)} L’accord de ${namesOf(document, awaited)} est attendu.`,
      tone: 'info',
      ...(first
        ? {
            path: `/obligations/${agreedEndDutyId(document, agreedEnd, first)}`,
            leads: 'Voir la réponse attendue',
          }
        : inJournal),
    },
  ];
}

function breaches(record: Convention): Matter[] {
  return record.breaches
    .filter(({ cured, ending }) => !cured && !ending)
    .map(({ id, engagement, on, cureBy, facts }) => ({
      title: `Manquement n° ${id} : ${engagementTitle(record, engagement)}`,
      says: `Constaté au ${frenchDate(on)} : ${said(facts)}${cureBy === undefined ? '' : ` À réparer avant le ${frenchDate(cureBy)} inclus.`}`,
      tone: 'warning',
      ...(cureBy === undefined
        ? inJournal
        : { path: `/obligations/${dutyIdOf('breach', id)}`, leads: `Voir la mise en demeure n° ${id}` }),
    }));
}

function amendments({ amendments, document }: Convention): Matter[] {
  return amendments.flatMap(({ id, state, from, reason, effectiveOn, expiresOn, agreedBy }): Matter[] => {
    if (state !== 'proposed' && state !== 'signed') return [];
    return [
      {
        title: `Avenant n° ${id} ${state === 'proposed' ? 'proposé' : 'signé'}, d’effet au ${frenchDate(effectiveOn)}`,
        says: `Par ${partyName(document, from)} : ${said(reason)}${state === 'proposed' ? awaitedFor(document, agreedBy, expiresOn) : ''}`,
        tone: 'info',
        path: '/avenants',
        leads: `Voir l’avenant n° ${id}`,
      },
    ];
  });
}

function awaitedFor(
  document: Convention['document'],
  agreedBy: Convention['amendments'][number]['agreedBy'],
  until: PlainDate,
): string {
  const awaited = stillAwaited(
    document,
    agreedBy.map(({ party }) => party),
  );
  return awaited.length === 0
    ? ' Les parties en sont d’accord : sa signature est attendue.'
    : ` L’accord de ${namesOf(document, awaited)} est attendu avant le ${frenchDate(until)} inclus.`;
}

function balance(record: Convention): Matter[] {
  const proposal = record.ended && !record.agreedBalance ? proposedBalance(record) : undefined;
  return proposal
    ? [
        {
          title: 'Utilisation du solde proposée',
          says: said(`C’est ${proposal.summary}`),
          tone: 'info',
          path: `/obligations/${dutyIdOf('balance')}`,
          leads: 'Voir le règlement du solde',
        },
      ]
    : [];
}

/** What somebody wrote, as one or several sentences. */
function said(text: string): string {
  return `${text.trim().replace(/\.$/, '')}.`;
}
