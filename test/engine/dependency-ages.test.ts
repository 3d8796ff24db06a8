import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ageOf,
  audited,
  lockedVersions,
  published,
  takenWithin,
  vulnerabilitiesIn,
} from '../../engine/dependency-ages.ts';
import { packageRoot } from '../../engine/package-root.ts';

const now = Date.parse('2026-06-30T12:00:00Z');
const ago = (days: number) => new Date(now - days * 24 * 3_600_000).toISOString();
const answered = (time: Record<string, string>) => published.parse({ versions: Object.keys(time), time });

test.each([
  ['is the newest', { '1.2.0': ago(400) }, 'à jour', false],
  ['has a newer major only', { '1.2.0': ago(400), '2.0.0': ago(300) }, 'à jour', false],
  ['has a newer one that is no release', { '1.2.0': ago(400), '1.3.0-rc.1': ago(300) }, 'à jour', false],
  ['was replaced lately', { '1.2.0': ago(400), '1.10.0': ago(90) }, 'remplacée depuis 90 jour(s)', false],
  ['was replaced long ago', { '1.2.0': ago(400), '1.2.1': ago(91) }, 'EN RETARD, remplacée depuis 91', true],
  [
    'was replaced long ago, and again lately',
    { '1.2.0': ago(400), '1.2.1': ago(200), '1.10.0': ago(1) },
    'EN RETARD, remplacée depuis 200 jour(s), 90 admis ; prendre 1.10.0',
    true,
  ],
])('a dependency that %s', (_, time, line, isLate) => {
  const finding = ageOf('given', '1.2.0', answered(time), now);
  expect(finding).toEqual({ line: expect.stringContaining(line), isLate });
});

test('before 1.0, the second number is what may break', () => {
  const time = { '0.8.3': ago(400), '0.9.0': ago(300) };
  expect(ageOf('given', '0.8.3', answered(time), now).isLate).toBe(false);
  expect(ageOf('given', '0.8.2', answered(time), now).isLate).toBe(true);
});

test('a version whose date the registry does not tell is not taken for a new one', () => {
  const undated = published.parse({ versions: ['1.2.0', '1.2.1'] });
  expect(ageOf('given', '1.2.0', undated, now)).toMatchObject({ isLate: true });
  expect(ageOf('given', '1.2.1', undated, now)).toMatchObject({ isLate: false });
  // A package of one version.
  expect(published.parse({ versions: '1.2.0' }).versions).toEqual(['1.2.0']);
});

test('a known vulnerability is told with the days that there are to remove it', () => {
  const answer = { vulnerabilities: { one: { severity: 'critical' }, two: { severity: 'low' } } };
  expect(vulnerabilitiesIn(audited.parse(answer))).toEqual([
    { line: 'one : VULNÉRABLE, gravité critique, à retirer sous 7 jours', isLate: true },
    { line: 'two : VULNÉRABLE, gravité faible, à retirer sous 90 jours', isLate: true },
  ]);
  // What a registry that refuses it answers is not taken for none.
  expect(audited.safeParse({ message: '405 Method Not Allowed', statusCode: 405 }).success).toBe(false);
});

test('every dependency of this package is in its lock file', () => {
  const json = (file: string) => JSON.parse(readFileSync(join(packageRoot(), file), 'utf8'));
  const locked = lockedVersions(json('package.json'), json('package-lock.json'));
  expect(locked.size).toBeGreaterThan(40);
  expect([...locked].filter(([, version]) => version === undefined)).toEqual([]);
});

test('docs/asvs.md says the same days', () => {
  const text = readFileSync(join(packageRoot(), 'docs', 'asvs.md'), 'utf8').replace(/\s+/g, ' ');
  expect(text).toContain(`left out for more than ${takenWithin} days`);
});
