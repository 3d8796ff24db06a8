import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { InstanceAddresses } from '../../engine/instance-addresses.ts';
import { listenNear } from '../../engine/ports.ts';
import { afterwards, temporaryFolder } from '../engine/support.ts';
import { openBrowser } from '../support/browser.ts';
import { type Listener, listenersOf } from '../support/listeners.ts';
import { sharedOut } from '../support/runs.ts';
import { addressesOf, delegation, mailsOf, partsOf, type Started, start } from './support.ts';

// A page that is open in the browser of whoever runs all this, signed in as an administrator: whatever it asks of any
// port, by whatever name, nothing changes and nothing is learnt.

jest.setTimeout(300_000);

const example = 'signaux-faibles';
const workflow = `/namespaces/default/workflows/convention-${example}`;

/** What would act, were it taken: on the engine's HTTP API, on its UI, on the application, on the mailbox. */
const attacks = [
  { path: `${workflow}/terminate`, body: '{"reason":"attaque"}' },
  { path: `/api/v1${workflow}/terminate`, body: '{"reason":"attaque"}' },
  { path: `/api/v1${workflow}/cancel`, body: '{"reason":"attaque"}' },
  { path: `/api/v1${workflow}/signal/attaque`, body: '{}' },
  { path: `/api/v1${workflow}/update/terminate`, body: '{"request":{"input":{"args":{"payloads":[]}}}}' },
  { path: '/deconnexion', body: 'csrf=' },
  { path: `/conventions/${example}/actes/arreter-le-suivi`, body: 'reason=attaque&by=attaque' },
  { path: '/temporal.api.workflowservice.v1.WorkflowService/TerminateWorkflowExecution', body: '\0\0\0\0\0' },
  {
    path: '/',
    body: 'EHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\nSubject: attaque\r\n\r\n.\r\nQUIT\r\n',
  },
];

const attackerPage = '<!doctype html><title>Une page</title><body>';

/** What a page that is open here, or says that it is of that very site, can read of what it asks. */
function attackFrom(page: Page, base: string, rank: number): Promise<string> {
  // By default each port takes each of them from one page, in full from each page.
  const tried = sharedOut(attacks, rank, 3);
  return page.evaluate(`attack(${JSON.stringify(base)}, ${JSON.stringify(tried)})`);
}

/** All that matters: the convention as it is told, the mails, and whether the person is still signed in. */
async function fingerprint(dataDir: string, addresses: InstanceAddresses, admin: Page) {
  await admin.goto(`${addresses.web}/conventions`);
  return {
    shown: await delegation(dataDir, 'show', example),
    mails: (await mailsOf(addresses)).map(({ messageId }) => messageId),
    signedIn: await admin.getByRole('button', { name: 'Se déconnecter' }).count(),
  };
}

async function open(
  dataDir: string,
  rules: (listeners: readonly Listener[]) => string,
): Promise<{ started: Started; addresses: InstanceAddresses; listeners: Listener[]; browser: Browser }> {
  const started = await start(dataDir);
  const parts = Object.values(await partsOf(started));
  const listeners = await listenersOf([started.process.pid ?? 0, ...parts]);
  const browser = await openBrowser([
    `--host-resolver-rules=${rules(listeners)}`,
    // What some browsers do against such pages is not what is tried here.
    '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests',
    // A process for each frame of another site protects from what is not tried here either, and takes long.
    '--disable-site-isolation-trials',
  ]);
  afterwards(() => browser.close());
  return { started, addresses: await addressesOf(dataDir), listeners, browser };
}

