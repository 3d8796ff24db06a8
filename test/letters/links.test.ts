import type { ClosingAct } from '../../convention/duties/duty.ts';
import type { LetterItem } from '../../convention/mailing/letter.ts';
import { htmlOf } from '../../letters/html.tsx';
import { contentOf } from '../../letters/letter-content.ts';
import { linksOf } from '../../letters/links.ts';
import { textOf } from '../../letters/text.ts';
import { alert, delivery, duty, letter, meeting, news, overdueDuty } from '../activities/mail/letters.ts';
import { linked, posted, readableLinks } from '../activities/mail/posted.ts';

const invitation = () => news({ urgent: false, meeting: meeting({ uid: 'committee-3@signaux-faibles' }) });
const proposal = () => news({ urgent: false, duty: 'balance' });

/** The buttons and links of a letter, as `label → page about`. */
async function offered(...items: LetterItem[]) {
  const given = letter(items);
  const content = contentOf(delivery([given]), given, linked(given));
  const shown = ({ label, url }: { label: string; url: string }) =>
    `${label} → ${/example\/(\w+\/[^.]+)/.exec(url)?.[1]}`.replaceAll('\u00a0', ' ');
  const ofMatters = content.groups.flatMap(({ matters }) => matters.flatMap(({ action }) => action ?? []));
  return {
    ...content,
    main: content.action && shown(content.action),
    ofMatters: ofMatters.map(shown),
    footer: content.links.map(shown),
  };
}

test.each<[ClosingAct | undefined, string]>([
  ['done', 'Indiquer que c’est fait'],
  ['publish', 'Indiquer la publication'],
  ['report', 'Remettre le compte rendu'],
  ['committee', 'Organiser le comité'],
  ['settle', 'Se prononcer sur le solde'],
  ['year-end', 'Renseigner les dates'],
  ['shortfall', 'Donner la décision'],
  ['amend', 'Donner suite à l’avenant'],
  ['breach', 'Répondre à la mise en demeure'],
  ['renew', 'Se prononcer sur la reconduction'],
  ['ledger', 'Mettre à jour les engagements'],
  [undefined, 'Répondre'],
])('a duty closed by %s has one button that says so', async (closedBy, label) => {
  const item = closedBy ? duty({ closedBy }) : duty();
  expect(await offered(item)).toMatchObject({
    main: undefined,
    ofMatters: [`${label} → agir/report-2020-04`],
  });
});

test('a representative may act too; a copy, an alert and news only follow', async () => {
  const late = overdueDuty({ rung: 'escalation', standing: 'representative', closedBy: 'done' });
  expect((await offered(late)).ofMatters).toEqual(['Indiquer que c’est fait → agir/chorus-access']);
  for (const item of [duty({ standing: 'copy' }), alert(), news()]) {
    expect((await offered(item)).ofMatters).toEqual(['Voir où en est la convention → agir/follow']);
  }
});

test('an invitation is answered, its cancellation is not', async () => {
  expect((await offered(invitation())).ofMatters).toEqual(['Répondre à l’invitation → agir/meeting-3']);
  const cancelled = news({ meeting: meeting({ uid: 'committee-3@signaux-faibles', method: 'CANCEL' }) });
  expect((await offered(cancelled)).ofMatters).toEqual(['Voir où en est la convention → agir/follow']);
});

test('news that names a duty asks for an answer, and no longer says that it only informs', async () => {
  const { ofMatters, groups, answer } = await offered(proposal());
  expect(ofMatters).toEqual(['Répondre → agir/balance']);
  expect(groups[0]?.matters[0]).toMatchObject({ tone: 'coming', status: 'Réponse attendue' });
  expect(answer.heading).toBe('Pour répondre');
});

test('each matter of a digest that asks something has a link of its own; a digest that asks nothing has one main button', async () => {
  const late = overdueDuty({ closedBy: 'done' });
  expect(
    await offered(late, duty({ closedBy: 'report' }), invitation(), duty({ standing: 'copy' })),
  ).toMatchObject({
    main: undefined,
    ofMatters: [
      'Indiquer que c’est fait → agir/chorus-access',
      'Remettre le compte rendu → agir/report-2020-04',
      'Répondre à l’invitation → agir/meeting-3',
    ],
  });
  expect(await offered(alert(), news())).toMatchObject({
    main: 'Voir où en est la convention → agir/follow',
    ofMatters: [],
  });
});

