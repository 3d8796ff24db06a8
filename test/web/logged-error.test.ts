import { loggedError } from '../../web/logged-error.ts';

const token = `${'eyJhbGciOiJIUzI1NiJ9'}.${'x'.repeat(80)}.${'y'.repeat(43)}`;

test('an error is logged with where it was thrown, and without what it carries of people', () => {
  const cause = Object.assign(new TypeError(`no answer for camille.durand@dinum.example at /agir/${token}`), {
    code: 'ERR_INVALID_URL',
    input: `https://site.example/agir/${token}`,
    response: { email: 'camille.durand@dinum.example' },
  });
  const written = JSON.stringify(loggedError(new Error(`« ${token} » (/connexion/abc)`, { cause })));
  expect(written).not.toMatch(/camille|dinum|eyJ|xxxx|abc/);
  expect(JSON.parse(written)).toMatchObject({
    type: 'Error',
    message: '« *** » (/connexion/***)',
    stack: expect.stringMatching(/^\s+at .*logged-error\.test/),
    cause: { type: 'TypeError', code: 'ERR_INVALID_URL', message: 'no answer for *** at /agir/***' },
  });
});

test('a chain of causes ends, and what is no error is not shown', () => {
  const loop = new Error('a');
  loop.cause = loop;
  expect(JSON.stringify(loggedError(loop)).match(/"type"/g)).toHaveLength(4);
  expect(loggedError({ email: 'x@y.example' })).toEqual({ type: 'object', message: '' });
});
