import { actNames, acts } from '../../../acts/acts.ts';
import { register } from '../../../convention/convention.ts';
import { readDocument } from '../../../convention/document/read-document.ts';
import { dutiesOf } from '../../../convention/duties/duties.ts';
import { registeredNews } from '../../../convention/mailing/news.ts';
import { scheduleOf } from '../../../convention/views/schedule.ts';
import { viewOf } from '../../../convention/views/view.ts';
import { cases } from '../../acts/cases.ts';
import { lived } from '../lived.ts';
import { SimulatedLife, unanswered } from '../simulation.ts';
import { accepted, at, minimal, refusalOf, replaced } from '../support.ts';

const noon = at('2026-01-15', '12:00');
const { document, warnings } = accepted(minimal());
const convention = register(document, noon.now);

describe('a minimal document', () => {
  it('says who, and nothing else', () => {
    expect(Object.keys(minimal())).toEqual([
      'id',
      'title',
      'shortName',
      'signedOn',
      'delegator',
      'delegatee',
      'manager',
      'effect',
      'term',
    ]);
  });

  it.each(Object.keys(minimal()))('is refused without its key %s, and only for that', (key) => {
    const reading = readDocument(replaced(minimal(), [key], undefined));
    expect(reading).toEqual({ ok: false, faults: [{ path: key, accepted: expect.any(String) }] });
  });

  it('has by default what the law gives to every convention, under no article, and no clause', () => {
    const { id, title, shortName, signedOn, delegator, delegatee, manager, ...others } = document;
    expect(others).toEqual({
      public: false,
      coDelegators: [],
      coDelegatees: [],
      bodies: [],
      effect: { conditions: ['signature'], publication: 'all' },
      term: { months: 12, lastDay: 'eve', parts: [] },
      notice: { months: 3, from: 'receipt', registered: false },
      amendments: { copies: [] },
      duties: [],
      reminders: {
        hour: '09:00',
        spreadMinutes: 30,
        lateAfterSeconds: 900,
        policy: { before: [2], onDeadline: true, after: [7, 14], thenEvery: 28, escalateAfter: 14 },
        duties: {},
      },
      holidays: 'metropole',
      legalText: {
        cites: [],
        delegatorCalled: 'délégant',

        annexes: [],
        notCarried: [],
      },
    });
  });

  it('keeps the other defaults of a section of which one key is given', () => {
    const { document } = accepted({ ...minimal(), notice: { registered: true } });
    expect(document.notice).toEqual({ months: 3, from: 'receipt', registered: true });
  });

  it('has defaults of its own: another document cannot change them', () => {
    const [first, second] = [accepted(minimal()).document, accepted(minimal()).document];
    first.reminders.policy.after.push(99);
    first.effect.conditions.pop();
    expect(second.reminders.policy.after).toEqual([7, 14]);
    expect(accepted(minimal()).document.reminders.policy.after).toEqual([7, 14]);
    expect(accepted(minimal()).document.effect.conditions).toEqual(['signature']);
  });

  it('is warned of what the decree asks and it does not say, and of nothing else of its text', () => {
    expect(warnings).toEqual([
      'Aucune publication n’est prévue : la délégation est publiée (décret n° 2004-1085, art. 2).',
      'Aucune copie n’est prévue : elle est due au comptable de la dépense du délégant et au contrôleur financier (décret n° 2004-1085, art. 4).',
    ]);
  });
});

