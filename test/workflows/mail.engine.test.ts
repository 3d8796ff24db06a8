import { countEvents } from '../../rehearsal/events.ts';
import { afterwards } from '../engine/support.ts';
import { inFull } from '../support/runs.ts';
import { by, eventually, openScene, type Scene } from '../support/scene.ts';
import { openSink, type Sink } from '../support/sink.ts';

describe('a contact whose mail is refused', () => {
  let sink: Sink;
  let scene: Scene;
  const chorus = 'habilitations Chorus';
  const asked = (address: string) => sink.received(address).filter(({ text }) => text.includes(chorus));
  beforeAll(async () => {
    sink = await openSink({ 'budget@dgefp.example': 550 });
    scene = await openScene({ smtpUrl: sink.url, document: { reminders: { spreadMinutes: 0 } } });
  });
  afterAll(async () => {
    await scene.close();
    await sink.close();
  });

  test('is journalled and told to the manager, and the others get theirs', async () => {
    const view = await eventually(async () => {
      const found = await scene.view();
      return found.faults.length > 0 && sink.received('conventions@dinum.example').length > 1
        ? found
        : undefined;
    });
    expect(view.faults).toMatchObject([{ contact: 'dgefp-budget', reason: expect.stringContaining('550') }]);
    expect(view.journal.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('Courriel refusé pour Bureau du budget de la DGEFP'),
    );
    expect(sink.received('budget@dinum.example')).toHaveLength(1);
    expect(sink.received('conventions@dinum.example').at(-1)?.subject).toContain('courriel non remis');
  });

  test('is stood in for at once: the next one of its organisation is told the same, and the manager by whom', async () => {
    const told = await eventually(() => asked('bruno.lucas@dgefp.example')[0]);
    const manager = await eventually(() =>
      sink.received('conventions@dinum.example').find(({ subject }) => subject.includes('non remis')),
    );
    expect(manager.text).toMatch(/Écrit à sa place.*Bruno Lucas/s);
    expect(told.messageId).not.toBe('');
  });

  test('is not reminded as long as the fault stands: the next one is', async () => {
    await scene.advanceTo('2020-04-01', '16:00');
    expect(asked('bruno.lucas@dgefp.example')).toHaveLength(2);
    const { faults, journal, nextMails } = await scene.view();
    expect(faults.map(({ contact }) => contact)).toEqual(['dgefp-budget']);
    expect(
      journal.filter(({ text }) => text.includes('refusé pour Bureau du budget de la DGEFP')),
    ).toHaveLength(1);
    expect(nextMails.find(({ duty }) => duty === 'credits')?.to).toEqual(['bruno-lucas']);
  });

  test('once replaced hands over what is open, in one letter, and is the one that is reminded', async () => {
    const input = { name: 'Marie Martin', email: 'marie@dgefp.example', reason: 'départ' };
    await scene.act('replaceContact', { by, contact: 'dgefp-budget', ...input });
    expect((await scene.view()).faults).toEqual([]);
    const welcome = await eventually(() => sink.received('marie@dgefp.example')[0]);
    expect(welcome.text).toContain('Vous remplacez Bureau du budget de la DGEFP');
    // The letter is there before the record says so.
    const about = await eventually(
      async () => (await scene.view()).mails.findLast(({ contact }) => contact === 'dgefp-budget')?.about,
    );
    expect(
      about.filter((identity) => /^(chorus-access|credits)\/2020-04-01\/due/.test(identity)),
    ).toHaveLength(2);
    await scene.advanceTo('2020-04-15');
    expect(asked('marie@dgefp.example').length).toBeGreaterThan(1);
    expect(asked('bruno.lucas@dgefp.example')).toHaveLength(2);
  });
});

test('when a whole organisation refuses its mail, each of its contacts is tried once and the manager told of each', async () => {
  const everybody = ['budget', 'bruno.lucas', 'intrapreneur'].map((name) => `${name}@dgefp.example`);
  const sink = await openSink(Object.fromEntries(everybody.map((address) => [address, 550])));
  afterwards(() => sink.close());
  const scene = await openScene({ smtpUrl: sink.url });
  afterwards(() => scene.close());
  const told = (contact: string) =>
    sink
      .received('conventions@dinum.example')
      .some(({ text }) => text.replaceAll(/\s+/g, ' ').includes(`remis à « ${contact} »`));
  const contacts = ['bruno-lucas', 'dgefp-budget', 'dgefp-produit'];
  const names = ['Bruno Lucas', 'Bureau du budget de la DGEFP', 'Intrapreneur Signaux Faibles'];
  await eventually(() => (names.every(told) ? true : undefined));
  const { faults, journal } = await scene.view();
  expect(faults.map(({ contact }) => contact).sort()).toEqual(contacts);
  expect(journal.filter(({ text }) => text.includes('refusé'))).toHaveLength(3);
});

