import { may } from '../acts/fixtures.ts';
import { hiddenTowards, openPages } from './open-pages.ts';

test('an act that is not answered has a page of its own, whose button tells what came of it', async () => {
  const { conventions, post } = await openPages();
  conventions.losesFirst();
  const { id } = conventions.convention.document;
  const path = `/conventions/${id}/actes/ecrire-au-registre-du-budget`;
  const filled = { kind: 'credits', amount: '1 000,00', on: may.today, reference: 'MAD 1' };
  const preview = await post(path, filled);
  const lost = await post(path, { ...hiddenTowards(preview.body, path), etape: 'confirmer' });
  expect(lost.statusCode).toBe(202);
  expect(lost.body).toContain('<title>Envoyé, issue inconnue');
  expect(lost.body).toContain('elle ne sera pas faite deux');
  const again = await post(path, hiddenTowards(lost.body, path));
  expect(again.statusCode).toBe(303);
  expect(again.headers.location).toBe(`/conventions/${id}?fait=${conventions.convention.journal.length - 1}`);
  expect(conventions.convention.ledger).toHaveLength(1);
});

test('so has that of a link, even when what was done leaves nothing more to do there', async () => {
  const { conventions, post, get, linkTo } = await openPages();
  conventions.losesFirst();
  const link = linkTo('dgefp-budget', 'credits');
  const page = await get(link);
  expect(page.statusCode).toBe(200);
  const lost = await post(link, { ...hiddenTowards(page.body, link), evidence: 'MAD 1' });
  expect(lost.statusCode).toBe(202);
  const again = await post(link, hiddenTowards(lost.body, link));
  expect(again.statusCode).toBe(200);
  expect(again.body).toContain('C’est fait, merci');
  expect(conventions.convention.journal.filter(({ act }) => act === 'markDone')).toHaveLength(1);
});
