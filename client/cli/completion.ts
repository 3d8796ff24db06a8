import { phases } from '../../convention/phases.ts';
import type { Conventions } from '../conventions.ts';
import { type Command, defineCommand } from './command.ts';
import { print } from './print.ts';
import { commonOptions } from './usage.ts';

/** How long completion may take: a terminal does not wait. */
const patienceMs = 1500;

const shells = ['bash', 'zsh'] as const;

const scripts: Record<(typeof shells)[number], string> = {
  bash: `# Complétion de « delegation » pour bash : source <(delegation completion bash)
_delegation() {
  local IFS=$'\\n'
  COMPREPLY=($(delegation --complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _delegation delegation`,
  zsh: `#compdef delegation
# Complétion de « delegation » pour zsh : source <(delegation completion zsh), après compinit
_delegation() {
  local -a found
  found=("\${(@f)$(delegation --complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then compadd -- "\${found[@]}"; else _files; fi
}
if [[ "\${zsh_eval_context[-1]}" == loadautofunc ]]; then _delegation "$@"; else compdef _delegation delegation; fi`,
};

export const completionCommand = defineCommand({
  usage: 'completion [shell]',
  says: 'Écrit le script qui complète les commandes, pour bash ou zsh',
  options: {
    shell: { type: 'string', choices: shells, describe: 'bash ou zsh ; celui de votre session par défaut' },
  },
  example: ['completion bash >> ~/.bashrc', 'à chaque ouverture du terminal'],
  run: async ({ shell = sessionShell(), json }) =>
    print(json, { shell, script: scripts[shell] }, () => [scripts[shell]]),
});

function sessionShell(): (typeof shells)[number] {
  const { SHELL = '', ZSH_NAME } = process.env;
  return ZSH_NAME !== undefined || /zsh$/.test(SHELL) ? 'zsh' : 'bash';
}

/**
 * Writes what may stand in place of the last of some words, one a line: commands, options, then what the engine knows
 * (conventions, duties, publications, contacts). Nothing when it does not answer.
 */
export async function completeLine(words: readonly string[], commands: readonly Command[]): Promise<void> {
  const late = new Promise<readonly string[]>((over) => setTimeout(over, patienceMs, []));
  const current = words.at(-1) ?? '';
  const found = await Promise.race([late, candidates(words.slice(0, -1), current, commands)]);
  const fitting = found.filter((word) => word.startsWith(current));
  // Ends now: a server that does not answer is not waited for.
  process.stdout.write(fitting.map((word) => `${word}\n`).join(''), () => process.exit(0));
}

async function candidates(
  before: readonly string[],
  current: string,
  commands: readonly Command[],
): Promise<readonly string[]> {
  const [first, second] = before;
  if (first === undefined) {
    const words = commands.map((one) => one.name.split(' ')[0] ?? '');
    return current.startsWith('-') ? ['--help', '--version'] : [...new Set(words)];
  }
  const command = commands.find((one) => one.name === first || one.name === `${first} ${second}`);
  if (!command) {
    const within = commands.filter((one) => one.name.startsWith(`${first} `));
    return second === undefined ? within.map((one) => one.name.slice(first.length + 1)) : [];
  }
  const { name } = command;
  const given = before.slice(name.split(' ').length);
  const { options, positionals } = command;
  const takesValue = (word: string | undefined) =>
    word?.startsWith('--') && options[word.slice(2)]?.type === 'string' ? word.slice(2) : undefined;
  if (current.startsWith('-')) {
    const names = Object.keys(options).filter((option) => !positionals.includes(option));
    return [...names, ...commonOptions]
      .map((option) => `--${option}`)
      .filter((word) => !given.includes(word));
  }
  const places = given.filter((word, rank) => !word.startsWith('-') && !takesValue(given[rank - 1]));
  const wanted =
    takesValue(given.at(-1)) ??
    positionals[places.length] ??
    (options[positionals.at(-1) ?? '']?.array ? positionals.at(-1) : undefined);
  if (wanted === undefined) return [];
  const known = options[wanted]?.choices ?? fixed[`${name} ${wanted}`] ?? fixed[wanted];
  if (known) return known.map(String);
  const ask = asked[wanted];
  if (!ask) return [];
  const rest = await asking((conventions) => ask(conventions, places[0] ?? '', name));
  return rest.filter((word) => !places.slice(1).includes(word));
}

const parties = ['délégant', 'délégataire'];

/** What is known without asking, by the name of what is expected, or of its command too. */
const fixed: Readonly<Record<string, readonly string[]>> = {
  from: parties,
  withdraw: parties,
  party: parties,
  kind: ['credits', 'commitment', 'change', 'acceptance', 'payment'],
  'schedule by': parties,
  'rehearse by': parties,
  phase: phases,
  answer: ['oui', 'non', 'peut-être'],
};

/** What only the engine knows. */
const asked: Readonly<
  Record<string, (conventions: Conventions, id: string, command: string) => Promise<readonly string[]>>
> = {
  id: async (conventions) => (await conventions.list({ limit: 200 })).conventions.map(({ id }) => id),
  duty: dutiesFor,
  duties: dutiesFor,
  publication: async (conventions, id) =>
    (await awaited(conventions, id, 'publish')).map((duty) => duty.replace(/^publication-/, '')),
  period: async (conventions, id) =>
    (await awaited(conventions, id, 'report')).map((duty) => duty.replace(/^report-/, '')),
  year: async (conventions, id) =>
    (await awaited(conventions, id, 'year-end')).map((duty) => duty.replace(/\D+/g, '')),
  amendment: async (conventions, id) =>
    (await conventions.view(id)).amendments.flatMap((one) =>
      one.state === 'proposed' ? String(one.id) : [],
    ),
  breach: async (conventions, id) =>
    (await conventions.view(id)).breaches.flatMap((one) => (one.cured || one.ending ? [] : String(one.id))),
  contact: contactsFor,
  attendee: contactsFor,
};

/** Only the duties that the command can take: to do and closed by evidence, to do, or closed. */
async function dutiesFor(conventions: Conventions, id: string, command: string): Promise<readonly string[]> {
  const { duties } = await conventions.view(id);
  return duties
    .filter(({ outcome, evidence, closedBy }) => {
      if (command === 'reopen') return outcome !== undefined && outcome.state !== 'lapsed';
      if (outcome !== undefined || evidence === undefined) return false;
      return command === 'waive' || closedBy === 'done';
    })
    .map((duty) => duty.id);
}

async function awaited(conventions: Conventions, id: string, act: string): Promise<string[]> {
  const { duties } = await conventions.view(id);
  return duties.filter(({ outcome, closedBy }) => closedBy === act && !outcome).map((duty) => duty.id);
}

async function contactsFor(conventions: Conventions, id: string): Promise<readonly string[]> {
  const { allContacts } = await import('../../convention/document/contacts.ts');
  return allContacts((await conventions.record(id)).document).map(({ contact }) => contact.id);
}

async function asking(
  ask: (conventions: Conventions) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  try {
    const { Conventions } = await import('../conventions.ts');
    return await ask(await Conventions.connect());
  } catch {
    return [];
  }
}
