import Table from 'cli-table3';
import type { Bench, Figure } from './bench.ts';

const head = ['what', 'rows', 'seconds', 'rows/s', 'peak MB', 'ratio'];
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

function cells({ what, rows, seconds, peakMb, ratio }: Figure): string[] {
  return [
    what,
    rows === undefined ? '' : whole.format(rows),
    seconds === undefined ? '' : seconds.toFixed(seconds < 1 ? 3 : 1),
    rows === undefined || seconds === undefined ? '' : whole.format(rows / seconds),
    peakMb === undefined ? '' : whole.format(peakMb),
    ratio ?? '',
  ];
}

/** A bench's name, what it measures, and its figures. */
export function table(bench: Pick<Bench, 'name' | 'measures'>, figures: readonly Figure[]): string {
  const rows = new Table({
    head,
    style: { head: [], border: [], compact: true },
    colAligns: ['left', 'right', 'right', 'right', 'right', 'left'],
  });
  rows.push(...figures.map(cells));
  return `${bench.name}\n${bench.measures}\n${rows.toString()}\n`;
}
