// Every workflow that a worker hosts: what its bundle is made from.
export { convention } from './convention.ts';
export { morningMail } from './morning-mail.ts';
export { droppedExports } from './watch/dropped-exports.ts';
export { reconciliation } from './watch/reconciliation.ts';
export { returnedMail } from './watch/returned-mail.ts';
export { sweep } from './watch/sweep.ts';
export { weeklySummary } from './watch/weekly-summary.ts';
