import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Files in PEM of a certificate and its key. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** A certification authority of its own, which vouches for the machines of a cluster and for its clients. */
export interface Authority {
  /** File of its certificate, in PEM. */
  readonly ca: string;
  /** For a machine, which the others of its kind know by the same one: it is a client of theirs as well. */
  server(name: string): Promise<Certificate>;
  client(name: string): Promise<Certificate>;
}

const openssl = (args: readonly string[]) => promisify(execFile)('openssl', [...args]);

/** Makes one, whose files are in a folder. */
export async function makeAuthority(folder: string, name: string): Promise<Authority> {
  const file = (ending: string) => join(folder, `${name}-${ending}`);
  const ca = file('ca.pem');
  const caKey = file('ca.key');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await openssl(['req', '-x509', ...key, '-keyout', caKey, '-out', ca, '-days', '2', '-subj', `/CN=${name}`]);
  const issue = async (to: string, extensions: readonly string[]): Promise<Certificate> => {
    const made = { cert: file(`${to}.pem`), key: file(`${to}.key`) };
    const [request, extension] = [file(`${to}.csr`), file(`${to}.ext`)];
    await writeFile(extension, extensions.join('\n'));
    await openssl(['req', ...key, '-keyout', made.key, '-out', request, '-subj', `/CN=${to}`]);
    const signs = ['-CA', ca, '-CAkey', caKey, '-CAcreateserial', '-days', '2', '-extfile', extension];
    await openssl(['x509', '-req', '-in', request, '-out', made.cert, ...signs]);
    return made;
  };
  return {
    ca,
    server: (to) =>
      issue(to, ['subjectAltName=IP:127.0.0.1,DNS:localhost', 'extendedKeyUsage=serverAuth,clientAuth']),
    client: (to) => issue(to, [`subjectAltName=DNS:${to}`, 'extendedKeyUsage=clientAuth']),
  };
}
