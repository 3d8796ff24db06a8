/** Digits by threes, as they are printed: `1 234 567`, with narrow no-break spaces; a sign may precede them. */
export function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** A number as it is printed, rounded: `−1 234,50`, with narrow no-break spaces. */
export function frenchNumber(value: number, decimals = 0): string {
  const [whole = '', fraction = ''] = Math.abs(value).toFixed(decimals).split('.');
  const sign = value < 0 && /[1-9]/.test(whole + fraction) ? '−' : '';
  return sign + grouped(whole) + (fraction && `,${fraction}`);
}
