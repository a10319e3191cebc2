/** What stands in Salesforce instead of what it acknowledged, where a draft would change or delete it: for every engine. */
import type { MappedField, MappedSync, Overwritten } from '../model/model.ts';
import { differ } from './causes.ts';
import { toOperation } from './from-row.ts';
import type { Row } from './row.ts';
import { asFlag, asMoment, asText, asTextOrAbsent } from './row.ts';
import type { Words } from './words.ts';

export type Entered = Omit<Overwritten, 'by' | 'at'>;

/**
 * A query over draft `c`, acknowledged `s` and extract `e`, read by `toEntered`. Of a record that is deleted every value
 * goes, also one that only people own; of one that is changed, what the row sends and what differs from it.
 */
export function enteredQuery(
  mapped: MappedSync,
  tables: { readonly draft: string; readonly state: string; readonly extract: string },
  words: Words,
): string {
  const fields = mapped.fields.map((field, index) => {
    const column = words.column(field.name);
    const isLost = enteredIn(mapped, field, index, words);
    return `${isLost} AS x_${index}, e.${column} AS e_${index}, c.${column} AS c_${index}`;
  });
  const isAny = mapped.fields.map((_field, index) => `x_${index}`).join(' OR ');
  return `SELECT * FROM (
      SELECT c._id, c._key, c._operation, e._salesforce_id AS salesforce_id, ${fields.join(', ')}
      FROM ${tables.draft} AS c JOIN ${tables.state} AS s ON s._id = c._id JOIN ${tables.extract} AS e ON e._id = c._id
      WHERE c._parked IS NULL AND c._operation IN ('update', 'delete')
    ) WHERE ${isAny} ORDER BY _id`;
}

function enteredIn(mapped: MappedSync, field: MappedField, index: number, words: Words): string {
  if (field === mapped.key) return 'false';
  const column = words.column(field.name);
  const stands = { ...field, owner: 'warehouse' } as const;
  const isKnown = `STRPOS(',' || s._mapping || ',', ${words.text(`,${field.name},`)}) > 0`;
  const isEntered = `${isKnown} AND ${differ(mapped, stands, `e.${column}`, `s.${column}`, words)}`;
  const isSent = `STRPOS(c._kept || ',', ',${index},') = 0 AND ${differ(mapped, stands, `e.${column}`, `c.${column}`, words)}`;
  return `(${isEntered} AND (c._operation = 'delete' OR (${field.insertOnly ? 'false' : isSent})))`;
}

export function toEntered(mapped: MappedSync, row: Row): readonly Entered[] {
  const operation = toOperation(asText(row, '_operation'));
  return mapped.fields.flatMap(({ name: field }, index) => {
    if (!asFlag(row, `x_${index}`)) return [];
    const planned = operation === 'delete' ? undefined : asTextOrAbsent(row, `c_${index}`);
    const entered = asTextOrAbsent(row, `e_${index}`);
    return [
      { key: asText(row, '_key'), salesforceId: asText(row, 'salesforce_id'), operation, field, entered, planned },
    ];
  });
}

export const overwrittenColumns = [
  ...['row_key', 'salesforce_id', 'operation', 'field', 'entered', 'planned', 'changed_by', 'changed_at'],
] as const;

/** Rows that travel in one parameter. */
const rowsAtOnce = 1000;

/** As texts, for parameters that carry rows. */
export function overwrittenRows(values: readonly Overwritten[]): readonly string[] {
  const rows = values.map(({ key, salesforceId, operation, field, entered, planned, by, at }) => ({
    ...{ row_key: key, salesforce_id: salesforceId, operation, field, entered: entered ?? null },
    ...{ planned: planned ?? null, changed_by: by ?? null, changed_at: at?.toISOString() ?? null },
  }));
  const chunks = Math.ceil(rows.length / rowsAtOnce);
  return Array.from({ length: chunks }, (_none, index) =>
    JSON.stringify(rows.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce)),
  );
}

export function toOverwritten(row: Row): Overwritten {
  return {
    key: asText(row, 'row_key'),
    salesforceId: asText(row, 'salesforce_id'),
    operation: toOperation(asText(row, 'operation')),
    field: asText(row, 'field'),
    entered: asTextOrAbsent(row, 'entered'),
    planned: asTextOrAbsent(row, 'planned'),
    by: asTextOrAbsent(row, 'changed_by'),
    at: row['saved_ms'] === null ? undefined : asMoment(row, 'saved_ms'),
  };
}
