import { inForce } from '../../convention/support.ts';
import { openPages } from '../open-pages.ts';

// Why an act is refused, in the words of whoever reads pages: duties by their titles, people by their names.

const budget = { name: 'Bureau du budget de la DGEFP', email: 'budget@dgefp.example' };

test.each([
  [
    'of a contact, before it is asked for',
    'remplacer-un-contact',
    { contact: 'dgefp-budget', ...budget, reason: 'départ' },
    /Le contact «\sBureau du budget de la DGEFP\s» est déjà/,
  ],
  [
    'of an answer that is no longer offered',
    'declarer-une-obligation-remplie',
    { duties: 'report-2020-04', evidence: 'vu' },
    /«\sCompte rendu d’avril 2020\s» n’est pas proposé/,
  ],
])('%s', async (_what, act, filled, why) => {
  const { conventions, post } = await openPages(inForce());
  const { id } = conventions.convention.document;
  const { statusCode, body } = await post(`/conventions/${id}/actes/${act}`, filled);
  expect([statusCode, body]).toEqual([expect.any(Number), expect.stringMatching(why)]);
  expect(body).not.toMatch(/«\s(?:dgefp-budget|report-2020-04)\s»/);
});

test('of a duty that is already done, by the link of a mail', async () => {
  const { post, linkTo } = await openPages(inForce());
  const link = linkTo('dgefp-budget', 'chorus-access');
  const act = { acte: 'declarer-une-obligation-remplie', evidence: 'Ticket' };
  expect((await post(link, act)).body).toContain('C’est fait');
  expect((await post(link, act)).body).not.toMatch(/«\schorus-access\s»/);
});