test('a server that answers “later” for days holds back its letters, not the clauses, and then gets each once', async () => {
  const answers: Record<string, number> = { 'budget@dinum.example': 451 };
  const sink = await openSink(answers);
  afterwards(() => sink.close());
  const scene = await openScene({ smtpUrl: sink.url });
  afterwards(() => scene.close());
  await eventually(() => sink.received('budget@dgefp.example')[0]);
  await scene.act('confirmEffect', { by, on: '2020-03-25', reason: 'publiée' });
  await scene.advanceTo('2020-03-27', '18:00');
  expect((await scene.view()).phase).toBe('inForce');
  expect(sink.received('budget@dinum.example')).toEqual([]);

  delete answers['budget@dinum.example'];
  await scene.advanceTo('2020-03-27', '20:00');
  expect(sink.received('budget@dinum.example')).toHaveLength(1);
  expect(sink.received('budget@dgefp.example')).toHaveLength(1);
});

test('a mail server that other servers refuse for days from a notice condemns nobody: all are told once it is mended', async () => {
  const answer = '554 5.7.1 blocked using dnsbl.example';
  const answers: Record<string, string> = {};
  const sink = await openSink(answers);
  afterwards(() => sink.close());
  const scene = await openScene({ smtpUrl: sink.url, document: { reminders: { spreadMinutes: 0 } } });
  afterwards(() => scene.close());
  await scene.act('confirmEffect', { by, on: '2020-03-25', reason: 'publiée' });
  await scene.advanceTo('2020-03-26');
  answers['*'] = answer;
  await scene.act('giveNotice', { by, from: 'delegator', receivedOn: '2020-03-26', reason: 'fin' });
  // Six days in full.
  await scene.advanceTo(inFull ? '2020-04-01' : '2020-03-28');
  const told = () => sink.all().filter(({ text }) => /préavis/i.test(text) && /résiliation/i.test(text));
  expect(told()).toEqual([]);
  const { faults, held, journal } = await scene.view();
  expect(faults).toEqual([]);
  expect(held.map(({ contact }) => contact)).toEqual(
    expect.arrayContaining(['nadi-bou-hanna', 'cbcm-pm', 'cbcm-mef']),
  );
  expect(held[0]?.reason).toContain(answer.slice(0, 3));
  // However many attempts and letters, a contact is said once to wait.
  expect(
    journal.filter(({ text }) => text.includes('en attente pour CBCM des services du Premier ministre')),
  ).toHaveLength(1);

  delete answers['*'];
  await scene.advanceTo(inFull ? '2020-04-01' : '2020-03-28', '16:00');
  // Each of them says first of which day it is.
  const ofThatDay = told().filter(({ text }) => /Écrit\s+le\s+26\s+mars\s+2020/.test(text));
  const addressees = new Set(ofThatDay.map(({ to }) => to));
  for (const address of controllersAndDelegatee(scene.document)) expect(addressees).toContain(address);
  expect((await scene.view()).held).toEqual([]);
  const ids = sink.all().map(({ messageId, to }) => `${messageId} ${to}`);
  expect(new Set(ids).size).toBe(ids.length);
});

function controllersAndDelegatee({ bodies, copies, delegatee }: Scene['document']): string[] {
  const controllers = bodies.filter(({ id }) => copies?.to.includes(id));
  const representative = delegatee.contacts.filter(({ roles }) => roles.includes('representative'));
  return [...controllers.flatMap(({ contacts }) => contacts), ...representative].map(({ email }) => email);
}

test('a letter that waits leaves for the address that was mended meanwhile', async () => {
  const sink = await openSink({ 'budget@dgefp.example': '550 5.7.1 blocked' });
  afterwards(() => sink.close());
  const scene = await openScene({ smtpUrl: sink.url });
  afterwards(() => scene.close());
  await eventually(() => sink.received('budget@dinum.example')[0]);
  await scene.advanceTo('2020-03-25', '16:00');
  expect((await scene.view()).held.map(({ contact }) => contact)).toEqual(['dgefp-budget']);
  const input = { name: 'Bureau du budget de la DGEFP', email: 'bureau@dgefp.example', reason: 'adresse' };
  await scene.act('replaceContact', { by, contact: 'dgefp-budget', ...input });
  await scene.advanceTo('2020-03-25', '18:30');
  const about = (await scene.view()).mails
    .filter(({ contact }) => contact === 'dgefp-budget')
    .flatMap((mail) => mail.about);
  expect(about).toContain('chorus-access/2020-04-01/notice:2020-03-25');
  expect(sink.received('bureau@dgefp.example').length).toBeGreaterThan(1);
  expect((await scene.view()).held).toEqual([]);
});

