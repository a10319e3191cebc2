/** Which planned rows hold a value that a person should see first: the same expressions for every engine. */
import type { HeldRow, Implausible, MappedRule, MappedSync, PlausibleBound } from '../model/model.ts';
import { plausibleBounds } from '../model/model.ts';
import type { Row } from './row.ts';
import { asText } from './row.ts';
import type { Words } from './words.ts';

/** Column of `stage.<sync>` that says how large the whole is of which the field is a part. */
export function sizeColumn(field: string): string {
  return `_size_${field}`;
}

/**
 * The implausible values of planned row `c`, with its acknowledged row `s` and its staged row `m`, as one text; empty
 * when there are none. What Salesforce has already is not judged again.
 */
export function implausible({ plausible }: MappedSync, words: Words): string {
  return `SUBSTR(${plausible.map((rule) => `(${entry(rule, words)})`).join(' || ')}, 2)`;
}

/** `;field|bound|before|value|limit` for the first bound that is broken: amounts and our own words hold neither sign. */
function entry(rule: MappedRule, words: Words): string {
  const column = words.column(rule.field.name);
  const cases = brokenBy(rule, words).map(
    ({ bound, when, limit }) =>
      `WHEN ${when} THEN ${words.text(`;${rule.field.name}|${bound}|`)} || COALESCE(s.${column}, '') || '|' || c.${column} || '|' || ${limit}`,
  );
  return `CASE WHEN c.${column} IS NULL OR c.${column} = s.${column} THEN '' ${cases.join(' ')} ELSE '' END`;
}

interface Broken {
  readonly bound: PlausibleBound;
  readonly when: string;
  /** Expression for the bound in words. */
  readonly limit: string;
}

function brokenBy({ field, min, max, change, size }: MappedRule, words: Words): readonly Broken[] {
  const column = words.column(field.name);
  const number = (text: string): string => words.number(text, field.shape.scale);
  const [value, before] = [number(`c.${column}`), number(`s.${column}`)];
  const broken: Broken[] = [];
  if (min !== undefined) broken.push({ bound: 'min', when: `${value} < ${min}`, limit: words.text(String(min)) });
  if (max !== undefined) broken.push({ bound: 'max', when: `${value} > ${max}`, limit: words.text(String(max)) });
  if (change !== undefined) {
    const step = `ABS(${value} - ${before})`;
    const when = `${step} > ${change.by} AND ${step} * 100 > ${change.percent} * ABS(${before})`;
    broken.push({ bound: 'change', when, limit: words.text(`${change.percent} % and ${change.by}`) });
  }
  if (size !== undefined) {
    const whole = `m.${words.column(sizeColumn(field.name))}`;
    const when = `ABS(${value}) * 100 > ${size.percent} * ABS(${number(whole)})`;
    broken.push({ bound: 'size', when, limit: `${words.text(`${size.percent} % of `)} || ${whole}` });
  }
  return broken;
}

/** A row with `sync`, `key`, `why` and `hash`. */
export function toHeld(row: Row): HeldRow {
  const values = asText(row, 'why').split(';').map(toImplausible);
  return { sync: asText(row, 'sync'), key: asText(row, 'key'), values, hash: asText(row, 'hash') };
}

function toImplausible(text: string): Implausible {
  const [field = '', named, before = '', value = '', limit = ''] = text.split('|');
  const bound = plausibleBounds.find((one) => one === named);
  if (bound === undefined) throw new TypeError(`Unknown bound ${String(named)}.`);
  return { field, bound, before: before === '' ? undefined : before, value, limit };
}
