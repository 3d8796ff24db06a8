/** How long completion may take: a terminal does not wait. */
const patienceMs = 3000;

const withoutId = new Set(['start', 'schedule', 'rehearse', 'schema', 'list', 'completion']);
const withDuty = new Set(['done', 'waive', 'reopen']);

/**
 * Completes ids of conventions, then their duties, publications or contacts, by asking the engine; nothing when it
 * does not answer.
 */
export async function complete(
  current: string,
  _argv: unknown,
  defaults: (done: (error: Error | null, words: string[] | undefined) => void) => void,
  done: (words: string[]) => void,
): Promise<void> {
  const typed = process.argv
    .slice(process.argv.indexOf('--get-yargs-completions') + 1)
    .filter((word) => word !== '--');
  const words = typed.slice(1).filter((word) => !word.startsWith('-'));
  const [command = '', id] = words.slice(0, current === '' ? undefined : -1);
  const argument = words.length - (current === '' ? 0 : 1);
  if (
    command === '' ||
    current.startsWith('-') ||
    withoutId.has(command) ||
    (argument > 2 && command !== 'done')
  ) {
    defaults((_error, found) => done(found ?? []));
    return;
  }
  const late = new Promise<string[]>((over) => setTimeout(over, patienceMs, []).unref());
  const found = await Promise.race([late, id && argument >= 2 ? parts(command, id) : ids()]);
  done(found.filter((word) => word.startsWith(current)));
}

async function ids(): Promise<string[]> {
  return asking(async (conventions) =>
    (await conventions.list({ limit: 200 })).conventions.map(({ id }) => id),
  );
}

async function parts(command: string, id: string): Promise<string[]> {
  return asking(async (conventions) => {
    if (withDuty.has(command)) {
      const closed = command === 'reopen';
      const { duties } = await conventions.view(id);
      return duties.filter(({ outcome }) => (outcome !== undefined) === closed).map((duty) => duty.id);
    }
    const { document } = await conventions.record(id);
    if (command === 'publish') return document.publications.map((publication) => publication.id);
    if (command !== 'contact') return [];
    const { allContacts } = await import('../../convention/document/contacts.ts');
    return allContacts(document).map(({ contact }) => contact.id);
  });
}

async function asking(
  ask: (conventions: import('../conventions.ts').Conventions) => Promise<string[]>,
): Promise<string[]> {
  try {
    const { Conventions } = await import('../conventions.ts');
    const conventions = await Conventions.connect();
    try {
      return await ask(conventions);
    } finally {
      await conventions.close();
    }
  } catch {
    return [];
  }
}
