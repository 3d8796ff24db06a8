import { createHash } from 'node:crypto';
import { rmSync, type Stats } from 'node:fs';
import { link, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { piecesFolder, readPiece } from '../activities/evidence.ts';
import { ifThere, syncFolder, writeWhole } from '../contract/durable-file.ts';
import { hasCode } from '../contract/system-error.ts';
import { Refused } from '../convention/errors.ts';
import { largestPieces, type Piece } from '../convention/proof/piece.ts';
import { exists } from '../engine/path-executable.ts';
import { largestFile, type Upload } from './upload.ts';

/** Most bytes that one person brings to one convention: nobody fills it for the others. */
export const largestOfOne = 40 * 1024 * 1024;
/** How long what was brought and not used waits. */
const waitsMs = 24 * 3_600_000;

/** What may be kept: media type, and how its content begins. Nothing that a browser would run. */
const kinds: readonly { readonly ends: RegExp; readonly type: string; readonly begins: readonly number[] }[] =
  [
    { ends: /\.pdf$/i, type: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
    { ends: /\.png$/i, type: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47] },
    { ends: /\.jpe?g$/i, type: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
    // OpenDocument and Office Open XML are ZIP files.
    { ends: /\.(odt|ods|odp|docx|xlsx|pptx)$/i, type: 'application/zip', begins: [0x50, 0x4b, 0x03, 0x04] },
  ];

const accepted = 'un fichier PDF, PNG, JPEG, ODT, ODS, DOCX ou XLSX de 10 Mo au plus';

/**
 * What a file will be kept as; nothing is written.
 * @throws Refused `BAD_ACT` when it is not of a kind that is kept, or is not what its name says.
 */
export function pieceOf({ name, content }: Upload): Piece {
  const clean = cleanName(name);
  const kind = kinds.find(({ ends }) => ends.test(clean));
  if (content.byteLength === 0)
    throw new Refused('BAD_ACT', `« ${clean} » est vide ; accepté : ${accepted}.`);
  if (content.byteLength > largestFile)
    throw new Refused('BAD_ACT', `« ${clean} » dépasse 10 Mo ; accepté : ${accepted}.`);
  if (!kind)
    throw new Refused('BAD_ACT', `« ${clean} » n’est pas d’un type accepté ; accepté : ${accepted}.`);
  if (!kind.begins.every((byte, index) => content[index] === byte)) {
    throw new Refused('BAD_ACT', `« ${clean} » n’est pas ce que dit son nom ; accepté : ${accepted}.`);
  }
  return { sha256: createHash('sha256').update(content).digest('hex'), name: clean };
}

/** A file that acts under way cite. */
interface Use {
  readonly path: string;
  /** How many. */
  acts: number;
  /** Whether the person of one has brought it: nobody gives back what they only know by its SHA-256. */
  isBrought: boolean;
  /** Whether one of them was done, or may have been. */
  stays: boolean;
}

/**
 * The files that prove things, in a folder for each convention: what one keeps, no text of another can cite. What
 * somebody brings waits in a folder of theirs (`de/<who>`) until the act that it proves is done.
 */
export class EvidenceFolder {
  readonly #folder: string;
  /** By path. */
  readonly #uses = new Map<string, Use>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Takes a file in from somebody, on disk for good, to be kept once an act cites it.
   * @param who what tells people apart: an address, the id of a contact.
   * @throws Refused `BAD_ACT` when it may not be kept, or is too much for one person.
   */
  async bring(convention: string, who: string, upload: Upload): Promise<Piece> {
    const piece = pieceOf(upload);
    const theirs = this.#broughtBy(convention, who);
    await mkdir(theirs, { recursive: true, mode: 0o700 });
    const total = await this.#forgetUnused(convention, theirs, piece.sha256);
    if (total + upload.content.byteLength > largestOfOne) {
      throw new Refused(
        'BAD_ACT',
        `« ${piece.name} » dépasse ce qu’une personne peut joindre à une convention (${largestOfOne / 1024 / 1024} Mo) ; citez plutôt une adresse.`,
      );
    }
    await writeWhole(join(theirs, piece.sha256), upload.content);
    return piece;
  }

  /**
   * Does an act that cites files which its person has brought: they are kept before it, so that no record ever cites what
   * is not there, and given back when it is refused.
   * @param isCited whether the record cites a file after all: the same act done twice is refused the second time.
   */
  async proving<Done>(
    convention: string,
    who: string,
    cited: readonly string[],
    act: () => Promise<Done>,
    isCited: (sha256: string) => Promise<boolean>,
  ): Promise<Done> {
    const folder = piecesFolder(this.#folder, convention);
    const uses = [...new Set(cited)].map((sha256) => ({ sha256, use: this.#use(join(folder, sha256)) }));
    let stays = true;
    try {
      for (const { sha256, use } of uses) if (await this.#keep(convention, who, sha256)) use.isBrought = true;
      return await act();
    } catch (error) {
      // What became of an act that was not answered is not known: its files stay.
      stays = !(error instanceof Refused) || ['ENGINE_UNREACHABLE', 'OUTCOME_UNKNOWN'].includes(error.code);
      throw error;
    } finally {
      for (const { sha256, use } of uses) {
        if (stays || (use.isBrought && (await isCited(sha256)))) use.stays = true;
        use.acts--;
        if (use.acts > 0) continue;
        this.#uses.delete(use.path);
        // At once: between this look and the removal, nobody may begin to cite it.
        if (use.isBrought && !use.stays) rmSync(use.path, { force: true });
      }
    }
  }

  /**
   * The content of a file that is kept for a convention; undefined when it is not.
   * @throws PieceAltered when it is not what it was.
   */
  read(convention: string, sha256: string): Promise<Uint8Array | undefined> {
    return readPiece(this.#folder, convention, sha256);
  }

  /** Those of some files that are kept for a convention: a signed text may be known by its SHA-256 alone. */
  async those(convention: string, files: readonly Piece[]): Promise<Piece[]> {
    const folder = piecesFolder(this.#folder, convention);
    const are = await Promise.all(files.map(({ sha256 }) => exists(join(folder, sha256))));
    return files.filter((_file, rank) => are[rank]);
  }

  /** What acts under way say of a file, said before one looks whether it is kept: who gives one back leaves it then. */
  #use(path: string): Use {
    const use = this.#uses.get(path) ?? { path, acts: 0, isBrought: false, stays: false };
    use.acts++;
    this.#uses.set(path, use);
    return use;
  }

  /** @returns false when this person has not brought it. */
  async #keep(convention: string, who: string, sha256: string): Promise<boolean> {
    const folder = piecesFolder(this.#folder, convention);
    const path = join(folder, sha256);
    const brought = join(this.#broughtBy(convention, who), sha256);
    if (!(await exists(brought))) return false;
    if (await exists(path)) return true;
    const { size } = (await stateOf(brought)) ?? {};
    if (size === undefined) return false;
    const total = await sizeOf(folder);
    if (total + size > largestPieces) {
      throw new Refused(
        'BAD_ACT',
        `Les pièces de cette convention tiennent en ${largestPieces / 1024 / 1024} Mo au plus ; citez plutôt une adresse.`,
      );
    }
    try {
      await link(brought, path);
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
    }
    await syncFolder(folder);
    return true;
  }

  /** Forgets what somebody brought a day ago and used for nothing. @returns bytes of what is left, but for one file. */
  async #forgetUnused(convention: string, theirs: string, but: string): Promise<number> {
    const folder = piecesFolder(this.#folder, convention);
    let total = 0;
    for (const name of await readdir(theirs)) {
      const path = join(theirs, name);
      const found = await stateOf(path);
      if (!found) continue;
      const isUnused = Date.now() - found.mtimeMs > waitsMs && !(await exists(join(folder, name)));
      if (isUnused) await rm(path, { force: true });
      // The drafts of one file, by a double click, are one file too.
      else if (!name.startsWith(but)) total += found.size;
    }
    return total;
  }

  #broughtBy(convention: string, who: string): string {
    const mark = createHash('sha256').update(who.toLowerCase()).digest('hex').slice(0, 16);
    return join(piecesFolder(this.#folder, convention), 'de', mark);
  }
}

/** The media type that a kept file is served with, by its name. */
export function typeOf(name: string): string {
  return kinds.find(({ ends }) => ends.test(name))?.type ?? 'application/octet-stream';
}

/** How a header says under which name a file is to be saved (RFC 6266, RFC 8187). */
export function attachmentOf(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}

/** A name that is one line, without path nor guillemets. */
function cleanName(name: string): string {
  const last = name.slice(-1000).split(/[\\/]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{C}«»"<>|]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  const dot = clean.lastIndexOf('.');
  const end = dot > 0 ? clean.slice(dot) : '';
  // Cut between characters: half a one cannot be written in an address.
  const stem = [...clean.slice(0, Math.max(1, 90 - end.length)).replace(end, '')];
  return `${stem.filter((one) => !/^\p{Cs}$/u.test(one)).join('')}${end}` || 'fichier';
}

async function sizeOf(folder: string): Promise<number> {
  let total = 0;
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isFile()) total += (await stateOf(join(folder, entry.name)))?.size ?? 0;
  return total;
}

/** Size and age of a file; undefined when it is not there, or not any more: others bring, keep and give back meanwhile. */
function stateOf(path: string): Promise<Stats | undefined> {
  return ifThere(stat(path));
}
