import { readChorus } from '../../chorus/read-chorus.ts';
import { csv, infBud53, infBud53Lines, ours, payments } from './files.ts';
import { exportedOn, readWell } from './reading.ts';

const others = [
  [{ fundsCentre: 'BG00/0103-CEFP-C004' }, 'autre centre financier : « 0103-CEFP-C004 »'],
  [{ costCentre: 'EMPEF00099' }, 'autre centre de coût : « EMPEF00099 »'],
  [{ activity: 'XX00/010300000199' }, 'autre activité : « 010300000199 »'],
  [{ functionalDomain: '0103-02' }, 'autre domaine fonctionnel : « 0103-02 »'],
] as const;

describe('a row charged to something else', () => {
  it.each(others)('is left out, with what it says: %j', (charged, reason) => {
    for (const bytes of [
      infBud53([{ ...charged, engaged: 100 }]),
      infBud53Lines([{ ...charged, engaged: 100 }], 2023),
      payments([{ ...charged, paid: 100 }]),
    ]) {
      expect(readWell(bytes)).toMatchObject({ lines: [], ignored: [{ line: 5, reason }] });
    }
  });

  it('is ours when it does not say to what', () => {
    const unsaid = { fundsCentre: '#', costCentre: '', activity: 'Non affecté', functionalDomain: 'XX00/#' };
    expect(readWell(infBud53([{ ...unsaid, engaged: 100 }])).lines).toHaveLength(1);
    expect(
      readWell(
        csv([
          ['N° EJ', 'Montant engagé'],
          ['15', '1,00'],
        ]),
      ).lines,
    ).toHaveLength(1);
  });

  it('is ours by any of the activities, without area, case, or the zeros that a spreadsheet takes away', () => {
    const scope = { ...ours, activities: ['010300000111', '010300000112'] };
    const row = { fundsCentre: '0103-cefp-c003', activity: '10300000112', engaged: 100 };
    expect(readChorus(infBud53([row]), [scope], { on: exportedOn }).lines).toHaveLength(1);
  });
});
