/** Plans made of an earlier run: what it did not get done, and the way back. */
import type { MappedField, MappedSync } from '../../model/model.ts';
import { hashOf, mappingOf } from '../difference.ts';
import { isShared, known, mappingChanged, rollbackReason } from '../earlier.ts';
import { asCount } from '../row.ts';
import type { Draft, Retained } from '../warehouse.ts';
import type { Engine, Purpose } from './engine.ts';
import { among, columnOf, given, identity, name, text, words } from './sql.ts';
import { tableOf } from './tables.ts';

const purposeOf = (what: string, sync: string): Purpose => ({ what: `${what} ${sync}`, step: 'plan', sync });

export async function retain(
  engine: Engine,
  mapped: MappedSync,
  from: string,
  { codes, keys }: Retained,
): Promise<void> {
  const sync = mapped.sync.name;
  const changes = tableOf(engine, 'change', sync);
  const purpose = purposeOf('take up rows of', sync);
  const [other] = await engine.rows(
    `SELECT COUNTIF(_mapping IS DISTINCT FROM ${text(mappingOf(mapped))}) AS n FROM ${changes}`,
    purpose,
  );
  if (asCount(other, 'n') > 0) throw mappingChanged(sync);
  const open = `SELECT id FROM ${engine.table('outcomes')} WHERE run = ${text(from)} AND sync = ${text(sync)}
    AND status NOT IN ('created', 'updated', 'deleted') AND ${among('code', codes)}`;
  await engine.run(`DELETE FROM ${changes} WHERE _id NOT IN (${open})`, purpose);
  if (keys !== undefined) {
    const named = `SELECT ${identity('row_key')} FROM ${given(['row_key'])} WHERE row_key IS NOT NULL`;
    const rows = JSON.stringify(keys.map((key) => ({ row_key: key })));
    await engine.run(`DELETE FROM ${changes} WHERE _id NOT IN (${named})`, purpose, { rows });
  }
  await engine.run(
    `UPDATE ${changes} SET _part = NULL, _parked = NULL, _parked_field = NULL, _held = NULL WHERE TRUE`,
    purpose,
  );
}

export async function revert(engine: Engine, mapped: MappedSync, draft: Draft, of: string): Promise<void> {
  const sync = mapped.sync.name;
  const fields = mapped.fields.map((field) => field.name);
  const had = (field: string): string => `STRPOS(b.fields, ${text(`${JSON.stringify(columnOf(field))}:`)}) > 0`;
  const was = (field: string): string => `JSON_VALUE(b.fields, ${text(`$.${columnOf(field)}`)})`;
  const image = ({ name: field, shape }: MappedField): string =>
    `IF(${had(field)}, ${known(shape, was(field))}, s.${name(columnOf(field))})`;
  const values = mapped.fields.map((one) => {
    const column = name(columnOf(one.name));
    const value = `IF(o.status = 'created', s.${column}, ${image(one)})`;
    return `${one.name === mapped.key.name ? 'o.`key`' : value} AS ${column}`;
  });
  const kept = mapped.fields.map((one, index) => {
    if (one.name === mapped.key.name) return `''`;
    const same = `o.status = 'updated' AND ${image(one)} IS NOT DISTINCT FROM s.${name(columnOf(one.name))}`;
    const alone = isShared(one) ? `WHEN ${same} THEN ',${index}'` : '';
    return `CASE ${alone} WHEN o.status = 'created' OR ${had(one.name)} THEN '' ELSE ',${index}' END`;
  });
  const parents = mapped.fields.filter((field) => field.parent !== undefined);
  const parent = parents.find((field) => field.required) ?? parents[0];
  const cleared = mapped.fields.map((field, index) =>
    field.parent === undefined ? `''` : `IF(${name(columnOf(field.name))} IS NULL, ',${index}', '')`,
  );
  const purpose = purposeOf('plan the way back of', sync);
  await engine.run(
    `CREATE OR REPLACE TABLE ${tableOf(engine, draft, sync)} AS
     SELECT *, ${hashOf(fields, words)} AS _hash, ${cleared.join(' || ')} AS _cleared,
       ${parent === undefined ? `''` : `COALESCE(${identity(name(columnOf(parent.name)))}, '')`} AS _parent
     FROM (
       SELECT CASE o.status WHEN 'created' THEN 'delete' WHEN 'deleted' THEN 'insert' ELSE 'update' END AS _operation,
              o.id AS _id, o.\`key\` AS _key, s._salesforce_id, COALESCE(s._owned, TRUE) AS _owned,
              IF(o.status = 'created', s._period, ${was('_period')}) AS _period,
              ${text(rollbackReason(of))} AS _reason, ${kept.join(' || ')} AS _kept, ${text(mappingOf(mapped))} AS _mapping,
              0 AS _level, CAST(NULL AS INT64) AS _part, CAST(NULL AS STRING) AS _parked,
              CAST(NULL AS STRING) AS _parked_field, CAST(NULL AS STRING) AS _held, ${values.join(', ')}
       FROM ${engine.table('outcomes')} AS o LEFT JOIN ${tableOf(engine, 'state', sync)} AS s ON s._id = o.id
       LEFT JOIN ${engine.table('before_images')} AS b ON b.run = o.run AND b.sync = o.sync AND b.id = o.id
       WHERE o.run = ${text(of)} AND o.sync = ${text(sync)}
         AND CASE o.status WHEN 'created' THEN s._run = ${text(of)} WHEN 'updated' THEN s._run = ${text(of)} AND b.id IS NOT NULL
             WHEN 'deleted' THEN s._id IS NULL AND b.id IS NOT NULL ELSE FALSE END)`,
    purpose,
  );
  await engine.run(`DELETE FROM ${tableOf(engine, 'stage', sync)} WHERE TRUE`, purpose);
}
