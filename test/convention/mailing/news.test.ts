import { doAct } from '../../../acts/acts.ts';
import { effectNews, registeredNews } from '../../../convention/mailing/news.ts';
import { periodOf } from '../../../convention/term/term.ts';
import { acting, at, dutyOf, inForce, signed } from '../support.ts';

/** What is told when a convention takes effect. */
function toldOfEffect(convention: ReturnType<typeof signed>) {
  const period = periodOf(convention);
  if (!period) throw new Error('no effect');
  return effectNews(convention, period).item;
}

describe('the effect of a convention', () => {
  it('is that of its publication', () => {
    expect(toldOfEffect(inForce()).lead).toBe(
      'La convention prend effet le 10 avril 2020, date de sa publication.',
    );
  });

  it('is what was confirmed, and why, when it is not that of a publication', () => {
    const reason = 'date portée au recueil';
    const confirmed = acting(signed(), at('2020-04-12'), [
      'confirmEffect',
      { by: 'Ada', on: '2020-04-06', reason },
    ]);
    expect(toldOfEffect(confirmed).lead).toBe('La convention prend effet le 6 avril 2020, date confirmée.');
    expect(toldOfEffect(confirmed).facts).toContainEqual(['Motif de la date', reason]);
  });

  it('is told with the last day of the period that runs, once it has moved', () => {
    const document = { renewal: { mode: 'tacit' } };
    const renewed = {
      ...inForce(document),
      renewals: [{ rank: 1, months: 12, how: 'tacit' as const, at: at('2021-04-10').now }],
    };
    const moved = { by: 'Ada', on: '2020-04-08', reason: 'attestation retrouvée' };
    const { news } = doAct(renewed, 'confirmEffect', moved, at('2021-05-03'));
    expect(news.flatMap(({ item }) => item.facts)).toContainEqual(['Dernier jour', '7 avril 2022']);
  });
});

describe('credits hors titre 2 (art. 1)', () => {
  const credits = (exceptTitle2: boolean) => {
    const convention = inForce({
      budget: { ...Object(signed().document.budget), ceiling: 100_000, exceptTitle2 },
    });
    const [manager] = registeredNews(convention);
    return [
      ...(manager?.item.facts ?? []),
      ...(toldOfEffect(convention).facts ?? []),
      [dutyOf(convention, 'credits').evidence ?? ''],
    ]
      .map((words) => words.join(' : ').replace(/[\u00a0\u202f]/g, ' '))
      .filter((words) => /Montant maximal|Plafond|la référence des crédits/.test(words));
  };

  it('are told as such to whoever may spend them', () => {
    expect(credits(true)).toEqual([
      'Montant maximal : 100 000,00 €, hors titre 2',
      'Plafond : 100 000,00 €, hors titre 2, sur l’UO 0103-CEFP-C003',
      expect.stringContaining('le montant et la référence des crédits hors titre 2, sur l’activité'),
    ]);
  });

  it('are not, when the convention has title 2 too', () => {
    expect(credits(false)).toEqual([
      'Montant maximal : 100 000,00 €, titre 2 compris',
      'Plafond : 100 000,00 €, titre 2 compris, sur l’UO 0103-CEFP-C003',
      expect.stringContaining('le montant et la référence des crédits, sur l’activité'),
    ]);
  });
});
