/** What a log may keep of an error. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  /** Where it was thrown, without its message. */
  readonly stack?: string;
  readonly cause?: LoggedError;
}

const deepest = 3;

/**
 * An error without what it may carry along of people: tokens, addresses, the values that were being read. Its other
 * properties are left out, since libraries hang requests and answers there.
 */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: '' };
  const { name, message, stack = '', cause } = error;
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: name,
    message: withoutSecrets(message),
    ...('code' in error ? { code: withoutSecrets(String(error.code)) } : {}),
    ...(frames.length > 0 ? { stack: frames.join('\n') } : {}),
    ...(cause instanceof Error && depth < deepest ? { cause: loggedError(cause, depth + 1) } : {}),
  };
}

/** Addresses, tokens, and paths of links that bear one. */
function withoutSecrets(text: string): string {
  return text
    .slice(0, 2000)
    .replace(/[^\s«»"'<>()]+@[^\s«»"'<>()]+/g, '***')
    .replace(/[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/g, '***')
    .replace(/\/(agir|agenda|connexion)\/[^\s"'()]+/g, '/$1/***');
}
