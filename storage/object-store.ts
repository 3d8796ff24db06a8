/** Something that is kept, as a list tells it. */
export interface Listed {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** When it was written last, epoch milliseconds, by the clock of what keeps it. */
  readonly at: number;
}

/**
 * What several processes share: contents under keys, each read whole as it was last written. A key is made of letters,
 * digits, `.`, `_` and `-`, in parts separated by `/`; what breaks that is a RangeError. What cannot be reached, for a
 * reason of its own or of the network, is `Refused` as `STORAGE_UNREACHABLE`, or the system's error of a folder.
 */
export interface ObjectStore {
  /** The content under a key; undefined when there is none. */
  get(key: string): Promise<Uint8Array | undefined>;
  /** Bytes of it; undefined when there is none. */
  sizeOf(key: string): Promise<number | undefined>;
  /** Writes whole or not at all, in place of what was there. What it has said to have written survives a power cut. */
  put(key: string, content: Uint8Array): Promise<void>;
  /** Writes where there is nothing: of all who do at once, on any machine, one is told true. */
  createOnce(key: string, content: Uint8Array): Promise<boolean>;
  /** Keeps under a second key what is under a first one. @returns false when nothing is. */
  copy(from: string, to: string): Promise<boolean>;
  /** Keeps nothing under a key any more; nothing happens when nothing was. */
  delete(key: string): Promise<void>;
  /** What is kept under keys that begin with `<folder>/`; everything without one. In the order of the keys. */
  list(folder?: string): Promise<Listed[]>;
}

/**
 * A key as it is, or a refusal of what could lead elsewhere.
 * @throws RangeError
 */
export function checkedKey(key: string): string {
  const isKey = /^[\w.-]+(\/[\w.-]+)*$/.test(key) && key.split('/').every((part) => !/^\.+$/.test(part));
  if (!isKey || key.length > 500) throw new RangeError('not a key of what is kept');
  return key;
}
