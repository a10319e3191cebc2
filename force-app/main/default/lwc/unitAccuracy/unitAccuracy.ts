import { LightningElement, api } from 'lwc';
import type { Checkpoint, UnitAccuracy as Accuracy } from 'c/home';
import { fill, labels } from 'c/labels';
import { formatAmount, formatCount, formatRate, formatSignedRate, NOTHING, type Unit } from 'c/moneyFormat';

interface Cell {
  readonly key: string;
  readonly accuracy: string;
  readonly bias: string;
}

/** Under half a per cent is right, as it is shown. */
const EVEN = 0.005;

function biasText(bias: number | undefined): string {
  if (bias === undefined) return '';
  if (Math.abs(bias) < EVEN) return labels.homeAccuracyEven;
  return fill(bias > 0 ? labels.homeAccuracyHigh : labels.homeAccuracyLow, formatRate(Math.abs(bias)));
}

function checkpointName(daysLeft: number): string {
  return daysLeft === 0 ? labels.homeAccuracyEnd : fill(labels.homeAccuracyLeft, formatCount(daysLeft));
}

function cellOf({ daysLeft, found }: Checkpoint): Cell {
  return { key: String(daysLeft), accuracy: formatRate(found?.accuracy), bias: biasText(found?.bias) };
}

/** A difference of rates is in points: +1.2 pt. */
function pointsText(added: number | undefined): string {
  return added === undefined ? NOTHING : fill(labels.homeAccuracyPoints, formatSignedRate(added).replace('%', ''));
}

/** Of each unit how near its forecasts came, by business days left; this month by experience; what the last week gained. */
export default class UnitAccuracy extends LightningElement {
  @api units: readonly Accuracy[] = [];
  @api unit: Unit = 'one';

  labels = labels;

  get isEmpty(): boolean {
    return this.units.length === 0;
  }

  get checkpoints(): readonly object[] {
    return (this.units[0]?.checkpoints ?? []).map(({ daysLeft }) => ({
      key: String(daysLeft),
      name: checkpointName(daysLeft),
    }));
  }

  get rows(): readonly object[] {
    return this.units.map(({ unitName: name, checkpoints, added, now }) => ({
      name,
      cells: checkpoints.map(cellOf),
      now: now === undefined ? NOTHING : formatAmount(now.corrected, this.unit),
      range:
        now === undefined
          ? ''
          : fill(labels.homeAccuracyRange, formatAmount(now.low, this.unit), formatAmount(now.high, this.unit)),
      added: pointsText(added),
    }));
  }
}
