import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import type { Letter, Writer } from '../../convention/mailing/letter.ts';
import { htmlOf } from '../../letters/html.tsx';
import { textOf } from '../../letters/text.ts';
import { composeTogether, contentOfMany, idOfMany, type LetterOfMany } from '../../letters/together.ts';
import { delivery, duty, letter, news, overdueDuty } from '../activities/mail/letters.ts';
import { from, linked } from '../activities/mail/posted.ts';
import { saidIn, visible } from './what-is-said.ts';

/** A letter of another convention to the same person. */
function ofConvention(id: string, given: Letter, manager = 'camille.durand'): LetterOfMany {
  const { convention } = delivery();
  const writer: Writer = {
    convention: { ...convention, id, shortName: `Service ${id}` },
    manager: { name: manager, email: `${manager}@dinum.example` },
  };
  return { writer, letter: given, links: linked(given, { ...delivery([given]), ...writer }), pictures: [] };
}

const information = news({ urgent: false, identity: 'report-filed/2020-04' });
const three = [
  ofConvention('a', letter([duty()])),
  ofConvention('b', letter([overdueDuty(), duty({ rung: 'notice' })])),
  ofConvention('c', letter([information])),
];
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

async function read(all: readonly LetterOfMany[]) {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await composer.sendMail(composeTogether(all, from));
  return { raw: String(message), mail: await simpleParser(String(message)) };
}

test('what presses most comes first, under the name of its convention, each with its link', () => {
  const { groups } = contentOfMany(three);
  expect(groups.map(({ heading }) => heading)).toEqual([
    'En retard',
    'Dates proches',
    'Nouvelles obligations',
    'Pour information',
  ]);
  const matters = groups.flatMap((group) => group.matters);
  expect(matters.map(({ title }) => plain(title))).toEqual([
    'Service b : Demande de paramétrage des habilitations Chorus auprès de l’AIFE',
    'Service a : Compte rendu d’avril 2020',
    'Service b : Compte rendu d’avril 2020',
    'Service c : Préavis de résiliation reçu',
  ]);
  for (const { action } of matters) expect(action?.url).toContain('https://conventions.example/agir/');
});

test('what several conventions ask alike stands together under its name, what one asks last', () => {
  const alike = [
    ofConvention('a', letter([duty(), duty({ title: 'Bilan' })])),
    ofConvention('b', letter([overdueDuty()])),
    ofConvention('c', letter([duty()])),
  ];
  const { groups } = contentOfMany(alike);
  expect(groups.map(({ heading }) => plain(heading ?? ''))).toEqual([
    'En retard',
    'Dates proches : Compte rendu d’avril 2020 (2 conventions)',
    'Dates proches : le reste',
  ]);
  const [, shared, rest] = groups;
  expect(shared?.matters.map(({ title }) => plain(title))).toEqual(['Service a', 'Service c']);
  expect(shared?.matters.map(({ about = '' }) => plain(about))).toEqual([
    'Service a : Compte rendu d’avril 2020',
    'Service c : Compte rendu d’avril 2020',
  ]);
  expect(rest?.matters.map(({ title }) => plain(title))).toEqual(['Service a : Bilan']);
  expect(plain(htmlOf(contentOfMany(alike)))).toContain('Service c : Compte rendu d’avril 2020');
});

test('the subject counts conventions and what presses', () => {
  expect(plain(contentOfMany(three).subject)).toBe(
    '3 conventions : 4 points à suivre, dont 1 en retard et 1 à venir',
  );
});

test('conventions are counted, not their letters nor their names', () => {
  const told = (all: readonly LetterOfMany[]) => {
    const { subject, summary, footer, groups, links } = contentOfMany(all);
    const headings = groups.map(({ heading = '' }) => heading);
    return plain([subject, summary, ...footer, ...headings, ...links.map(({ label }) => label)].join('\n'));
  };
  const [a, b] = [ofConvention('a', letter([duty()])), ofConvention('b', letter([duty()]))];
  const twice = told([a, ofConvention('a', letter([information])), b]);
  expect(twice.match(/\d conventions/g)).toEqual([
    '2 conventions',
    '2 conventions',
    '2 conventions',
    '2 conventions',
  ]);
  expect(twice.match(/indiquer la bonne personne/g)).toHaveLength(2);
  const alone = told([a, ofConvention('a', letter([information]))]);
  expect(alone).not.toMatch(/\d conventions?/);
  expect(alone).toMatch(/^Service a : 2 points/);
  expect(alone).toContain('À ce jour, dans la convention « Service a » : ');
  expect(alone).toContain('parmi les contacts de la convention « Service a ».');
  expect(alone).not.toContain('conventions :');
  const { shortName, title } = contentOfMany([a, ofConvention('a', letter([information]))]).convention;
  expect([shortName, plain(title)]).toEqual(['Service a', a.writer.convention.title]);
  const { convention } = b.writer;
  const namesake = { ...b, writer: { ...b.writer, convention: { ...convention, shortName: 'Service a' } } };
  expect(told([a, namesake])).toMatch(/Compte rendu d’avril 2020 \(2 conventions\)/);
});

