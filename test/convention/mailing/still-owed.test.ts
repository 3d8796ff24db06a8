import type { ActName } from '../../../acts/acts.ts';
import { nextOccurrence } from '../../../convention/clauses/calendar.ts';
import type { Convention } from '../../../convention/convention.ts';
import { dutiesOf, outcomeOf } from '../../../convention/duties/duties.ts';
import { isAlert } from '../../../convention/duties/duty.ts';
import { endNews } from '../../../convention/mailing/news.ts';
import { leftToDo } from '../../../convention/mailing/still-owed.ts';
import { lived } from '../lived.ts';
import { acting, at, day, doing, ended, inForce } from '../support.ts';

const says = (convention: ReturnType<typeof ended>) =>
  endNews(convention, day('2021-04-09'), 'term').item.paragraphs?.find((one) => one.startsWith('Reste'));

/** « Signaux Faibles » at its end, so many of its duties having been done. */
function having(...kinds: readonly string[]) {
  const convention = ended();
  const done = dutiesOf(convention).filter(({ kind }) => kinds.includes(kind));
  const duties = done.map(({ id }) => ({ duty: id, evidence: 'courrier' }));
  return acting(convention, at('2021-04-10'), ['markDone', { by: 'Ada', duties }]);
}

test('what is left at the end is named, and nothing that was done', () => {
  expect(says(ended())).toMatch(
    /^Reste à faire : .*« Compte rendu de mars 2021 ».* le compte rendu final, la remise des livrables et l’accord/,
  );
  expect(says(having('deliverable'))).toContain('« Remise au délégant des bases');
  expect(says(having('deliverable', 'hand-over'))).not.toMatch(/remise/i);
});

const own = (id: string, title: string, due: object) => ({
  id,
  article: '10',
  title,
  holder: 'delegatee',
  evidence: 'le document',
  opens: { from: 'effect' },
  due,
});
const nothingElse = Object.fromEntries(
  ['chorusAccess', 'codings', 'copies', 'credits', 'committee', 'community', 'reports'].map((key) => [
    key,
    undefined,
  ]),
);
const duties = [
  own('bilan', 'Bilan', { from: 'end', days: 45 }),
  own('archives', 'Remettre les archives', { from: 'end', months: 6 }),
  own('charte', 'Signer la charte', { from: 'effect', months: 1 }),
];

test('what was asked before the end and is not done is named, of whomever: it stays owed', () => {
  const before = lived(inForce({ duties, community: undefined, reports: undefined }), at('2020-04-10'));
  const convention = lived(before, at('2021-04-10'));
  const [news] = nextOccurrence(before, at('2021-04-10'))?.news ?? [];
  expect(convention.ended).toBeDefined();
  const said = news?.item.paragraphs?.find((one) => one.startsWith('Reste')) ?? '';
  const asked = dutiesOf(convention).filter((duty) => !isAlert(duty) && !outcomeOf(convention, duty));
  expect(asked.map(({ title }) => title)).toContain('Signer la charte');
  const byWords = ['final-report', 'deliverable', 'hand-over', 'balance', 'legal-text'];
  for (const { title } of asked.filter(({ kind }) => !byWords.includes(kind)))
    expect(said).toContain(`« ${title} »`);
  expect(said).toContain('la remise des livrables, « Bilan », « Remettre les archives » et l’accord');
});

test('what an end will ask is named where it is decided', () => {
  const moment = at('2020-11-30');
  const convention = inForce({ duties, reports: undefined, deliverables: undefined, handOver: undefined });
  const reason = 'fin du programme';
  const notice = { by: 'Ada', from: 'delegator', receivedOn: '2020-11-30', reason };
  const said = (name: ActName, before: Convention, input: unknown) =>
    doing(before, name, input, moment).news.flatMap(({ item }) => item.paragraphs ?? []);
  expect(said('giveNotice', convention, notice).join()).toContain(
    '« Bilan », « Remettre les archives » et l’accord',
  );
  const agreed = { by: 'Ada', party: 'delegator', on: '2020-12-31', reason };
  const proposed = acting(convention, moment, ['agreeEnd', agreed]);
  expect(said('agreeEnd', convention, agreed)).toEqual([]);
  expect(said('agreeEnd', proposed, { ...agreed, party: 'delegatee' })).toEqual([
    'Reste à faire : « Bilan », « Remettre les archives » et l’accord sur le solde.',
  ]);
});

test('a convention that owes nothing says nothing of it', () => {
  const { balance, ...document } = ended().document;
  const convention = { ...ended(), document };
  const outcome = { state: 'waived', at: 0, by: 'Ada', reason: 'accord' } as const;
  const outcomes = Object.fromEntries(dutiesOf(convention).map(({ id }) => [id, outcome]));
  expect(says({ ...convention, outcomes })).toBeUndefined();
});

test('what comes back is named once, with how many times it is owed', () => {
  const monthly = { ...own('etat', 'État mensuel', { from: 'effect', days: 9 }), everyMonths: 1 };
  const [first, ...others] = leftToDo(
    lived(inForce({ duties: [monthly], ...nothingElse }), at('2021-04-10')),
  );
  expect([first, others]).toEqual(['« État mensuel » (12 fois)', []]);
});

test('of much that is left, the last is named', () => {
  const many = Array.from({ length: 25 }, (_, n) =>
    own(`o-${n}`, `Acte ${n}`, { from: 'effect', days: n + 1 }),
  );
  const left = leftToDo(lived(inForce({ duties: many, ...nothingElse }), at('2021-04-10')));
  expect(left.slice(0, 2)).toEqual(['5 obligations plus anciennes', '« Acte 5 »']);
  expect(left).toHaveLength(21);
});
