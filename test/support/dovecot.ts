import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../engine/ports.ts';
import { afterwards, temporaryFolder } from '../engine/support.ts';
import { eventually } from './scene.ts';

/** A real Dovecot of one mailbox, on a free port of this machine. */
export interface Dovecot {
  /** `imap://retours:secret@127.0.0.1:1143/INBOX`. */
  readonly url: string;
  /** Delivers a message, as a mail server does. */
  deliver(raw: Buffer): Promise<void>;
  /** How many messages there are in a folder, `INBOX` or another. */
  count(folder: string): Promise<number>;
}

/** `nobody`: Dovecot serves no mail as root. */
const nobody = 65_534;

/**
 * Starts one, stopped after the test.
 * @throws Error when there is none on the PATH: `node engine/setup.mjs --mail` provides one.
 */
export async function startDovecot(password = 'secret'): Promise<Dovecot> {
  const folder = await temporaryFolder();
  const port = await freePort();
  const own = userInfo();
  const isRoot = own.uid === 0;
  const [uid, gid] = isRoot ? [nobody, nobody] : [own.uid, own.gid];
  const mail = join(folder, 'mail');
  for (const part of ['new', 'cur', 'tmp']) await mkdir(join(mail, part), { recursive: true });
  if (isRoot) for (const part of ['.', 'new', 'cur', 'tmp']) await chown(join(mail, part), uid, gid);
  // What runs as another user has to reach the mail.
  await chown(folder, uid, gid);
  const file = join(folder, 'dovecot.conf');
  await writeFile(
    file,
    configuration({ folder, port, uid, gid, password, user: isRoot ? undefined : own.username }),
  );
  const program = spawn('dovecot', ['-F', '-c', file], {
    stdio: 'ignore',
  });
  const ended = once(program, 'exit');
  afterwards(async () => {
    program.kill('SIGTERM');
    await ended;
  });
  await eventually(() => isListening(port, program)).catch(async (error) => {
    throw new Error(`${error}: ${await readFile(join(folder, 'log'), 'utf8').catch(() => 'no log')}`);
  });
  let delivered = 0;
  return {
    url: `imap://retours:${encodeURIComponent(password)}@127.0.0.1:${port}/INBOX`,
    async deliver(raw) {
      delivered += 1;
      const name = `${Date.now()}.${delivered}.test`;
      await writeFile(join(mail, 'tmp', name), raw);
      if (isRoot) await chown(join(mail, 'tmp', name), uid, gid);
      await rename(join(mail, 'tmp', name), join(mail, 'new', name));
    },
    async count(name) {
      const place = name === 'INBOX' ? mail : join(mail, `.${encoded(name)}`);
      const parts = await Promise.all(
        ['new', 'cur'].map((part) => readdir(join(place, part)).catch(() => [])),
      );
      return parts.flat().length;
    },
  };
}

/** The name of a folder as IMAP and Maildir have it (RFC 3501 §5.1.3). */
function encoded(name: string): string {
  return name.replace(/[^\x20-\x7e]+/g, (text) => {
    const units = Buffer.from(text, 'utf16le').swap16();
    return `&${units.toString('base64').replace(/=+$/, '').replaceAll('/', ',')}-`;
  });
}

function isListening(port: number, program: ChildProcess): Promise<true | undefined> {
  if (program.exitCode !== null) throw new Error(`dovecot ended (${program.exitCode})`);
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    const answer = (listening: true | undefined) => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('data', () => answer(true)).once('error', () => answer(undefined));
  });
}

interface Wanted {
  readonly folder: string;
  readonly port: number;
  readonly uid: number;
  readonly gid: number;
  readonly password: string;
  /** Whom everything runs as, when that is not root. */
  readonly user: string | undefined;
}

/** That of Dovecot 2.3. */
function configuration({ folder, port, uid, gid, password, user }: Wanted): string {
  const users = user === undefined ? '' : `default_login_user = ${user}\ndefault_internal_user = ${user}\n`;
  return `${users}base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail
first_valid_uid = 1
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/mail
}
`;
}
