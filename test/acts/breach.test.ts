import { remainingServices } from '../../acts/about-breaches.ts';
import { doAct } from '../../acts/acts.ts';
import { outcomeOf } from '../../convention/duties/duties.ts';
import { endCauseOf, periodOf } from '../../convention/term/term.ts';
import { lived } from '../convention/lived.ts';
import { acting, at, deadlinesOf, dutyOf, ended, inForce, signed } from '../convention/support.ts';
import { breach, breached, by, may, ordered, reason } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

const notified = acting(inForce(), may, ['recordBreach', { ...breach, cureBy: '2020-06-05' }]);
const june = at('2020-06-08');
const ending = (services: unknown, on = '2020-06-30', number = 1) => ({
  by,
  breach: number,
  services,
  on,
  reason,
});
const cured = acting(breached, may, ['cureBreach', { by, breach: 1, evidence: 'reçues' }]);
const partly = acting(breached, may, ['endSupport', ending(['website', 'support'])]);
const wholly = acting(breached, may, ['endSupport', ending('all')]);
const after = at('2021-04-12');

describe('a bad act is refused in French, with its code', () => {
  itRefuses([
    [
      'a breach of no engagement',
      'recordBreach',
      { ...breach, engagement: 'x' },
      inForce(),
      may,
      'UNKNOWN_REFERENCE',
      /« x ».*acceptés : manifesto, committee, information, chorus-access, credits/,
    ],
    [
      'a breach of tomorrow',
      'recordBreach',
      { ...breach, on: '2020-05-05' },
      inForce(),
      may,
      'BAD_DATE',
      /« 2020-05-05 »/,
    ],
    [
      'a breach before the signature',
      'recordBreach',
      { ...breach, on: '2020-03-24' },
      inForce(),
      may,
      'BAD_DATE',
      /« 2020-03-24 »/,
    ],
    [
      'a cure by today',
      'recordBreach',
      { ...breach, cureBy: '2020-05-04' },
      inForce(),
      may,
      'BAD_DATE',
      /au-delà du 2020-05-04/,
    ],
    ['a breach before the effect', 'recordBreach', breach, signed(), may, 'NOT_NOW', /pas encore pris effet/],
    ['a breach after the end', 'recordBreach', breach, ended(), after, 'NOT_NOW', /déjà pris fin/],
    [
      'a breach that is recorded already',
      'recordBreach',
      { ...breach, facts: 'x' },
      breached,
      may,
      'ALREADY_DONE',
      /sous le numéro 1/,
    ],
    [
      'a cure of nothing',
      'cureBreach',
      { by, breach: 2, evidence: 'x' },
      breached,
      may,
      'UNKNOWN_REFERENCE',
      /« 2 ».*ouverts : 1/,
    ],
    [
      'a cure of what ended the support',
      'cureBreach',
      { by, breach: 1, evidence: 'x' },
      partly,
      may,
      'ALREADY_DONE',
      /a déjà mis fin à l’accompagnement, le 30 juin 2020/,
    ],
    [
      'an end for a breach that is cured',
      'endSupport',
      ending('all'),
      cured,
      may,
      'ALREADY_DONE',
      /réparé depuis le 4 mai 2020/,
    ],
    [
      'an end within the time to cure',
      'endSupport',
      ending('all'),
      notified,
      at('2020-06-05'),
      'NOT_NOW',
      /jusqu’au 5 juin 2020 : .* à partir du 6 juin 2020/,
    ],
    [
      'an end of no service',
      'endSupport',
      ending([]),
      breached,
      may,
      'BAD_ACT',
      /services : « \[\] » refusé ; accepté : une liste/,
    ],
    [
      'an end of an unknown service',
      'endSupport',
      ending(['website', 'x']),
      breached,
      may,
      'UNKNOWN_REFERENCE',
      /« x ».*acceptés : website, .*support, ou all/,
    ],
    [
      'an end of a service that has ended',
      'endSupport',
      ending(['website'], '2020-06-30', 2),
      acting(partly, may, ['recordBreach', { ...breach, engagement: 'credits' }]),
      may,
      'UNKNOWN_REFERENCE',
      /« website »/,
    ],
    [
      'an end yesterday',
      'endSupport',
      ending('all', '2020-05-03'),
      breached,
      may,
      'BAD_DATE',
      /« 2020-05-03 ».*du 2020-05-04/,
    ],
    [
      'an end after that of the convention',
      'endSupport',
      ending('all', '2021-04-10'),
      breached,
      may,
      'BAD_DATE',
      /au 2021-04-09 \(fin de la convention\)/,
    ],
    [
      'an end after the end',
      'endSupport',
      ending('all', '2021-04-12'),
      { ...ended(), breaches: breached.breaches },
      after,
      'NOT_NOW',
      /déjà pris fin/,
    ],
  ]);
});

