import { actForms } from '../../../acts/forms.ts';
import { actSlug } from '../../../web/acts/act-slug.ts';

test('each act has an address of its own, in French', () => {
  const slugs = Object.values(actForms).map(({ act }) => actSlug(act));
  expect(new Set(slugs).size).toBe(slugs.length);
  expect(slugs).not.toContain('import');
  expect(slugs.filter((slug) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))).toEqual([]);
  expect(actSlug('waiveDuty')).toBe('dispenser-d-une-obligation');
});
