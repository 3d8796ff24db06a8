import { doOnMany } from '../../client/on-many.ts';
import { OutcomeUnknown, Refused } from '../../convention/errors.ts';
import { actingOnMany, doneInAll, lookedAt, manyOf, newDuty } from '../gallery/on-many.ts';
import { opened, type Shown } from '../gallery/stage.ts';
import type { State } from '../gallery/state.ts';
import type { Answer } from '../support/site.ts';

const stateOf = (title: string): State => {
  const state = actingOnMany.find((one) => one.title === title);
  if (!state) throw new Error(`no state is « ${title} »`);
  return state;
};
const textOf = ({ text }: Answer) => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

/** Opens a state, or what comes after it, and says what it reads. */
async function seen(title: string, open?: State['open']): Promise<Shown & { readonly text: string }> {
  const shown = await opened({ ...stateOf(title), ...(open ? { open } : {}) });
  await shown.close();
  return { ...shown, text: textOf(shown.answer) };
}

test('what it does in each convention is shown first, and nothing is done', async () => {
  const { text, done } = await seen('ce que fait un départ');
  expect(text).toMatch(/Actes à faire 3 Refus 0/);
  expect(text).toMatch(/Avenant proposé Contact : Marie Martin remplace .* Marie Martin/);
  expect(done).toEqual([]);
});

test.each([
  ['ce que fait un départ', /Marie Martin remplace [^.]*\. Marie Martin, Bureau du budget de la DGEFP –/],
  [
    'ce que fait une circulaire',
    /CP 10 décembre 2020\. personne Rappels à venir : .* dernier jour pour engager \(AE\) en 2020 : 30 novembre 2020 → 27 novembre 2020/,
  ],
  [
    'ce que fait une obligation de plus',
    /d’effet au 1er octobre 2020\. Bruno Lucas, Nadi Bou Hanna Rappels à venir : 6 ajoutés/,
  ],
])('%s: who is written to, and what moves, are told of each convention', async (title, told) => {
  const { text } = await seen(title);
  const rows =
    text.split('Ce qui bouge')[1]?.split(/(?=En vigueur (?!,)|En vigueur, |Avenant proposé )/) ?? [];
  expect(rows.filter((row) => told.test(row))).toHaveLength(3);
});

test('where it would be refused is said beforehand, with the reason', async () => {
  const { text } = await seen('une pause, refusée là où elle a cours');
  expect(text).toMatch(/Actes à faire 2 Refus 1/);
  expect(text).toMatch(/En vigueur, rappels en pause Les rappels sont déjà suspendus/);
});

test('it is done once in each, however often it is asked for', async () => {
  const circular = { year: '2020', commitments: '2020-11-27', payments: '2020-12-10' };
  const { text, done } = await seen('fait', async (seat) => {
    const found = await lookedAt(seat, 'recordYearEnd', circular);
    await doneInAll(seat, 'recordYearEnd', found);
    return doneInAll(seat, 'recordYearEnd', found);
  });
  expect(text).toMatch(/Conventions où c’est fait 3 Où c’était déjà ainsi 0 Refus 0/);
  expect(done.filter((act) => act === 'recordYearEnd')).toHaveLength(3);
});

test('a duty of a template is proposed by an amendment, beside those that a convention has, and once', async () => {
  const { text, done } = await seen('fait', async (seat) => {
    const first = await lookedAt(seat, 'proposeAmendment', newDuty);
    expect(textOf(first)).toMatch(/Actes à faire 3 Refus 0/);
    await doneInAll(seat, 'proposeAmendment', first);
    const again = await lookedAt(seat, 'proposeAmendment', { ...newDuty, effectiveOn: '2020-11-01' });
    expect(textOf(again)).toMatch(
      /Actes à faire 0 Refus 3 .*ajoute déjà l’obligation « Compte rendu annuel des actes de gestion »/,
    );
    for (const { id } of await seat.web.portfolio.seenBy('public')) {
      const { amendments, document } = await seat.web.conventions.record(id);
      const { duties } = amendments.at(-1)?.changes ?? {};
      expect(duties).toHaveLength(document.duties.length + 1);
      expect(duties).toContainEqual(
        expect.objectContaining({ id: 'compte-rendu-annuel', holder: 'delegatee' }),
      );
    }
    return again;
  });
  expect(text).toContain('Rien ne sera fait dans certaines conventions');
  expect(done).toEqual(['proposeAmendment', 'proposeAmendment', 'proposeAmendment']);
});

