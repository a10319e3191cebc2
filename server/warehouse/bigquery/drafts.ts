/** The planned rows of a sync as numbers and, for a reader, as values old → new. */
import type { Change, MappedSync, Operation, Parked } from '../../model/model.ts';
import { toChange } from '../from-row.ts';
import { asCount, asText } from '../row.ts';
import type { ChangeCount, Draft } from '../warehouse.ts';
import type { Engine, Purpose } from './engine.ts';
import { columnOf, name, text } from './sql.ts';
import { tableOf } from './tables.ts';

const purposeOf = (what: string, sync: string): Purpose => ({ what: `${what} ${sync}`, step: 'plan', sync });

export async function count(engine: Engine, mapped: MappedSync, draft: Draft): Promise<ChangeCount> {
  const sync = mapped.sync.name;
  const planned = (operation: Operation): string => `COUNTIF(_operation = ${text(operation)})`;
  const changes = tableOf(engine, draft, sync);
  const [row] = await engine.rows(
    `SELECT ${planned('insert')} AS inserts, ${planned('update')} AS updates, ${planned('archive')} AS archives, ${planned('delete')} AS deletes,
       COUNT(_parked) - COUNT(_held) AS parked, COUNT(_held) AS held,
       COUNT(DISTINCT IF(_operation <> 'delete' AND _parked IS NULL, CONCAT(_operation, _kept, ';', _cleared), NULL)) AS signatures,
       (SELECT COUNT(*) FROM ${tableOf(engine, 'stage', sync)}) AS n,
       (SELECT COUNTIF(_bad IS NULL) FROM ${tableOf(engine, 'stage', sync)}) AS good,
       (SELECT COUNT(*) FROM ${tableOf(engine, 'state', sync)}) AS acknowledged
     FROM ${changes}`,
    purposeOf('count changes of', sync),
  );
  const [rows, good] = [asCount(row, 'n'), asCount(row, 'good')];
  const [inserts, updates, deletes] = [asCount(row, 'inserts'), asCount(row, 'updates'), asCount(row, 'deletes')];
  const archives = asCount(row, 'archives');
  const isNothing = inserts + updates + archives + deletes === 0;
  const resent = isNothing
    ? []
    : await engine.rows(
        `SELECT _reason AS reason, COUNT(*) AS n FROM ${changes} WHERE _reason IS NOT NULL GROUP BY 1 ORDER BY n DESC`,
        purposeOf('count reasons of', sync),
      );
  return {
    rows,
    acknowledged: asCount(row, 'acknowledged'),
    inserts,
    updates,
    archives,
    deletes,
    unchanged: good - inserts - updates,
    quarantined: rows - good,
    parked: asCount(row, 'parked'),
    held: asCount(row, 'held'),
    signatures: asCount(row, 'signatures'),
    resent: resent.map((one) => ({ reason: asText(one, 'reason'), rows: asCount(one, 'n') })),
  };
}

/** A query over planned rows with their acknowledged values beside them, read by `toChange`. */
export function changeQuery(engine: Engine, mapped: MappedSync, draft: Draft, where: string): string {
  const sync = mapped.sync.name;
  const columns = mapped.fields.flatMap((field, index) => [
    `c.${name(columnOf(field.name))} AS new_${index}`,
    `s.${name(columnOf(field.name))} AS old_${index}`,
  ]);
  return `SELECT c._id, c._operation, c._key, c._salesforce_id, c._reason, c._kept, c._hash, s._mapping AS old_mapping, ${columns.join(', ')}
    FROM ${tableOf(engine, draft, sync)} AS c LEFT JOIN ${tableOf(engine, 'state', sync)} AS s ON s._id = c._id
    WHERE ${where}`;
}

export async function rows(
  engine: Engine,
  mapped: MappedSync,
  draft: Draft,
  limit: number,
): Promise<readonly Change[]> {
  const found = await engine.rows(
    `${changeQuery(engine, mapped, draft, 'c._parked IS NULL')} ORDER BY c._operation DESC, c._id LIMIT ${limit}`,
    purposeOf('show changes of', mapped.sync.name),
  );
  return found.map((row) => toChange(mapped, row));
}

export async function parked(engine: Engine, sync: string, draft: Draft, limit: number): Promise<readonly Parked[]> {
  const found = await engine.rows(
    `SELECT _key, _parked, _parked_field FROM ${tableOf(engine, draft, sync)} WHERE _parked IS NOT NULL AND _held IS NULL ORDER BY _id LIMIT ${limit}`,
    purposeOf('show parked rows of', sync),
  );
  return found.map((row) => ({
    key: asText(row, '_key'),
    field: asText(row, '_parked_field'),
    parentKey: asText(row, '_parked'),
  }));
}
