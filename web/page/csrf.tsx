/** Name of the hidden field that proves that a form comes from our own page. */
export const csrfField = 'csrf';

/** The token of the session in a form; nothing without a session. */
export function Csrf({ token }: { token: string | undefined }) {
  return token === undefined ? null : <input type="hidden" name={csrfField} value={token} />;
}
