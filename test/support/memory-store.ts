import { checkedKey, type Listed, type ObjectStore } from '../../storage/object-store.ts';

/** Contents in the memory of a test, which may look at them. */
export class MemoryStore implements ObjectStore {
  readonly contents = new Map<string, { content: Uint8Array; at: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    return this.contents.get(checkedKey(key))?.content;
  }

  async sizeOf(key: string): Promise<number | undefined> {
    return (await this.get(key))?.byteLength;
  }

  async put(key: string, content: Uint8Array): Promise<void> {
    this.contents.set(checkedKey(key), { content, at: this.#now() });
  }

  async createOnce(key: string, content: Uint8Array): Promise<boolean> {
    if (this.contents.has(checkedKey(key))) return false;
    this.contents.set(key, { content, at: this.#now() });
    return true;
  }

  async copy(from: string, to: string): Promise<boolean> {
    const content = await this.get(from);
    if (content) await this.put(to, content);
    return content !== undefined;
  }

  async delete(key: string): Promise<void> {
    this.contents.delete(checkedKey(key));
  }

  async list(folder?: string): Promise<Listed[]> {
    return [...this.contents]
      .filter(([key]) => folder === undefined || key.startsWith(`${folder}/`))
      .map(([key, { content, at }]) => ({ key, size: content.byteLength, at }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }
}
