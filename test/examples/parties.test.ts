import { register } from '../../convention/convention.ts';
import { partyName } from '../../convention/people/parties.ts';
import { at, refusalOf } from '../convention/support.ts';
import { livedThrough, readExample } from './examples.ts';

test('of several parties on a side, each agrees for itself: the word of the side is none of them', () => {
  const { document } = readExample('deux-mandants');
  const moment = at('2009-07-01');
  const convention = register(document, moment.now);
  const end = { by: 'Ada', party: 'delegator', on: '2009-12-31', reason: 'fin des travaux' };
  expect(refusalOf(convention, 'agreeEnd', end, moment)).toMatchObject({
    code: 'UNKNOWN_REFERENCE',
    message: expect.stringContaining('acceptées : delegator:interieur, delegator:rprog-152, delegatee.'),
  });
  expect(partyName(document, 'delegator:rprog-152')).toBe('RPROG 152');
});

test('a side asks as one, by its own word', () => {
  const { convention } = livedThrough(readExample('avis').document);
  expect(convention.requests).toMatchObject([{ from: 'delegatee', on: '2021-06-01' }]);
});
