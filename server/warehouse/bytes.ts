/** Bytes: as text, and where there are too many of them. */
import { Fault } from '../faults.ts';

/** `1.2 GB`, in thousands, as prices are given. */
export function bytesText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit] ?? ''}`;
}

/** More than a query, or a run, may process. `amount` is what a person approves who lets it through. */
export class OverCeiling extends Fault {
  declare readonly code: 'bytes-over-ceiling' | 'run-bytes-over-ceiling';
  readonly amount: number;
  constructor(
    code: OverCeiling['code'],
    amount: number,
    says: string,
    setting: 'maxBytesBilled' | 'maxBytesPerRun',
    about: { readonly run: string | undefined; readonly place: string | undefined },
  ) {
    const approve =
      about.run === undefined
        ? ''
        : ` If it is meant this once, and for up to ${bytesText(amount)}: todoku approve ${about.run} --reason "…"`;
    super('refused', code, `${says} (warehouse.${setting}).`, {
      next: `Let the SQL read less, or raise warehouse.${setting} in todoku.yml.${approve}`,
      ...(about.place === undefined ? {} : { place: about.place }),
    });
    this.name = 'OverCeiling';
    this.amount = amount;
  }
}
