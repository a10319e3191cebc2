/** The units in which people read money. Every one is a power of ten, so that no amount is ever multiplied in binary. */
export type Unit = 'one' | 'thousand' | 'tenThousand' | 'million' | 'hundredMillion' | 'billion';

export const POWERS: Readonly<Record<Unit, number>> = {
  one: 0,
  thousand: 3,
  tenThousand: 4,
  million: 6,
  hundredMillion: 8,
  billion: 9,
};

const JAPANESE: readonly Unit[] = ['one', 'thousand', 'tenThousand', 'million', 'hundredMillion'];
const WESTERN: readonly Unit[] = ['one', 'thousand', 'million', 'billion'];

export function isJapanese(language: string): boolean {
  return language.startsWith('ja');
}

/** The choices a person has: 円, 千円, 万円, 百万円, 億円 in Japanese; base, K, M, B otherwise. */
export function unitsOf(language: string): readonly Unit[] {
  return isJapanese(language) ? JAPANESE : WESTERN;
}

/** The unit in which amounts of this size have at most five or six digits, for people who have not chosen one. */
export function unitForSize(language: string, size: number): Unit {
  if (isJapanese(language)) {
    if (size >= 1e11) return 'million';
    return size >= 1e6 ? 'tenThousand' : 'one';
  }
  if (size >= 1e10) return 'million';
  return size >= 1e6 ? 'thousand' : 'one';
}

/** Moves the decimal point in decimal text: exact for every amount a currency field can hold. */
export function shiftPoint(decimal: string, places: number): string {
  const sign = decimal.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = decimal.slice(sign.length).split('.');
  const digits = `${whole}${fraction}`;
  const point = whole.length + places;
  const padded = point < 0 ? '0'.repeat(-point) + digits : digits.padEnd(point, '0');
  const left = padded.slice(0, Math.max(0, point)) || '0';
  const right = padded.slice(Math.max(0, point));
  return `${sign}${left}${right === '' ? '' : `.${right}`}`;
}

/** The amount in a unit, as a number for display. */
export function inUnit(amount: number, unit: Unit): number {
  return POWERS[unit] === 0 ? amount : Number(shiftPoint(plainDecimal(amount), -POWERS[unit]));
}

/** Decimal text without an exponent, at most two decimals: the scale of the currency fields. */
export function plainDecimal(amount: number): string {
  return amount.toFixed(2).replace(/\.?0+$/, '');
}
