import { POWERS, shiftPoint, type Unit } from './units';

/**
 * What a person typed: an amount in full currency units, `null` for a cleared cell, or why it cannot be read.
 * Nothing is ever guessed: `1,2` may be 12 or 1.2, so it is refused.
 */
export type MoneyInput =
  | { readonly kind: 'amount'; readonly amount: number | null }
  | { readonly kind: 'unreadable'; readonly reason: 'notAnAmount' | 'tooLarge' | 'tooFine' };

const SUFFIXES: Readonly<Record<string, number>> = {
  千: 3,
  万: 4,
  百万: 6,
  千万: 7,
  億: 8,
  十億: 9,
  k: 3,
  m: 6,
  b: 9,
};
/** More digits than this do not survive as a number, and no currency field takes them. */
const MAX_DIGITS = 15;
const MAX_DECIMALS = 2;

const FULL_WIDTH = /[！-～]/g;
const MINUS = /^(?:[-−–‐ー▲△])/;
const CURRENCY = /[¥￥$€£]|円(?=\)?$)/g;
const PART = /^(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)(百万|千万|十億|[千万億kmb])?/i;

/** Reads 12,345, １２，３４５, ▲1,200, (1,200), 120万, 1.2百万, 1億2,000万, 3億, 1.2M, 12k; a bare number is in `unit`. */
export function readAmount(typed: string, unit: Unit): MoneyInput {
  const plain = normalised(typed);
  if (plain === '') return { kind: 'amount', amount: null };
  const bare = plain.replace(CURRENCY, '');
  const { text, isNegative } = signOf(bare);
  // Who writes the currency means the currency, whatever unit the panel shows.
  const decimal = decimalOf(text, bare === plain ? POWERS[unit] : 0);
  if (decimal === undefined) return { kind: 'unreadable', reason: 'notAnAmount' };
  const [whole = '', fraction = ''] = decimal.split('.');
  if (whole.replace(/^0+/, '').length > MAX_DIGITS) return { kind: 'unreadable', reason: 'tooLarge' };
  if (fraction.replace(/0+$/, '').length > MAX_DECIMALS) return { kind: 'unreadable', reason: 'tooFine' };
  const amount = Number(decimal);
  return { kind: 'amount', amount: isNegative && amount !== 0 ? -amount : amount };
}

/** Half-width and without spaces. */
function normalised(typed: string): string {
  return typed
    .replace(FULL_WIDTH, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000]/g, '')
    .replace(/、/g, ',');
}

function signOf(bare: string): { readonly text: string; readonly isNegative: boolean } {
  const inBrackets = /^\((.+)\)$/.exec(bare)?.[1];
  if (inBrackets !== undefined) return { text: inBrackets, isNegative: true };
  if (MINUS.test(bare)) return { text: bare.slice(1), isNegative: true };
  return { text: bare.replace(/^\+/, ''), isNegative: false };
}

/** Decimal text in full currency units; several parts (1億2,000万) must get smaller. */
function decimalOf(text: string, barePower: number): string | undefined {
  const parts: string[] = [];
  let rest = text;
  let lastPower = Infinity;
  while (rest !== '') {
    const found = PART.exec(rest);
    const number = found?.[1];
    if (found === null || number === undefined) return undefined;
    const suffix = found[2]?.toLowerCase();
    const isWhole = suffix === undefined && parts.length === 0;
    const power = isWhole ? barePower : suffix === undefined ? 0 : (SUFFIXES[suffix] ?? 0);
    if (power >= lastPower) return undefined;
    parts.push(shiftPoint(number.replaceAll(',', ''), power));
    lastPower = power;
    rest = rest.slice(found[0].length);
  }
  return parts.length === 0 ? undefined : addDecimals(parts);
}

/** Parts are at most two decimals apart from nonsense, so cents as integers add exactly. */
function addDecimals(parts: readonly string[]): string {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const places = Math.max(...parts.map((part) => part.split('.')[1]?.length ?? 0));
  const total = parts.reduce((sum, part) => sum + BigInt(shiftPoint(part, places).split('.')[0] ?? '0'), 0n);
  return shiftPoint(total.toString(), -places);
}
