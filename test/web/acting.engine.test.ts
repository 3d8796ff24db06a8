import { createHash } from 'node:crypto';
import { isFormedName } from '../../acts/forms.ts';
import { actSlug } from '../../web/acts/act-slug.ts';
import { linkTo, mailTo } from '../support/inbox.ts';
import { eventually } from '../support/scene.ts';
import { type Answer, type Filled, openSite, type Site, type Visitor } from '../support/site.ts';
import { boxIn, by, inDays, settled, startLively } from './lively.ts';

jest.setTimeout(120_000);

// What is done from a mail, without an account: once, and told to have been done ever after.

const delegator = 'budget@dgefp.acting.example';
const delegatee = 'budget@dinum.acting.example';
const [chair, representative] = ['bruno.lucas@dgefp.acting.example', 'nadi.bou-hanna@dinum.acting.example'];

let site: Site;
let id: string;
let visitor: Visitor;

beforeAll(async () => {
  site = await openSite({ settings: { DELEGATION_WEB_RATE: '100000' } });
  ({ id } = await startLively(site, 'acting'));
  visitor = site.visitor();
});

afterAll(() => site.close());

const record = () => site.stage.conventions.record(id);
const acts = async (name: string) => (await record()).journal.filter(({ act }) => act === name);

/** The value that a field of a page starts with. */
function startsWith({ text }: Answer, name: string): string {
  const input = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(text)?.[0];
  const value = input
    ? /value="([^"]*)"/.exec(input)?.[1]
    : new RegExp(`<textarea[^>]*name="${name}"[^>]*>([^<]*)`).exec(text)?.[1];
  return (value ?? '').replaceAll(/[\u202f\u00a0]/g, ' ');
}

/** Does an act from its link, then tries again: a second POST and a GET say that it was done, and do nothing. */
async function doneOnce(link: string, filled: Filled, saying: string | RegExp): Promise<void> {
  const first = await visitor.fill(link, filled);
  expect(first.text).toContain('C’est fait, merci');
  const after = await settled(site, id);
  const act = after.record.journal.filter((line) => line.by !== 'delegation').at(-1)?.act;
  const again = await visitor.post(link, { acte: act && isFormedName(act) ? actSlug(act) : '', ...filled });
  for (const { text } of [again, await visitor.get(link)]) expect(text).toMatch(saying);
  expect((await settled(site, id)).record.journal).toEqual(after.record.journal);
}

/** Agrees to what the page of a link shows, once. */
async function agreedOnce(link: string, saying: RegExp): Promise<void> {
  await doneOnce(link, { agreesTo: boxIn((await visitor.get(link)).text) }, saying);
}

test('a duty is done with words', async () => {
  const link = await linkTo(site, delegator, 'chorus-access');
  const page = await visitor.get(link);
  expect(page.text).toContain('au nom de Bureau du budget de la DGEFP');
  const empty = await visitor.fill(link, { evidence: ' ' });
  expect(empty.status).toBe(422);
  await doneOnce(
    link,
    { evidence: 'Ticket AIFE 4512' },
    /Déjà fait, par Bureau du budget de la DGEFP, le [^<]* : Ticket AIFE 4512/,
  );
  expect(await acts('markDone')).toMatchObject([{ by: 'Bureau du budget de la DGEFP' }]);
});

test('a duty is done with an address of the web, which the convention then leads to', async () => {
  const url = 'https://www.data.gouv.fr/fr/datasets/signaux-faibles/?a=1&b="2"';
  await doneOnce(
    await linkTo(site, delegator, 'credits'),
    { evidence: url },
    /Déjà fait, par Bureau du budget de la DGEFP, le /,
  );
  const { text } = await (await site.admin()).get(`/conventions/${id}/obligations`);
  expect(text).toContain(
    'href="https://www.data.gouv.fr/fr/datasets/signaux-faibles/?a=1&amp;b=&quot;2&quot;"',
  );
});

test('a duty is done with a file, which an admin downloads intact', async () => {
  const content = Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    Buffer.from(Array.from({ length: 5000 }, (_, n) => n % 256)),
  ]);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const file = new File([content], 'Attestation d’imputation (n° 1).pdf', { type: 'application/pdf' });
  await doneOnce(
    await linkTo(site, delegatee, 'chorus-codings'),
    { evidence: 'Voir le fichier', 'evidence-fichier': file },
    /Déjà fait, par Pôle budget de la DINUM, le /,
  );
  const admin = await site.admin();
  const { text } = await admin.get(`/conventions/${id}/documents`);
  const [, address = ''] = new RegExp(`href="(/conventions/[^"]*${sha256}[^"]*)"`).exec(text) ?? [];
  expect(decodeURIComponent(address)).toContain('Attestation d’imputation (n° 1).pdf');
  const { cookie } = admin;
  const answer = await fetch(`${site.url}${address.replaceAll('&#x27;', "'")}`, { headers: { cookie } });
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/);
  expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
});

test('two POSTs at once do it once, and the other is told so', async () => {
  const link = await linkTo(site, delegatee, 'controller-copies');
  const both = await Promise.all(
    ['Envoi 1', 'Envoi 2'].map((evidence) =>
      site.visitor().post(link, { acte: 'declarer-une-obligation-remplie', evidence }),
    ),
  );
  const [done, ...others] = both.filter(({ text }) => text.includes('C’est fait, merci'));
  expect(done).toBeDefined();
  expect(others).toEqual([]);
  const told = both.find((one) => one !== done);
  expect(told?.text).toMatch(/Déjà fait, par Pôle budget de la DINUM, le [^<]* : Envoi [12]/);
  const lines = (await acts('markDone')).filter(({ text }) => text.includes('Envoi'));
  expect(lines).toHaveLength(1);
});

