import type { ActName } from '../../../acts/acts.ts';
import { nextOccurrence } from '../../../convention/clauses/calendar.ts';
import { effectiveOn } from '../../../convention/term/effect.ts';
import { dutyItemsOf, SimulatedLife } from '../simulation.ts';
import { acting, at, refusalOf, signauxFaibles, signed } from '../support.ts';

type Act = readonly [ActName, unknown];

const june = at('2020-06-01');
const published = (publication: string, on: string): Act => [
  'recordPublication',
  { by: 'Ada', publication, on, evidence: 'attestation' },
];
const approved = (on: string): Act => ['recordApproval', { by: 'Ada', on, evidence: 'arrêté' }];
const waived = (duty: string): Act => ['waiveDuty', { by: 'Ada', duty, reason: 'sans objet' }];
const confirmed = (on: string): Act => ['confirmEffect', { by: 'Ada', on, reason: 'constat' }];
const on = {
  maignon: published('maignon', '2020-04-10'),
  data: published('data-gouv', '2020-04-03'),
};

const signature = 'date de sa signature';
const publication = 'date de sa publication';
const text = 'date fixée par le texte';
const approval = 'date de son approbation (DSAF)';

/** Signed on 25 March 2020; looked at on 1 June. */
const withEffect = (effect: Record<string, unknown>) => {
  const isApproved = [effect.conditions].flat().includes('approval');
  return signed({ effect: { publication: 'all', ...(isApproved ? { approvedBy: 'dsaf' } : {}), ...effect } });
};

