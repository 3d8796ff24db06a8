import { newLinkKey, readLinkKeys } from '../../contract/link-keys.ts';
import { addressMark, signLink } from '../../contract/signed-links.ts';
import type { Convention } from '../../convention/convention.ts';
import { followLink, isOfStandIn, signatureOf } from '../../web/links/followed.ts';
import type { Web } from '../../web/web.ts';
import { acting, at, inForce } from '../convention/support.ts';

const keys = readLinkKeys(newLinkKey());
const contact = 'dgefp-budget';
const sacha = { name: 'Sacha Moreau', email: 'sacha.moreau@dgefp.example' };
const away = { by: 'Ada', contact, since: '2020-05-06', until: '2020-05-15', ...sacha };
const record = acting(inForce(), at('2020-05-04'), ['declareAbsence', away]);

/** What a link to an address turns out to be on a day. */
function followed(email: string, date: string, convention: Convention = record) {
  const { now } = at(date);
  const claims = { convention: 'x', about: 'follow', contact, address: addressMark(email), version: 1 };
  const conventions = { record: () => Promise.resolve(convention) } as unknown as Web['conventions'];
  const web = { linkKeys: keys, conventions, now: () => now };
  return followLink(web, signLink(keys, claims, at('2020-05-04').now, 90));
}

describe('a link that was sent to whoever stands in', () => {
  it.each(['2020-05-06', '2020-05-15'])('serves on %s, in their own name', async (date) => {
    const link = await followed(sacha.email, date);
    if (!('token' in link)) throw new Error('no link');
    expect(link.person).toEqual(sacha);
    expect(link.contact.id).toBe(contact);
    expect(isOfStandIn(link)).toBe(true);
    expect(signatureOf(link)).toMatchObject({ mark: addressMark(sacha.email), as: contact });
  });

  it.each(['2020-05-05', '2020-05-16'])('serves no more, or not yet, on %s', async (date) => {
    expect(await followed(sacha.email, date)).toEqual({ state: 'replaced' });
  });

  it('never served where nobody is away', async () => {
    expect(await followed(sacha.email, '2020-05-10', inForce())).toEqual({ state: 'replaced' });
  });
});

it.each(['2020-05-05', '2020-05-10', '2020-05-16'])(
  'a link that was sent to the contact itself serves on %s, away or not',
  async (date) => {
    const link = await followed('budget@dgefp.example', date);
    if (!('token' in link)) throw new Error('no link');
    expect(link.person).toMatchObject({ email: 'budget@dgefp.example' });
    expect(isOfStandIn(link)).toBe(false);
  },
);