test('every letter says who else to ask and where its deadlines are', async () => {
  for (const item of [duty(), news(), alert()]) {
    expect((await offered(item)).footer).toEqual([
      'Vos préférences : rythme des courriels, absence, autre interlocuteur → agir/preferences',
      'S’abonner à l’agenda de vos échéances → agenda/calendar',
    ]);
  }
});

test('without a web application, a letter leads nowhere', () => {
  const content = contentOf(delivery(), letter([duty({ closedBy: 'report' }), invitation()]));
  expect(content.links).toEqual([]);
  expect(JSON.stringify(content)).not.toMatch(/https?:/);
  expect(htmlOf(content)).not.toContain('<a ');
});

const letters = [[duty({ closedBy: 'report' })], [alert()], [overdueDuty(), invitation(), news()]].map(
  (items) => letter(items),
);

test.each(letters)(
  'HTML and text lead to the same pages, each address whole on its own line: %#',
  async (given) => {
    const content = contentOf(delivery([given]), given, linked(given));
    const html = htmlOf(content);
    const lines = textOf(content).split('\n');
    const inHtml = [...html.matchAll(/href="([^"]+)"/g)].map(([, url]) => url);
    const inText = lines.filter((line) => line.includes('://'));
    expect(inHtml.length).toBeGreaterThanOrEqual(3);
    expect(inText).toEqual(inHtml);
    for (const [, label] of html.matchAll(/<a [^>]*>([^<]+)<\/a>/g)) {
      expect(lines).toContain(`${label?.replaceAll('&#x27;', '’')}\u00a0:`);
    }
  },
);

test('links of several matters can be told apart when they are read alone', async () => {
  const given = letter([overdueDuty({ closedBy: 'done' }), duty({ closedBy: 'done' })]);
  const html = htmlOf(contentOf(delivery([given]), given, linked(given)));
  const labels = [...html.matchAll(/aria-label="([^"]+)"/g)].map(([, label]) => label);
  expect(labels).toEqual([
    expect.stringMatching(/^Indiquer que c’est fait : Demande de paramétrage/),
    'Indiquer que c’est fait : Compte rendu d’avril 2020',
  ]);
});

test('addresses survive the journey, and each attempt is the same, octet for octet', async () => {
  const given = letter([duty({ closedBy: 'report' })]);
  const links = linked(given);
  const { raw, mail } = await posted(given, delivery([given]), links);
  expect((await posted(given, delivery([given]), linked(given))).raw).toBe(raw);
  for (const url of [links.acts.get('report-2020-04') ?? '', links.preferences, links.calendar]) {
    expect(mail.text?.split('\n')).toContain(url);
    expect(mail.html).toContain(`href="${url}"`);
  }
  expect(links.preferences).toContain(String(given.writtenAt));
});

test('a letter opens what it is about, and where the convention stands: no link is about all of a person', () => {
  const given = letter([duty(), duty({ duty: 'credits' }), invitation(), alert(), news()]);
  const { acts, follow, ...others } = linked(given);
  expect([...acts.keys()]).toEqual(['report-2020-04', 'credits', 'meeting-3']);
  expect(follow).toMatch(/^https:\/\/conventions\.example\/agir\/.*follow/);
  expect(Object.keys(others).sort()).toEqual(['calendar', 'preferences']);
});

test('who is no contact any more has no link at all', async () => {
  const about = delivery();
  const former = letter([news()], {
    to: { contact: 'ancien:agnes', name: 'Agnès', email: 'agnes@dinum.example', outside: true },
  });
  expect(linksOf(readableLinks, about, former)).toBeUndefined();
  const content = contentOf(about, former, undefined);
  expect(JSON.stringify(content)).not.toMatch(/https?:/);
  expect(content.footer.join(' ')).toContain('figurait');
});
