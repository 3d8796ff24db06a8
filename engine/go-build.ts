/** How a Go program was built, as it says itself: what `go version -m` shows, without Go. */
export interface GoBuild {
  /** `go1.26.8`. */
  readonly go: string;
  /** Its main package. */
  readonly path: string;
  /** Its main module and version, separated by a space. */
  readonly mod: string;
  /** The settings of its build: `CGO_ENABLED`, `-ldflags` in quotation marks, `vcs.revision`… */
  readonly settings: ReadonlyMap<string, string>;
}

const magic = Buffer.from('\xff Go buildinf:', 'latin1');
const headerLength = 32;
/** The header is aligned, and says by this flag that the texts follow it (Go 1.18 and later, `debug/buildinfo`). */
const alignment = 16;
const textsFollow = 2;
/** Before and after what the linker writes of the modules. */
const fence = 16;

/** @returns undefined when there is no such mark in the program. */
export function readGoBuild(program: Buffer): GoBuild | undefined {
  for (let at = program.indexOf(magic); at >= 0; at = program.indexOf(magic, at + 1)) {
    const flags = program[at + magic.length + 1] ?? 0;
    if (at % alignment !== 0 || (flags & textsFollow) === 0) continue;
    const go = textAt(program, at + headerLength);
    const modules = textAt(program, go.end);
    return { go: go.text, ...read(modules.text.slice(fence, -fence)) };
  }
  return undefined;
}

function read(modules: string): Omit<GoBuild, 'go'> {
  const lines = modules.split('\n').map((line) => line.split('\t'));
  const line = (kind: string) => lines.find(([found]) => found === kind)?.slice(1) ?? [];
  const settings = lines.flatMap(([kind, setting = '']): [string, string][] => {
    const equals = setting.indexOf('=');
    return kind === 'build' && equals > 0 ? [[setting.slice(0, equals), setting.slice(equals + 1)]] : [];
  });
  return {
    path: line('path').join(' '),
    mod: line('mod').slice(0, 2).join(' '),
    settings: new Map(settings),
  };
}

/** A text after its length, a varint. */
function textAt(program: Buffer, at: number): { text: string; end: number } {
  let length = 0;
  let start = at;
  for (let shift = 0; ; shift += 7) {
    const octet = program[start++] ?? 0;
    length += (octet & 0x7f) << shift;
    if (octet < 0x80) break;
  }
  return { text: program.toString('latin1', start, start + length), end: start + length };
}
