import type { Effect } from '../../../acts/act.ts';
import { doAct } from '../../../acts/acts.ts';
import type { Amendment } from '../../../convention/amendments/amendment.ts';
import { amendmentDue, isExpired } from '../../../convention/amendments/due.ts';
import { amendmentExpiredNews } from '../../../convention/mailing/news.ts';
import { agreed, amending, by, may } from '../../acts/fixtures.ts';
import { lived } from '../lived.ts';
import { acting, amendedBy, at, day, dutyOf, inForce } from '../support.ts';

const dueOn = (convention: ReturnType<typeof inForce>, on: string) => amendmentDue(convention, day(on))?.id;
const half = acting(amending, may, ['agreeAmendment', { by, amendment: 1, party: 'delegatee' }]);
const title = (words: string) => ({ title: words });

describe('a proposal', () => {
  it('waits until its last day, that day included, then expires', () => {
    expect(amending.amendments[0]?.expiresOn).toBe('2020-07-03');
    expect(dueOn(amending, '2020-07-03')).toBeUndefined();
    expect(dueOn(amending, '2020-07-04')).toBe(1);
    expect(dueOn(half, '2020-07-04')).toBe(1);
  });

  it('waits until a working day: the days of the text that end on a Sunday end on the next (CPC art. 642)', () => {
    const { amendments } = amending.document;
    const convention = inForce({ amendments: { ...amendments, answerDays: 27 } });
    const changes = { title: 'x' };
    const proposal = { by, from: 'delegator', changes, reason: 'x', effectiveOn: '2020-09-01' };
    const after = acting(convention, may, ['proposeAmendment', proposal]);
    // 31 May 2020, then Whit Monday.
    expect(dutyOf(after, 'amendment-1-delegatee').dueOn).toBe('2020-06-02');
    // Those of an end by agreement are no text’s: 60 for a landmark, here from 4 May.
    const end = { by, party: 'delegatee', on: '2020-09-30', reason: 'x' };
    expect(dutyOf(acting(convention, may, ['agreeEnd', end]), 'agreed-end-1')).toMatchObject({
      dueOn: '2020-07-03',
      indicative: true,
    });
  });

  it('says whose rule its last day is, where the text gives none', () => {
    const rule = '3 juillet 2020 (règle du suivi, le texte ne fixe pas de délai)';
    const proposal = (changes: Record<string, unknown>) =>
      doAct(
        inForce(changes),
        'proposeAmendment',
        { by, from: 'delegator', changes: title('x'), reason: 'x', effectiveOn: '2020-09-01' },
        may,
      );
    const leadOf = ({ news }: Effect) => news[0]?.item.lead;
    expect(leadOf(proposal({}))).toContain('avant le 3 juillet 2020 inclus (règle du suivi,');
    expect(leadOf(proposal({ amendments: { answerDays: 60 } }))).toMatch(/avant le 3 juillet 2020 inclus\.$/);
    const asked = dutyOf(amending, 'amendment-1-delegatee');
    expect(asked.afterwards).toMatch(/^Sans l’accord .* la proposition expire : c’est une règle du suivi\.$/);
    const [amendment] = amending.amendments;
    expect(amendment && amendmentExpiredNews(amending, amendment).item.lead).toContain(`au ${rule} : `);
  });

  it('that both agreed to does not expire: it waits for its signature', () => {
    expect(dueOn(agreed, '2021-04-09')).toBeUndefined();
  });

  it('waits as long as the document leaves', () => {
    const convention = acting(inForce({ amendments: { answerDays: 10 } }), may, [
      'proposeAmendment',
      { by, from: 'delegator', changes: title('x'), reason: 'x', effectiveOn: '2020-09-01' },
    ]);
    expect([dueOn(convention, '2020-05-14'), dueOn(convention, '2020-05-15')]).toEqual([undefined, 1]);
  });

  it('that has expired keeps the agreement it had, and asks no more', () => {
    const expired = lived(half, at('2020-07-04'));
    expect(expired.amendments[0]?.state).toBe('expired');
    expect(expired.outcomes['amendment-1-delegatee']?.state).toBe('done');
    expect(expired.outcomes['amendment-1-delegator']?.state).toBe('lapsed');
  });

  it.each<[Amendment['state'], boolean]>([
    ['proposed', true],
    ['signed', false],
    ['inForce', false],
    ['refused', false],
    ['withdrawn', false],
    ['expired', false],
    ['superseded', false],
  ])('that is %s has expired after its last day: %s', (state, expected) => {
    const [amendment] = amending.amendments;
    expect(amendment && isExpired(amending, { ...amendment, state }, day('2020-07-04'))).toBe(expected);
  });
});

describe('a signed amendment', () => {
  it('is due on the day of its effect, not before', () => {
    const signed = amendedBy(inForce(), may, title('x'), '2020-09-01');
    expect([dueOn(signed, '2020-08-31'), dueOn(signed, '2020-09-01')]).toEqual([undefined, 1]);
  });

  it('comes in the order of effects, then of proposals, before what has expired', () => {
    const all = acting(
      amendedBy(
        amendedBy(
          amendedBy(inForce(), may, { term: { months: 13 } }, '2020-10-01'),
          may,
          title('x'),
          '2020-09-01',
        ),
        may,
        { shortName: 'y' },
        '2020-09-01',
      ),
      may,
      [
        'proposeAmendment',
        { by, from: 'delegator', changes: title('z'), reason: 'z', effectiveOn: '2020-09-01' },
      ],
    );
    const order: number[] = [];
    let convention = all;
    for (
      let due = amendmentDue(convention, day('2020-12-01'));
      due;
      due = amendmentDue(convention, day('2020-12-01'))
    ) {
      const { id } = due;
      order.push(id);
      const state = due.state === 'signed' ? 'inForce' : 'expired';
      convention = {
        ...convention,
        amendments: convention.amendments.map((one) => (one.id === id ? { ...one, state } : one)),
      };
    }
    expect(order).toEqual([2, 3, 1, 4]);
  });

  it('is due no more once the convention has ended', () => {
    const signed = amendedBy(inForce(), may, title('x'), '2020-09-01');
    expect(
      dueOn({ ...signed, ended: { cause: 'notice', on: day('2020-08-03') } }, '2020-09-01'),
    ).toBeUndefined();
  });
});
