/** Largest file taken from anybody, in bytes. */
export const largestFile = 10 * 1024 * 1024;

/** The name of a file without its folders, on one line and all of it shown: it is written in the ledger with each entry. */
export function fileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return last.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim() || 'export.csv';
}
