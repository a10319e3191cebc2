/** Rows that need a parent: found in the plan, in what is acknowledged, in the org, or parked. */
import type { MappedField, MappedSync } from '../../model/model.ts';
import { replaced } from '../difference.ts';
import { asCount, asText } from '../row.ts';
import type { Draft, ParentSync } from '../warehouse.ts';
import type { Engine, Purpose } from './engine.ts';
import { withLoaded } from './given.ts';
import { columnOf, identity, name, text, words } from './sql.ts';
import { ensureState, tableOf } from './tables.ts';

/** Ids of the parents that will be there: acknowledged and staying, or inserted by this plan. */
function knownParents(engine: Engine, draft: Draft, parents: readonly ParentSync[]): string {
  const sources = parents.map(({ sync, isPlanned }) => {
    const state = tableOf(engine, 'state', sync);
    const there = `SELECT _id FROM ${state} WHERE _drift IS DISTINCT FROM 'DELETED_IN_SALESFORCE'`;
    if (!isPlanned) return there;
    const changes = tableOf(engine, draft, sync);
    const planned = `SELECT _id FROM ${changes} WHERE _operation = 'insert' AND _parked IS NULL`;
    return `${there} AND _id NOT IN (SELECT _id FROM ${changes} WHERE _operation = 'delete') UNION ALL ${planned}`;
  });
  return sources.length === 0 ? 'SELECT CAST(NULL AS STRING) AS _id' : sources.join(' UNION ALL ');
}

/** Ids of the parents that this plan deletes: they are in the org still, and will not be. */
function leavingParents(engine: Engine, draft: Draft, parents: readonly ParentSync[]): string {
  const sources = parents
    .filter(({ isPlanned }) => isPlanned)
    .map(({ sync }) => `SELECT _id FROM ${tableOf(engine, draft, sync)} WHERE _operation = 'delete'`);
  return sources.join(' UNION ALL ');
}

/** Keys of the parents as they are acknowledged or, of those that this plan inserts, as they will be. */
function spelledParents(engine: Engine, draft: Draft, parents: readonly ParentSync[]): string {
  return parents
    .flatMap(({ sync, isPlanned }) => [
      `SELECT _id, _key FROM ${tableOf(engine, 'state', sync)}`,
      ...(isPlanned ? [`SELECT _id, _key FROM ${tableOf(engine, draft, sync)} WHERE _operation = 'insert'`] : []),
    ])
    .join(' UNION ALL ');
}

export async function respell(
  engine: Engine,
  mapped: MappedSync,
  draft: Draft,
  field: MappedField,
  parents: readonly ParentSync[],
): Promise<void> {
  if (parents.length === 0) return;
  const sync = mapped.sync.name;
  const purpose: Purpose = { what: `spell parents of ${sync}`, step: 'plan', sync };
  for (const parent of parents) await ensureState(engine, parent.sync, []);
  const changes = tableOf(engine, draft, sync);
  const column = `c.${name(columnOf(field.name))}`;
  const respelled = `FROM ${changes} AS c JOIN (${spelledParents(engine, draft, parents)}) AS p ON p._id = ${identity(column)}
    WHERE c._operation IN ('insert', 'update') AND p._key <> ${column}`;
  const [found] = await engine.rows(`SELECT COUNT(*) AS n ${respelled}`, purpose);
  if (asCount(found, 'n') === 0) return;
  await engine.run(
    `UPDATE ${changes} AS t SET ${replaced(mapped, field, 'o.spelled', words)}
     FROM (SELECT c._id, MIN(p._key) AS spelled ${respelled} GROUP BY c._id) AS o WHERE t._id = o._id`,
    purpose,
  );
}

/** Rows of the draft whose parent is not among the known ones. */
function orphans(
  engine: Engine,
  sync: string,
  draft: Draft,
  field: MappedField,
  parents: readonly ParentSync[],
): string {
  const column = `c.${name(columnOf(field.name))}`;
  return `FROM ${tableOf(engine, draft, sync)} AS c LEFT JOIN (SELECT DISTINCT _id FROM (${knownParents(engine, draft, parents)})) AS p
      ON p._id = ${identity(column)}
    WHERE c._operation IN ('insert', 'update') AND c._parked IS NULL AND ${column} IS NOT NULL AND p._id IS NULL`;
}

