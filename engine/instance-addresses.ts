/** Where the parts of a running instance are; what is not there does not run. */
export interface InstanceAddresses {
  /** URL of the web application. */
  web?: string;
  /** `host:port` of the Temporal server. */
  temporal?: string;
  /** URL of the Temporal web page, as people open it: signed in to the application. */
  ui?: string;
  /** URL of that page itself, which asks nobody who they are: for the application that guards it, never shown. */
  unguardedUi?: string;
  /** URL of the local mailbox's page. */
  mailbox?: string;
  /** `smtp://…` URL of the local mailbox. */
  smtp?: string;
  /** URL of the worker's health page. */
  health?: string;
}

const labels: readonly (readonly [keyof InstanceAddresses, string | undefined])[] = [
  ['web', 'application'],
  ['temporal', 'Temporal'],
  ['ui', 'page Temporal'],
  ['unguardedUi', undefined],
  ['mailbox', 'boîte aux lettres'],
  ['smtp', 'SMTP'],
  ['health', 'santé'],
];

/** One line in French for each address that is there and may be shown, such as `page Temporal : http://127.0.0.1:8233`. */
export function addressLines(addresses: InstanceAddresses): string[] {
  return labels.flatMap(([part, label]) => {
    const address = addresses[part];
    return address === undefined || label === undefined ? [] : [`${label} : ${address}`];
  });
}

/** Keeps what is an address in something that came over the wire. */
export function parseAddresses(received: unknown): InstanceAddresses {
  const said: { readonly [Part in keyof InstanceAddresses]: unknown } = Object(received);
  return Object.fromEntries(
    labels.flatMap(([part]) => (typeof said[part] === 'string' ? [[part, said[part]]] : [])),
  );
}
