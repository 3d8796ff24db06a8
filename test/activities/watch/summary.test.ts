import type { ListedConvention } from '../../../activities/watch/listed-conventions.ts';
import { emptySummary, lateDuties, summed } from '../../../activities/watch/summary.ts';
import { summaryContent } from '../../../activities/watch/summary-content.ts';
import { parisInstant } from '../../../convention/calendar/paris.ts';
import type { Convention } from '../../../convention/convention.ts';
import { htmlOf } from '../../../letters/html.tsx';
import { textOf } from '../../../letters/text.ts';
import { acting, at, day, inForce } from '../../convention/support.ts';

const today = day('2020-06-08');

function listed(id: string, changes: Partial<ListedConvention> = {}): ListedConvention {
  const none = { overdue: 0, faults: 0, forecastOver: 0 };
  return { id, shortName: id.toUpperCase(), parties: 'DGEFP → DINUM', phase: 'inForce', ...none, ...changes };
}

const endOf = (date: string) => parisInstant(day(date), '23:59');

function contentOf(all: readonly ListedConvention[], records: readonly Convention[] = [], web?: string) {
  return summaryContent(summed(emptySummary, all, today), {
    today,
    records: new Map(records.map((record) => [record.document.id, record])),
    ...(web === undefined ? {} : { web }),
  });
}

const plainText = (content: ReturnType<typeof contentOf>) => textOf(content).replace(/\s+/g, ' ');

describe('the sections of a summary', () => {
  const countsOf = (one: Partial<ListedConvention>) => {
    const { sections } = summed(emptySummary, [listed('one', one)], today);
    return Object.entries(sections).flatMap(([name, { count }]) => (count > 0 ? [name] : []));
  };

  it.each([
    ['late', { overdue: 2 }, ['overdue']],
    ['with a deadline today', { nextDeadline: endOf('2020-06-08') }, ['coming']],
    ['with a deadline in thirty days', { nextDeadline: endOf('2020-07-08') }, ['coming']],
    ['with a deadline in thirty-one days', { nextDeadline: endOf('2020-07-09') }, []],
    ['forecast above its ceiling', { forecastOver: 12_000_00 }, ['overCeiling']],
    ['that cannot write to somebody', { faults: 1 }, ['faulty']],
    ['that ended in the week', { phase: 'ended', lastDay: endOf('2020-06-01') }, ['ended']],
    ['that ended before', { phase: 'settling', lastDay: endOf('2020-05-31') }, []],
    ['that will end', { lastDay: endOf('2020-06-30') }, []],
    ['closed in the week', { phase: 'closed', closedAt: endOf('2020-06-03'), overdue: 1 }, ['ended']],
    [
      'stopped outside the application, whatever else would be said of it',
      { stopped: 'terminated' as const, closedAt: endOf('2020-06-03'), overdue: 1 },
      ['stopped'],
    ],
    ['of which there is nothing to say', {}, []],
  ])('hold a convention %s', (_what, one, expected) => {
    expect(countsOf(one)).toEqual(expected);
  });

  it('count all conventions under way, page after page, and show those that matter most', () => {
    const page = (from: number) =>
      Array.from({ length: 30 }, (_, rank) => listed(`c${from + rank}`, { overdue: from + rank }));
    const summary = summed(summed(emptySummary, page(1), today), page(31), today);
    const { count, shown } = summary.sections.overdue;
    expect([summary.conventions, count, shown.length]).toEqual([60, 60, 20]);
    expect(shown[0]?.id).toBe('c60');
  });
});

/** In force, with the defects of its text looked at by its manager. */
const reviewed = (changes: Record<string, unknown> = {}) =>
  acting(inForce(changes), at('2020-04-10'), [
    'markDone',
    { by: 'Camille', duties: [{ duty: 'legal-text', evidence: 'admis' }] },
  ]);

describe('what admins read', () => {
  it('names the duties that are late and those to come, from the records', () => {
    const soon = { dueWorkingDays: 5 };
    const onSignature = { chorusAccess: soon, credits: soon, codings: soon, copies: soon };
    const record = reviewed({ ...onSignature, reports: { dueWorkingDay: 3 } });
    const one = listed('signaux-faibles', { overdue: 4, nextDeadline: endOf('2020-06-08') });
    const text = plainText(contentOf([one], [record]));
    expect(text).toContain('[4 obligations en retard]');
    expect(text).toContain(
      'Saisie des cinq imputations dans Chorus : DINUM, le 1er avril 2020 (68 jours de retard)',
    );
    expect(text).toContain('Et aussi : 1 autre obligation');
    expect(text).toContain('DINUM, le 3 juillet 2020 (dans 25 jours)');
  });

  it('names nothing late where no text fixes a day', () => {
    const one = listed('signaux-faibles', { nextDeadline: endOf('2020-06-08') });
    expect(lateDuties(reviewed(), today)).toEqual([]);
    const text = plainText(contentOf([one], [reviewed()]));
    expect(text).not.toContain('retard');
    expect(text).toContain('DINUM, le 8 juin 2020 (aujourd’hui, repère)');
  });

  it('says how many others there are', () => {
    const all = Array.from({ length: 23 }, (_, rank) => listed(`c${rank}`, { faults: 1 }));
    expect(plainText(contentOf(all))).toContain('Et 3 autres conventions.');
  });

  it('leads to each convention and to all of them when there is a web application', () => {
    const web = 'https://conventions.example';
    const content = contentOf([listed('a', { overdue: 1 })], [], web);
    for (const address of [`${web}/conventions`, `${web}/conventions/a`]) {
      expect(textOf(content)).toContain(`\n${address}\n`);
      expect(htmlOf(content)).toContain(`href="${address}"`);
    }
    expect(textOf(contentOf([listed('a', { overdue: 1 })]))).not.toContain('http');
  });

  it('says so when there is nothing to say', () => {
    const content = contentOf([listed('a')]);
    expect(plainText(content)).toContain('Rien à signaler cette semaine.');
    expect(content.subject).toBe('Conventions de délégation\u00a0: point hebdomadaire');
  });

  it('stays on one line and harmless whatever a convention is called', () => {
    const hostile = '<script>alert(1)</script>\r\nBcc: evil@x.example';
    const content = contentOf([listed('a', { overdue: 1, shortName: hostile })]);
    expect(htmlOf(content)).not.toContain('<script>');
    expect(content.groups[0]?.matters[0]?.title).not.toMatch(/[\r\n]/);
  });
});
