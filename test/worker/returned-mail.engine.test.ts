import { createTransport } from 'nodemailer';
import { type ReturnMeans, tellReturn } from '../../activities/mail/returns/tell-return.ts';
import { newLinkKey, readLinkKeys } from '../../contract/link-keys.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import type { ConventionView } from '../../convention/views/view.ts';
import { listenForReturns } from '../../worker/return-listener.ts';
import { keepSchedules } from '../../worker/schedules.ts';
import { failed, returnAddressOfTests, silentLog } from '../activities/mail/returns/failed.ts';
import { wire } from '../activities/mail/returns/reports.ts';
import { afterwards } from '../engine/support.ts';
import { testDocument } from '../support/documents.ts';
import { startDovecot } from '../support/dovecot.ts';
import { by, eventually } from '../support/scene.ts';
import type { SunkMail } from '../support/sink.ts';
import { type Deployment, deploy } from './deployment.ts';

const address = returnAddressOfTests;
const budget = 'budget@dgefp.example';
const standIn = 'bruno.lucas@dgefp.example';

/** A deployment whose letters come back, and a convention whose first letters have left. */
async function begun(
  changes: Record<string, unknown> = {},
  imapUrl?: string,
): Promise<{
  readonly deployment: Deployment;
  readonly document: ConventionDocument;
  readonly means: ReturnMeans;
  readonly mail: SunkMail;
  view(): Promise<ConventionView>;
}> {
  const keys = newLinkKey();
  const deployment = await deploy([], {}, undefined, {
    returns: { keys, address, ...(imapUrl ? { imapUrl } : {}) },
  });
  const { client, conventions, sink, taskQueue } = deployment;
  const document = testDocument(changes);
  await conventions.start(document, by);
  const [mail] = await eventually(() => {
    const received = sink.received(budget);
    return received.length > 0 ? received : undefined;
  });
  if (!mail) throw new Error('no letter came');
  const view = () => conventions.view(document.id);
  await eventually(async () =>
    (await view()).mails.some(({ messageId }) => messageId === mail.messageId) ? true : undefined,
  );
  const from = 'conventions@delegation.example';
  const means = { client, taskQueue, keys: readLinkKeys(keys), from, log: silentLog };
  return { deployment, document, means, mail, view };
}

test('a letter that a server took and another returns is read in the mailbox: its address is at fault, and who stands in is told', async () => {
  const dovecot = await startDovecot();
  const { deployment, mail, view } = await begun({}, dovecot.url);
  const { client, sink, taskQueue } = deployment;
  expect(mail.from).toMatch(/^retours\+[0-9a-f]{10}[a-z2-7]{16}-[a-z0-9-]+@conventions\.example$/);
  expect(sink.received(standIn)).toHaveLength(1);

  await dovecot.deliver(failed(mail));
  await dovecot.deliver(
    wire(
      `From: ${budget}\nTo: ${mail.from}\nSubject: Réponse automatique : absente\nAuto-Submitted: auto-replied\n\nDe retour le 15.\n`,
    ),
  );
  await dovecot.deliver(wire(`From: quelqu-un@example.fr\nTo: ${address}\nSubject: Bonjour\n\nBonjour.\n`));
  await keepSchedules(client, taskQueue, { watch: true, returns: true, exports: false });
  afterwards(() => keepSchedules(client, taskQueue, { watch: false, returns: false, exports: false }));

  const told = await eventually(() => sink.received(standIn)[1]);
  expect(told.text).toContain('habilitations Chorus');
  const { faults, mails, journal } = await view();
  expect(faults).toMatchObject([
    { contact: 'dgefp-budget', reason: 'courriel revenu : 550 5.1.1 <…> unknown' },
  ]);
  expect(mails.map(({ messageId }) => messageId)).not.toContain(mail.messageId);
  expect(journal.map(({ text }) => text)).toContainEqual(
    expect.stringContaining('Courriel refusé pour Bureau du budget de la DGEFP'),
  );
  await eventually(() =>
    sink.received('conventions@dinum.example').find(({ subject }) => subject.includes('non remis')),
  );
  await eventually(async () => ((await dovecot.count('INBOX')) === 0 ? true : undefined));
  expect(await dovecot.count('Traités')).toBe(2);
  expect(await dovecot.count('À voir')).toBe(1);

  // One run looks all day, and the schedule knows of it: the next waits for it to end.
  const { info } = await client.schedule.getHandle(`${taskQueue}-returned-mail`).describe();
  expect(info.runningActions).toHaveLength(1);
});