export async function* unknownParents(
  engine: Engine,
  sync: string,
  draft: Draft,
  field: MappedField,
  parents: readonly ParentSync[],
): AsyncGenerator<readonly string[]> {
  for (const parent of parents) await ensureState(engine, parent.sync, []);
  const column = `c.${name(columnOf(field.name))}`;
  const pages = engine.stream(
    `SELECT DISTINCT ${column} AS parent ${orphans(engine, sync, draft, field, parents)} ORDER BY parent`,
    { what: `look for parents of ${sync}`, step: 'plan', sync },
  );
  for await (const rows of pages) yield rows.map((row) => asText(row, 'parent'));
}

export async function park(
  engine: Engine,
  dir: string,
  sync: string,
  draft: Draft,
  field: MappedField,
  parents: readonly ParentSync[],
  inOrg: AsyncIterable<readonly string[]>,
): Promise<void> {
  const purpose: Purpose = { what: `park rows of ${sync}`, step: 'plan', sync };
  async function* keys(): AsyncGenerator<readonly { readonly key: string }[]> {
    for await (const page of inOrg) yield page.map((key) => ({ key }));
  }
  const column = `c.${name(columnOf(field.name))}`;
  const given = { table: `parents_${sync}`, dir, columns: ['key'], pages: keys(), purpose };
  await withLoaded(engine, given, async (known) => {
    const leaving = leavingParents(engine, draft, parents);
    const isLeaving = leaving === '' ? '' : ` OR ${identity('o.parent')} IN (${leaving})`;
    const isKnown =
      known === undefined
        ? ''
        : `AND (${identity('o.parent')} NOT IN (SELECT ${identity('`key`')} FROM ${known})${isLeaving})`;
    await engine.run(
      `UPDATE ${tableOf(engine, draft, sync)} AS t SET _parked = o.parent, _parked_field = ${text(field.name)}
     FROM (SELECT c._id, ${column} AS parent ${orphans(engine, sync, draft, field, parents)}) AS o
     WHERE t._id = o._id ${isKnown}`,
      purpose,
    );
  });
}

/** Depth among records that are inserted together; an update follows the insert it now belongs to. */
export async function layer(engine: Engine, sync: string, draft: Draft, field: MappedField): Promise<void> {
  const purpose: Purpose = { what: `order rows of ${sync}`, step: 'plan', sync };
  const changes = tableOf(engine, draft, sync);
  const parent = identity(name(columnOf(field.name)));
  const depths = tableOf(engine, 'work', `depths_${sync}`);
  await engine.run(
    `CREATE OR REPLACE TABLE ${depths} AS
     WITH RECURSIVE inserted AS (
       SELECT _id, ${parent} AS parent FROM ${changes} WHERE _operation = 'insert' AND _parked IS NULL
     ), walk AS (
       SELECT _id, 0 AS depth FROM inserted WHERE parent IS NULL OR parent NOT IN (SELECT _id FROM inserted)
       UNION ALL
       SELECT i._id, w.depth + 1 AS depth FROM inserted AS i JOIN walk AS w ON i.parent = w._id
     )
     SELECT _id, depth FROM walk`,
    purpose,
  );
  await engine.run(
    `UPDATE ${changes} SET _parked = ${name(columnOf(field.name))}, _parked_field = ${text(field.name)}
     WHERE _operation = 'insert' AND _parked IS NULL AND _id NOT IN (SELECT _id FROM ${depths});
     UPDATE ${changes} AS c SET _level = GREATEST(c._level, d.depth) FROM ${depths} AS d WHERE d._id = c._id;
     UPDATE ${changes} AS c SET _level = GREATEST(c._level, d.depth + 1) FROM ${depths} AS d
     WHERE c._operation = 'update' AND d._id = ${identity(`c.${name(columnOf(field.name))}`)};
     DROP TABLE ${depths};`,
    { ...purpose, isSmall: true },
  );
}
