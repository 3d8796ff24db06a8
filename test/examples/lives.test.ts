import { viewOf } from '../../convention/views/view.ts';
import { exampleIds, livedThrough, readExample } from './examples.ts';
import { expectedTimetable, timetableOf } from './timetable.ts';

test.each(exampleIds)('%s lives to its closing when everybody does what is asked', (id) => {
  const { convention, moment } = livedThrough(readExample(id).document);
  const found = timetableOf(viewOf(convention, {}, moment.now));
  expect(found).toEqual(expectedTimetable(id, found));
});