describe('a report', () => {
  let begin: Awaited<ReturnType<typeof begun>>;

  test('is told once, however often it comes', async () => {
    begin = await begun();
    const { means, mail, view } = begin;
    expect(await tellReturn(means, failed(mail))).toEqual({ kind: 'failed', fate: 'told' });
    const { journal, faults } = await view();
    expect(faults).toHaveLength(1);
    // In the same words, then in others: that of a second server.
    expect((await tellReturn(means, failed(mail))).fate).toBe('told');
    expect((await tellReturn(means, failed(mail, { status: '5.1.0' }))).fate).toBe('nothing');
    const after = await view();
    expect(after.faults).toEqual(faults);
    expect(
      after.journal.filter(({ text }) => text.includes('refusé pour Bureau du budget de la DGEFP')),
    ).toHaveLength(
      journal.filter(({ text }) => text.includes('refusé pour Bureau du budget de la DGEFP')).length,
    );
  });

  test('whose seal nobody of ours has made is put aside, and condemns nobody', async () => {
    const { means, mail, view } = await begun();
    const forged = `${mail.messageId.slice(1, 11)}${'a'.repeat(16)}`;
    const to = mail.from.replace(/\+[^-]+-/, `+${forged}-`);
    expect(await tellReturn(means, failed(mail, { to, mark: forged }))).toEqual({
      kind: 'failed',
      fate: 'aside',
    });
    const strangers = { ...means, keys: readLinkKeys(newLinkKey()) };
    expect((await tellReturn(strangers, failed(mail))).fate).toBe('aside');
    expect((await view()).faults).toEqual([]);
  });

  test('about a mailbox to which the letter was led is put aside: ours is not at fault', async () => {
    const { means, mail, view } = await begun();
    expect((await tellReturn(means, failed(mail, { recipient: 'membre@liste.example' }))).fate).toBe('aside');
    expect((await view()).faults).toEqual([]);
  });

  test('about an address that was replaced since changes nothing', async () => {
    const { deployment, document, means, mail, view } = await begun();
    const input = {
      by,
      contact: 'dgefp-budget',
      name: 'Marie Martin',
      email: 'marie@dgefp.example',
      reason: 'départ',
    };
    await deployment.conventions.perform(document.id, 'replaceContact', input);
    expect((await tellReturn(means, failed(mail))).fate).toBe('nothing');
    expect((await view()).faults).toEqual([]);
  });

  test('that has our mail at fault says that the letter is lost, and condemns nobody', async () => {
    const { means, mail, view } = await begun();
    expect((await tellReturn(means, failed(mail, { status: '5.7.1' }))).fate).toBe('told');
    const { faults, journal } = await view();
    expect(faults).toEqual([]);
    expect(journal.at(-1)?.text).toBe(
      'Courriel non parvenu à Bureau du budget de la DGEFP, dont l’adresse n’est pas en cause : courriel revenu : 550 5.7.1 <…> unknown',
    );
  });

  test('about a convention whose id is too long for an address is known by the beginning, or by the letter', async () => {
    const id = `une-tres-longue-convention-entre-deux-ministeres-${Date.now().toString(36)}`.slice(0, 60);
    const { means, mail, view, deployment } = await begun({ id });
    expect(mail.from.split('@')[0]).toHaveLength(64);
    expect(mail.from).not.toContain(id);
    const { client, taskQueue } = deployment;
    const query = `TaskQueue = '${taskQueue}' AND WorkflowType = 'convention'`;
    await eventually(async () => ((await client.workflow.count(query)).count > 0 ? true : undefined));
    // Nothing of the letter comes back but where it came to.
    const bare = wire(
      failed(mail)
        .toString()
        .replace(/X-Delegation-[^\r]*\r\n/g, ''),
    );
    expect((await tellReturn(means, bare)).fate).toBe('told');
    expect((await view()).faults).toHaveLength(1);
  });
});

test('by SMTP, only what is sealed is received, and it is acknowledged once it is told', async () => {
  const { means, mail, view } = await begun();
  const listener = await listenForReturns(address, 0, means);
  afterwards(() => listener.stop());
  const transport = createTransport({
    host: '127.0.0.1',
    port: listener.port,
    secure: false,
    ignoreTLS: true,
  });
  afterwards(() => transport.close());
  const send = (to: string, raw: Buffer) =>
    transport.sendMail({ envelope: { from: '', to: [to] }, raw }).then(
      ({ response }) => response,
      (error: { response?: string }) => error.response ?? String(error),
    );
  const anonymous = (raw: Buffer) =>
    wire(
      raw
        .toString()
        .replaceAll(mail.from, 'inconnu@example.fr')
        .replace(/X-Delegation-[^\r]*\r\n/g, ''),
    );
  expect(await send(address, failed(mail))).toMatch(/^550 5\.1\.1/);
  expect(
    await send(
      mail.from.replace(/.(?=-)/, '7').replace('conventions.example', 'ailleurs.example'),
      failed(mail),
    ),
  ).toMatch(/^550/);
  expect(await send(mail.from.replace(/\+...../, '+00000'), failed(mail))).toMatch(/^550 5\.1\.1/);
  expect(await send(mail.from, wire('From: a@b.example\nSubject: Bonjour\n\nBonjour.\n'))).toMatch(
    /^550 5\.7\.1/,
  );
  expect((await view()).faults).toEqual([]);
  // What is received has nothing that says whose it is, but where it came to.
  expect(await send(mail.from.toUpperCase(), anonymous(failed(mail)))).toMatch(/^250/);
  expect((await view()).faults).toHaveLength(1);
  // An engine that does not answer is waited for by the server that has it.
  const client = Object.create(means.client, {
    workflowService: { value: { listWorkflowExecutions: () => Promise.reject(new Error('unreachable')) } },
  });
  const deaf = await listenForReturns(address, 0, { ...means, client });
  afterwards(() => deaf.stop());
  const again = createTransport({ host: '127.0.0.1', port: deaf.port, secure: false, ignoreTLS: true });
  afterwards(() => again.close());
  await expect(
    again.sendMail({ envelope: { from: '', to: [mail.from] }, raw: failed(mail) }),
  ).rejects.toMatchObject({
    responseCode: 451,
  });
});
