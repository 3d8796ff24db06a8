import { present } from '../../convention/plain-object.ts';

describe('what there is of some values', () => {
  it('leaves out the keys that have nothing, and no other', () => {
    const ceiling: number | undefined = undefined;
    expect(Object.entries(present({ ceiling, committed: 0, line: '', known: false, none: null }))).toEqual([
      ['committed', 0],
      ['line', ''],
      ['known', false],
      ['none', null],
    ]);
  });
});
