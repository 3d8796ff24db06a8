import { dutiesOf } from '../../../convention/duties/duties.ts';
import { acting, at, dutyOf, ended, example, faultsIn, inForce } from '../support.ts';

const { credits, codings, copies, publications, requests, servicesEnd, reports, balance } = Object(example());
const [first, second] = publications.places;

/** Signed on 25 March 2020; Easter Monday is 13 April, 1 and 8 May are holidays. */
const convention = inForce({
  credits: { ...credits, dueMonths: 1 }, // Saturday 25 April
  codings: { ...codings, dueDays: 15 }, // Thursday 9 April
  copies: { ...copies, dueDays: 19 }, // Easter Monday
  publications: {
    ...publications,
    places: [
      { ...first, dueMonths: 2 },
      { ...second, dueDays: 1 },
    ],
  },
  reports: { ...reports, dueDays: 45 },
});

it.each([
  ['credits', '2020-04-27'],
  ['chorus-codings', '2020-04-09'],
  ['controller-copies', '2020-04-14'],
  ['publication-maignon', '2020-05-25'],
  ['publication-data-gouv', '2020-03-26'],
  // 45 days after 31 July is Monday 14 September; after 31 August, Thursday 15 October.
  ['report-2020-07', '2020-09-14'],
  ['report-2020-08', '2020-10-15'],
])('a delay in days or months runs to %s', (id, dueOn) => {
  const duty = dutyOf(convention, id);
  expect(duty.dueOn).toBe(dueOn);
  // The text gives it: it is a deadline.
  expect(duty.indicative).toBeUndefined();
});

test('what is asked for is answered within the days, or months, that the text gives', () => {
  const [one, other] = requests.items;
  const asking = inForce({
    requests: {
      items: [
        { ...one, dueDays: 20 },
        { ...other, dueMonths: 1 },
      ],
    },
  });
  const asked = { by: 'Ada', subject: 'Prévisions' };
  const after = acting(
    asking,
    at('2020-06-12'),
    ['requestInformation', { ...asked, from: 'delegatee' }],
    ['requestInformation', { ...asked, from: 'delegator' }],
  );
  const due = dutiesOf(after).flatMap(({ kind, dueOn }) => (kind === 'request' ? [dueOn] : []));
  // 12 July is a Sunday.
  expect(due).toEqual(['2020-07-02', '2020-07-13']);
});

test('the balance is agreed upon, and services are closed, within days of the end', () => {
  const over = ended({ balance: { ...balance, dueDays: 45 }, servicesEnd: { ...servicesEnd, dueMonths: 1 } });
  // After 9 April 2021: 24 May is Whit Monday.
  expect(dutyOf(over, 'balance')).toMatchObject({ dueOn: '2021-05-25' });
});

test.each([
  ['credits', { credits: { ...credits, dueMonths: 1, dueDays: 30 } }, 'credits.dueMonths'],
  ['reports', { reports: { ...reports, dueWorkingDay: 5, dueDays: 8 } }, 'reports.dueDays'],
  ['balance', { balance: { ...balance, dueMonths: 1, dueDays: 30 } }, 'balance.dueMonths'],
  [
    'a publication',
    { publications: { ...publications, places: [first, { ...second, dueDays: 3, dueWorkingDays: 3 }] } },
    'publications.places[1].dueDays',
  ],
])('two delays of %s are refused', (_what, changes, path) => {
  expect(faultsIn(example(changes))).toEqual([
    {
      path,
      given: expect.anything(),
      accepted: expect.stringMatching(/^« due\w+ » ou « due\w+ », pas les deux$/),
    },
  ]);
});