describe('a clause may be written with its article alone', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['chorusAccess', {}, {}],
    ['reports', { final: true }, { final: true, finalOpensDaysBefore: 15, copies: [] }],
    ['reports', { everyMonths: 3 }, { everyMonths: 3, final: false, finalOpensDaysBefore: 15, copies: [] }],
    ['committee', {}, { name: 'comité de suivi', convenedMonthsBefore: 3 }],
    ['yearEnd', {}, { dates: [] }],
    ['handOver', {}, { opensMonthsBefore: 1 }],
    ['servicesEnd', {}, {}],
    ['renewal', { mode: 'tacit', months: 12, maximum: 1 }, { mode: 'tacit', months: 12, maximum: 1 }],
    [
      'publications',
      { places: [{ id: 'bo', place: 'BO', publisher: 'delegator' }] },
      { places: [{ id: 'bo', place: 'BO', publisher: 'delegator' }] },
    ],
    [
      'community',
      { items: [{ id: 'site', title: 'Site' }] },
      { name: 'Communauté', items: [{ id: 'site', title: 'Site' }] },
    ],
  ])('and what it must name: %s', (key, given, expected) => {
    const read = accepted({ ...minimal(), [key]: { article: '9', ...given } }).document;
    expect(Reflect.get(read, key)).toEqual({ article: '9', ...expected });
    expect(readDocument({ ...minimal(), [key]: given })).toMatchObject({
      ok: false,
      faults: [{ path: `${key}.article`, accepted: 'un texte d’une ligne, de 1 à 40 caractères' }],
    });
  });

  it('and so may those about money, beside a budget', () => {
    const codes = {
      functionalDomain: '0103-01-01',
      fundsCentre: '0103-CEFP-C003',
      activities: ['010300000112'],
      costCentre: 'EMPEF00075',
    };
    const budget = { article: '1', ceiling: 5000, operatingUnit: '0103-CEFP-C003', codes };
    const clause = { article: '5' };
    const money = { budget, credits: clause, codings: clause, shortfall: clause, balance: clause };
    expect(accepted({ ...minimal(), ...money }).document).toMatchObject({
      budget: { ceiling: 500_000 },
      credits: { article: '5' },
      codings: { article: '5' },
      shortfall: { article: '5', reminderDays: 14 },
      balance: { article: '5' },
    });
  });
});

describe('a minimal convention', () => {
  it('takes effect at its signature, and owes nothing but the end of its term', () => {
    expect(dutiesOf(convention).map(({ id, dueOn }) => [id, dueOn])).toEqual([
      ['legal-text', '2026-02-12'],
      ['term', '2027-01-14'],
    ]);
    expect(scheduleOf(document).deadlines.map(({ duty }) => duty)).toEqual(['legal-text', 'term']);
  });

  it('is told of without an amount, nor to anybody but its parties and its manager', () => {
    expect(registeredNews(convention).map(({ to, item }) => [to, item.facts])).toEqual([
      [
        [{ holder: 'manager' }],
        [
          ['Signée le', '15 janvier 2026'],
          ['Délégant', 'delegant'],
          ['Délégataire', 'delegataire'],
        ],
      ],
      [[], expect.anything()],
    ]);
    const holders = ['delegant', 'delegataire', 'gestionnaire'];
    const year = unanswered(convention, noon, at('2027-03-01'));
    expect([...new Set(year.map(({ letter }) => letter.to.contact))].sort()).toEqual(holders);
  });

  it('closes the day after its term: nothing is awaited', () => {
    expect(lived(convention, at('2027-01-14')).closed).toBeUndefined();
    const life = new SimulatedLife(document, noon.now);
    life.passes(at('2027-01-15').now);
    const { ended, closed, journal } = life.convention;
    expect([ended, closed?.phase]).toEqual([{ cause: 'term', on: '2027-01-14' }, 'closed']);
    const brought = journal.map(({ text }) => text).filter((text) => !text.startsWith('Courriel remis'));
    expect(brought.slice(1)).toEqual([
      'La convention prend effet le 15 janvier 2026, date de sa signature.',
      'La convention prend fin le 14 janvier 2027.',
      'La convention est close.',
    ]);
  });

  it('is looked at without a budget', () => {
    const view = viewOf(lived(convention, noon), {}, noon.now);
    expect(view.period).toEqual({ effectiveOn: '2026-01-15', lastDay: '2027-01-14', endsOn: '2027-01-14' });
    expect(Object.keys(view.money)).not.toContain('ceiling');
  });

  const needing = actNames.filter((name) => acts[name].needs !== undefined);

  it.each(needing)('refuses %s, which is about a clause that it does not have', (name) => {
    const input = cases.find((one) => one.name === name)?.input;
    const clause = acts[name].needs;
    expect(refusalOf(lived(convention, noon), name, input, noon)).toMatchObject({
      code: 'NOT_NOW',
      message: expect.stringMatching(
        new RegExp(`^La convention ne prévoit rien de tel : son document n’a pas de clause « ${clause} »`),
      ),
    });
  });
});
