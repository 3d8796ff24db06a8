import { readLinkKeys } from '../../contract/link-keys.ts';
import { addressMark, readLink } from '../../contract/signed-links.ts';
import { linkSettings } from '../../worker/link-settings.ts';

const keys = readLinkKeys(`k1:${Buffer.alloc(32, 7).toString('base64url')}`);
const { base, signer } = linkSettings({ base: 'https://conventions.example', keys, days: 14 });
const holder = {
  convention: 'signaux-faibles',
  version: 1,
  contact: 'dinum-budget',
  email: 'budget@dinum.example',
};
const day = 86_400_000;

test('links of letters are signed for a person, as of the letter, for as long as the settings say', () => {
  const token = signer(holder, 0)('report-2020-04');
  const { email, ...claims } = holder;
  expect(base).toBe('https://conventions.example');
  expect(readLink(keys, token, 14 * day - 1)).toEqual({
    state: 'valid',
    claims: { ...claims, about: 'report-2020-04', address: addressMark(email) },
    expiresAt: 14 * day,
  });
  expect(readLink(keys, token, 14 * day).state).toBe('expired');
});

test('the feed of deadlines has no end', () => {
  const token = signer(holder, 0)('calendar');
  expect(readLink(keys, token, 3650 * day).state).toBe('valid');
});
