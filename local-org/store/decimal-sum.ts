/** Sums of numbers as decimals: each double stands for the shortest decimal that names it, as the platform stores it. */
import type { AggregateOptions, DatabaseSync } from 'node:sqlite';

/** Most sums are of cents; what has at most four digits behind the point is added as whole numbers. */
const unit = 1e4;
/** Below it, sums of two whole doubles are exact. */
const safe = 2 ** 52;
/** Digits behind the point that are kept of everything else. */
const fineDigits = 24;

interface Sum {
  count: number;
  /** In ten-thousandths. */
  units: number;
  /** The units that no longer fit. */
  carried: bigint;
  /** In units of 10^-fineDigits. */
  fine: bigint;
}

/** A decimal text such as `-1.5e-7` in units of 10^-fineDigits; what is finer is cut off. */
function fineOf(text: string): bigint {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text) ?? [];
  const shift = fineDigits + Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  const value = shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
  return sign === '-' ? -value : value;
}

function add(sum: Sum, value: unknown): Sum {
  if (value === null) return sum;
  const number = Number(value);
  sum.count++;
  const units = Math.round(number * unit);
  // The division is rounded once, so equality says that the double names this very decimal.
  if (units / unit !== number || Math.abs(units) > safe) {
    sum.fine += fineOf(String(number));
    return sum;
  }
  sum.units += units;
  if (Math.abs(sum.units) > safe) {
    sum.carried += BigInt(sum.units);
    sum.units = 0;
  }
  return sum;
}

/** The double nearest to the sum. */
function total({ units, carried, fine }: Sum): number {
  if (carried === 0n && fine === 0n) return units / unit;
  const whole = (carried + BigInt(units)) * 10n ** BigInt(fineDigits - 4) + fine;
  const digits = (whole < 0n ? -whole : whole).toString().padStart(fineDigits + 1, '0');
  const text = `${digits.slice(0, -fineDigits)}.${digits.slice(-fineDigits)}`;
  return Number(whole < 0n ? `-${text}` : text);
}

const start = (): Sum => ({ count: 0, units: 0, carried: 0n, fine: 0n });

/** The aggregates `exact_sum(x)` and `exact_avg(x)`; null values do not count, and of none at all the result is null. */
export function defineDecimalSums(db: DatabaseSync): void {
  const define = (name: string, result: (sum: Sum) => number): void => {
    const options = { start, step: add, result: (sum: Sum) => (sum.count === 0 ? null : result(sum)) };
    // The accumulator never reaches SQLite, although Node's types say that it is a value of it.
    db.aggregate(name, options as unknown as AggregateOptions);
  };
  define('exact_sum', total);
  define('exact_avg', (sum) => total(sum) / sum.count);
}