test('their preferences are chosen at once, as a contact rather than as who manages', () => {
  const { links } = contentOfMany(three);
  const [preferences, ...others] = links.map(({ label, url }) => [plain(label), url]);
  expect(preferences).toEqual([
    'Vos préférences pour toutes ces conventions : rythme des courriels, absence',
    three[0]?.links?.preferences,
  ]);
  expect(others.map(([label]) => label)).toEqual(
    ['a', 'b', 'c'].map((id) => `« Service ${id} » : indiquer la bonne personne`),
  );
  const managed = ofConvention('d', letter([duty()]), 'agnes.martin');
  const ofBoth = contentOfMany([managed, ...three]).links.map(({ url }) => url);
  expect(ofBoth).toEqual(links.map(({ url }) => url));
});

test('one manager is answered, several are named, many are found behind the links', async () => {
  expect((await read(three)).mail.replyTo?.text).toContain('camille.durand@dinum.example');
  const two = [ofConvention('a', letter()), ofConvention('b', letter([overdueDuty()]), 'omar')];
  const { mail } = await read(two);
  expect(mail.replyTo).toBeUndefined();
  expect(plain(mail.text ?? '').replaceAll('\n', ' ')).toContain(
    'camille.durand (camille.durand@dinum.example) et omar (omar@dinum.example)',
  );
  const said = plain(mail.text ?? '').replaceAll('\n', ' ');
  expect(said).toContain('d’indiquer une nouvelle date à qui gère la convention');
  expect(said).not.toContain('en réponse à ce message');
  const asked = news({ urgent: false, paragraphs: ['Sinon, répondez à ce courriel : Omar le saura.'] });
  const mixed = [ofConvention('a', letter([asked])), ofConvention('b', letter([duty()]), 'omar')];
  expect(plain((await read(mixed)).mail.text ?? '').replaceAll('\n', ' ')).toContain(
    'écrivez à qui gère la convention : Omar',
  );
  const many = Array.from({ length: 6 }, (_, rank) => ofConvention(`c${rank}`, letter(), `chef-${rank}`));
  expect(contentOfMany(many).answer.text).toContain('chaque lien ci-dessus');
});

test('of many matters each keeps its name, its state and its link, and its words no more', () => {
  const many = Array.from({ length: 300 }, (_, rank) => ofConvention(`c${rank}`, letter([overdueDuty()])));
  const [group] = contentOfMany(many).groups;
  expect(group?.matters).toHaveLength(300);
  for (const { title, status, action, facts, paragraphs } of group?.matters ?? []) {
    expect([title.length > 0, status.length > 0, facts, paragraphs]).toEqual([true, true, [], []]);
    expect(action?.url).toContain('/agir/');
  }
  expect(contentOfMany(three).groups[0]?.matters[0]?.facts.length).toBeGreaterThan(0);
});

test('its deadlines are one calendar', async () => {
  const { mail } = await read(three);
  const calendars = mail.attachments.filter(({ contentType }) => contentType === 'text/calendar');
  expect(calendars.map(({ filename }) => filename)).toEqual(['echeances.ics']);
  const text = String(calendars[0]?.content);
  expect(text.match(/BEGIN:VEVENT|BEGIN:VTODO/g)).toHaveLength(2);
  expect(plain(mail.text ?? '')).toContain('inscrit ces 2 dates dans votre agenda');
});

test('its Message-ID is that of what it is made of, in whatever order', () => {
  expect(idOfMany([...three].reverse(), from)).toBe(idOfMany(three, from));
  expect(idOfMany(three.slice(1), from)).not.toBe(idOfMany(three, from));
  expect(composeTogether(three, from).messageId).toBe(idOfMany(three, from));
});

test('the plain text says all that the HTML does, of few matters or of many, each with its link', () => {
  const many = Array.from({ length: 14 }, (_, rank) => ofConvention(`c${rank}`, letter([overdueDuty()])));
  for (const all of [three, many]) {
    const content = contentOfMany(all);
    const html = htmlOf(content);
    const text = textOf(content);
    for (const words of saidIn(content)) {
      expect(visible(html)).toContain(words);
      expect(text.replace(/\s+/g, ' ')).toContain(words);
    }
    const actions = [
      ...content.groups.flatMap(({ matters }) => matters),
      ...content.links.map((action) => ({ action })),
    ];
    for (const { action } of actions) {
      expect(text.split('\n').map((line) => line.trim())).toContain(action?.url);
      expect(html).toContain(`href="${action?.url}"`);
    }
  }
});
