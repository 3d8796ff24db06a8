import { userMark } from '../client/operator.ts';
import { type Command, defineCommand, withConventions } from './command.ts';
import { by, id } from './doing.ts';
import { print } from './print.ts';
import { conventionId } from './words.ts';

/** What mends the life of a convention, and is no act of its parties. */
export const resumeCommands: readonly Command[] = [
  defineCommand({
    usage: 'resume <id>',
    says: 'Reprend une convention arrêtée hors de l’application (dans l’interface Temporal), là où elle en était',
    options: { id, by },
    example: ['resume signaux-faibles', 'ses échéances et ses courriels reprennent'],
    run: async ({ id, by, json }) => {
      conventionId(id);
      await withConventions(async (conventions) => {
        const text = await conventions.resume(id, by, userMark());
        print(json, { id, text }, () => [text]);
      });
    },
  }),
];
