/** The planned rows of a sync as numbers and, for a reader, as values old → new. */
import type { Change, MappedSync, Operation, Parked } from '../../model/model.ts';
import { toChange } from '../from-row.ts';
import type { Duck } from './duck.ts';
import { asCount, asText } from '../row.ts';
import { name, table, text } from './sql.ts';
import type { ChangeCount, Draft } from '../warehouse.ts';

export async function count(duck: Duck, mapped: MappedSync, draft: Draft): Promise<ChangeCount> {
  const sync = mapped.sync.name;
  const [staged] = await duck.rows(
    `SELECT count(*) AS n, count(*) FILTER (WHERE _bad IS NULL) AS good FROM ${table('stage', sync)}`,
  );
  const [state] = await duck.rows(`SELECT count(*) AS n FROM ${table('state', sync)}`);
  const planned = (operation: Operation): string => `count(*) FILTER (WHERE _operation = ${text(operation)})`;
  const [changed] = await duck.rows(
    `SELECT ${planned('insert')} AS inserts, ${planned('update')} AS updates, ${planned('archive')} AS archives, ${planned('delete')} AS deletes,
            count(_parked) - count(_held) AS parked, count(_held) AS held,
            count(DISTINCT _operation || _kept || ';' || _cleared) FILTER (WHERE _operation <> 'delete' AND _parked IS NULL) AS signatures
     FROM ${table(draft, sync)}`,
  );
  const resent = await duck.rows(
    `SELECT _reason AS reason, count(*) AS n FROM ${table(draft, sync)} WHERE _reason IS NOT NULL GROUP BY _reason ORDER BY n DESC`,
  );
  const rows = asCount(staged, 'n');
  const good = asCount(staged, 'good');
  const inserts = asCount(changed, 'inserts');
  const updates = asCount(changed, 'updates');
  return {
    rows,
    acknowledged: asCount(state, 'n'),
    inserts,
    updates,
    archives: asCount(changed, 'archives'),
    deletes: asCount(changed, 'deletes'),
    unchanged: good - inserts - updates,
    quarantined: rows - good,
    parked: asCount(changed, 'parked'),
    held: asCount(changed, 'held'),
    signatures: asCount(changed, 'signatures'),
    resent: resent.map((row) => ({ reason: asText(row, 'reason'), rows: asCount(row, 'n') })),
  };
}

/** A query over planned rows with their acknowledged values beside them, read by `toChange`. */
export function changeQuery(mapped: MappedSync, draft: Draft, where: string): string {
  const sync = mapped.sync.name;
  const columns = mapped.fields.flatMap((field, index) => [
    `c.${name(field.name)} AS "new_${index}"`,
    `s.${name(field.name)} AS "old_${index}"`,
  ]);
  return `SELECT c._id, c._operation, c._key, c._salesforce_id, c._reason, c._kept, c._hash, s._mapping AS old_mapping,
            ${columns.join(', ')}
          FROM ${table(draft, sync)} c LEFT JOIN ${table('state', sync)} s ON s._id = c._id
          WHERE ${where}`;
}

export async function rows(duck: Duck, mapped: MappedSync, draft: Draft, limit: number): Promise<readonly Change[]> {
  const found = await duck.rows(
    `${changeQuery(mapped, draft, 'c._parked IS NULL')} ORDER BY c._operation DESC, c._id LIMIT ${limit}`,
  );
  return found.map((row) => toChange(mapped, row));
}

export async function parked(duck: Duck, sync: string, draft: Draft, limit: number): Promise<readonly Parked[]> {
  const found = await duck.rows(
    `SELECT _key, _parked, _parked_field FROM ${table(draft, sync)} WHERE _parked IS NOT NULL AND _held IS NULL ORDER BY _id LIMIT ${limit}`,
  );
  return found.map((row) => ({
    key: asText(row, '_key'),
    field: asText(row, '_parked_field'),
    parentKey: asText(row, '_parked'),
  }));
}
