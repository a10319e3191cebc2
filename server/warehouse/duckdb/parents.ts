/** Rows that need a parent: found in the plan, in what is acknowledged, in the org, or parked. */
import type { MappedField, MappedSync } from '../../model/model.ts';
import { replaced } from '../difference.ts';
import type { Duck } from './duck.ts';
import { asCount, asText } from '../row.ts';
import type { GivenRow } from './given.ts';
import { withGiven } from './given.ts';
import { identity, name, table, text, words } from './sql.ts';
import { ensureState } from './tables.ts';
import type { Draft, ParentSync } from '../warehouse.ts';

/** Ids of the parents that will be there: acknowledged and staying, or inserted by this plan. */
function knownParents(draft: Draft, parents: readonly ParentSync[]): string {
  const sources = parents.map(({ sync, isPlanned }) => {
    const there = `SELECT _id FROM ${table('state', sync)} WHERE _drift IS DISTINCT FROM 'DELETED_IN_SALESFORCE'`;
    if (!isPlanned) return there;
    const planned = `SELECT _id FROM ${table(draft, sync)} WHERE _operation = 'insert' AND _parked IS NULL`;
    const leaving = `SELECT _id FROM ${table(draft, sync)} WHERE _operation = 'delete'`;
    return `(${there} EXCEPT ${leaving}) UNION ALL ${planned}`;
  });
  return sources.length === 0
    ? `SELECT CAST(NULL AS VARCHAR) AS _id WHERE false`
    : sources.map((one) => `(${one})`).join(' UNION ALL ');
}

/** Ids of the parents that this plan deletes: they are in the org still, and will not be. */
function leavingParents(draft: Draft, parents: readonly ParentSync[]): string {
  const sources = parents
    .filter(({ isPlanned }) => isPlanned)
    .map(({ sync }) => `SELECT _id FROM ${table(draft, sync)} WHERE _operation = 'delete'`);
  return sources.length === 0 ? `SELECT CAST(NULL AS VARCHAR) AS _id WHERE false` : sources.join(' UNION ALL ');
}

/** Keys of the parents as they are acknowledged or, of those that this plan inserts, as they will be. */
function spelledParents(draft: Draft, parents: readonly ParentSync[]): string {
  return parents
    .flatMap(({ sync, isPlanned }) => [
      `SELECT _id, _key FROM ${table('state', sync)}`,
      ...(isPlanned ? [`SELECT _id, _key FROM ${table(draft, sync)} WHERE _operation = 'insert'`] : []),
    ])
    .join(' UNION ALL ');
}

export async function respell(
  duck: Duck,
  mapped: MappedSync,
  draft: Draft,
  field: MappedField,
  parents: readonly ParentSync[],
): Promise<void> {
  if (parents.length === 0) return;
  for (const parent of parents) await ensureState(duck, parent.sync, []);
  const changes = table(draft, mapped.sync.name);
  const column = `c.${name(field.name)}`;
  const respelled = `FROM ${changes} c JOIN (${spelledParents(draft, parents)}) p ON p._id = ${identity(column)}
    WHERE c._operation IN ('insert', 'update') AND p._key <> ${column}`;
  const [found] = await duck.rows(`SELECT count(*) AS n ${respelled}`);
  if (asCount(found, 'n') === 0) return;
  await duck.run(
    `UPDATE ${changes} AS t SET ${replaced(mapped, field, 'o.spelled', words)}
     FROM (SELECT c._id, min(p._key) AS spelled ${respelled} GROUP BY c._id) o WHERE t._id = o._id`,
  );
}

/** Rows of the draft whose parent is not among the known ones. */
function orphans(sync: string, draft: Draft, field: MappedField, parents: readonly ParentSync[]): string {
  const column = `c.${name(field.name)}`;
  return `FROM ${table(draft, sync)} c ANTI JOIN (${knownParents(draft, parents)}) p ON p._id = ${identity(column)}
    WHERE c._operation IN ('insert', 'update') AND c._parked IS NULL AND ${column} IS NOT NULL`;
}

export async function* unknownParents(
  duck: Duck,
  sync: string,
  draft: Draft,
  field: MappedField,
  parents: readonly ParentSync[],
): AsyncGenerator<readonly string[]> {
  for (const parent of parents) await ensureState(duck, parent.sync, []);
  const column = `c.${name(field.name)}`;
  const chunks = duck.stream(
    `SELECT DISTINCT ${column} AS parent ${orphans(sync, draft, field, parents)} ORDER BY parent`,
  );
  for await (const rows of chunks) yield rows.map((row) => asText(row, 'parent'));
}

export async function park(
  duck: Duck,
  sync: string,
  draft: Draft,
  field: MappedField,
  parents: readonly ParentSync[],
  inOrg: AsyncIterable<readonly string[]>,
): Promise<void> {
  const column = `c.${name(field.name)}`;
  async function* rows(): AsyncGenerator<readonly GivenRow[]> {
    for await (const keys of inOrg) yield keys.map((key) => ({ key }));
  }
  await withGiven(duck, ['key'], rows(), (there) =>
    duck.run(
      `UPDATE ${table(draft, sync)} AS t SET _parked = o.parent, _parked_field = ${text(field.name)}
       FROM (SELECT c._id, ${column} AS parent ${orphans(sync, draft, field, parents)}) o
       WHERE t._id = o._id
         AND (${identity('o.parent')} NOT IN (SELECT ${identity('key')} FROM ${there} WHERE key IS NOT NULL)
           OR ${identity('o.parent')} IN (${leavingParents(draft, parents)}))`,
    ),
  );
}

/** Depth among records that are inserted together; an update follows the insert it now belongs to. */
export async function layer(duck: Duck, sync: string, draft: Draft, field: MappedField): Promise<void> {
  const changes = table(draft, sync);
  const parent = identity(name(field.name));
  await duck.run(
    `CREATE OR REPLACE TEMP TABLE _depths AS
     WITH RECURSIVE inserted AS (
       SELECT _id, ${parent} AS parent FROM ${changes} WHERE _operation = 'insert' AND _parked IS NULL
     ), walk AS (
       SELECT _id, 0 AS depth FROM inserted WHERE parent IS NULL OR parent NOT IN (SELECT _id FROM inserted)
       UNION ALL
       SELECT i._id, w.depth + 1 FROM inserted i JOIN walk w ON i.parent = w._id
     )
     SELECT _id, depth FROM walk`,
  );
  await duck.run(
    `UPDATE ${changes} AS c SET _parked = ${name(field.name)}, _parked_field = ${text(field.name)}
     WHERE c._operation = 'insert' AND c._parked IS NULL AND c._id NOT IN (SELECT _id FROM _depths)`,
  );
  await duck.run(`UPDATE ${changes} AS c SET _level = greatest(c._level, d.depth) FROM _depths d WHERE d._id = c._id`);
  await duck.run(
    `UPDATE ${changes} AS c SET _level = greatest(c._level, d.depth + 1)
     FROM _depths d WHERE c._operation = 'update' AND d._id = ${identity(`c.${name(field.name)}`)}`,
  );
}
