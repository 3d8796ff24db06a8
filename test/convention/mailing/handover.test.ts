import { doAct } from '../../../acts/acts.ts';
import type { Convention } from '../../../convention/convention.ts';
import { afterDelivery } from '../../../convention/mailing/delivery-record.ts';
import { handedOn, notUnderWay, takenOver } from '../../../convention/mailing/handover.ts';
import type { Letter, LetterItem } from '../../../convention/mailing/letter.ts';
import { faultNews } from '../../../convention/mailing/news.ts';
import { lettersOf } from '../../../convention/mailing/writing.ts';
import { dutyItemsOf, turn } from '../simulation.ts';
import { acting, at, inForce, signed } from '../support.ts';

const moment = at('2020-03-25', '18:00');
const { letters } = turn(signed(), {}, moment, true);

/** The convention once some letters have left and the others are refused, and what is handed on. */
function refusing(before: Convention, sent: readonly Letter[], ...refused: string[]) {
  const outcomes = sent.map(({ to }) => ({
    contact: to.contact,
    messageId: `<${to.contact}@x>`,
    status: refused.includes(to.contact) ? ('refused' as const) : ('sent' as const),
    response: '550 unknown',
  }));
  const { convention } = afterDelivery(before, sent, outcomes, moment);
  return { convention, handed: handedOn(convention, sent, outcomes, moment) };
}

const about = (items: readonly { readonly item: LetterItem }[]) => items.map(({ item }) => item.identity);
const itemsTo = (contact: string) => letters.find(({ to }) => to.contact === contact)?.items ?? [];

describe('what a refused letter said', () => {
  it('is handed on to who stands in, but for what that person was told already', () => {
    const { handed } = refusing(signed(), letters, 'dgefp-budget');
    expect(new Set(handed.map(({ contact }) => contact))).toEqual(new Set(['bruno-lucas']));
    const told = itemsTo('bruno-lucas').map(({ identity }) => identity);
    const expected = itemsTo('dgefp-budget').map(({ identity }) => identity);
    expect(expected.length).toBeGreaterThan(0);
    expect(about(handed)).toEqual(expected.filter((identity) => !told.includes(identity)));
  });

  it('is handed on once more when that person is refused too, and ends there', () => {
    const first = refusing(signed(), letters, 'dgefp-budget');
    const again = lettersOf(first.convention, [], [], {}, moment, first.handed);
    const second = refusing(first.convention, again, 'bruno-lucas');
    expect(second.handed.map(({ contact }) => contact)).toEqual(first.handed.map(() => 'dgefp-produit'));
    const last = lettersOf(second.convention, [], [], {}, moment, second.handed);
    expect(refusing(second.convention, last, 'dgefp-produit').handed).toEqual([]);
  });

  it('is not sent to that person again as long as it is on its way there', () => {
    const first = refusing(signed(), letters, 'dgefp-budget');
    const again = lettersOf(first.convention, [], [], {}, moment, first.handed);
    const { manager, id, shortName, title } = first.convention.document;
    const delivery = (all: readonly Letter[]) => ({
      convention: { id, shortName, title, parties: 'DGEFP → DINUM', version: 1 },
      manager,
      letters: all,
    });
    const underWay = [delivery(again)];
    expect(notUnderWay(delivery(again), underWay)).toBeUndefined();
    expect(notUnderWay(delivery(again), [])).toEqual(delivery(again));
    // To others, or with more in it, it leaves.
    const [one] = again;
    const other = { ...one, to: { ...one?.to, contact: 'dgefp-produit' } } as Letter;
    expect(notUnderWay(delivery([...again, other]), underWay)?.letters).toEqual([other]);
    const [item] = one?.items ?? [];
    const more = { ...one, items: [...(one?.items ?? []), { ...item, identity: 'more' }] } as Letter;
    expect(notUnderWay(delivery([more]), underWay)?.letters).toEqual([more]);
  });

  it('is not handed on when it was for that contact alone', () => {
    const asked = acting(inForce(), moment, [
      'requestLink',
      { by: 'Ada', contact: 'dgefp-budget', about: 'credits' },
    ]);
    const item = { kind: 'news', identity: 'link', subject: 's', lead: 'l' } as const;
    const personal = lettersOf(asked, [], [{ to: [{ contact: 'dgefp-budget' }], item }], {}, moment);
    expect(refusing(asked, personal, 'dgefp-budget').handed).toEqual([]);
    const shared = lettersOf(
      asked,
      [],
      [{ to: [{ holder: 'delegator', role: 'budget' }], item }],
      {},
      moment,
    );
    expect(refusing(asked, shared, 'dgefp-budget').handed).toEqual([{ contact: 'bruno-lucas', item }]);
  });

  it('is not asked of anybody once it is done, nor by a day that has moved', () => {
    const { convention, handed } = refusing(inForce(), letters, 'dgefp-budget');
    const asked = handed.filter(({ item }) => item.kind === 'duty' && item.duty === 'credits');
    const written = (now: Convention) => lettersOf(now, [], [], {}, moment, asked);
    expect(about(written(convention).flatMap(({ items }) => items.map((item) => ({ item }))))).toEqual(
      about(asked),
    );
    const done = { by: 'Ada', duties: [{ duty: 'credits', evidence: 'Chorus' }] };
    expect(written(acting(convention, moment, ['markDone', done]))).toEqual([]);
    const [first] = asked;
    const moved = first && [{ ...first, item: { ...first.item, dueOn: '2020-03-31' } as LetterItem }];
    expect(lettersOf(convention, [], [], {}, moment, moved)).toEqual([]);
  });

  it('is told to the manager with the name of who is written to', () => {
    const { convention } = refusing(signed(), letters, 'dgefp-budget', 'dsaf');
    const facts = convention.faults
      .flatMap((fault) => faultNews(convention, fault))
      .map(({ item }) => item.facts);
    expect(facts).toEqual([
      expect.arrayContaining([['Écrit à sa place', 'Bruno Lucas']]),
      expect.arrayContaining([['Écrit à sa place', 'personne : aucun autre contact']]),
    ]);
  });
});