test('only those of the filter are acted on', async () => {
  const { text, done } = await seen('fait', async (seat) => {
    const pause = { until: '2020-10-01', reason: 'congés' };
    return doneInAll(
      seat,
      'pauseReminders',
      await lookedAt(seat, 'pauseReminders', pause, '?recherche=avenant'),
    );
  });
  expect(done).toEqual(['pauseReminders']);
  expect(text).toMatch(/Conventions où c’est fait 1/);
});

test('what was broken off goes on from its own page, whatever was looked at since', async () => {
  const { text, done } = await seen('fait', async (seat) => {
    const { visitor, web } = seat;
    const at = manyOf('pauseReminders');
    const again = {
      until: '2020-10-01',
      reason: 'congés',
      demande: 'essai',
      etape: 'confirmer',
      cibles: (await web.portfolio.seenBy('public'))
        .filter(({ shortName }) => shortName !== 'En vigueur, rappels en pause')
        .map(({ id }) => id)
        .join(' '),
    };
    const asked = { owner: await visitor.token(), at, of: 2, again };
    const job = await web.jobs.begin(asked, () => Promise.reject(new Error('killed')));
    let page = await visitor.get(`${at}/${job}`);
    while (page.text.includes('data-poll')) page = await visitor.get(`${at}/${job}`);
    await lookedAt(seat, 'pauseReminders', { until: '2020-11-01', reason: 'autre chose' });
    return doneInAll(seat, 'pauseReminders', page);
  });
  expect(text).toMatch(/Conventions où c’est fait 2/);
  expect(done).toEqual(['pauseReminders', 'pauseReminders']);
});

test('whoever does not manage a convention acts nowhere, and does not learn what is there', async () => {
  const { text, done } = await seen('pour qui ne gère rien', async (seat) => {
    const found = await lookedAt(seat, 'pauseReminders', { until: '2020-10-01', reason: 'congés' });
    expect(textOf(found)).toMatch(/Actes à faire 0 Refus 1/);
    return seat.visitor
      .press(found, manyOf('pauseReminders'), { etape: 'confirmer', cibles: 'signaux-faibles inconnue' })
      .then(async ({ headers }) => {
        const page = headers.get('location') ?? '';
        let answer = await seat.visitor.get(page);
        while (answer.text.includes('data-poll')) answer = await seat.visitor.get(page);
        return answer;
      });
  });
  expect(done).toEqual([]);
  expect(text.match(/ce n’est pas à vous de l’y faire/g)).toHaveLength(2);
});

test('once one is not answered, no more are begun', async () => {
  const ids = Array.from({ length: 25 }, (_, rank) => ({ id: `sf-${rank}` }));
  const outcomes = await doOnMany(ids, async ({ id }) => {
    if (id === 'sf-0') throw new OutcomeUnknown('essai', 'coupé');
    if (id === 'sf-1') throw new Refused('BAD_DATE', 'non');
    if (id === 'sf-2') throw new Refused('ALREADY_DONE', 'déjà');
    return { state: 'done', text: 'fait' };
  });
  expect(outcomes.map(({ id }) => id)).toEqual(ids.map(({ id }) => id));
  expect(outcomes.slice(0, 4).map(({ state }) => state)).toEqual(['unanswered', 'refused', 'known', 'done']);
  expect(outcomes.at(-1)?.state).toBe('left');
});
