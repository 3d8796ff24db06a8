import { infBud53 } from '../chorus/files.ts';
import { lifeNamed } from '../gallery/lives.ts';
import { importingEverywhere } from '../gallery/outside.ts';
import { opened, type Shown } from '../gallery/stage.ts';
import { worldOf } from '../gallery/state.ts';

/** Opens a page of the import into all conventions, and says what it reads. */
async function seen(title: string): Promise<Shown & { readonly text: string }> {
  const state = importingEverywhere.find((one) => one.title === title);
  if (!state) throw new Error(`no state is « ${title} »`);
  const shown = await opened(state);
  await shown.close();
  return { ...shown, text: shown.answer.text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') };
}

test('whoever may import nowhere learns nothing of what is there', async () => {
  const { answer, text } = await seen('pour qui n’importe nulle part');
  expect(answer.status).toBe(422);
  expect(text).toContain('Aucune convention en cours n’attend d’export de vous.');
  expect(text).not.toContain('signaux-faibles');
});

test('what is whose is shown before anything is done', async () => {
  const { text, done } = await seen('ce qui revient à chacune');
  expect(text).toMatch(/dont à vos conventions 2 500,00 € dont à aucune 123,45 €/);
  expect(text).toMatch(/imputation inconnue : .*EMPEF00099/);
  expect(done).toEqual([]);
});

test('each convention has its share once, however often it is asked for', async () => {
  const rows = [{ order: '1500000077', item: '1', engaged: 250_000 }];
  const shown = await opened({
    group: '',
    title: '',
    reader: 'manager',
    world: () => worldOf(lifeNamed('en vigueur')),
    async open({ visitor }) {
      const file = new File([infBud53(rows).slice()], 'export.csv');
      const found = await visitor.press(await visitor.get('/import'), '/import', { file });
      for (let time = 0; time < 2; time++) {
        const { headers } = await visitor.press(found, '/import');
        const page = headers.get('location') ?? '';
        while ((await visitor.get(page)).text.includes('data-poll'));
      }
      return visitor.get('/conventions');
    },
  });
  expect([...shown.done]).toEqual(['importLedger']);
  await shown.close();
});
