/** Why two records differ: what is intended, what was acknowledged and what Salesforce has, joined key by key. */
import type { Cause, CauseCount, MappedField, MappedSync } from '../../model/model.ts';
import { stamps } from '../../model/model.ts';
import {
  believed,
  booked,
  correctedCause,
  differ,
  extraCause,
  isArchived,
  missingCause,
  periodCause,
} from '../causes.ts';
import type { Books, Gap, KeyComparison } from '../comparison.ts';
import { extractColumns } from '../comparison.ts';
import { correctedFields } from '../corrections.ts';
import { toCause } from '../from-row.ts';
import { asCount, asText, asTextOrAbsent } from '../row.ts';
import { gapColumns, intendedHere } from './compare.ts';
import type { Engine, Purpose } from './engine.ts';
import { name, text, words } from './sql.ts';
import { tableOf } from './tables.ts';

const purposeOf = (what: string, sync: string): Purpose => ({ what: `${what} ${sync}`, step: 'verify', sync });

export async function compareKeys(
  engine: Engine,
  run: string,
  mapped: MappedSync,
  { loadedBy, above }: Books,
): Promise<KeyComparison> {
  const sync = mapped.sync.name;
  const gaps = engine.table('gaps');
  await engine.run(sidesQuery(engine, mapped, loadedBy ?? run), purposeOf('compare records of', sync));
  const inserts = gapQueries(engine, run, mapped, above).map(
    (selects) =>
      `INSERT INTO ${gaps} (${gapColumns}) ${selects.map((select) => `SELECT ${text(run)}, ${text(sync)}, ${select}`).join(' UNION ALL ')};`,
  );
  await engine.run(
    `BEGIN TRANSACTION;
     DELETE FROM ${gaps} WHERE run = ${text(run)} AND sync = ${text(sync)};
     ${inserts.join('\n')}
     COMMIT TRANSACTION;`,
    { ...purposeOf('keep gaps of', sync), isSmall: true },
  );
  const [row] = await engine.rows(
    `SELECT COUNTIF(field IS NULL AND warehouse = 'present') AS missing, COUNTIF(field IS NULL AND salesforce = 'present') AS extra,
       COUNT(DISTINCT IF(field IS NOT NULL AND cause <> 'KEPT', id, NULL)) AS different
     FROM ${gaps} WHERE run = @run AND sync = @sync`,
    { ...purposeOf('count gaps of', sync), isSmall: true },
    { run, sync },
  );
  return { missing: asCount(row, 'missing'), extra: asCount(row, 'extra'), different: asCount(row, 'different') };
}

const none = 'CAST(NULL AS STRING)';

/** id, key, Salesforce Id, field, both values, cause and code of each gap; the second list looks at what the first found. */
function gapQueries(
  engine: Engine,
  run: string,
  mapped: MappedSync,
  above: readonly string[],
): readonly (readonly string[])[] {
  const sync = mapped.sync.name;
  const sides = tableOf(engine, 'sides', sync);
  const found = `SELECT id FROM ${engine.table('gaps')} WHERE run = ${text(run)} AND id IS NOT NULL`;
  const known = (causes: readonly Cause[]): string =>
    `${found} AND ${words.among('sync', above)} AND ${words.among('cause', causes)}`;
  const { period } = mapped.sync.reconcile;
  const archive = mapped.fields.findIndex((field) => field === mapped.archive?.field);
  const periods =
    period === undefined
      ? []
      : [
          `id, record_key, salesforce_id, ${text(period.field)}, i_period, s_period, ${periodCause(mapped, known, words)}, code
           FROM ${sides} WHERE wanted AND present AND i_period IS DISTINCT FROM s_period AND bad IS NULL`,
        ];
  const first = [
    `${none}, ${none}, ${none}, ${none}, ${none}, ${none}, 'QUARANTINED', 'null-key' FROM ${tableOf(engine, 'stage', sync)} WHERE _id IS NULL`,
    `id, record_key, salesforce_id, ${none}, 'present', ${none}, ${missingCause}, code FROM ${sides} WHERE wanted AND NOT present`,
    `id, record_key, salesforce_id, ${none}, ${none}, 'present', ${extraCause(mapped, `a_${archive}`, words)}, code FROM ${sides}
     WHERE present AND NOT wanted AND NOT ${isArchived(mapped, `s_${archive}`, words)}`,
    `_id, ANY_VALUE(_key), ${none}, ${none}, '1', CAST(COUNT(*) AS STRING), 'DUPLICATE_IN_SALESFORCE', ${none}
     FROM ${tableOf(engine, 'extract', sync)} WHERE _id IS NOT NULL GROUP BY _id HAVING COUNT(*) > 1`,
    ...mapped.fields.map((field, index) => fieldGap(mapped, field, index, sides)),
    ...periods,
  ];
  const hashes = `id, record_key, salesforce_id, ${text(stamps.rowHash)}, a_hash, s_hash, 'EDITED_IN_SALESFORCE', ${none} FROM ${sides}
     WHERE wanted AND present AND acknowledged AND a_hash IS DISTINCT FROM s_hash AND id NOT IN (${found} AND sync = ${text(sync)})`;
  return [first, [hashes]];
}

