/** Amounts as text: money never passes through a binary number. */

/** Decimal text with exactly `scale` digits after the point, half away from zero; also from `1.5e3` as JSON may write it. */
export function atScale(text: string, scale: number): string {
  const match = /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text.trim());
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent) + scale - fraction.length;
  const digits = BigInt(`${whole}${fraction}` || '0');
  const scaled = shift >= 0 ? digits * 10n ** BigInt(shift) : roundedQuotient(digits, 10n ** BigInt(-shift));
  const padded = scaled.toString().padStart(scale + 1, '0');
  const minus = sign === '-' && scaled !== 0n ? '-' : '';
  return scale === 0 ? `${minus}${padded}` : `${minus}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}

function roundedQuotient(value: bigint, divisor: bigint): bigint {
  return (value * 2n + divisor) / (divisor * 2n);
}
