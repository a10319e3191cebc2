/** Records into JSON and JSON into rows: the only places where a number could lose a digit. */
import type { FieldValue, OrgRecord, OrgRow } from './org.ts';

/** A record of an sObject Collections request. Decimal text is written as it is, never through a binary number. */
export function encodeRecord(object: string, record: OrgRecord): string {
  const parts = [`"attributes":{"type":${JSON.stringify(object)}}`];
  for (const [field, value] of record) {
    const [name = '', key] = field.split('.');
    const text = encodeValue(value);
    parts.push(
      key === undefined
        ? `${JSON.stringify(name)}:${text}`
        : `${JSON.stringify(name)}:{${JSON.stringify(key)}:${text}}`,
    );
  }
  return `{${parts.join(',')}}`;
}

function encodeValue(value: FieldValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (/^-?\d+(\.\d+)?$/.test(value.number)) return value.number;
  throw new TypeError('A number must be decimal text.');
}

/** A query's record, flattened: `{Target__r: {Name: "x"}}` becomes `Target__r.Name`. A parent that is not there gives no path at all. */
export function flattenRow(record: unknown): OrgRow {
  const row: Record<string, string | null> = {};
  flattenInto(row, '', record);
  return row;
}

function flattenInto(row: Record<string, string | null>, prefix: string, record: unknown): void {
  if (typeof record !== 'object' || record === null) return;
  for (const [name, value] of Object.entries(record) as [string, unknown][]) {
    if (name === 'attributes') continue;
    const path = prefix === '' ? name : `${prefix}.${name}`;
    if (value === null) row[path] = null;
    else if (typeof value === 'object') flattenInto(row, path, value);
    else row[path] = typeof value === 'string' ? value : JSON.stringify(value);
  }
}
