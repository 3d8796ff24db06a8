/** A calendar as a strict reader understands it. */
export interface ParsedCalendar {
  readonly method: string;
  /** Properties of the calendar itself. */
  readonly properties: ReadonlyMap<string, readonly ParsedProperty[]>;
  readonly events: readonly ReadonlyMap<string, readonly ParsedProperty[]>[];
}

/** A property: its value as it is written, and unescaped where it is text. */
export interface ParsedProperty {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly value: string;
}

const texts = new Set(['UID', 'SUMMARY', 'DESCRIPTION', 'LOCATION', 'NAME', 'X-WR-CALNAME', 'PRODID']);
const instant = /^\d{8}T\d{6}Z$/;
const day = /^\d{8}$/;

/**
 * Reads a calendar, and throws at whatever RFC 5545, RFC 5546 or RFC 6868 does not allow: line ends, widths, the
 * grammar of properties, escapes, the properties that a method asks for or forbids.
 */
export function parseCalendar(text: string): ParsedCalendar {
  const properties = linesOf(text).map(propertyOf);
  const calendar: ParsedProperty[] = [];
  const events: ParsedProperty[][] = [];
  const open: string[] = [];
  for (const property of properties) {
    const { name, value } = property;
    const within = open.at(-1);
    if (name === 'BEGIN') {
      check(
        value === 'VCALENDAR' ? open.length === 0 : value === 'VEVENT' && within === 'VCALENDAR',
        `BEGIN:${value}`,
      );
      open.push(value);
      if (value === 'VEVENT') events.push([]);
    } else if (name === 'END') check(open.pop() === value, `END:${value}`);
    else (within === 'VEVENT' ? events.at(-1) : calendar)?.push(property);
  }
  check(open.length === 0 && properties.at(-1)?.value === 'VCALENDAR', 'a component is not closed');
  const ofCalendar = byName(calendar);
  for (const name of ['VERSION', 'PRODID', 'METHOD'])
    check(ofCalendar.get(name)?.length === 1, `one ${name}`);
  check(ofCalendar.get('VERSION')?.[0]?.value === '2.0', 'VERSION:2.0');
  const method = ofCalendar.get('METHOD')?.[0]?.value ?? '';
  check(['REQUEST', 'CANCEL', 'PUBLISH'].includes(method), method);
  check(events.length > 0, 'no event');
  const ofEvents = events.map((event) => checkedEvent(byName(event), method));
  const uids = ofEvents.map((event) => event.get('UID')?.[0]?.value);
  check(new Set(uids).size === uids.length, 'two events bear one UID');
  return { method, properties: ofCalendar, events: ofEvents };
}

/** RFC 5546 §3.2: what each event of a method has, and has not. */
function checkedEvent(event: ReadonlyMap<string, readonly ParsedProperty[]>, method: string) {
  for (const name of ['UID', 'DTSTAMP', 'DTSTART', 'SEQUENCE', 'ORGANIZER', 'SUMMARY'])
    check(event.get(name)?.length === 1, `one ${name}`);
  for (const [name, all] of event) check(name === 'ATTENDEE' || all.length === 1, `${name} twice`);
  check(method === 'PUBLISH' ? !event.has('ATTENDEE') : event.has('ATTENDEE'), 'ATTENDEE');
  check(instant.test(event.get('DTSTAMP')?.[0]?.value ?? ''), 'DTSTAMP');
  check(/^\d{1,9}$/.test(event.get('SEQUENCE')?.[0]?.value ?? ''), 'SEQUENCE');
  for (const name of ['DTSTART', 'DTEND']) {
    const [property] = event.get(name) ?? [];
    check(!property || (property.parameters.VALUE === 'DATE' ? day : instant).test(property.value), name);
  }
  for (const name of ['ORGANIZER', 'ATTENDEE'])
    for (const { value } of event.get(name) ?? []) check(/^mailto:[^\s<>"]+@[^\s<>"@]+$/.test(value), value);
  return event;
}

function linesOf(text: string): string[] {
  check(text.endsWith('\r\n'), 'the last line does not end');
  const lines = text.slice(0, -2).split('\r\n');
  for (const line of lines) {
    check(!/[\r\n]/.test(line), 'a bare line end');
    check(!line.includes('\uFFFD'), 'a character cut in two');
    check(Buffer.byteLength(line) <= 75, `more than 75 octets: ${line}`);
  }
  return lines.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
}

/** RFC 5545 §3.1: name *(";" param) ":" value. */
function propertyOf(line: string): ParsedProperty {
  const [whole = '', name = '', given = ''] =
    /^([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=(?:"[^"\p{Cc}]*"|[^";:,\p{Cc}]+))*):/u.exec(line) ?? [];
  check(whole !== '', `no property: ${line}`);
  const value = line.slice(whole.length);
  check(!/[\p{Cc}]/u.test(value), `a control character: ${line}`);
  const parameters = [...given.matchAll(/;([A-Z-]+)=(?:"([^"]*)"|([^;:,"]+))/g)].map(
    ([, parameter = '', quoted, plain = '']) => [parameter, decoded(quoted ?? plain)],
  );
  return {
    name,
    parameters: Object.fromEntries(parameters),
    value: texts.has(name) ? unescaped(value) : value,
  };
}

/** RFC 6868. */
function decoded(value: string): string {
  check(!/\^[^n^']|\^$/.test(value.replaceAll('^^', '')), `a bad caret: ${value}`);
  return value.replace(/\^([n^'])/g, (_, what) => ({ n: '\n', '^': '^', "'": '"' })[String(what)] ?? '');
}

/** RFC 5545 §3.3.11. */
function unescaped(value: string): string {
  check(/^(?:\\[\\;,nN]|[^\\;,])*$/u.test(value), `a bad escape: ${value}`);
  return value.replace(/\\([\\;,nN])/g, (_, what) => (/n/i.test(String(what)) ? '\n' : String(what)));
}

function byName(properties: readonly ParsedProperty[]): Map<string, ParsedProperty[]> {
  const all = new Map<string, ParsedProperty[]>();
  for (const property of properties) all.set(property.name, [...(all.get(property.name) ?? []), property]);
  return all;
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not a calendar: ${what}`);
}
