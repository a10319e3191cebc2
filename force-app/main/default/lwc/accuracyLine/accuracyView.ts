/** N5: what the last months say about a forecast at this point, in words. Pure; it never changes the forecast. */
import { formatMonth } from 'c/dateFormat';
import { accuracy, correction, forecastError, type Correction } from 'c/forecastMath';
import { fill, labels } from 'c/labels';
import { formatAmount, formatCount, formatRate, formatSigned, formatSignedRate, type Unit } from 'c/moneyFormat';
import type { PastMonth } from 'c/submissions';

export interface Now {
  readonly actual: number;
  /** What is still expected: landing − actual. */
  readonly expected: number;
}

export interface AccuracyRow {
  readonly key: string;
  readonly month: string;
  readonly forecast: string;
  readonly actual: string;
  readonly error: string;
  readonly rate: string;
}

export interface AccuracyView {
  /** Empty under three months. */
  readonly sentence: string;
  readonly tooFew: string;
  readonly facts: readonly string[];
  readonly rows: readonly AccuracyRow[];
}

const REMEMBERED = 6;
/** Under half a per cent is right, as it is shown. */
const EVEN = 0.005;

export function accuracyView(months: readonly PastMonth[], now: Now, unit: Unit): AccuracyView {
  const last = months.slice(-REMEMBERED);
  const found = accuracy(last);
  const rows = last.map((month) => rowOf(month, unit));
  if (found === undefined) {
    return { sentence: '', tooFew: fill(labels.accuracyTooFew, formatCount(last.length)), facts: [], rows };
  }
  const rests = last.flatMap(({ rest }) => rest ?? []);
  // With nothing left to come there is nothing that could come out otherwise.
  const corrected = now.expected === 0 ? undefined : correction(now.actual, now.expected, rests);
  return {
    sentence: found.bias === undefined ? '' : sentenceOf(found.bias, corrected, unit),
    tooFew: '',
    facts: [
      fill(labels.accuracyFacts, formatCount(last.length), formatRate(found.accuracy), formatSignedRate(found.bias)),
      ...(corrected?.corrected === undefined
        ? []
        : [fill(labels.accuracyCorrected, formatAmount(corrected.corrected, unit))]),
    ],
    rows,
  };
}

function sentenceOf(bias: number, corrected: Correction | undefined, unit: Unit): string {
  const word = bias > 0 ? labels.accuracyHigh : labels.accuracyLow;
  const told = Math.abs(bias) < EVEN ? labels.accuracyEven : fill(word, formatRate(Math.abs(bias)));
  if (corrected === undefined) return fill(labels.accuracySentence, told);
  return fill(
    labels.accuracySentenceRange,
    told,
    formatAmount(corrected.low, unit),
    formatAmount(corrected.high, unit),
  );
}

function rowOf(month: PastMonth, unit: Unit): AccuracyRow {
  const error = forecastError(month);
  const forecast = formatAmount(month.forecast, unit);
  return {
    key: month.periodStart,
    month: formatMonth(month.periodStart),
    forecast: month.isCarried ? `${forecast} (${labels.accuracyCarried})` : forecast,
    actual: formatAmount(month.actual, unit),
    error: formatSigned(error, unit),
    rate: formatSignedRate(month.actual > 0 ? error / month.actual : undefined),
  };
}
