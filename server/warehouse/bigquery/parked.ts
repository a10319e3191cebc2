/** Rows that wait for others: children for their parent, and a parent that should go for its children. */
import type { MappedSync } from '../../model/model.ts';
import { asCount } from '../row.ts';
import type { Engine } from './engine.ts';
import { purposeOf, settled } from './outcomes.ts';
import { columnOf, identity, name, text } from './sql.ts';
import { ensureState, tableOf } from './tables.ts';

/** Outcomes for rows that are not sent: what the plan held, what it parked, then what this run orphaned. */
export async function parkOrphans(
  engine: Engine,
  run: string,
  mapped: MappedSync,
  parentSyncs: ReadonlyMap<string, readonly string[]>,
): Promise<number> {
  const sync = mapped.sync.name;
  const changes = tableOf(engine, 'change', sync);
  const held = engine.table('held');
  const statements = [
    `INSERT INTO ${held} (run, sync, id, \`key\`, why, \`hash\`, noted_at)
       SELECT ${text(run)}, ${text(sync)}, _id, _key, _held, _hash, CURRENT_TIMESTAMP() FROM ${changes}
       WHERE _held IS NOT NULL AND _id NOT IN (SELECT id FROM ${held} WHERE run = ${text(run)} AND sync = ${text(sync)})`,
    settled(engine, run, sync, 'held', 'IMPLAUSIBLE', `c._held IS NOT NULL`),
    settled(engine, run, sync, 'parked', 'PARENT_MISSING', `c._parked IS NOT NULL`),
  ];
  for (const [field, parents] of parentSyncs) {
    const column = name(columnOf(field));
    for (const parent of parents) {
      statements.push(
        `UPDATE ${changes} AS c SET _parked = ${column}, _parked_field = ${text(field)}
         WHERE c._operation IN ('insert', 'update') AND c._parked IS NULL AND c._part IS NULL AND ${identity(`c.${column}`)} IN (
           SELECT p._id FROM ${tableOf(engine, 'change', parent)} AS p
           WHERE p._operation = 'insert' AND p._id NOT IN (
             SELECT id FROM ${engine.table('outcomes')}
             WHERE run = ${text(run)} AND sync = ${text(parent)} AND status IN ('created', 'updated')))`,
      );
    }
  }
  statements.push(settled(engine, run, sync, 'parked', 'PARENT_FAILED', `c._parked IS NOT NULL`));
  await engine.run(`${statements.join(';\n')};`, purposeOf('park orphans', sync, true));
  const [row] = await engine.rows(`SELECT COUNT(_parked) AS n FROM ${changes}`, purposeOf('count parked rows', sync));
  return asCount(row, 'n');
}

export async function parkParents(
  engine: Engine,
  run: string,
  sync: string,
  children: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const changes = tableOf(engine, 'change', sync);
  const statements: string[] = [];
  for (const [child, fields] of children) {
    await ensureState(engine, child, fields);
    for (const field of fields) {
      const parent = name(columnOf(field));
      statements.push(
        `UPDATE ${changes} AS c SET _parked = o.child, _parked_field = ${text(`${child}.${field}`)}
         FROM (
           SELECT ${identity(`s.${parent}`)} AS parent, MIN(s._key) AS child
           FROM ${tableOf(engine, 'state', child)} AS s JOIN ${tableOf(engine, 'change', child)} AS p ON p._id = s._id
           WHERE s.${parent} IS NOT NULL AND s._id NOT IN (
             SELECT id FROM ${engine.table('outcomes')}
             WHERE run = ${text(run)} AND sync = ${text(child)} AND status IN ('created', 'updated', 'deleted'))
           GROUP BY parent
         ) AS o
         WHERE c._operation = 'delete' AND c._parked IS NULL AND c._part IS NULL AND o.parent = c._id`,
      );
    }
  }
  statements.push(
    settled(engine, run, sync, 'parked', 'CHILD_REMAINS', `c._operation = 'delete' AND c._parked IS NOT NULL`),
  );
  await engine.run(`${statements.join(';\n')};`, purposeOf('park parents', sync, true));
}
