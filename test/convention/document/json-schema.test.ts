import { documentJsonSchema } from '../../../convention/document/json-schema.ts';
import { example, minimal } from '../support.ts';

type Node = Record<string, unknown>;

const node = (value: unknown): Node => Object(value);
const schema = node(documentJsonSchema());
const at = (...path: string[]) => path.reduce((found, key) => node(found[key]), schema);

/** Where a value leaves a schema: only the words that ours uses. */
function misfits(value: unknown, rule: Node, path = ''): string[] {
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  const misfit = (why: string) => [`${path} ${why}`];
  if (Array.isArray(rule.anyOf)) {
    return rule.anyOf.some((one) => misfits(value, node(one), path).length === 0) ? [] : misfit('fits none');
  }
  const wanted = rule.type === 'integer' ? 'number' : rule.type;
  if (wanted !== undefined && wanted !== type) return misfit(`is no ${rule.type}`);
  if (Array.isArray(rule.enum) && !rule.enum.includes(value)) return misfit('is not in the list');
  if (
    typeof value === 'string' &&
    typeof rule.pattern === 'string' &&
    !new RegExp(rule.pattern, 'u').test(value)
  ) {
    return misfit('does not match');
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => misfits(item, node(rule.items), `${path}[${index}]`));
  }
  if (type !== 'object') return [];
  const properties = node(rule.properties);
  const missing = Array.isArray(rule.required) ? rule.required.filter((key) => !(key in node(value))) : [];
  return [
    ...missing.map((key) => `${path}.${key} is missing`),
    ...Object.entries(node(value)).flatMap(([key, inner]) => {
      if (key in properties) return misfits(inner, node(properties[key]), `${path}.${key}`);
      return rule.additionalProperties === false ? [`${path}.${key} is unknown`] : [];
    }),
  ];
}

describe('the JSON Schema of documents', () => {
  it('is of the draft that editors know, and has a title', () => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema.title).toBe('Convention de délégation de gestion');
  });

  it('accepts the example and a minimal document', () => {
    expect(misfits(example(), schema)).toEqual([]);
    expect(misfits(minimal(), schema)).toEqual([]);
  });

  it('refuses an unknown key, a missing one and a value of another type', () => {
    const { signedOn: _left, ...others } = minimal();
    const worse = { ...others, titel: 'x', title: 12 };
    expect(misfits(worse, schema).sort()).toEqual([
      '.signedOn is missing',
      '.titel is unknown',
      '.title is no string',
    ]);
  });

  it('requires what a minimal document has, and no more', () => {
    expect(schema.required).toEqual(Object.keys(minimal()));
  });

  it.each<[string[], unknown]>([
    [['properties', 'public'], false],
    [['properties', 'effect', 'properties', 'conditions'], undefined],
    [['properties', 'effect', 'properties', 'publication'], 'all'],
    [['properties', 'holidays'], 'metropole'],
    [['properties', 'term', 'properties', 'months'], undefined],
    [['properties', 'term', 'properties', 'lastDay'], 'eve'],
    [['properties', 'notice', 'properties', 'months'], 3],
    [['properties', 'reports', 'properties', 'finalOpensDaysBefore'], 15],
    [['properties', 'reports', 'properties', 'dueWorkingDay'], undefined],
    [['properties', 'reminders', 'properties', 'hour'], '09:00'],
    [
      ['properties', 'reminders', 'properties', 'policy', 'properties', 'after'],
      [7, 14],
    ],
  ])('gives editors the default of %j', (path, expected) => {
    expect(at(...path).default).toEqual(expected);
  });

  it('knows an amount as people write it: a number of euros', () => {
    expect(at('properties', 'renewal', 'properties', 'ceiling')).toMatchObject({
      type: 'number',
      minimum: 0,
    });
  });

  it('knows that there may be no ceiling: a number of euros, or null', () => {
    const { anyOf } = at('properties', 'budget', 'properties', 'ceiling');
    expect(anyOf).toEqual([expect.objectContaining({ type: 'number' }), { type: 'null' }]);
  });

  it('requires of a clause that it says its article, but of those that the law gives', () => {
    const named = Object.keys(node(schema.properties)).filter((key) =>
      Object.hasOwn(node(at('properties', key).properties), 'article'),
    );
    const required = named.filter((key) => {
      const keys = at('properties', key).required;
      return Array.isArray(keys) && keys.includes('article');
    });
    expect(named.filter((key) => !required.includes(key))).toEqual([
      'effect',
      'term',
      'notice',
      'amendments',
    ]);
    expect(required).toContain('reports');
  });

  it('explains its keys in French', () => {
    expect(at('properties', 'signedOn').description).toBe('Date de signature');
    expect(at('properties', 'public').description).toBe('Inscrite au registre public');
    expect(at('properties', 'delegatee', 'properties', 'siret').description).toMatch(/SIRET/);
  });
});