test('no page of another origin does anything by any port, and the UI opens to who is signed in alone', async () => {
  const attacker = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(attackerPage);
  });
  const attackerPort = await listenNear(attacker);
  afterwards(() => attacker.closeAllConnections());
  afterwards(() => attacker.close());
  const dataDir = await temporaryFolder();
  const hidden = (listeners: readonly Listener[]) => listeners.find(({ host }) => host !== '127.0.0.1');
  const { started, addresses, listeners, browser } = await open(
    dataDir,
    // The last is what somebody who had guessed the address of the UI would do.
    (all) => `MAP hidden.page.example ${hidden(all)?.host}, MAP *.page.example 127.0.0.1`,
  );
  const known = [
    addresses.web,
    addresses.mailbox,
    addresses.ui,
    addresses.unguardedUi,
    addresses.health,
    addresses.smtp,
  ];
  for (const url of [...known, `http://${addresses.temporal}`]) {
    expect(listeners.map(({ host, port }) => `${host}:${port}`)).toContain(new URL(url ?? '').host);
  }
  // Besides: what the instance proves that it lives by, the engine's HTTP API, its figures, and its own services.
  expect(listeners.length).toBeGreaterThanOrEqual(12);

  const context = await browser.newContext();
  context.setDefaultTimeout(90_000);
  await context.addInitScript({ path: join(__dirname, 'attack-in-page.js') });
  const admin = await context.newPage();
  // The UI sends who is not signed in to the application.
  await admin.goto(`${addresses.ui}${workflow}`);
  expect(admin.url()).toBe(`${addresses.web}/connexion?suite=%2Ftemporal`);
  expect(await statusOfUi(admin, addresses)).toBe(401);
  const [link = ''] = /http\S+\/connexion\/\S+/.exec(started.output()) ?? [];
  await admin.goto(link);
  await admin.getByRole('button', { name: 'Se connecter' }).click();
  await admin.waitForURL('**/ma-semaine');
  const before = await fingerprint(dataDir, addresses, admin);
  expect(before).toMatchObject({ signedIn: 1, shown: { phase: 'signed' } });

  const attackPort = async ({ host, port }: Listener, rank: number): Promise<string[]> => {
    const page = await context.newPage();
    const heard: string[] = [];
    // From a site of the network, then from another site of this machine, with which browsers share cookies.
    for (const [further, from] of ['www.page.example', '127.0.0.1'].entries()) {
      await page.goto(`http://${from}:${attackerPort}/`);
      heard.push(await attackFrom(page, `http://${host}:${port}`, rank + further));
    }
    // A page whose own name, at the port that is attacked, leads here from now on: it asks as a page of that very site.
    const rebound = `http://${host === '127.0.0.1' ? 'www' : 'hidden'}.page.example:${port}`;
    await page.route(`${rebound}/`, (route) =>
      route.fulfill({ contentType: 'text/html', body: attackerPage }),
    );
    await page.goto(`${rebound}/`);
    await page.unroute(`${rebound}/`);
    heard.push(await attackFrom(page, rebound, rank + 2));
    await page.close();
    return heard;
  };
  const heard = (await Promise.all(listeners.map(attackPort))).flat();
  expect(heard.join('\n')).not.toMatch(/signaux|convention-|DGEFP|terminat/i);
  expect(await fingerprint(dataDir, addresses, admin)).toEqual(before);

  // The door opens to its own pages, so that what was tried is what would have worked.
  await admin.goto(`${addresses.web}/temporal`);
  await admin.waitForURL(`${addresses.ui}/**`);
  expect(await statusOfUi(admin, addresses)).toBe(200);
  await admin.goto(`${addresses.ui}${workflow}`);
  await admin.getByText(`convention-${example}`).first().waitFor();
  // What its server keeps is encrypted: the door has read it.
  await admin.getByText('Bruno Lucas').first().waitFor();
  const cancelled = await admin.evaluate(`actAsTheUi('/api/v1${workflow}/cancel')`);
  expect(cancelled).toBe(200);

  await admin.goto(`${addresses.web}/conventions`);
  await admin.getByRole('button', { name: 'Se déconnecter' }).click();
  await admin.waitForURL(`${addresses.web}/`);
  expect(await statusOfUi(admin, addresses)).toBe(401);
});

/** What the UI's own API answers to whoever has a page's cookies. */
async function statusOfUi({ request }: Page, { ui }: InstanceAddresses): Promise<number> {
  return (await request.get(`${ui}/api/v1/namespaces`)).status();
}
