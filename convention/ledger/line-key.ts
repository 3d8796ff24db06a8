/** What a key names: the thing, and what tells it from others of that number, where the export says it. */
export interface LineName {
  readonly thing: string;
  /** Accounting company of a payment. */
  readonly company?: string | undefined;
  /** Fiscal year of a payment; for an order, that of amounts which are those of one year alone. */
  readonly year?: string | undefined;
  /** Whether it is one payment, by an item of a request. */
  readonly isRequest: boolean;
}

const missing = '-';

/** The parts of a key, those that a row lacks included. */
export function keyOf(...parts: readonly string[]): string {
  return parts.map((part) => part || missing).join(' ');
}

/**
 * What a key names: six parts a payment, by order, company, year, request and item (`CP 1500012345 PACA 2020 100028941 1`);
 * fewer an order’s item, by order, item and year (`AE 1500012345 10 2020`).
 */
export function nameIn(key: string): LineName {
  const [kind = '', order = '', ...others] = key.split(' ');
  if (others.length === 4) {
    const [company, year, request = missing, item = missing] = others;
    const thing = keyOf(kind, order, request, item, 'DP');
    return { thing, company: told(company), year: told(year), isRequest: true };
  }
  const [item = missing, year] = others;
  return { thing: keyOf(kind, order, item), year: told(year), isRequest: false };
}

function told(part: string | undefined): string | undefined {
  return part === missing ? undefined : part;
}