describe('a breach', () => {
  it('is told at once to both parties, with its facts', () => {
    const [told] = doAct(inForce(), 'recordBreach', breach, may).news;
    expect(told?.item).toMatchObject({ urgent: true, article: 'art. 2 et 7' });
    expect(told?.item.paragraphs?.[0]).toBe('Aucune prévision reçue.');
  });

  it('without a formal notice asks nothing of the delegator, and may end the support at once', () => {
    expect(deadlinesOf(breached, 'breach')).toEqual({});
    expect(wholly.breaches[0]?.ending?.services).toBe('all');
  });

  it('with a formal notice is to be cured by its last day, and may end the support from the day after', () => {
    expect(dutyOf(notified, 'breach-1')).toMatchObject({
      holder: 'delegator',
      opensOn: '2020-05-04',
      dueOn: '2020-06-05',
    });
    expect(
      acting(notified, at('2020-06-06'), ['endSupport', ending('all')]).breaches[0]?.ending,
    ).toMatchObject({ on: '2020-06-30', decidedOn: '2020-06-06' });
  });

  it('that is cured is closed, even late, and ends nothing', () => {
    const late = acting(notified, june, ['cureBreach', { by, breach: 1, evidence: 'reçues' }]);
    expect(outcomeOf(late, dutyOf(late, 'breach-1'))).toMatchObject({ state: 'done', evidence: 'reçues' });
    expect(periodOf(late)).toEqual(periodOf(inForce()));
  });

  it('that is cured may be recorded again, under another number', () => {
    expect(acting(cured, may, ['recordBreach', breach]).breaches.map(({ id }) => id)).toEqual([1, 2]);
  });
});

describe('the support that is partly ended', () => {
  it('goes on for the rest: the convention keeps its end', () => {
    expect(periodOf(partly)).toEqual(periodOf(inForce()));
    expect(remainingServices(partly).map(({ id }) => id)).not.toContain('support');
    expect(remainingServices(partly)).toHaveLength(7);
  });

  it('leaves nothing owed of the services withdrawn', () => {
    expect(partly.outcomes['community-website']).toMatchObject({ state: 'lapsed' });
    expect(partly.outcomes['community-clubs']).toBeUndefined();
    expect(partly.outcomes['community-support']).toBeUndefined();
  });

  it('keeps what was already done of them', () => {
    const done = acting(
      breached,
      may,
      ['markDone', { by, duties: [{ duty: 'community-website', evidence: 'https://beta.example' }] }],
      ['endSupport', ending(['website'])],
    );
    expect(done.outcomes['community-website']?.state).toBe('done');
  });

  it('names what it withdraws, and counts each once', () => {
    const { text, news } = doAct(breached, 'endSupport', ending(['website', 'website']), may);
    expect(text.match(/Mise en avant du service/g)).toHaveLength(1);
    expect(news[0]?.item.facts?.filter(([label]) => label === 'Service retiré')).toHaveLength(1);
  });
});

describe('the support that is wholly ended', () => {
  it('ends the convention with it, on the day it gives', () => {
    expect([periodOf(wholly)?.endsOn, endCauseOf(wholly)]).toEqual(['2020-06-30', 'breach']);
    expect(lived(wholly, at('2020-07-01')).ended).toEqual({ cause: 'breach', on: '2020-06-30' });
    expect(dutyOf(wholly, 'services-closed').dueOn).toBe('2020-07-07');
  });

  it('is told to the controllers too, with the orders that are still open', () => {
    const [told] = doAct({ ...breached, ledger: ordered.ledger }, 'endSupport', ending('all'), may).news;
    expect(told?.to).toHaveLength(4);
    expect(told?.item.facts?.at(-1)?.[0]).toBe('EJ 1500000001, Scopyleft');
  });

  it('for two breaches ends on the earlier of the two days', () => {
    const twice = acting(
      wholly,
      may,
      ['recordBreach', { ...breach, engagement: 'credits' }],
      ['endSupport', ending('all', '2020-05-29', 2)],
    );
    expect(periodOf(twice)?.endsOn).toBe('2020-05-29');
  });

  it('on the last day of the term is the term', () => {
    const last = acting(breached, may, ['endSupport', ending('all', '2021-04-09')]);
    expect(endCauseOf(last)).toBe('term');
  });
});
