import { frenchDate } from '../calendar/french.ts';
import { dayOf } from '../calendar/plain-date.ts';
import { timesIn } from '../duties/own.ts';
import { linesOf } from '../ledger/budget-lines.ts';
import { frenchEuros, sumOf } from '../ledger/money.ts';
import { ofParty, partiesOf, partyName } from '../people/parties.ts';
import { earliestEffect } from '../term/effect.ts';
import { frenchNotice, lastDayOf, noticeEndsOn } from '../term/term.ts';
import { misdated } from './citations.ts';
import type { ClauseName, ConventionDocument, Role, Side } from './schema.ts';
import { frenchSections } from './sections.ts';

/**
 * Defects of the legal text itself: shown and kept, never corrected silently. They do not prevent the convention
 * from living; the manager corrects them by an amendment or waives them.
 */
export function legalWarnings(document: ConventionDocument): string[] {
  return [
    ...decree(document),
    ...citations(document),
    ...wording(document),
    ...annexes(document),
    ...codes(document),
    ...payments(document),
    ...years(document),
    ...neverAsked(document),
    ...longNotice(document),
  ];
}

/** What the decree 2004-1085 asks of every convention, where this one says otherwise. */
function decree({ copies, notice, publications, renewal }: ConventionDocument): string[] {
  const isThreeMonths = notice.months === 3 && notice.days === undefined && notice.from === 'receipt';
  const isEndless = renewal?.maximum === null;
  const defects: readonly (readonly [isThere: boolean, says: string, article: number])[] = [
    [!publications, 'Aucune publication n’est prévue : la délégation est publiée', 2],
    [
      !copies,
      'Aucune copie n’est prévue : elle est due au comptable de la dépense du délégant et au contrôleur financier',
      4,
    ],
    [isEndless, 'La reconduction est sans limite : la délégation est consentie pour une durée limitée', 1],
    [!isThreeMonths, 'Le préavis n’est pas de trois mois à compter de sa réception', 5],
  ];
  return defects.flatMap(([isThere, says, article]) =>
    isThere ? [`${says} (décret n° 2004-1085, art. ${article}).`] : [],
  );
}

/** The text of 2020 cites the decree of 14 October 2004 once "du 14 janvier 2004". */
function citations({ legalText }: ConventionDocument): string[] {
  return legalText.cites.flatMap((cite) => misdated(cite) ?? []);
}

/** The word of the decree for each side; of several parties also in the plural, or as those beside one another. */
function wording(document: ConventionDocument): string[] {
  const { delegatorCalled, delegateeCalled = 'délégataire' } = document.legalText;
  const words = [
    ['delegator', delegatorCalled, 'délégant', 'délégante?'],
    ['delegatee', delegateeCalled, 'délégataire', 'délégataire'],
  ] as const;
  return words.flatMap(([side, called, word, pattern]) => {
    const isAlone = ofParty(document, side).length === 1;
    const accepted = isAlone ? `(l[ea] )?${pattern}` : `(les? |la |chaque )?(co-?)?${pattern}s?`;
    return new RegExp(`^${accepted}$`).test(called.normalize('NFC').toLowerCase().replaceAll('‑', '-'))
      ? []
      : [`Le texte nomme ${partyName(document, side)} « ${called} » : le mot est « ${word} ».`];
  });
}

function annexes({ legalText }: ConventionDocument): string[] {
  return legalText.annexes
    .filter(({ attached }) => !attached)
    .map(({ title }) => `L’annexe « ${title} » est citée mais n’est pas jointe.`);
}

