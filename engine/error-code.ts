/** Whether a failure of the system has one of these codes, such as `EEXIST` or `EADDRINUSE`. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return codes.includes(String(error.code));
}
