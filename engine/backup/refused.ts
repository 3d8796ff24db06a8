/** A backup is not made, or not put back: nothing has changed. Its message, in French, says why and what to do. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}
