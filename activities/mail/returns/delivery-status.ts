/** What a report says of one addressee (RFC 3464 §2.3). */
export interface RecipientStatus {
  readonly action: 'failed' | 'delayed' | 'delivered';
  /** The addresses by which it is known: ours first, then that to which it led. */
  readonly recipients: readonly string[];
  /** As a server would have answered: `550 5.1.1 unknown user`. */
  readonly reply: string;
}

/** Addressees of a report that are looked at: a letter has one. */
const most = 20;

/** Reads the fields of a `message/delivery-status`: of the message, then of each addressee. */
export function recipientStatuses(content: string): RecipientStatus[] {
  const groups = content
    .slice(0, 64 * 1024)
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .slice(0, most + 1);
  return groups.flatMap((group) => {
    const fields = fieldsOf(group);
    const status = /^[245]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(fields.get('status') ?? '')?.[0];
    const action = actionOf(fields.get('action')?.toLowerCase() ?? '', status);
    if (action === undefined) return [];
    const recipients = ['original-recipient', 'final-recipient'].flatMap((name) =>
      addressIn(fields.get(name)),
    );
    return [{ action, recipients, reply: replyOf(status, fields.get('diagnostic-code') ?? '') }];
  });
}

function fieldsOf(group: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of group.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (name !== '' && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

const actions: Readonly<Record<string, RecipientStatus['action']>> = {
  failed: 'failed',
  delayed: 'delayed',
  delivered: 'delivered',
  relayed: 'delivered',
  expanded: 'delivered',
};
/** What a status says where the action is not told, as it should be. */
const byClass: Readonly<Record<string, RecipientStatus['action']>> = {
  2: 'delivered',
  4: 'delayed',
  5: 'failed',
};

function actionOf(told: string, status = ''): RecipientStatus['action'] | undefined {
  const [word = ''] = told.split(/[^a-z]/, 1);
  return Object.hasOwn(actions, word) ? actions[word] : byClass[status.slice(0, 1)];
}

/** `rfc822; agnes@dinum.example`, with or without brackets. */
function addressIn(field = ''): string[] {
  const [, address = ''] = /^[^;]{0,40};\s{0,9}<?([^\s<>]{3,320})/.exec(field) ?? [];
  return address.includes('@') ? [address.toLowerCase()] : [];
}

/** A status that says something prevails; else the words of the server that answered last. */
function replyOf(status = '5.0.0', diagnostic: string): string {
  const words = diagnostic.replace(/^[\w-]{1,40};\s{0,9}/, '').slice(0, 512);
  const [, code = '', rest = words] = /^([245]\d\d)(?![\d.])[ -]?(.*)$/s.exec(words) ?? [];
  if (code !== '' && status.endsWith('.0.0')) return `${code} ${rest}`;
  const [kind = ''] = status;
  const unrepeated = rest.replace(/^[245]\.\d{1,3}\.\d{1,3}(?!\d)\s?/, '');
  return `${code.startsWith(kind) ? code : `${kind}50`} ${status} ${unrepeated}`.trim();
}
