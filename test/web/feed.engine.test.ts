import { type ParsedCalendar, parseCalendar } from '../letters/calendar/strict-parser.ts';
import { claimsIn, linkTo } from '../support/inbox.ts';
import { eventually } from '../support/scene.ts';
import { openSite, type Site, type Visitor } from '../support/site.ts';
import { by, inDays, startLively } from './lively.ts';

jest.setTimeout(120_000);

const budget = 'budget@dinum.feed.example';

let site: Site;
let visitor: Visitor;
let first: string;
let second: string;
let feed: string;

beforeAll(async () => {
  site = await openSite({ settings: { DELEGATION_WEB_RATE: '100000' } });
  visitor = site.visitor();
  // Two conventions of the same people, and one of others.
  ({ id: first } = await startLively(site, 'feed'));
  ({ id: second } = await startLively(site, 'feed', { shortName: 'Une autre; vraiment, "autre"' }));
  await startLively(site, 'elsewhere');
  feed = await linkTo(site, budget, 'calendar');
});

afterAll(() => site.close());

async function read(): Promise<ParsedCalendar> {
  const { status, headers, text } = await visitor.get(feed);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  return parseCalendar(text);
}

const told = (event: ParsedCalendar['events'][number] | undefined, name: string) =>
  event?.get(name)?.[0]?.value ?? '';

/** The list behind the feed is a few seconds old at most: what has just been started comes into it. */
function readWhen(isSo: (calendar: ParsedCalendar) => boolean): Promise<ParsedCalendar> {
  return eventually(async () => {
    const calendar = await read();
    return isSo(calendar) ? calendar : undefined;
  });
}

const conventionsIn = ({ events }: ParsedCalendar) =>
  new Set(events.map((event) => told(event, 'UID').split('@')[1]));

test('holds the deadlines of a person in all their conventions, and of nobody else', async () => {
  const calendar = await readWhen((one) => conventionsIn(one).size === 2);
  expect(conventionsIn(calendar)).toEqual(new Set([first, second]));
  expect(calendar.method).toBe('PUBLISH');
  for (const id of [first, second]) {
    const { duties } = await site.stage.conventions.view(id);
    // The budget office of the delegatee: what is asked of it, at least.
    for (const duty of ['chorus-codings', 'controller-copies', 'report-final']) {
      const { dueOn } = duties.find((one) => one.id === duty) ?? {};
      const event = calendar.events.find((one) => told(one, 'UID') === `${duty}@${id}`);
      expect(told(event, 'DTSTART')).toBe(dueOn?.replaceAll('-', ''));
      expect(event?.get('ORGANIZER')?.[0]?.value).toBe('mailto:conventions@dinum.feed.example');
    }
  }
  const uids = calendar.events.map((event) => told(event, 'UID'));
  expect(uids).not.toContain(`chorus-access@${first}`);
});

test('drops what is done, and keeps the UID of the rest', async () => {
  const before = await read();
  await site.stage.conventions.act(first, 'markDone', {
    by,
    duties: [{ duty: 'chorus-codings', evidence: 'attestation' }],
  });
  const after = await read();
  const uids = ({ events }: ParsedCalendar) => events.map((event) => told(event, 'UID')).sort();
  expect(uids(after)).toEqual(uids(before).filter((uid) => uid !== `chorus-codings@${first}`));
});

test('raises SEQUENCE when dates move, under the same UID', async () => {
  const uid = `report-final@${first}`;
  const found = ({ events }: ParsedCalendar) => events.find((event) => told(event, 'UID') === uid);
  const before = found(await read());
  await site.stage.conventions.act(first, 'confirmEffect', { by, on: inDays(-50), reason: 'erreur de date' });
  const after = found(await read());
  expect(told(after, 'DTSTART')).not.toBe(told(before, 'DTSTART'));
  expect(Number(told(after, 'SEQUENCE'))).toBeGreaterThan(Number(told(before, 'SEQUENCE')));
});

test('is a calendar too for somebody of whom nothing is asked any more', async () => {
  const { id } = await startLively(site, 'idle');
  const link = await linkTo(site, 'cbcm@mef.idle.example', 'calendar');
  await site.stage.conventions.act(id, 'terminate', { by, reason: 'fin' });
  const { status, text } = await visitor.get(link);
  expect(status).toBe(200);
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VTIMEZONE\r\nEND:VCALENDAR\r\n$/);
});

test('stops when the contact is replaced', async () => {
  const { c: id } = claimsIn(feed);
  await site.stage.conventions.act(id, 'replaceContact', {
    by,
    contact: 'dinum-budget',
    name: 'Paul Petit',
    email: 'paul.petit@dinum.feed.example',
    reason: 'départ',
  });
  const answer = await visitor.get(feed);
  expect(answer.status).toBe(410);
  expect(answer.text).toBe('Cet agenda n’est plus servi.\n');
  const theirs = await linkTo(site, 'paul.petit@dinum.feed.example', 'calendar');
  expect((await visitor.get(theirs)).text).toContain(id);
});