describe('the effect', () => {
  it.each<[what: string, effect: Record<string, unknown>, acts: Act[], day: string, rule: string]>([
    ['at the signature', { conditions: ['signature'] }, [], '25 mars 2020', signature],
    [
      'on the day after the publication',
      { conditions: ['publication'], publication: 'first', days: 1 },
      [on.data, on.maignon],
      '4 avril 2020',
      'lendemain de sa publication',
    ],
    [
      'fifteen days after the approval',
      { conditions: ['signature', 'approval'], days: 15 },
      [approved('2020-04-20')],
      '5 mai 2020',
      '15 jours après son approbation (DSAF)',
    ],
    [
      'at the signature, whatever is published later',
      { conditions: ['signature'] },
      [on.data, on.maignon],
      '25 mars 2020',
      signature,
    ],
    [
      'at the last of all publications',
      { conditions: ['publication'] },
      [on.data, on.maignon],
      '10 avril 2020',
      publication,
    ],
    [
      'at the first of them',
      { conditions: ['publication'], publication: 'first' },
      [on.maignon, on.data],
      '3 avril 2020',
      publication,
    ],
    [
      'at the first of them, the other never made',
      { conditions: ['publication'], publication: 'first' },
      [on.maignon],
      '10 avril 2020',
      publication,
    ],
    [
      'at the one that is named',
      { conditions: ['publication'], publication: 'data-gouv' },
      [on.data, on.maignon],
      '3 avril 2020',
      publication,
    ],
    [
      'at that which is made, the other being waived',
      { conditions: ['publication'] },
      [on.data, waived('publication-maignon')],
      '3 avril 2020',
      publication,
    ],
    ['on a day after it', { conditions: ['date'], date: '2020-05-01' }, [], '1er mai 2020', text],
    ['on a day before it', { conditions: ['date'], date: '2020-01-01' }, [], '1er janvier 2020', text],
    [
      'on a day, whatever is published before or after it',
      { conditions: ['date'], date: '2020-04-06' },
      [on.data, on.maignon],
      '6 avril 2020',
      text,
    ],
    [
      'on a day that comes after the signature',
      { conditions: ['signature', 'date'], date: '2020-05-01' },
      [],
      '1er mai 2020',
      text,
    ],
    [
      'at the signature that comes after a day',
      { conditions: ['date', 'signature'], date: '2020-01-01' },
      [],
      '25 mars 2020',
      signature,
    ],
    [
      'at the publication that comes after a day',
      { conditions: ['publication', 'date'], date: '2020-04-06' },
      [on.maignon, on.data],
      '10 avril 2020',
      publication,
    ],
    [
      'on a day that comes after the publications',
      { conditions: ['publication', 'date'], date: '2020-05-01' },
      [on.maignon, on.data],
      '1er mai 2020',
      text,
    ],
    ['at the approval', { conditions: ['approval'] }, [approved('2020-04-15')], '15 avril 2020', approval],
    [
      'at the approval that comes last of four',
      { conditions: ['date', 'approval', 'publication', 'signature'], date: '2020-04-01' },
      [on.maignon, on.data, approved('2020-04-15')],
      '15 avril 2020',
      approval,
    ],
    [
      'at the publication that follows the approval',
      { conditions: ['signature', 'publication', 'approval'] },
      [on.maignon, on.data, approved('2020-04-09')],
      '10 avril 2020',
      publication,
    ],
    [
      'on the day that an admin confirms, before any condition is met',
      { conditions: ['publication', 'approval'] },
      [confirmed('2020-04-20')],
      '20 avril 2020',
      'date confirmée',
    ],
    [
      'on the day that an admin confirms, though it was published before',
      { conditions: ['publication'] },
      [on.maignon, on.data, confirmed('2020-04-20')],
      '20 avril 2020',
      'date confirmée',
    ],
  ])('comes %s: the journal and the letter say the day and the rule', (_what, effect, acts, day, rule) => {
    const occurred = nextOccurrence(acting(withEffect(effect), june, ...acts), june);
    const said = `La convention prend effet le ${day}, ${rule}.`;
    expect(occurred?.text).toBe(said);
    expect(occurred?.news.map(({ item }) => item.lead)).toEqual([said]);
  });

  it.each<[what: string, effect: Record<string, unknown>, acts: Act[]]>([
    ['all publications, and one is made', { conditions: ['publication'] }, [on.data]],
    ['the first publication, and none is made', { conditions: ['publication'], publication: 'first' }, []],
    [
      'a publication, and the other is made',
      { conditions: ['publication'], publication: 'maignon' },
      [on.data],
    ],
    [
      'the publications that are not waived',
      { conditions: ['publication'] },
      [waived('publication-maignon')],
    ],
    [
      'a publication though the day has come',
      { conditions: ['publication', 'date'], date: '2020-04-06' },
      [],
    ],
    ['an approval', { conditions: ['signature', 'approval'] }, []],
    [
      'an approval though it is published',
      { conditions: ['publication', 'approval'] },
      [on.data, on.maignon],
    ],
    [
      'a publication though it is approved',
      { conditions: ['publication', 'approval'] },
      [approved('2020-04-15')],
    ],
    ['a day to come', { conditions: ['signature', 'date'], date: '2020-06-02' }, []],
  ])('waits for %s', (_what, effect, acts) => {
    const convention = acting(withEffect(effect), june, ...acts);
    expect(nextOccurrence(convention, june)).toBeUndefined();
    expect(effectiveOn(convention)).toBe(effect.date === '2020-06-02' ? '2020-06-02' : undefined);
  });

  it.each<[string, Record<string, unknown>, Act[], string]>([
    [
      'the last publication',
      { conditions: ['publication'] },
      [waived('publication-maignon')],
      'publication-data-gouv',
    ],
    ['the named one', { conditions: ['publication'], publication: 'maignon' }, [], 'publication-maignon'],
    ['the approval', { conditions: ['signature', 'approval'] }, [], 'approval'],
  ])('cannot be made impossible by waiving %s', (_what, effect, acts, duty) => {
    const convention = acting(withEffect(effect), june, ...acts);
    expect(refusalOf(convention, ...waived(duty), june).code).toBe('NOT_NOW');
  });

  it('does not depend on publications that no condition names: all of them may be waived', () => {
    const acts = [waived('publication-maignon'), waived('publication-data-gouv')];
    expect(effectiveOn(acting(withEffect({ conditions: ['signature'] }), june, ...acts))).toBe('2020-03-25');
  });

  it('on a fixed day is lived and written about that day, once, and not before', () => {
    const document = signauxFaibles({ effect: { conditions: ['date'], date: '2020-05-04' } });
    const life = new SimulatedLife(document, at('2020-03-25', '18:00').now);
    life.passes(at('2020-05-03', '23:59').now);
    expect(life.convention.inForceSince).toBeUndefined();
    life.passes(at('2020-05-04', '12:00').now);
    expect(life.convention.inForceSince).toBe('2020-05-04');
    const leads = life.deliveries.flatMap(({ letters }) =>
      letters.flatMap(({ to, items }) =>
        items.flatMap((item) =>
          item.kind === 'news' && /prend effet/.test(item.lead) ? [[to.contact, item.lead]] : [],
        ),
      ),
    );
    expect(new Set(leads.map(([, lead]) => lead))).toEqual(
      new Set(['La convention prend effet le 4 mai 2020, date fixée par le texte.']),
    );
    expect(new Set(leads.map(([contact]) => contact)).size).toBe(leads.length);
    const told = life.deliveries.flatMap(({ letters }) => dutyItemsOf(letters).map(({ duty }) => duty));
    expect(told.filter((duty) => duty.startsWith('report'))).toEqual([]);
  });
});
