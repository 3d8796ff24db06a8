import { templates } from '../../client/templates.ts';
import { accepted, faultsIn } from '../convention/support.ts';

const plausible: Readonly<Record<string, unknown>> = {
  id: 'essai',
  signedOn: '2026-01-15',
  email: 'une.personne@a.example',
  ceiling: 100_000,
  operatingUnit: '0103-CEFP-C003',
  functionalDomain: '0103-01-01',
  fundsCentre: '0103-CEFP-C003',
  costCentre: 'EMPEF00075',
  ministerialAxis1: '36',
};

/** A document whose blanks hold what could stand there. */
function filled(value: unknown, key = ''): unknown {
  if (value === '') return plausible[key] ?? (key === 'activities' ? '010300000112' : `Un ${key}`);
  if (Array.isArray(value)) return value.map((one) => filled(one, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, name)]));
}

it('has a title and a sentence for each template', () => {
  expect(templates().map(({ name }) => name)).toEqual(['beta-gouv', 'credits', 'csp-chorus', 'minimale']);
  for (const { title, says } of templates()) {
    expect(title).toMatch(/^\p{Lu}/u);
    expect(says).toMatch(/^[^.]+(n° 2004-1085[^.]+)?\.$/);
  }
});

describe.each(templates().map((one) => [one.name, one] as const))(
  'the template %s',
  (_name, { document }) => {
    it('is read without a fault, nor anything to correct in its text, once its blanks are filled', () => {
      expect(accepted(filled(document)).warnings).toEqual([]);
    });

    it('has no other faults than its blanks', () => {
      for (const fault of faultsIn(document)) expect(fault).toMatchObject({ given: '' });
    });

    it('names nobody', () => {
      expect(JSON.stringify(document)).not.toContain('@');
    });
  },
);