test('a letter that waits leaves for whoever stands in, on the day on which its contact goes away', async () => {
  const sink = await openSink({ 'budget@dgefp.example': '550 5.7.1 blocked' });
  afterwards(() => sink.close());
  const scene = await openScene({ smtpUrl: sink.url });
  afterwards(() => scene.close());
  await eventually(() => sink.received('budget@dinum.example')[0]);
  await scene.advanceTo('2020-03-25', '16:00');
  const standIn = { name: 'Sacha Moreau', email: 'sacha@dgefp.example' };
  const days = { since: '2020-03-27', until: '2020-03-29' };
  await scene.act('declareAbsence', { by, contact: 'dgefp-budget', ...days, ...standIn });
  await scene.advanceTo('2020-03-26', '18:00');
  // What tells of it has left, and nothing else.
  expect(sink.received(standIn.email)).toHaveLength(1);
  expect((await scene.view()).held.map(({ contact }) => contact)).toEqual(['dgefp-budget']);
  await scene.advanceTo('2020-03-27', '08:00');
  const { held, faults, mails } = await scene.view();
  expect([held, faults]).toEqual([[], []]);
  const about = mails.filter(({ contact }) => contact === 'dgefp-budget').flatMap((mail) => mail.about);
  expect(about).toContain('chorus-access/2020-04-01/notice:2020-03-25');
  expect(sink.received(standIn.email).length).toBeGreaterThan(1);
});

test('a condemned address is tried again once a month, and at once when somebody asks', async () => {
  const answers: Record<string, string> = { 'budget@dgefp.example': '550 5.1.1 unknown' };
  const sink = await openSink(answers);
  afterwards(() => sink.close());
  const scene = await openScene({ smtpUrl: sink.url });
  afterwards(() => scene.close());
  const tried = async () =>
    (await scene.view()).journal.filter(({ text }) =>
      text.includes('refusé pour Bureau du budget de la DGEFP'),
    ).length;
  await eventually(async () => ((await tried()) === 1 ? true : undefined));
  await scene.advanceTo('2020-04-24');
  expect(await tried()).toBe(1);
  await scene.advanceTo('2020-05-24');
  expect(await tried()).toBe(2);
  await scene.act('retryAddress', { by, contact: 'dgefp-budget' });
  await eventually(async () => ((await tried()) === 3 ? true : undefined));
  delete answers['budget@dgefp.example'];
  await scene.act('retryAddress', { by, contact: 'dgefp-budget' });
  await eventually(() => sink.received('budget@dgefp.example')[0]);
  expect((await scene.view()).faults).toEqual([]);
});

test('a letter that waits for its server is carried over when the convention continues as new', async () => {
  const answers: Record<string, number> = { 'budget@dinum.example': 451 };
  const sink = await openSink(answers);
  afterwards(() => sink.close());
  const scene = await openScene({ smtpUrl: sink.url, start: { historyEvents: 40 } });
  afterwards(() => scene.close());
  await eventually(() => sink.received('budget@dgefp.example')[0]);
  for (const subject of ['avril', 'mai', 'juin', 'juillet']) {
    await scene.act('requestInformation', { by, from: 'delegatee', subject });
    await scene.advanceTo('2020-03-25', '18:00');
  }
  await eventually(async () => ((await countEvents(scene.stage, scene.id)).runs >= 2 ? true : undefined));
  expect(sink.received('budget@dinum.example')).toEqual([]);

  delete answers['budget@dinum.example'];
  await scene.advanceTo('2020-03-26', '06:00');
  const received = sink.received('budget@dinum.example').map(({ messageId }) => messageId);
  expect(received.length).toBeGreaterThan(0);
  expect(new Set(received).size).toBe(received.length);
  // Nobody else got a letter twice for it.
  const all = sink.all().map(({ messageId }) => messageId);
  expect(new Set(all).size).toBe(all.length);
});

test('reminders of a duty form a thread', async () => {
  const sink = await openSink({});
  afterwards(() => sink.close());
  const scene = await openScene({ smtpUrl: sink.url });
  afterwards(() => scene.close());
  await scene.advanceTo('2020-05-06');
  const [first, ...reminders] = sink.received('publication@dsaf.example');
  expect(reminders.length).toBeGreaterThanOrEqual(3);
  for (const reminder of reminders) expect(reminder.references).toContain(first?.messageId);
  expect(new Set(reminders.map(({ messageId }) => messageId)).size).toBe(reminders.length);
});
