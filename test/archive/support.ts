import { type Zippable, zipSync } from 'fflate';
import { packageOf } from '../../activities/archive.ts';
import { verifyPackage } from '../../archive/verify-package.ts';
import { sha256Of } from '../../archive/write-bag.ts';
import { unzipped } from '../../archive/zip.ts';
import type { Convention } from '../../convention/convention.ts';
import { acting, amendedBy, at, inForce } from '../convention/support.ts';

const by = 'Camille';

/** A convention with an amendment, money and a correction, closed on 4 May 2020. */
export function closedConvention(): Convention {
  const moment = at('2020-05-04');
  const amended = amendedBy(inForce(), at('2020-04-20'), { budget: { ceiling: 120_000 } }, '2020-04-20');
  const order = { order: '1500000015', on: '2020-05-04' };
  const convention = acting(
    amended,
    moment,
    [
      'recordEntry',
      { by, entry: { kind: 'credits', amount: 100_000, on: '2020-05-04', reference: 'MAD 1' } },
    ],
    [
      'recordEntry',
      {
        by,
        entry: { kind: 'commitment', ...order, amount: 1200.5, supplier: 'Octo', reference: 'BC 1' },
      },
    ],
    ['recordEntry', { by, entry: { kind: 'payment', ...order, amount: 200.01, reference: 'DP 1' } }],
    ['correctEntry', { by, seq: 3, reason: 'payée deux fois' }],
    ['recordEntry', { by, entry: { kind: 'payment', ...order, amount: 200, reference: 'DP 2' } }],
  );
  return { ...convention, closed: { phase: 'closed', at: moment.now } };
}

/** The files of a package by their path in the bag: `data/ledger.json`. */
export type Bag = ReadonlyMap<string, string>;

/** The files of the package of that convention. */
export function intactBag(): Bag {
  const opened = unzipped(packageOf(closedConvention()));
  if ('fault' in opened) throw new Error(opened.fault);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return new Map(
    [...opened.files].map(([path, bytes]) => [path.slice(path.indexOf('/') + 1), decoder.decode(bytes)]),
  );
}

/** A bag as a package, its manifests as they are. */
export function packed(bag: Bag, folders: readonly string[] = []): Uint8Array {
  const files: Zippable = {};
  for (const folder of folders) files[folder] = new Uint8Array();
  for (const [path, text] of bag) files[`dossier/${path}`] = new TextEncoder().encode(text);
  return zipSync(files);
}

/** A bag whose manifests and Payload-Oxum are those of its files: what somebody who hides a change would make. */
export function resealed(bag: Bag): Bag {
  const files = new Map([...bag].filter(([path]) => !path.endsWith('manifest-sha256.txt')));
  const payload = [...files].filter(([path]) => path.startsWith('data/'));
  const octets = payload.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0);
  const info = (files.get('bag-info.txt') ?? '').replace(/^Payload-Oxum: .*$/m, () => {
    return `Payload-Oxum: ${octets}.${payload.length}`;
  });
  files.set('bag-info.txt', info);
  files.set('manifest-sha256.txt', manifestOf(payload));
  files.set('tagmanifest-sha256.txt', manifestOf([...files].filter(([path]) => !path.startsWith('data/'))));
  return files;
}

/** What is said of a package; nothing when it is intact. */
export function faultsOf(bytes: Uint8Array): readonly string[] {
  const verification = verifyPackage(bytes);
  return verification.ok ? [] : verification.faults;
}

function manifestOf(files: readonly (readonly [string, string])[]): string {
  return files.map(([path, text]) => `${sha256Of(Buffer.from(text))}  ${path}\n`).join('');
}
