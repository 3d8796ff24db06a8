import { spawnSync } from 'node:child_process';
import { access, chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { cachedExecutable, cacheFolder } from '../../engine/cache.ts';
import { downloadTemporal } from '../../engine/download.ts';
import { listenNear } from '../../engine/ports.ts';
import { official, program, sha256 } from './go-program.ts';
import { afterwards, temporaryFolder } from './support.ts';

/** A file of the folder beside: an authority of the tests alone, and what it vouches for, until the year 2126. */
const pem = (name: string) => join(__dirname, 'temporal-download', `${name}.pem`);

/** A network where the SDK finds, at Temporal's own address, a release that holds this executable. */
async function network(executable: Uint8Array): Promise<NodeJS.ProcessEnv> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'temporal'), executable);
  await chmod(join(folder, 'temporal'), 0o755);
  spawnSync('tar', ['-czf', join(folder, 'release.tar.gz'), '-C', folder, 'temporal']);
  const archive = await readFile(join(folder, 'release.tar.gz'));
  const [key, cert] = await Promise.all([readFile(pem('key')), readFile(pem('certificate'))]);
  const site = createServer({ key, cert }, (request, response) => {
    const told = { archiveUrl: 'https://archive.example/release.tar.gz', fileToExtract: 'temporal' };
    response.end(request.url?.startsWith('/cli/v1.9.1?') ? JSON.stringify(told) : archive);
  });
  const port = await listenNear(site);
  const proxy = createHttpServer();
  proxy.on('connect', (_request, client) => {
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) socket.on('error', () => {});
  });
  const url = `http://127.0.0.1:${await listenNear(proxy)}`;
  for (const server of [site, proxy]) {
    afterwards(() => server.close());
    afterwards(() => server.closeAllConnections());
  }
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    XDG_CACHE_HOME: join(folder, 'cache'),
    HTTPS_PROXY: url,
    SSL_CERT_FILE: pem('authority'),
  };
  await mkdir(cacheFolder(env), { recursive: true });
  return env;
}

const quietly = () => {};
const wheel = { platform: 'x', sha256: '' };

test('keeps what the SDK downloads when it is the official build', async () => {
  const executable = program(official);
  const env = await network(executable);
  const reason = await downloadTemporal(env, quietly, { executable: sha256(executable), wheel });
  expect(reason).toBeUndefined();
  expect(await readFile(cachedExecutable(env))).toEqual(executable);
  expect((await stat(cachedExecutable(env))).mode & 0o111).toBe(0o111);
  expect(await readdir(cacheFolder(env))).toEqual(['temporal']);
});

test('refuses anything else that the SDK downloads, and never runs it', async () => {
  const other = '#!/bin/sh\necho ran > "$HOME/ran"\n';
  const env = await network(Buffer.from(other));
  const reason = await downloadTemporal(env, quietly, { executable: sha256(program(official)), wheel });
  expect(reason).toContain(`son empreinte SHA-256 est ${sha256(Buffer.from(other))}`);
  await expect(access(join(env.HOME ?? '', 'ran'))).rejects.toThrow('ENOENT');
  expect(await readdir(cacheFolder(env))).toEqual([]);
});
