import '../../engine/production-mode.ts';
import { Conventions } from '../../client/conventions.ts';
import { performOnMany } from '../../client/shared-act.ts';
import { type Batch, sign } from './shared-act.ts';

// Does one act in many conventions, and tells each that is done: `shared-act.ts` kills it in the middle.

const conventions = await Conventions.connect();
process.once('message', ({ targets, asked, batch }: Batch) =>
  performOnMany(conventions, targets, asked, { batch, sign }, () => process.send?.('one')),
);
process.send?.('ready');
