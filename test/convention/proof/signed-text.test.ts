import { doAct } from '../../../acts/acts.ts';
import { register } from '../../../convention/convention.ts';
import type { NewsItem } from '../../../convention/mailing/letter.ts';
import { registeredNews } from '../../../convention/mailing/news.ts';
import { citationOf } from '../../../convention/proof/piece.ts';
import { acting, at, inForce, signauxFaibles } from '../support.ts';

const sha256 = 'ab'.repeat(32);
const file = { name: 'convention.pdf', sha256 };
const { now } = at('2020-03-25');
const by = 'Ada';

function toControllers(evidence?: string): NewsItem | undefined {
  const text = evidence === undefined ? undefined : { evidence, by, at: now };
  return registeredNews(register(signauxFaibles(), now, text)).find(
    ({ item }) => item.identity === 'registered/controllers',
  )?.item;
}

describe('what controllers are told of a convention that was signed', () => {
  it('encloses its text when it is kept', () => {
    expect(toControllers(citationOf(file))?.enclosed?.files).toEqual([file]);
  });

  it('says where its text is when only that is known', () => {
    const item = toControllers('https://intranet.example/convention.pdf');
    expect(item?.facts).toContainEqual(['Texte signé', 'https://intranet.example/convention.pdf']);
    expect(item?.enclosed?.files).toEqual([]);
  });

  it('says whose it is to send a copy when nothing is known, and never that one is there', () => {
    const item = toControllers();
    expect(item?.lead).not.toMatch(/copie|exemplaire|joint/);
    expect(item?.enclosed).toEqual({
      files: [],
      otherwise:
        'Le texte signé n’est pas joint à ce courriel : DINUM doit vous en adresser copie (art. 3 et 5).',
    });
  });
});

describe('a signed text that is given later', () => {
  it('goes to both controllers and both parties, and is kept in the record', () => {
    const effect = doAct(inForce(), 'recordSignedText', { by, evidence: citationOf(file) }, at('2020-05-04'));
    const [news] = effect.news;
    expect(news?.to).toEqual([
      { holder: 'body:cbcm-mef' },
      { holder: 'body:cbcm-pm' },
      { holder: 'delegator' },
      { holder: 'delegatee' },
    ]);
    expect(news?.item.enclosed?.files).toEqual([file]);
    expect(effect.convention.signedText?.evidence).toBe(citationOf(file));
    expect(effect.text).toContain('versé');
  });
});

describe('the copy of an amendment for the controllers', () => {
  it('encloses the text that was signed, once, under the name that it was given', () => {
    const may = at('2020-05-04');
    const agreed = acting(
      inForce(),
      may,
      [
        'proposeAmendment',
        {
          by,
          from: 'delegatee',
          changes: { budget: { ceiling: 120_000 } },
          reason: 'r',
          effectiveOn: '2020-06-01',
        },
      ],
      ['agreeAmendment', { by, amendment: 1, party: 'delegator' }],
      ['agreeAmendment', { by, amendment: 1, party: 'delegatee' }],
    );
    const copyOf = (reference: string) =>
      doAct(agreed, 'signAmendment', { by, amendment: 1, on: may.today, reference, sha256 }, may).news.find(
        ({ item }) => item.identity === 'amendment/1/copy',
      )?.item;
    expect(copyOf('Avenant')?.enclosed?.files).toEqual([{ name: 'avenant-1.pdf', sha256 }]);
    expect(copyOf(citationOf(file))?.enclosed?.files).toEqual([file]);
    expect(copyOf('Avenant')?.lead).not.toMatch(/copie|exemplaire|joint/);
  });
});
