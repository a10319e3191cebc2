/** Rows that wait for others: children for their parent, and a parent that should go for its children. */
import type { MappedSync } from '../../model/model.ts';
import { asCount } from '../row.ts';
import type { Duck } from './duck.ts';
import { settle } from './outcomes.ts';
import { identity, name, table, text } from './sql.ts';
import { ensureState } from './tables.ts';

/** Outcomes for rows that are not sent: what the plan held, what it parked, then what this run orphaned. */
export async function parkOrphans(
  duck: Duck,
  run: string,
  mapped: MappedSync,
  parentSyncs: ReadonlyMap<string, readonly string[]>,
): Promise<number> {
  const sync = mapped.sync.name;
  const changes = table('change', sync);
  await duck.run(
    `INSERT INTO todoku.held SELECT $run, $sync, _id, _key, _held, _hash, now() FROM ${changes} WHERE _held IS NOT NULL
       AND _id NOT IN (SELECT id FROM todoku.held WHERE run = $run AND sync = $sync)`,
    { run, sync },
  );
  await settle(duck, run, sync, 'held', 'IMPLAUSIBLE', `c._held IS NOT NULL`);
  await settle(duck, run, sync, 'parked', 'PARENT_MISSING', `c._parked IS NOT NULL`);
  for (const [field, parents] of parentSyncs) {
    for (const parent of parents) {
      await duck.run(
        `UPDATE ${changes} AS c SET _parked = ${name(field)}, _parked_field = ${text(field)}
         WHERE c._operation IN ('insert', 'update') AND c._parked IS NULL AND c._part IS NULL AND ${identity(`c.${name(field)}`)} IN (
           SELECT p._id FROM ${table('change', parent)} p
           ANTI JOIN (SELECT id FROM todoku.outcomes WHERE run = $run AND sync = $parent AND status IN ('created', 'updated')) o
             ON o.id = p._id
           WHERE p._operation = 'insert')`,
        { run, parent },
      );
    }
  }
  await settle(duck, run, sync, 'parked', 'PARENT_FAILED', `c._parked IS NOT NULL`);
  const [row] = await duck.rows(`SELECT count(_parked) AS n FROM ${changes}`);
  return asCount(row, 'n');
}

export async function parkParents(
  duck: Duck,
  run: string,
  sync: string,
  children: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const changes = table('change', sync);
  for (const [child, fields] of children) {
    await ensureState(duck, child, fields);
    for (const field of fields) {
      await duck.run(
        `UPDATE ${changes} AS c SET _parked = o.child, _parked_field = ${text(`${child}.${field}`)}
         FROM (
           SELECT ${identity(`s.${name(field)}`)} AS parent, min(s._key) AS child
           FROM ${table('state', child)} s JOIN ${table('change', child)} p ON p._id = s._id
           ANTI JOIN (SELECT id FROM todoku.outcomes WHERE run = $run AND sync = $child AND status IN ('created', 'updated', 'deleted')) d
             ON d.id = s._id
           WHERE s.${name(field)} IS NOT NULL GROUP BY ALL
         ) o
         WHERE c._operation = 'delete' AND c._parked IS NULL AND c._part IS NULL AND o.parent = c._id`,
        { run, child },
      );
    }
  }
  await settle(duck, run, sync, 'parked', 'CHILD_REMAINS', `c._operation = 'delete' AND c._parked IS NOT NULL`);
}
