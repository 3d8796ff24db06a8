import { frenchPassages, type PassageKind, passageName, passagesOf } from '../../client/passages.ts';
import { by, may, noticed, ordered, paid, reported } from '../acts/fixtures.ts';
import { acting, inForce } from '../convention/support.ts';
import { lifeNamed, lifeNames } from '../gallery/lives.ts';

const of = (record: Parameters<typeof passagesOf>[0], kind: PassageKind) =>
  passagesOf(record).filter((one) => one.kind === kind);

describe('what is found of a convention', () => {
  test('its title, its id and its parties', () => {
    const [one] = of(inForce(), 'convention');
    expect(one?.text).toContain('Signaux Faibles');
    expect(one?.text).toContain(inForce().document.id);
    expect(one?.text).toContain('(DGEFP)');
    expect(one?.on).toBe('2020-03-25');
  });

  test('its ceilings and its codes', () => {
    const { budget } = inForce().document;
    const [line] = of(inForce(), 'credits');
    expect(line?.text).toContain('plafond : 100\u202f000,00\u00a0€');
    expect(line?.text).toContain(budget?.codes?.costCentre ?? 'none');
    for (const activity of budget?.codes?.activities ?? []) expect(line?.text).toContain(activity);
  });

  test('its duties, what proves them, and what is said of them', () => {
    const record = acting(
      inForce(),
      may,
      ['markDone', { by, duties: [{ duty: 'chorus-access', evidence: 'ticket AIFE 4512' }] }],
      ['commentDuty', { by, party: 'delegatee', duty: 'credits', comment: 'attendus en juin' }],
    );
    expect(of(record, 'duty').map((one) => one.of)).toContain('chorus-access');
    expect(of(record, 'evidence')).toContainEqual(
      expect.objectContaining({ of: 'chorus-access', text: expect.stringMatching(/ : ticket AIFE 4512$/) }),
    );
    expect(of(record, 'comment')).toMatchObject([{ of: 'credits', on: may.today }]);
    expect(of(record, 'comment')[0]?.text).toContain('attendus en juin');
  });

  test('its reports, with what was spent', () => {
    const [one] = of(reported, 'report');
    expect(one).toMatchObject({ of: '2020-04', on: may.today });
    expect(one?.text).toContain('1\u202f250,50\u00a0€');
    expect(one?.text).toContain('Deux commandes.');
  });

  test('its ledger: orders, suppliers, references and amounts', () => {
    const [commitment, payment] = of(paid, 'entry');
    expect(commitment).toMatchObject({ of: '1', on: '2020-05-04' });
    expect(commitment?.text).toContain('1500000001, Scopyleft, EJ 1500000001');
    expect(commitment?.text).toContain('40\u202f000,00\u00a0€');
    expect(payment?.text).toContain('DP 1');
    // Where there is no budget, no page shows a ledger.
    const { budget: _budget, ...document } = ordered.document;
    expect(of({ ...ordered, document }, 'entry')).toEqual([]);
  });

  test('its journal, with the reasons, line by line', () => {
    const lines = of(noticed, 'journal');
    expect(lines).toHaveLength(noticed.journal.length);
    expect(lines.at(-1)).toMatchObject({ of: String(noticed.journal.length), on: '2020-07-01' });
    expect(lines.at(-1)?.text).toContain('décision du 4 mai');
  });

  test('files by their names, whose digests say nothing to anybody', () => {
    const life = lifeNamed('signée, avec des pièces');
    const [said] = of(life.convention, 'journal').filter(({ text }) =>
      text.includes('convention-signee.pdf'),
    );
    expect(said).toBeDefined();
    expect(said?.text).not.toContain('cdcd');
  });
});

test.each(lifeNames)('every passage of « %s » is one line, has a name, and says something', (name) => {
  const passages = passagesOf(lifeNamed(name).convention);
  expect(passages.length).toBeGreaterThan(5);
  const wrong = passages.filter(
    (one) =>
      one.text.trim() === '' ||
      /[\r\n]|undefined|NaN|\[object/.test(one.text) ||
      !passageName(one).startsWith(frenchPassages[one.kind]) ||
      passageName(one).includes('undefined'),
  );
  expect(wrong).toEqual([]);
});
