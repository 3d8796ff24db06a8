import fc from 'fast-check';
import { amended } from '../../../convention/amendments/merge.ts';
import { writtenOf } from '../../../convention/amendments/written.ts';
import { readDocument } from '../../../convention/document/read-document.ts';
import type { ConventionDocument } from '../../../convention/document/schema.ts';
import { changes } from '../../acts/inputs.ts';
import { runs } from '../../support/runs.ts';
import { accepted, example, minimal, signauxFaibles } from '../support.ts';

const again = (document: ConventionDocument) => {
  const reading = readDocument(JSON.parse(JSON.stringify(writtenOf(document))));
  return reading.ok ? reading.document : reading.faults;
};
const { budget } = example();

describe('a document as people would write it', () => {
  it.each<[string, Record<string, unknown>]>([
    ['« Signaux Faibles »', example()],
    ['a minimal one', minimal()],
    ['one without a ceiling', example({ budget: { ...Object(budget), ceiling: null } })],
    ['one of an amount to the cent', example({ budget: { ...Object(budget), ceiling: 99_999.99 } })],
    ['one renewed without limit', example({ renewal: { mode: 'tacit', maximum: null, ceiling: 0.01 } })],
    ['one until a date', example({ term: { until: '2021-12-31' } })],
    [
      'one with exceptions to its reminders',
      example({ reminders: { duties: { committee: { after: [1] } } } }),
    ],
  ])('is read again as it was: %s', (_what, input) => {
    const { document } = accepted(input);
    expect(again(document)).toEqual(document);
  });

  it('has its amounts in euros, and every default told', () => {
    expect(writtenOf(signauxFaibles()).budget?.ceiling).toBe(100_000);
    expect(writtenOf(accepted(minimal()).document)).toMatchObject({ term: { months: 12, lastDay: 'eve' } });
  });

  it('is read again as it was after any amendment', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(signauxFaibles(), accepted(minimal()).document),
        changes,
        (document, given) => {
          const reading = amended(document, given);
          if (reading.ok) expect(again(reading.document)).toEqual(reading.document);
        },
      ),
      { numRuns: runs(80) },
    );
  });

  it('has any amount of two decimals exact', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000_000 }), (cents) => {
        const input = example({ budget: { ...Object(budget), ceiling: cents / 100 } });
        expect(again(accepted(input).document)).toMatchObject({ budget: { ceiling: cents } });
      }),
      { numRuns: runs(40) },
    );
  });
});