test('a monthly report starts from what is known, and is sent once', async () => {
  const { conventions } = site.stage;
  const duties = (await conventions.view(id)).duties.filter(
    ({ id: duty, state }) => /^report-\d/.test(duty) && state === 'open',
  );
  const [first, second] = duties.map(({ id: duty }) => duty.replace('report-', ''));
  if (!first || !second) throw new Error('two reports are awaited after two months');
  const reference = 'Chorus';
  for (const entry of [
    { kind: 'credits', amount: 90_000 },
    { kind: 'commitment', order: '1500000001', amount: 20_000, supplier: 'Octo' },
    { kind: 'payment', order: '1500000001', amount: 8250.4 },
  ] as const)
    await conventions.act(id, 'recordEntry', { by, entry: { ...entry, on: `${second}-01`, reference } });

  // Paid in the second month: nothing in the first.
  const page = await visitor.get(await linkTo(site, delegatee, `report-${first}`));
  expect(startsWith(page, 'spent')).toBe('0,00');
  await doneOnce(
    await linkTo(site, delegatee, `report-${first}`),
    {
      spent: '0',
      progress: 'Version 1 livrée',
      forecast: 'Une commande',
      orders: `${second}=1000\n${inDays(0).slice(0, 7)}=2500,50`,
    },
    /Déjà fait, par Pôle budget de la DINUM, le /,
  );
  const next = await visitor.get(await linkTo(site, delegatee, `report-${second}`));
  expect(startsWith(next, 'spent')).toBe('8250,40');
  expect(startsWith(next, 'orders')).toBe(
    second < inDays(0).slice(0, 7) ? `${inDays(0).slice(0, 7)}=2500,50` : '',
  );
  const told = await mailTo(site, delegator, /compte rendu/i);
  expect(told.text).toContain('Version 1 livrée');
});

test('an invitation is accepted, then declined: the chair is told', async () => {
  const { conventions } = site.stage;
  await conventions.act(id, 'scheduleCommittee', { by, on: inDays(20), time: '10:00', place: 'Ségur' });
  const accepted = await linkTo(site, 'conventions@beta.acting.example', 'meeting-1');
  expect((await visitor.fill(accepted, { answer: 'accepted' })).text).toContain('C’est fait, merci');
  expect(
    (await visitor.post(accepted, { acte: 'repondre-a-la-convocation-du-comite', answer: 'accepted' })).text,
  ).toMatch(/Ce lien a déjà servi, le [^<]* : .* viendra au comité/);
  const declined = await linkTo(site, 'intrapreneur@dgefp.acting.example', 'meeting-1');
  expect((await visitor.fill(declined, { answer: 'declined', comment: 'En congé' })).text).toContain(
    'Intrapreneur Signaux Faibles ne viendra pas',
  );
  const told = await mailTo(site, chair ?? '', /absence au comité/);
  expect(told.text).toMatch(/Commentaire.: En congé/);
  const { meetings } = await record();
  expect(meetings[0]?.answers).toMatchObject({
    'dinum-programme': { answer: 'accepted' },
    'dgefp-produit': { answer: 'declined', comment: 'En congé' },
  });
  await conventions.act(id, 'cancelCommittee', { by, reason: 'reporté' });
  expect((await visitor.get(accepted)).text).toContain('Cette réunion a été tenue, déplacée ou annulée');
});

test('an amendment is agreed by each party', async () => {
  await site.stage.conventions.act(id, 'proposeAmendment', {
    by,
    from: 'delegator',
    changes: { notice: { months: 2 } },
    effectiveOn: inDays(0),
    reason: 'préavis plus court',
  });
  await agreedOnce(
    await linkTo(site, chair ?? '', 'amendment-1-delegator'),
    /Déjà fait, par Bruno Lucas, le [^<]* : accord/,
  );
  await agreedOnce(
    await linkTo(site, representative ?? '', 'amendment-1-delegatee'),
    /Déjà fait, par Nadi Bou Hanna, le [^<]* : accord/,
  );
  const { amendments } = await record();
  expect(amendments[0]?.agreedBy).toMatchObject([
    { party: 'delegator', by: 'Bruno Lucas' },
    { party: 'delegatee', by: 'Nadi Bou Hanna' },
  ]);
});

test('the balance is proposed by one party and agreed by the other', async () => {
  ({ id } = await startLively(site, 'over', { term: { months: 1 } }));
  await site.stage.conventions.act(id, 'submitReport', {
    by,
    period: 'final',
    spent: 0,
    progress: 'Terminé',
    forecast: 'Rien',
    orders: [],
    consumption: [],
  });
  await settled(site, id);
  const balance = await linkTo(site, 'budget@dinum.over.example', 'balance');
  const page = await visitor.get(balance);
  expect(startsWith(page, 'amount')).toBe('100000,00');
  const use = 'Restitution au programme 103';
  expect((await visitor.fill(balance, { amount: '', use })).text).toContain('C’est fait, merci');
  const again = await visitor.post(balance, { acte: 'proposer-l-utilisation-du-solde', use });
  expect(again.text).toMatch(/Ce lien a déjà servi, le [^<]* : Solde proposé/);
  const agree = await eventually(async () => {
    const mail = await mailTo(site, 'budget@dgefp.over.example', /utilisation du solde proposée/);
    return mail ? linkTo(site, 'budget@dgefp.over.example', 'balance') : undefined;
  });
  await agreedOnce(
    agree,
    /Déjà fait, par Bureau du budget de la DGEFP, le [^<]* : 100.000,00.€ : Restitution/,
  );
});