/** Only the keys that need a second look; everything that agrees drops out here. */
function sidesQuery(engine: Engine, mapped: MappedSync, loadedBy: string): string {
  const sync = mapped.sync.name;
  const values = mapped.fields.flatMap((field, index) => {
    const column = words.column(field.name);
    return [`i.${column} AS i_${index}`, `s.${column} AS s_${index}`, `a.${column} AS a_${index}`];
  });
  const differs = mapped.fields.map((field) => {
    const column = words.column(field.name);
    return differ(mapped, field, `i.${column}`, `s.${column}`, words);
  });
  const first = (partition: string): string =>
    `QUALIFY ROW_NUMBER() OVER (PARTITION BY ${partition} ORDER BY _key) = 1`;
  return `CREATE OR REPLACE TABLE ${tableOf(engine, 'sides', sync)} AS
    SELECT COALESCE(i._id, s._id) AS id, COALESCE(s._key, i._key) AS record_key, s._salesforce_id AS salesforce_id,
      i._id IS NOT NULL AS wanted, s.found IS NOT NULL AS present, a._id IS NOT NULL AS acknowledged, ${believed},
      i._bad AS bad, i._kept AS kept, a._owned AS owned, o.status, o.code, a._hash AS a_hash, s._hash AS s_hash,
      k.fields AS corrected, i._period AS i_period, s.${name(extractColumns.period)} AS s_period, ${values.join(', ')}
    FROM (SELECT * FROM (${intendedHere(engine, mapped)}) WHERE _id IS NOT NULL ${first('_id')}) AS i
    FULL JOIN (SELECT *, TRUE AS found FROM ${tableOf(engine, 'extract', sync)} WHERE TRUE ${first('COALESCE(_id, _salesforce_id)')}) AS s
      ON s._id = i._id
    LEFT JOIN ${tableOf(engine, 'state', sync)} AS a ON a._id = COALESCE(i._id, s._id)
    LEFT JOIN (SELECT id, status, code FROM ${engine.table('outcomes')} WHERE run = ${text(loadedBy)} AND sync = ${text(sync)}) AS o
      ON o.id = COALESCE(i._id, s._id)
    LEFT JOIN (${correctedFields(sync, engine.table('corrections'), words)}) AS k ON k.id = a._id AND k.run = a._run
    WHERE i._id IS NULL OR s.found IS NULL OR a._hash IS DISTINCT FROM s._hash
       OR i._period IS DISTINCT FROM s.${name(extractColumns.period)} OR ${differs.join(' OR ')}`;
}

function fieldGap(mapped: MappedSync, field: MappedField, index: number, sides: string): string {
  const [i, s, a] = [`i_${index}`, `s_${index}`, `a_${index}`];
  const isSummed = mapped.sums.some((sum) => sum.name === field.name);
  const isKept = `STRPOS(kept, ',${index},') > 0`;
  const isEdited = `acknowledged AND ${differ(mapped, field, a, s, words)}`;
  return `id, record_key, salesforce_id, ${text(field.name)}, ${i}, ${s},
      CASE WHEN ${isKept} THEN 'KEPT' WHEN ${isEdited} THEN 'EDITED_IN_SALESFORCE' ${booked} ${correctedCause(field)} ELSE 'NOT_SENT' END, code
    FROM ${sides} WHERE wanted AND present AND ${differ(mapped, field, i, s, words)} AND (NOT ${isKept} OR ${isSummed ? 'TRUE' : 'FALSE'})`;
}

export async function addGap(engine: Engine, run: string, sync: string, gap: Omit<Gap, 'sync'>): Promise<void> {
  await engine.run(
    `INSERT INTO ${engine.table('gaps')} (${gapColumns})
     VALUES (@run, @sync, NULL, @recordKey, @salesforceId, @field, @warehouse, @salesforce, @cause, @code)`,
    { ...purposeOf('note a gap of', sync), isSmall: true },
    {
      run,
      sync,
      recordKey: gap.key ?? null,
      salesforceId: gap.salesforceId ?? null,
      field: gap.field ?? null,
      warehouse: gap.warehouse ?? null,
      salesforce: gap.salesforce ?? null,
      cause: gap.cause,
      code: gap.code ?? null,
    },
  );
}

export async function causes(engine: Engine, run: string, sync: string): Promise<readonly CauseCount[]> {
  const rows = await engine.rows(
    `SELECT cause, code, COUNT(DISTINCT COALESCE(id, salesforce_id, \`key\`, field, '')) AS n FROM ${engine.table('gaps')}
     WHERE run = @run AND sync = @sync GROUP BY cause, code ORDER BY n DESC, cause`,
    { ...purposeOf('count causes of', sync), isSmall: true },
    { run, sync },
  );
  return rows.map((row) => ({ cause: toCause(row), code: asTextOrAbsent(row, 'code'), rows: asCount(row, 'n') }));
}

export async function gaps(engine: Engine, run: string, limit: number): Promise<readonly Gap[]> {
  const rows = await engine.rows(
    `SELECT * FROM ${engine.table('gaps')} WHERE run = @run ORDER BY sync, \`key\`, field LIMIT ${limit}`,
    { what: 'read gaps', step: 'verify', isSmall: true },
    { run },
  );
  return rows.map((row) => ({
    sync: asText(row, 'sync'),
    key: asTextOrAbsent(row, 'key'),
    salesforceId: asTextOrAbsent(row, 'salesforce_id'),
    field: asTextOrAbsent(row, 'field'),
    warehouse: asTextOrAbsent(row, 'warehouse'),
    salesforce: asTextOrAbsent(row, 'salesforce'),
    cause: toCause(row),
    code: asTextOrAbsent(row, 'code'),
  }));
}
