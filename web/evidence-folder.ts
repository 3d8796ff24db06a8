import { createHash, randomBytes } from 'node:crypto';
import { heldFolder, heldIn, piecesFolder, readPiece } from '../activities/evidence.ts';
import { largestFile } from '../contract/taken-files.ts';
import { type ErrorCode, Refused } from '../convention/errors.ts';
import { largestPieces, type Piece } from '../convention/proof/piece.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import type { Upload } from './upload.ts';

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

/**
 * The files that prove things, those of each convention apart: what one keeps, no text of another can cite. What
 * somebody brings waits in a folder of theirs (`de/<who>`) until the act that it proves is done; while it is, it is held
 * in the name of that act.
 */
export class EvidenceFolder {
  readonly #store: ObjectStore;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /**
   * Takes a file in from somebody, for good, to be kept once an act cites it.
   * @param who what tells people apart: an address, the id of a contact.
   * @throws Refused `BAD_ACT` when it may not be kept, or is too much for one person.
   */
  async bring(convention: string, who: string, upload: Upload): Promise<Piece> {
    const piece = pieceOf(upload);
    const theirs = broughtBy(convention, who);
    const total = await this.#forgetUnused(convention, theirs, piece.sha256);
    if (total + upload.content.byteLength > largestOfOne) {
      throw new Refused(
        'BAD_ACT',
        `« ${piece.name} » dépasse ce qu’une personne peut joindre à une convention (${largestOfOne / 1024 / 1024} Mo) ; citez plutôt une adresse.`,
      );
    }
    await this.#store.put(`${theirs}/${piece.sha256}`, upload.content);
    return piece;
  }

  /**
   * Does an act that cites files which its person has brought: they can be read before it, so that no record ever cites
   * what is not there, are kept once it is done, and are given back when it is refused.
   * @param isCited whether the record cites a file after all: the same act done twice is refused the second time.
   */
  async proving<Done>(
    convention: string,
    who: string,
    cited: readonly string[],
    act: () => Promise<Done>,
    isCited: (sha256: string) => Promise<boolean>,
  ): Promise<Done> {
    const held: Held[] = [];
    let stays = true;
    try {
      for (const sha256 of new Set(cited)) held.push(...(await this.#hold(convention, who, sha256)));
      return await act();
    } catch (error) {
      // What became of an act that was not answered is not known: its files stay.
      stays = !(error instanceof Refused) || unanswered.includes(error.code);
      throw error;
    } finally {
      for (const { sha256, key } of held) {
        if (stays || (await isCited(sha256)))
          await this.#store.copy(key, `${piecesFolder(convention)}/${sha256}`);
        await this.#store.delete(key);
      }
    }
  }

  /**
   * The content of a file that is kept for a convention; undefined when it is not.
   * @throws PieceAltered when it is not what it was.
   */
  read(convention: string, sha256: string): Promise<Uint8Array | undefined> {
    return readPiece(this.#store, convention, sha256);
  }

  /** Those of some files that are kept for a convention: a signed text may be known by its SHA-256 alone. */
  async those(convention: string, files: readonly Piece[]): Promise<Piece[]> {
    const { sizes } = await this.#keptFor(convention);
    return files.filter(({ sha256 }) => sizes.has(sha256));
  }

  /** Holds a file for an act, unless it is kept for good already, or this person has not brought it. */
  async #hold(convention: string, who: string, sha256: string): Promise<Held[]> {
    const brought = `${broughtBy(convention, who)}/${sha256}`;
    const size = await this.#store.sizeOf(brought);
    if (size === undefined) return [];
    const { sizes, forGood } = await this.#keptFor(convention);
    if (forGood.has(sha256)) return [];
    const total = [...sizes.values()].reduce((sum, one) => sum + one, 0);
    if (!sizes.has(sha256) && total + size > largestPieces) {
      throw new Refused(
        'BAD_ACT',
        `Les pièces de cette convention tiennent en ${largestPieces / 1024 / 1024} Mo au plus ; citez plutôt une adresse.`,
      );
    }
    const key = `${heldFolder(convention)}/${sha256}-${randomBytes(8).toString('hex')}`;
    return (await this.#store.copy(brought, key)) ? [{ sha256, key }] : [];
  }

  /** The files that are kept for a convention, for good or while acts are done, and their bytes, by SHA-256. */
  async #keptFor(convention: string): Promise<{ sizes: Map<string, number>; forGood: Set<string> }> {
    const within = piecesFolder(convention);
    const sizes = new Map<string, number>();
    const forGood = new Set<string>();
    for (const { key, size } of await this.#store.list(within)) {
      const name = key.slice(within.length + 1);
      if (/^[0-9a-f]{64}$/.test(name)) forGood.add(name);
      const sha256 = forGood.has(name) ? name : heldIn(convention, key);
      if (sha256 !== undefined) sizes.set(sha256, size);
    }
    return { sizes, forGood };
  }

  /** Forgets what somebody brought a day ago and used for nothing. @returns bytes of what is left, but for one file. */
  async #forgetUnused(convention: string, theirs: string, but: string): Promise<number> {
    const { sizes } = await this.#keptFor(convention);
    let total = 0;
    for (const { key, size, at } of await this.#store.list(theirs)) {
      const sha256 = key.slice(theirs.length + 1);
      if (Date.now() - at > waitsMs && !sizes.has(sha256)) await this.#store.delete(key);
      else if (sha256 !== but) total += size;
    }
    return total;
  }
}

/** A file in the name of one act. */
interface Held {
  readonly sha256: string;
  readonly key: string;
}

const unanswered: readonly ErrorCode[] = ['ENGINE_UNREACHABLE', 'STORAGE_UNREACHABLE', 'OUTCOME_UNKNOWN'];

function broughtBy(convention: string, who: string): string {
  const mark = createHash('sha256').update(who.toLowerCase()).digest('hex').slice(0, 16);
  return `${piecesFolder(convention)}/de/${mark}`;
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
