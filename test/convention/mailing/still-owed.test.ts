import { dutiesOf } from '../../../convention/duties/duties.ts';
import { endNews } from '../../../convention/mailing/news.ts';
import { acting, at, day, ended } from '../support.ts';

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

test('a convention that owes nothing says nothing of it', () => {
  const { balance, reports, deliverables, handOver, ...document } = ended().document;
  expect(says({ ...ended(), document })).toBeUndefined();
});
