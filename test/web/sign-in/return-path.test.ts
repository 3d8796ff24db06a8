import fc from 'fast-check';
import { returnPath } from '../../../web/sign-in/return-path.ts';
import { runs } from '../../support/runs.ts';

test.each([
  ['/', '/'],
  ['/conventions/signaux-faibles', '/conventions/signaux-faibles'],
  ['/conventions?phase=en%20cours&page=2', '/conventions?phase=en%20cours&page=2'],
  ['/conventions?recherche=été', '/conventions?recherche=%C3%A9t%C3%A9'],
  ['/connexions', '/connexions'],
])('goes on to a page of this site: %s', (asked, path) => {
  expect(returnPath(asked)).toBe(path);
});

test.each([
  undefined,
  null,
  ['/a'],
  '',
  'conventions',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '\t//evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '/a/%2e%2e//evil.example',
  'https://evil.example',
  'https:evil.example',
  'javascript:alert(1)',
  '/connexion',
  '/connexion/retour?state=x',
  '/connexion?suite=/connexion',
  '/deconnexion',
  `/${'a'.repeat(2000)}`,
])('goes on to the first page instead of %j', (asked) => {
  expect(returnPath(asked)).toBe('/');
});

test('never leads elsewhere, whatever was asked', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '%2f',
    '%5c',
    '\t',
    '\r\n',
    ':',
    '@',
    '?',
    '#',
    'evil.example',
  );
  const asked = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(asked, (text) => {
      const path = returnPath(text);
      expect(new URL(path, 'https://site.example').origin).toBe('https://site.example');
      expect(path).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
      expect(returnPath(path)).toBe(path);
    }),
    { numRuns: runs(2000) },
  );
});
