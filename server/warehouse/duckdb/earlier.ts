/** Plans made of an earlier run: what it did not get done, and the way back. */
import type { MappedField, MappedSync } from '../../model/model.ts';
import { hashOf, mappingOf } from '../difference.ts';
import { isShared, known, mappingChanged, rollbackReason } from '../earlier.ts';
import { asCount } from '../row.ts';
import type { Draft, Retained } from '../warehouse.ts';
import type { Duck } from './duck.ts';
import { given, identity, list, name, table, text, words } from './sql.ts';

export async function retain(duck: Duck, mapped: MappedSync, from: string, { codes, keys }: Retained): Promise<void> {
  const sync = mapped.sync.name;
  const changes = table('change', sync);
  const [other] = await duck.rows(
    `SELECT count(*) AS n FROM ${changes} WHERE _mapping IS DISTINCT FROM ${text(mappingOf(mapped))}`,
  );
  if (asCount(other, 'n') > 0) throw mappingChanged(sync);
  const open =
    codes.length === 0
      ? 'SELECT NULL WHERE false'
      : `SELECT id FROM todoku.outcomes WHERE run = ${text(from)} AND sync = ${text(sync)}
         AND status NOT IN ('created', 'updated', 'deleted') AND code IN ${list(codes)}`;
  await duck.run(`DELETE FROM ${changes} WHERE _id NOT IN (${open})`);
  if (keys !== undefined) {
    const named = `SELECT ${identity('row_key')} FROM ${given(['row_key'])} WHERE row_key IS NOT NULL`;
    const rows = JSON.stringify(keys.map((key) => ({ row_key: key })));
    await duck.run(`DELETE FROM ${changes} WHERE _id NOT IN (${named})`, { rows });
  }
  await duck.run(`UPDATE ${changes} SET _part = NULL, _parked = NULL, _parked_field = NULL, _held = NULL`);
}

export async function revert(duck: Duck, mapped: MappedSync, draft: Draft, of: string): Promise<void> {
  const sync = mapped.sync.name;
  const fields = mapped.fields.map((field) => field.name);
  const had = (field: string): string => `contains(CAST(b.fields AS VARCHAR), ${text(`${JSON.stringify(field)}:`)})`;
  const was = (field: string): string => `b.fields->>${text(`$.${JSON.stringify(field)}`)}`;
  const image = ({ name: field, shape }: MappedField): string =>
    `CASE WHEN ${had(field)} THEN ${known(shape, was(field))} ELSE s.${name(field)} END`;
  const values = mapped.fields.map((one) => {
    const field = one.name;
    const value = `CASE WHEN o.status = 'created' THEN s.${name(field)} ELSE ${image(one)} END`;
    return `${field === mapped.key.name ? 'o.key' : value} AS ${name(field)}`;
  });
  const kept = mapped.fields.map((one, index) => {
    if (one.name === mapped.key.name) return `''`;
    const same = `o.status = 'updated' AND (${image(one)}) IS NOT DISTINCT FROM s.${name(one.name)}`;
    const alone = isShared(one) ? `WHEN ${same} THEN ',${index}'` : '';
    return `CASE ${alone} WHEN o.status = 'created' OR ${had(one.name)} THEN '' ELSE ',${index}' END`;
  });
  const parents = mapped.fields.filter((field) => field.parent !== undefined);
  const parent = parents.find((field) => field.required) ?? parents[0];
  const cleared = mapped.fields.map((field, index) =>
    field.parent === undefined ? `''` : `CASE WHEN ${name(field.name)} IS NULL THEN ',${index}' ELSE '' END`,
  );
  await duck.run(
    `CREATE OR REPLACE TABLE ${table(draft, sync)} AS
     SELECT *, ${hashOf(fields, words)} AS _hash, ${cleared.join(' || ')} AS _cleared,
       ${parent === undefined ? `''` : `coalesce(${identity(name(parent.name))}, '')`} AS _parent
     FROM (
       SELECT CASE o.status WHEN 'created' THEN 'delete' WHEN 'deleted' THEN 'insert' ELSE 'update' END AS _operation,
              o.id AS _id, o.key AS _key, s._salesforce_id, coalesce(s._owned, true) AS _owned,
              CASE WHEN o.status = 'created' THEN s._period ELSE ${was('_period')} END AS _period,
              ${text(rollbackReason(of))} AS _reason, ${kept.join(' || ')} AS _kept, ${text(mappingOf(mapped))} AS _mapping,
              0 AS _level, CAST(NULL AS INTEGER) AS _part, CAST(NULL AS VARCHAR) AS _parked,
              CAST(NULL AS VARCHAR) AS _parked_field, CAST(NULL AS VARCHAR) AS _held, ${values.join(', ')}
       FROM todoku.outcomes o LEFT JOIN ${table('state', sync)} s ON s._id = o.id
       LEFT JOIN todoku.before_images b ON b.run = o.run AND b.sync = o.sync AND b.id = o.id
       WHERE o.run = ${text(of)} AND o.sync = ${text(sync)}
         AND CASE o.status WHEN 'created' THEN s._run = ${text(of)} WHEN 'updated' THEN s._run = ${text(of)} AND b.id IS NOT NULL
             WHEN 'deleted' THEN s._id IS NULL AND b.id IS NOT NULL ELSE false END)`,
  );
  await duck.run(`DELETE FROM ${table('stage', sync)}`);
}
