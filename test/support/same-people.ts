import type { ConnectionLike } from '@temporalio/client';
import type { Conventions } from '../../client/conventions.ts';
import { parisInstant } from '../../convention/calendar/paris.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import type { SentMail } from '../../convention/convention.ts';
import { readDocument } from '../../convention/document/read-document.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { documentOfOwnPeople } from './documents.ts';
import { by, eventually } from './scene.ts';

/** Conventions of the same people, but for one, acted upon in the window of one morning. */
export interface SamePeople {
  readonly ids: readonly string[];
  /** An address that stands in each of them, and the contact that it is. */
  readonly shared: string;
  readonly contact: string;
  /** The address of the contact `nadi-bou-hanna`, in one of them alone, by its rank from 1. */
  readonly alone: (rank: number) => string;
  /** Registers them just before the window, and gives them effect within it: their people are told. */
  begin(): Promise<void>;
  /** What a convention has recorded of its letters about that to a contact. */
  told(id: string, contact: string): Promise<readonly SentMail[]>;
}

/** Some on a stage; their people are nobody else's. */
export function samePeople(
  { conventions, connection }: { conventions: Conventions; connection: ConnectionLike },
  mark: string,
  count: number,
): SamePeople {
  const ids = Array.from({ length: count }, (_, rank) => `${mark}-${rank + 1}`);
  return {
    ids,
    shared: `bruno.lucas@dgefp.${mark}.example`,
    contact: 'bruno-lucas',
    alone: (rank) => `nadi-${rank}@dinum.${mark}.example`,
    async begin() {
      const eve = parisInstant(plainDateOf('2020-03-25'), '08:59') + 50_000;
      const clockOffsetMs = eve - Date.now();
      await Promise.all(
        ids.map((id, rank) => conventions.start(documentOf(mark, id, rank + 1), by, { clockOffsetMs })),
      );
      // Lists know them all, and their window has opened.
      const query = `WorkflowType = 'convention' AND WorkflowId STARTS_WITH 'convention-${mark}-'`;
      await eventually(async () => {
        const { count } = await connection.workflowService.countWorkflowExecutions({
          namespace: 'default',
          query,
        });
        const isOpen = Date.now() + clockOffsetMs > eve + 11_000;
        return Number(count) === ids.length && isOpen ? true : undefined;
      });
      const act = { by, on: '2020-03-25', reason: 'publiée' };
      await Promise.all(ids.map((id) => conventions.act(id, 'confirmEffect', act)));
    },
    told: (id, contact) => toldOf(conventions, id, contact),
  };
}

async function toldOf(conventions: Conventions, id: string, contact: string) {
  const { mails } = await conventions.view(id);
  return mails.filter(
    (mail) => mail.contact === contact && mail.about.some((identity) => identity.startsWith('effect/')),
  );
}

function documentOf(mark: string, id: string, rank: number): ConventionDocument {
  const written = JSON.stringify(documentOfOwnPeople(mark)).replace(
    /"nadi\.bou-hanna@[^"]*"/g,
    `"nadi-${rank}@dinum.${mark}.example"`,
  );
  const read = readDocument({
    ...JSON.parse(written),
    id,
    shortName: `Essai ${rank}`,
    reminders: { hour: '09:00', spreadMinutes: 1 },
  });
  if (!read.ok) throw new Error('the document of this test is refused');
  return read.document;
}
