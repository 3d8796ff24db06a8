/** The code of a failure of the system, `ENOSPC`; empty for any other. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Whether a failure of the system has one of these codes, such as `EEXIST` or `EADDRINUSE`. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return codes.includes(codeOf(error));
}

/** Why a file cannot be read, in French, by the code of the failure. */
export const frenchUnreadable: Readonly<Record<string, string>> = {
  ENOENT: 'n’existe pas',
  ENOTDIR: 'n’existe pas',
  EISDIR: 'est un dossier',
  EACCES: 'ne vous est pas ouvert en lecture',
  EPERM: 'ne vous est pas ouvert en lecture',
};
