import type { ReactElement } from 'react';
import type { Field } from '../../../acts/form.ts';
import { plainDateOf } from '../../../convention/calendar/plain-date.ts';
import { centsOf } from '../../../convention/ledger/money.ts';
import { Form } from '../../../web/page/form.tsx';
import { htmlOf, Layout } from '../../../web/page/layout.tsx';
import { Alert, Badge, Card, Details, EmptyState, Facts, Figures } from '../../../web/page/parts.tsx';
import { ProgressBar } from '../../../web/page/progress-bar.tsx';
import { designSystemSkin } from '../../../web/page/skin.ts';
import { Table } from '../../../web/page/table.tsx';
import { Timeline } from '../../../web/page/timeline.tsx';
import { Pagination, Steps, Tabs } from '../../../web/page/ways.tsx';
import { demo, event, life } from './demo.tsx';
import { everyField } from './every-field.ts';

const hostile = `"><script>alert('x')</script><img src=x onerror=alert(1)>\u202Etxet\u202C 👩‍⚖️ שלום &amp; =cmd|' /C'!A0`;

/** The markup of a part, alone in its page. */
function html(part: ReactElement): string {
  return htmlOf(part).replace('<!DOCTYPE html>', '');
}

const hostileField = (kind: Field['kind']): Field => ({
  name: `field-${kind}`,
  label: hostile,
  hint: hostile,
  kind,
  value: hostile,
  options: [
    ['a', hostile],
    [hostile, 'b'],
  ],
});

const kinds = everyField.map(({ kind }) => kind);
const hostileFields = [...new Set(kinds)].map(hostileField);

const hostileParts: Record<string, ReactElement> = {
  layout: (
    <Layout
      title={hostile}
      lead={hostile}
      path="/"
      person={{ name: hostile, admin: false, auditor: true }}
      csrf={hostile}
      nav={[{ href: '/', label: hostile }]}
      breadcrumb={[{ href: '/', label: hostile }]}
      notice={<Alert tone="error">{hostile}</Alert>}
    />
  ),
  form: (
    <Form
      action={hostile}
      csrf={hostile}
      fields={hostileFields}
      faults={hostileFields.map(({ name }) => ({ field: name, message: hostile }))}
      hidden={{ hidden: hostile }}
      button={hostile}
      cancel="/"
    />
  ),
  table: (
    <Table
      caption={hostile}
      stacked
      columns={[{ label: hostile, sort: { href: `?q=${hostile}` } }, { label: 'b' }]}
      rows={[{ key: 'a', cells: [hostile, hostile] }]}
    />
  ),
  timeline: <Timeline {...life} events={[event('2020-10-01', 'due', hostile, `/${hostile}`)]} />,
  parts: (
    <>
      <Badge>{hostile}</Badge>
      <Card href={`/${hostile}`} title={hostile} end={hostile}>
        {hostile}
      </Card>
      <Details summary={hostile}>{hostile}</Details>
      <EmptyState title={hostile}>{hostile}</EmptyState>
      <Facts facts={[[hostile, hostile]]} />
      <Figures figures={[{ value: hostile, label: hostile, href: hostile }]} />
      <ProgressBar label={hostile} used={centsOf(1)} ceiling={centsOf(2)} />
      <Tabs label={hostile} path="/" tabs={[{ href: '/', label: hostile }]} />
      <Steps steps={[hostile, 'b']} current={1} />
    </>
  ),
};