describe('what nobody could be told in the place of a contact', () => {
  const controller = 'cbcm-pm';
  const notice = { kind: 'news', identity: 'notice-given', subject: 's', lead: 'l' } as const;
  const to = [{ holder: 'body:cbcm-pm' }] as const;
  const written = lettersOf(signed(), [], [{ to, item: notice }], {}, moment);
  const { convention, handed } = refusing(signed(), written, controller);

  it('is kept with its fault, and is in the next letter to it, whatever that one is about', () => {
    expect(handed).toEqual([]);
    const next = lettersOf(convention, [], [{ to, item: { ...notice, identity: 'closed' } }], {}, moment);
    expect(next[0]?.items.map(({ identity }) => identity)).toEqual(['closed', 'notice-given']);
    const reached = refusing(convention, next).convention;
    expect(reached.faults).toEqual([]);
    expect(reached.mails.at(-1)?.about).toEqual(['closed', 'notice-given']);
  });

  it('is kept once, however often it is refused', () => {
    const again = refusing(
      convention,
      lettersOf(convention, [], [{ to, item: notice }], {}, moment),
      controller,
    );
    expect(again.convention.faults).toHaveLength(1);
    expect(again.convention.faults[0]?.untold?.map(({ identity }) => identity)).toEqual(['notice-given']);
  });

  it('is told to whoever takes it over, and to itself when its address is tried again', () => {
    const [contact] = controllerContacts();
    const input = { by: 'Ada', contact, name: 'Grace', email: 'grace@b.example', reason: 'départ' };
    for (const [name, act] of [
      ['replaceContact', input],
      ['retryAddress', { by: 'Ada', contact }],
    ] as const) {
      const { handedOn: told = [], convention: after } = doAct(convention, name, act, moment);
      expect(about(told)).toEqual(['notice-given']);
      expect(after.faults).toEqual([]);
    }
  });

  function controllerContacts() {
    return written.map((letter) => letter.to.contact);
  }
});

describe('while a contact is at fault', () => {
  const { convention } = refusing(signed(), letters, 'dgefp-budget');
  const item = { kind: 'news', identity: 'x', subject: 's', lead: 'l' } as const;
  const addressees = (to: Parameters<typeof lettersOf>[2][number]['to']) =>
    lettersOf(convention, [], [{ to, item }], {}, moment).map((letter) => letter.to.contact);

  it('another is told what its holder is told, and it alone what is for it', () => {
    expect(addressees([{ holder: 'delegator', role: 'budget' }])).toEqual(['bruno-lucas']);
    expect(addressees([{ contact: 'dgefp-budget' }])).toEqual(['dgefp-budget']);
  });

  it('another is asked its duties', () => {
    const asked = turn(convention, {}, moment, true).letters.find(({ to }) => to.contact === 'bruno-lucas');
    expect(dutyItemsOf(asked ? [asked] : []).map(({ duty }) => duty)).toEqual(
      expect.arrayContaining(['chorus-access', 'credits']),
    );
  });
});

describe('whoever takes a contact over', () => {
  it('is handed each open duty as itself, late or not', () => {
    const handed = takenOver(signed(), 'dgefp-budget', at('2020-04-01'));
    expect(handed.map(({ contact, item }) => [contact, item.identity])).toEqual([
      ['dgefp-budget', 'chorus-access/2020-04-01/due:2020-04-01'],
      ['dgefp-budget', 'credits/2020-04-01/due:2020-04-01'],
    ]);
    const [late] = takenOver(signed(), 'dgefp-budget', at('2020-04-03'));
    expect(late?.item).toMatchObject({ rung: 'overdue', daysOverdue: 2, standing: 'holder' });
  });

  it('is told a duty once in a letter, though it also falls due', () => {
    const now = at('2020-04-01', '09:40');
    const before = turn(signed(), {}, moment, true).tracking;
    const handed = takenOver(signed(), 'dgefp-budget', now);
    const { rungs } = turn(signed(), before, now);
    const both = lettersOf(signed(), rungs, [], before, now, handed).find(
      ({ to }) => to.contact === 'dgefp-budget',
    );
    const duties = dutyItemsOf(both ? [both] : []).map(({ duty }) => duty);
    expect(duties).toEqual([...new Set(duties)]);
    expect(duties).toHaveLength(2);
  });

  it('is not told at the hour of mail what it was told earlier that morning', () => {
    const early = at('2020-04-01', '07:00');
    const handed = takenOver(signed(), 'dgefp-budget', early);
    const { convention } = refusing(signed(), lettersOf(signed(), [], [], {}, early, handed));
    const told = (before: Convention) =>
      turn(before, turn(signed(), {}, moment, true).tracking, at('2020-04-01', '09:40')).letters.map(
        ({ to }) => to.contact,
      );
    expect(told(signed())).toContain('dgefp-budget');
    expect(told(convention)).toEqual(told(signed()).filter((contact) => contact !== 'dgefp-budget'));
  });
});
