import type { Act } from '../acts/act.ts';
import { type ActName, acts } from '../acts/acts.ts';
import type { Question } from '../acts/form.ts';
import { actForms, isFormedName } from '../acts/forms.ts';
import type { Conventions } from '../client/conventions.ts';
import { parisDate } from '../convention/calendar/paris.ts';
import { phases } from '../convention/convention.ts';
import { dutiesOf } from '../convention/duties/duties.ts';
import { wordOf } from './acts.ts';
import { type Command, defineCommand } from './command.ts';
import { print } from './print.ts';
import { commonOptions, kebab } from './usage.ts';

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
  const [first] = before;
  if (first === undefined) {
    return current.startsWith('-') ? ['--help', '--version'] : commands.map(({ name }) => name);
  }
  const command = commands.find((one) => one.name === first);
  if (!command) return [];
  const given = before.slice(1);
  const { places, options } = command;
  const takesValue = (word: string | undefined) =>
    word?.startsWith('--') && options[word.slice(2)]?.type === 'string' ? word.slice(2) : undefined;
  if (current.startsWith('-')) {
    return Object.keys({ ...options, ...commonOptions })
      .map((option) => `--${option}`)
      .filter((word) => !given.includes(word));
  }
  const placed = given.filter((word, rank) => !word.startsWith('-') && !takesValue(given[rank - 1]));
  const wanted =
    takesValue(given.at(-1)) ??
    Object.keys(places)[placed.length] ??
    Object.keys(places).find((place) => places[place]?.array);
  if (wanted === undefined) return [];
  const known =
    { ...places, ...options }[wanted]?.choices ?? fixed[`${command.name} ${wanted}`] ?? fixed[wanted];
  if (known) return known.map(String);
  if (wanted === 'id') return idsOf();
  if (command.name === 'why') return dutyIdsOf(placed[0] ?? '');
  const question = command.act && questionOf(command.act, wanted);
  if (!question) return [];
  if (question.options) return question.options.map(wordOf);
  const rest = await knownWords(command.act, placed[0] ?? '', wanted);
  return rest.filter((word) => !placed.slice(1).includes(word));
}

/** What is known without asking, of commands that do no act. */
const fixed: Readonly<Record<string, readonly string[]>> = {
  'schedule by': ['délégant', 'délégataire'],
  'rehearse by': ['délégant', 'délégataire'],
  phase: phases,
};

function questionOf(name: ActName, option: string): Question | undefined {
  const { form }: Act = acts[name];
  return Object.entries(form?.questions ?? {}).find(([question]) => kebab(question) === option)?.[1];
}

function idsOf(): Promise<readonly string[]> {
  return asking(async (conventions) =>
    (await conventions.list({ limit: 200 })).conventions.map(({ id }) => id),
  );
}

function dutyIdsOf(id: string): Promise<readonly string[]> {
  return asking(async (conventions) => dutiesOf(await conventions.record(id)).map((duty) => duty.id));
}

/** What only the convention knows: the answers that its form would offer. */
function knownWords(name: ActName | undefined, id: string, option: string): Promise<readonly string[]> {
  return asking(async (conventions) => {
    if (name === undefined || !isFormedName(name)) return [];
    const subject = { convention: await conventions.record(id), today: parisDate(Date.now()) };
    const field = actForms[name].fields(subject).find((one) => kebab(one.name) === option);
    return (field?.options?.map(([value]) => value) ?? []).sort();
  });
}

async function asking(
  ask: (conventions: Conventions) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  try {
    const { Conventions } = await import('../client/conventions.ts');
    return await ask(await Conventions.connect());
  } catch {
    return [];
  }
}