test.each(Object.entries(hostileParts))('hostile text in the %s is only text', (_, part) => {
  const markup = html(part);
  // The scripts of the page itself have an address and no content.
  expect(markup.replaceAll(/<script type="module" src="[^"]*"><\/script>/g, '')).not.toContain('<script');
  expect(markup).not.toContain('<img');
  expect(markup).toContain('&lt;script&gt;');
  expect(markup).toContain('👩‍⚖️');
});

test('no page has an inline style or script, which the security policy forbids', () => {
  const pages = [...Object.values(demo).map((page) => page('')), ...Object.values(hostileParts)].map(html);
  for (const page of pages) {
    const tags = page.match(/<[a-z][^<>]*>/g) ?? [];
    expect(tags.filter((tag) => /\sstyle=|\son[a-z]+=\S/i.test(tag.replaceAll(/="[^"]*"/g, '="')))).toEqual(
      [],
    );
    expect(page).not.toContain('<style');
    expect(page).not.toMatch(/<script(?![^>]* src=)/);
  }
});

test('every id is one of a kind and every reference to one leads somewhere', () => {
  for (const page of Object.values(demo).map((shown) => html(shown('')))) {
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id ?? '');
    expect(new Set(ids).size).toBe(ids.length);
    const references = [...page.matchAll(/\s(?:for|aria-describedby|aria-labelledby)="([^"]+)"/g)];
    const links = [...page.matchAll(/href="#([^"]+)"/g)];
    const named = [...references, ...links].flatMap(([, list = '']) => list.split(' '));
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  }
});

test('the accessibility statement is on every page, as the deployment says it', () => {
  expect(html(<Layout title="A" path="/a" />)).toContain('Accessibilité : non conforme');
  const partly = <Layout title="A" path="/a" accessibility="partiellement conforme" />;
  expect(html(partly)).toContain('Accessibilité : partiellement conforme');
});

test('only who is signed in may sign out, with the token of the session', () => {
  const person = { name: 'Camille Durand', admin: false, auditor: false };
  const signedIn = html(<Layout title="A" path="/a" person={person} csrf="token" />);
  expect(signedIn).toContain(
    '<form action="/deconnexion" method="post"><input type="hidden" name="csrf" value="token"/>',
  );
  expect(signedIn).not.toContain('Se connecter');
  const visitor = html(<Layout title="A" path="/a" />);
  expect(visitor).not.toContain('Se déconnecter');
  expect(visitor).toContain('href="/connexion"');
  expect(html(<Layout title="A" path="/connexion" />)).not.toContain('href="/connexion"');
});

test('only pages of somebody who is signed in know of a session', () => {
  const lasting = { mark: 'abc', leftMs: 1_800_000 };
  const signedIn = html(<Layout title="A" path="/conventions/a" csrf="token" lasting={lasting} />);
  expect(signedIn).toContain('data-session="abc" data-session-left="1800000"');
  expect(signedIn).toContain('href="/connexion?suite=%2Fconventions%2Fa"');
  expect(html(<Layout title="A" path="/a" />)).not.toContain('session');
});

test('the menu marks the page one is on, or the part of the site it is in', () => {
  const nav = [
    { href: '/', label: 'Accueil' },
    { href: '/conventions', label: 'Portefeuille' },
  ];
  expect(html(<Layout title="A" path="/conventions" nav={nav} />)).toContain(
    'href="/conventions" aria-current="page"',
  );
  const inside = html(<Layout title="A" path="/conventions/sf" nav={nav} />);
  expect(inside).toContain('href="/conventions" aria-current="true"');
  expect(inside).not.toMatch(/href="\/" aria-current/);
});

test('the real design system replaces our look, and keeps what it has no class for', () => {
  const page = html(<Layout title="A" path="/a" skin={designSystemSkin('/dsfr')} />);
  expect(page).toContain('data-fr-scheme="system"');
  expect(page).toContain('href="/dsfr/dsfr.min.css"');
  expect(page).toContain('href="/assets/parts.css"');
  expect(page).not.toContain('/assets/style.css');
});

test.each([
  { page: 1, pages: 1, shown: [] },
  { page: 1, pages: 3, shown: ['Précédente', '1', '2', '3', 'Suivante'] },
  { page: 5, pages: 12, shown: ['Précédente', '1', '…', '4', '5', '6', '…', '12', 'Suivante'] },
  { page: 12, pages: 12, shown: ['Précédente', '1', '…', '11', '12', 'Suivante'] },
])('page $page of $pages shows $shown', ({ page, pages, shown }) => {
  const markup = html(<Pagination page={page} pages={pages} href={(number) => `?page=${number}`} />);
  expect([...markup.matchAll(/>([^<>]+)</g)].map(([, text]) => text)).toEqual(shown);
});

test.each([
  { used: 62_500, says: '62 %', rest: 'Reste' },
  { used: 99_999.99, says: '99 %', rest: 'Reste' },
  { used: 100_000, says: '100 %', rest: 'Reste' },
  { used: 100_000.01, says: '> 100 %', rest: 'Dépassement de 0,01' },
  { used: 150_000, says: '150 %', rest: 'Dépassement de' },
])('$used € of 100 000 is $says', ({ used, says, rest }) => {
  const bar = <ProgressBar label="AE" used={centsOf(used)} ceiling={centsOf(100_000)} />;
  const text = html(bar).replaceAll('&gt;', '>').replaceAll('\u00a0', ' ');
  expect(text).toContain(`(${says})`);
  expect(text).toContain(rest);
});

test('a ceiling of nothing is passed by the first cent', () => {
  expect(html(<ProgressBar label="AE" used={centsOf(1)} ceiling={centsOf(0)} />)).toContain('Dépassement');
  expect(html(<ProgressBar label="AE" used={centsOf(0)} ceiling={centsOf(0)} />)).toContain('0\u00a0%');
});

test('a form shows its fields as they were filled in, not as they began', () => {
  const field: Field = { name: 'on', label: 'Date', kind: 'date', value: '2020-09-10' };
  const shown = (values?: Record<string, string>) =>
    html(<Form action="/" fields={[field]} values={values} button="Envoyer" />);
  expect(shown()).toContain('value="2020-09-10"');
  expect(shown({ on: '2020-10-01' })).toContain('value="2020-10-01"');
  // Emptied on purpose.
  expect(shown({})).not.toContain('value="2020');
});

test('choices come back ticked, amounts one a line, and a file is sent as one', () => {
  const page = html(
    <Form
      action="/"
      fields={everyField}
      values={{ articles: '3,5', forecast: '2020-05=8000,2020-06=12000', sure: 'oui' }}
      button="Envoyer"
    />,
  );
  expect(page.match(/type="checkbox"[^>]*checked=""/g)).toHaveLength(3);
  expect(page).toContain('2020-05=8000\n2020-06=12000');
  expect(page).toContain('encType="multipart/form-data"');
  expect(page).toContain('inputMode="decimal"');
});

test('amounts that come one a line stay so, decimals and all', () => {
  const field: Field = { name: 'a', label: 'A', kind: 'amounts', value: '2020-05=8000,50\n2020-06=12000,00' };
  expect(html(<Form action="/" fields={[field]} button="Envoyer" />)).toContain(field.value);
});

test('an optional question with few answers may be left without one', () => {
  const field: Field = { name: 'a', label: 'A', kind: 'choice', optional: true, options: [['x', 'X']] };
  expect(html(<Form action="/" fields={[field]} button="Envoyer" />)).toContain('Sans réponse');
});

test('one fault is a problem, several are counted, and one of no field leads nowhere', () => {
  const summary = (count: number) =>
    html(
      <Form
        action="/"
        fields={everyField}
        faults={Array.from({ length: count }, (_, index) => ({ message: `Fault ${index}` }))}
        button="Envoyer"
      />,
    );
  expect(summary(0)).not.toContain('role="alert"');
  expect(summary(1)).toContain('Il y a un problème');
  expect(summary(3)).toContain('3 erreurs à corriger');
  expect(summary(3)).not.toContain('href="#');
});

test('a timeline sorts a life by how near it is', () => {
  const text = html(<Timeline {...life} />)
    .replaceAll(/<svg.*?<\/svg>/gs, '')
    .replaceAll(/<[^>]+>/g, '\n');
  const order = [
    'En retard (2)',
    '34 jours de retard',
    'Aujourd’hui et dans les 30 jours (2)',
    'aujourd’hui',
    'dans 27 jours',
    'Plus tard',
    'Terme de la convention',
    'Passé (8)',
    'Compte rendu de juin 2020',
    'Signature',
  ].map((part) => text.indexOf(part, text.indexOf('Passé\n')));
  expect(order).toEqual([...order].sort((one, other) => one - other));
  expect(order).not.toContain(-1);
});

test('a day that no text fixes is a landmark, and what waits since then is not late', () => {
  const { today } = life;
  const events = life.events.map((one) =>
    one.kind === 'overdue' ? { ...one, kind: 'landmark' as const } : one,
  );
  const text = html(<Timeline {...life} events={events} today={today} />);
  expect(text).toContain('En attente, sans délai fixé par le texte (2)');
  expect(text).toContain('depuis 34 jours');
  expect(text).toContain('0 en retard, 2 en attente, 2 dans les 30 jours');
  expect(text).not.toContain('de retard');
});

test('the band of a timeline says in one sentence what it shows', () => {
  expect(html(<Timeline {...life} />)).toContain(
    'aria-label="Frise au 10 septembre 2020 : signée le 25 mars 2020, effet le 6 avril 2020, terme le 5 avril 2021, ' +
      '2 en retard, 2 dans les 30 jours, prochaine date le 10 septembre 2020 ' +
      '(Réponse à la demande de prévisions de fin de gestion) ; le détail est dans la liste qui suit."',
  );
});

test.each([
  ['before its effect, with nothing planned', { today: '2020-03-25', signedOn: '2020-03-25' }],
  [
    'long after its term',
    { today: '2026-03-25', signedOn: '2020-03-25', effectiveOn: '2020-04-06', endsOn: '2021-04-05' },
  ],
  [
    'with an effect still to come',
    { today: '2020-03-25', signedOn: '2020-03-25', effectiveOn: '2020-06-01' },
  ],
])('a timeline is drawn %s', (_, { today, signedOn, ...more }) => {
  const { effectiveOn, endsOn }: { effectiveOn?: string; endsOn?: string } = more;
  const page = html(
    <Timeline
      today={plainDateOf(today)}
      signedOn={plainDateOf(signedOn)}
      effectiveOn={effectiveOn === undefined ? undefined : plainDateOf(effectiveOn)}
      endsOn={endsOn === undefined ? undefined : plainDateOf(endsOn)}
      events={[]}
    />,
  );
  expect(page).not.toMatch(/NaN|Infinity|undefined|="-\d/);
});

test('two hundred events on one day stay within the band', () => {
  const events = Array.from({ length: 200 }, (_, index) => event('2020-10-01', 'due', `Duty ${index}`));
  const [, height] = /viewBox="0 0 960 (\d+)"/.exec(html(<Timeline {...life} events={events} />)) ?? [];
  expect(Number(height)).toBeLessThan(220);
});
