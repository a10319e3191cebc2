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
import { toCause } from '../from-row.ts';
import { intendedHere } from './compare.ts';
import type { Books, Gap, KeyComparison } from '../comparison.ts';
import { extractColumns } from '../comparison.ts';
import { correctedFields } from '../corrections.ts';
import type { Duck } from './duck.ts';
import { asCount, asText, asTextOrAbsent } from '../row.ts';
import { name, table, text, words } from './sql.ts';

export async function compareKeys(
  duck: Duck,
  run: string,
  mapped: MappedSync,
  { loadedBy, above }: Books,
): Promise<KeyComparison> {
  const sync = mapped.sync.name;
  await joinSides(duck, mapped, loadedBy ?? run);
  const [sides] = await duck.rows('SELECT count(*) AS n FROM _sides');
  const areEqual = asCount(sides, 'n') === 0;
  const queries = areEqual
    ? [countedQueries(sync)]
    : [[...countedQueries(sync), ...differenceQueries(run, mapped, above)], [hashQuery(run, sync)]];
  await duck.transaction(async (statements) => {
    await statements.run(`DELETE FROM todoku.gaps WHERE run = $run AND sync = $sync`, { run, sync });
    for (const selects of queries) {
      const found = selects.map((select) => `SELECT ${text(run)}, ${text(sync)}, ${select}`);
      await statements.run(`INSERT INTO todoku.gaps ${found.join(' UNION ALL ')}`);
    }
  });
  return countGaps(duck, run, sync);
}

/** id, key, Salesforce Id, field, both values, cause and code of each gap: of rows and of records that are no pair. */
function countedQueries(sync: string): readonly string[] {
  return [
    `NULL, NULL, NULL, NULL, NULL, NULL, 'QUARANTINED', 'null-key' FROM ${table('stage', sync)} WHERE _id IS NULL`,
    `_id, any_value(_key), NULL, NULL, '1', CAST(count(*) AS VARCHAR), 'DUPLICATE_IN_SALESFORCE', NULL
     FROM ${table('extract', sync)} WHERE _id IS NOT NULL GROUP BY _id HAVING count(*) > 1`,
  ];
}

/** The same of the sides that differ. */
function differenceQueries(run: string, mapped: MappedSync, above: readonly string[]): readonly string[] {
  const { period } = mapped.sync.reconcile;
  const archive = mapped.fields.findIndex((field) => field === mapped.archive?.field);
  const known = (causes: readonly Cause[]): string =>
    `SELECT id FROM todoku.gaps WHERE run = ${text(run)} AND ${words.among('sync', above)} AND ${words.among('cause', causes)} AND id IS NOT NULL`;
  const periods =
    period === undefined
      ? []
      : [
          `id, key, salesforce_id, ${text(period.field)}, i_period, s_period, ${periodCause(mapped, known, words)}, code
           FROM _sides WHERE wanted AND present AND i_period IS DISTINCT FROM s_period AND bad IS NULL`,
        ];
  return [
    `id, key, salesforce_id, NULL, 'present', NULL, ${missingCause}, code FROM _sides WHERE wanted AND NOT present`,
    `id, key, salesforce_id, NULL, NULL, 'present', ${extraCause(mapped, `"a_${archive}"`, words)}, code FROM _sides
     WHERE present AND NOT wanted AND NOT ${isArchived(mapped, `"s_${archive}"`, words)}`,
    ...mapped.fields.map((field, index) => fieldGap(mapped, field, index)),
    ...periods,
  ];
}

/** The same of a hash that differs although no field does: it looks at what the other queries found. */
function hashQuery(run: string, sync: string): string {
  return `id, key, salesforce_id, ${text(stamps.rowHash)}, a_hash, s_hash, 'EDITED_IN_SALESFORCE', NULL FROM _sides
    WHERE wanted AND present AND acknowledged AND a_hash IS DISTINCT FROM s_hash
      AND id NOT IN (SELECT id FROM todoku.gaps WHERE run = ${text(run)} AND sync = ${text(sync)} AND id IS NOT NULL)`;
}