function codes({ budget }: ConventionDocument): string[] {
  return linesOf(budget).flatMap(({ operatingUnit, codes = {} }) => {
    const { functionalDomain, fundsCentre, activities = [], costCentre, ministerialAxis1 } = codes;
    const patterns = [
      ['Le domaine fonctionnel', functionalDomain, /^\d{4}(-\d{2}){1,2}$/, '0103-01-01'],
      ['Le centre financier', fundsCentre, /^\d{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/, '0103-CEFP-C003'],
      ['Le centre de coût', costCentre, /^[A-Z]{3}[A-Z0-9]{7}$/, 'EMPEF00075'],
      ['L’axe ministériel 1', ministerialAxis1, /^[A-Z0-9-]{2,20}$/, '36'],
      ...activities.map(
        (activity) => ['L’activité', activity, /^\d{4}[A-Z0-9]{8}$/, '010300000112'] as const,
      ),
    ] as const;
    const odd = patterns
      .filter(([, code, pattern]) => code !== undefined && !pattern.test(code))
      .map(([name, code, , example]) => `${name} « ${code} » n’a pas la forme habituelle (ex. ${example}).`);
    return operatingUnit === undefined || fundsCentre === undefined || operatingUnit === fundsCentre
      ? odd
      : [
          ...odd,
          `L’unité opérationnelle « ${operatingUnit} » n’est pas le centre financier « ${fundsCentre} ».`,
        ];
  });
}

/** What is paid was committed before: no limit is beyond that of commitments, unless the text has orders of before it paid. */
function payments({ budget }: ConventionDocument): string[] {
  return linesOf(budget).flatMap(({ name, ceiling, paymentCeiling }) =>
    ceiling !== null && paymentCeiling !== undefined && paymentCeiling > ceiling
      ? [
          `Les paiements (CP) de « ${name} », ${frenchEuros(paymentCeiling)} au plus, dépassent les engagements (AE), ${frenchEuros(ceiling)} au plus : rien n’est payé sans avoir été engagé.`,
        ]
      : [],
  );
}

/**
 * Years are parts of one whole: together they take no more. Where a renewal brings a ceiling of its own, the whole is that of
 * the years that are over by the term of the first period, however early the effect.
 */
function years(document: ConventionDocument): string[] {
  const { budget, renewal } = document;
  const adds = renewal !== undefined && renewal.ceiling !== 0;
  const first = lastDayOf(document, earliestEffect(document));
  const which = adds ? 'les années de la première période' : 'toutes les années';
  return linesOf(budget).flatMap(({ name, ceiling, paymentCeiling = ceiling, years }) =>
    (
      [
        ['Les engagements (AE)', 'commitments', ceiling],
        ['Les paiements (CP)', 'payments', paymentCeiling],
      ] as const
    ).flatMap(([what, key, most]) => {
      const counted = years.filter(({ year }) => !adds || dayOf(year, 12, 31) <= first);
      const sum = sumOf(counted.map((year) => year[key]));
      return most !== null && sum > most
        ? [
            `${what} de « ${name} », ${frenchEuros(sum)} pour ${which}, dépassent leur plafond, ${frenchEuros(most)}.`,
          ]
        : [];
    }),
  );
}

/** A notice, were it received on the very day of the effect, runs out by the term, or it ends nothing. */
function longNotice(document: ConventionDocument): string[] {
  const { term, renewal } = document;
  const effect = earliestEffect(document);
  if (noticeEndsOn(document, effect) <= lastDayOf(document, effect)) return [];
  const length = term.until ? `jusqu’au ${frenchDate(term.until)}` : `${term.months} mois`;
  const whole = renewal ? 'de la première période' : 'de la convention';
  return [
    `Le préavis (${frenchNotice(document)}), reçu dès la prise d’effet, ne finirait qu’après le terme ${whole} (${length}) : aucun préavis ne peut la faire cesser plus tôt.`,
  ];
}

/** What comes back has its first time before the end, renewals counted; however early the effect. */
function neverAsked(document: ConventionDocument): string[] {
  const { duties, renewal } = document;
  if (renewal?.maximum === null) return [];
  const effectiveOn = earliestEffect(document);
  const endsOn = lastDayOf(document, effectiveOn, renewal ? renewal.months * renewal.maximum : 0);
  return duties.flatMap((own) =>
    own.everyMonths === undefined || timesIn(document, own, { effectiveOn, endsOn }).length > 0
      ? []
      : [
          `L’obligation « ${own.title} », qui revient ${own.everyMonths === 1 ? 'chaque mois' : `tous les ${own.everyMonths} mois`}, ne s’ouvre qu’après la fin de la convention (le ${frenchDate(endsOn)}, pour un effet au ${frenchDate(effectiveOn)}) : elle ne sera jamais demandée.`,
        ],
  );
}

/** The clauses that ask something of whoever has a role on a side; of whoever follows the credits, where some are delegated. */
const asking: readonly (readonly [Role, Side, readonly ClauseName[]])[] = [
  ['budget', 'delegator', ['chorusAccess', 'credits', 'shortfall', 'balance', 'reports']],
  ['budget', 'delegatee', ['codings', 'copies', 'balance', 'reports']],
  ['chair', 'delegator', ['committee']],
];

/** Nobody has a role that a clause asks something of: no defect of the text, but who is written to then is said. */
export function missingRoles(document: ConventionDocument): string[] {
  return asking.flatMap(([role, asked, names]) => {
    const clause = names.find((name) => document[name] !== undefined);
    if (clause === undefined || (role === 'budget' && !document.budget)) return [];
    return partiesOf(document).flatMap(({ side, organisation: { shortName, contacts } }) =>
      side !== asked || contacts.some(({ roles }) => roles.includes(role))
        ? []
        : [
            `${shortName} n’a pas de contact de rôle « ${role} », à qui s’adresse la clause « ${frenchSections[clause]} » : ses représentants recevront tout.`,
          ],
    );
  });
}

/** The text renews and does not say what each renewed period may spend: what is understood is said. */
export function unsaidCeilings({ budget, renewal }: ConventionDocument): string[] {
  const lines = linesOf(budget);
  if (!renewal || renewal.ceiling !== undefined || lines.every(({ ceiling }) => ceiling === null)) return [];
  const unsaid = 'Le texte ne dit pas le plafond des périodes reconduites : celui';
  return lines.length > 1
    ? [`${unsaid} de chaque ligne vaut de nouveau pour chacune.`]
    : [
        `${unsaid} de la première vaut de nouveau pour chacune. Si rien ne s’y ajoute, le plafond de ces périodes s’écrit 0 dans le document.`,
      ];
}

/** What whoever wrote the document could not say in it: told by name, never dropped silently; no defect of the text. */
export function notCarried({ legalText }: ConventionDocument): string[] {
  return legalText.notCarried.map((said) => `Le texte dit aussi, et rien ici ne le suit : ${said}`);
}
