import currency from '@salesforce/i18n/currency';
import lang from '@salesforce/i18n/lang';
import locale from '@salesforce/i18n/locale';
import { sum, type Amount } from 'c/gapMath';
import { fill, labels } from 'c/labels';
import { readAmount, type MoneyInput } from './moneyInput';
import { inUnit, isJapanese, plainDecimal, POWERS, shiftPoint, unitForSize, unitsOf, type Unit } from './units';

export { chosenUnit, chooseUnit, onUnitChosen } from './unitChoice';
export { readAmount };
export type { MoneyInput, Unit };

/** Shown for what is blank or not defined. */
export const NOTHING = '–';

const DECIMALS: Readonly<Record<Unit, number>> = {
  one: 0,
  thousand: 0,
  tenThousand: 0,
  million: 1,
  hundredMillion: 2,
  billion: 2,
};

/** Intl writes a hyphen; a figure carries a minus sign. */
function withMinus(text: string): string {
  return text.replace('-', '−');
}

const formats = new Map<string, Intl.NumberFormat>();

/** To make a format costs a hundred times what using it does, and a grid writes thousands of numbers. */
function formatOf(
  digits: number,
  signDisplay: 'negative' | 'exceptZero',
  style: 'decimal' | 'percent',
): Intl.NumberFormat {
  const key = `${style} ${digits} ${signDisplay}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale, {
    style,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay,
  });
  formats.set(key, made);
  return made;
}

function rounded(amount: number, unit: Unit, sign: 'negative' | 'exceptZero'): string {
  return withMinus(formatOf(DECIMALS[unit], sign, 'decimal').format(inUnit(amount, unit)));
}

/** Rounded to the unit, for reading. */
export function formatAmount(amount: number | null | undefined, unit: Unit): string {
  return amount === null || amount === undefined ? NOTHING : rounded(amount, unit, 'negative');
}

/** A difference: +180, −320, 0. */
export function formatSigned(amount: number | null | undefined, unit: Unit): string {
  return amount === null || amount === undefined ? NOTHING : rounded(amount, unit, 'exceptZero');
}

/** Amounts that add up to a total, shown beside each other. */
export interface ShownSum {
  readonly parts: readonly Amount[];
  readonly total: Amount;
}

/** That figures are rounded, where a reader who adds up what is shown would miss a digit; else empty. */
export function roundingNote(sums: readonly ShownSum[], unit: Unit): string {
  return sums.some((one) => isOffByRounding(one, unit)) ? labels.bridgeRounded : '';
}

function isOffByRounding({ parts, total }: ShownSum, unit: Unit): boolean {
  if (total === null || sum(parts) !== total) return false;
  return sum(parts.map((part) => printed(part, unit))) !== printed(total, unit);
}

/** What is read off the screen, in full currency units. */
function printed(amount: Amount, unit: Unit): number {
  const read = readAmount(formatAmount(amount ?? 0, unit), unit);
  return read.kind === 'amount' ? (read.amount ?? 0) : 0;
}

/** Every digit, for editing: what is read back is the same amount. */
export function formatExact(amount: number | null, unit: Unit): string {
  if (amount === null) return '';
  const decimal = shiftPoint(plainDecimal(amount), -POWERS[unit]);
  const [whole = '0', fraction = ''] = decimal.split('.');
  const trimmed = fraction.replace(/0+$/, '');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return withMinus(`${grouped}${trimmed === '' ? '' : `.${trimmed}`}`);
}

/** 61.2 %, or a dash where the rate is not defined. */
export function formatRate(rate: number | undefined): string {
  return rate === undefined ? NOTHING : withMinus(formatOf(1, 'negative', 'percent').format(rate));
}

/** With its sign: +12.0%. */
export function formatSignedRate(rate: number | undefined): string {
  return rate !== undefined && rate > 0 ? `+${formatRate(rate)}` : formatRate(rate);
}

export function formatCount(count: number): string {
  return formatOf(0, 'negative', 'decimal').format(count);
}

let word: string | undefined;

/** 円 or 米ドル where units are words (万円), ¥ or $ where they are letters (¥K). */
function currencyWord(): string {
  word ??= wordOfCurrency();
  return word;
}

function wordOfCurrency(): string {
  const currencyDisplay = isJapanese(lang) ? 'name' : 'narrowSymbol';
  const parts = new Intl.NumberFormat(lang, { style: 'currency', currency, currencyDisplay }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

const UNIT_LABELS: Readonly<Record<Unit, string>> = {
  one: labels.unitOne,
  thousand: labels.unitThousand,
  tenThousand: labels.unitTenThousand,
  million: labels.unitMillion,
  hundredMillion: labels.unitHundredMillion,
  billion: labels.unitBillion,
};

/** 万円, ¥K, $M. */
export function unitName(unit: Unit): string {
  return fill(UNIT_LABELS[unit], currencyWord());
}

/** An amount that stands in a sentence: 162万円, ¥1,620K; below zero −162万円, −¥1,620K. */
export function formatMoney(amount: number | null, unit: Unit): string {
  if (amount === null) return NOTHING;
  const figure = formatAmount(amount, unit);
  if (isJapanese(lang)) return `${figure}${unitName(unit)}`;
  const [, sign = '', digits = ''] = /^(−?)(.*)$/.exec(figure) ?? [];
  return sign + fill(UNIT_LABELS[unit], `${currencyWord()}${digits}`);
}

/** The units this user may choose from. */
export function userUnits(): readonly Unit[] {
  return unitsOf(lang);
}

/** The unit that fits, for a user who has not chosen one. */
export function fittingUnit(size: number): Unit {
  return unitForSize(lang, Math.abs(size));
}

/** Why a typed amount was refused, quoting it and showing two ways that work. */
export function unreadableReason(typed: string, reason: Extract<MoneyInput, { kind: 'unreadable' }>['reason']): string {
  if (reason === 'tooLarge') return fill(labels.amountTooLarge, typed);
  if (reason === 'tooFine') return fill(labels.amountTooFine, typed);
  return isJapanese(lang)
    ? fill(labels.amountUnreadable, typed, '120万', '1.2百万')
    : fill(labels.amountUnreadable, typed, '1.2M', '12k');
}