/** Only the keys that need a second look; everything that agrees drops out here. */
async function joinSides(duck: Duck, mapped: MappedSync, loadedBy: string): Promise<void> {
  const sync = mapped.sync.name;
  const values = mapped.fields.flatMap((field, index) => [
    `i.${name(field.name)} AS "i_${index}"`,
    `s.${name(field.name)} AS "s_${index}"`,
    `a.${name(field.name)} AS "a_${index}"`,
  ]);
  const differs = mapped.fields.map((field) =>
    differ(mapped, field, `i.${name(field.name)}`, `s.${name(field.name)}`, words),
  );
  await duck.run(
    `CREATE OR REPLACE TEMP TABLE _sides AS
     SELECT coalesce(i._id, s._id) AS id, coalesce(s._key, i._key) AS key, s._salesforce_id AS salesforce_id,
       i._id IS NOT NULL AS wanted, s.found IS NOT NULL AS present, a._id IS NOT NULL AS acknowledged, ${believed},
       i._bad AS bad, i._kept AS kept, a._owned AS owned, o.status, o.code, a._hash AS a_hash, s._hash AS s_hash,
       k.fields AS corrected, i._period AS i_period, s.${extractColumns.period} AS s_period, ${values.join(', ')}
     FROM (SELECT DISTINCT ON (_id) * FROM (${intendedHere(mapped)}) WHERE _id IS NOT NULL) i
     FULL JOIN (SELECT DISTINCT ON (coalesce(_id, _salesforce_id)) *, true AS found FROM ${table('extract', sync)}) s ON s._id = i._id
     LEFT JOIN ${table('state', sync)} a ON a._id = coalesce(i._id, s._id)
     LEFT JOIN (SELECT * FROM todoku.outcomes WHERE run = ${text(loadedBy)} AND sync = ${text(sync)}) o ON o.id = coalesce(i._id, s._id)
     LEFT JOIN (${correctedFields(sync, 'todoku.corrections', words)}) k ON k.id = a._id AND k.run = a._run
     WHERE i._id IS NULL OR s.found IS NULL OR a._hash IS DISTINCT FROM s._hash
        OR (i._period IS DISTINCT FROM s.${extractColumns.period}) OR ${differs.join(' OR ')}`,
  );
}

function fieldGap(mapped: MappedSync, field: MappedField, index: number): string {
  const i = `"i_${index}"`;
  const s = `"s_${index}"`;
  const a = `"a_${index}"`;
  const isSummed = mapped.sums.some((sum) => sum.name === field.name);
  const isKept = `contains(kept, ',${index},')`;
  const isEdited = `acknowledged AND ${differ(mapped, field, a, s, words)}`;
  return `id, key, salesforce_id, ${text(field.name)}, ${i}, ${s},
      CASE WHEN ${isKept} THEN 'KEPT' WHEN ${isEdited} THEN 'EDITED_IN_SALESFORCE' ${booked} ${correctedCause(field)} ELSE 'NOT_SENT' END, code
    FROM _sides WHERE wanted AND present AND ${differ(mapped, field, i, s, words)} AND (NOT ${isKept} OR ${isSummed ? 'true' : 'false'})`;
}

async function countGaps(duck: Duck, run: string, sync: string): Promise<KeyComparison> {
  const [row] = await duck.rows(
    `SELECT count(*) FILTER (WHERE field IS NULL AND warehouse = 'present') AS missing,
       count(*) FILTER (WHERE field IS NULL AND salesforce = 'present') AS extra,
       count(DISTINCT id) FILTER (WHERE field IS NOT NULL AND cause <> 'KEPT') AS different
     FROM todoku.gaps WHERE run = $run AND sync = $sync`,
    { run, sync },
  );
  return { missing: asCount(row, 'missing'), extra: asCount(row, 'extra'), different: asCount(row, 'different') };
}

export async function addGap(duck: Duck, run: string, sync: string, gap: Omit<Gap, 'sync'>): Promise<void> {
  await duck.run(
    `INSERT INTO todoku.gaps VALUES ($run, $sync, NULL, $key, $salesforceId, $field, $warehouse, $salesforce, $cause, $code)`,
    {
      run,
      sync,
      key: gap.key ?? null,
      salesforceId: gap.salesforceId ?? null,
      field: gap.field ?? null,
      warehouse: gap.warehouse ?? null,
      salesforce: gap.salesforce ?? null,
      cause: gap.cause,
      code: gap.code ?? null,
    },
  );
}

export async function causes(duck: Duck, run: string, sync: string): Promise<readonly CauseCount[]> {
  const rows = await duck.rows(
    `SELECT cause, code, count(DISTINCT coalesce(id, salesforce_id, key, field, '')) AS n FROM todoku.gaps
     WHERE run = $run AND sync = $sync GROUP BY cause, code ORDER BY n DESC, cause`,
    { run, sync },
  );
  return rows.map((row) => ({ cause: toCause(row), code: asTextOrAbsent(row, 'code'), rows: asCount(row, 'n') }));
}

export async function gaps(duck: Duck, run: string, limit: number): Promise<readonly Gap[]> {
  const rows = await duck.rows(`SELECT * FROM todoku.gaps WHERE run = $run ORDER BY sync, key, field LIMIT ${limit}`, {
    run,
  });
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
