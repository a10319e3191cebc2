/** Who has changed what was loaded: `todoku.drift`. */
import type { DriftCount } from '../../model/model.ts';
import type { Attribution, Drifted } from '../drift.ts';
import { attributionColumns, attributionRows, driftCauses, toDriftCount, toDrifted } from '../drift.ts';
import type { Duck } from './duck.ts';
import { given, list } from './sql.ts';

export async function drifted(duck: Duck, run: string, sync: string, limit: number): Promise<readonly Drifted[]> {
  const rows = await duck.rows(
    `SELECT DISTINCT g.key AS key, g.salesforce_id AS salesforce_id, g.cause
     FROM todoku.gaps g
     WHERE g.run = $run AND g.sync = $sync AND g.cause IN ${list(driftCauses)}
       AND g.key IS NOT NULL AND g.salesforce_id IS NOT NULL
     ORDER BY key, cause LIMIT ${limit}`,
    { run, sync },
  );
  return rows.map(toDrifted);
}

export async function attribute(
  duck: Duck,
  run: string,
  sync: string,
  attributions: readonly Attribution[],
): Promise<readonly DriftCount[]> {
  await duck.run(
    `INSERT INTO todoku.drift SELECT $run, $sync, key, salesforce_id, cause, changed_by, CAST(changed_at AS TIMESTAMPTZ)
     FROM ${given(attributionColumns)}`,
    { run, sync, rows: attributionRows(attributions) },
  );
  const rows = await duck.rows(
    `SELECT cause, changed_by, count(*) AS n, epoch_ms(max(changed_at)) AS last FROM todoku.drift
     WHERE run = $run AND sync = $sync GROUP BY cause, changed_by ORDER BY n DESC, changed_by`,
    { run, sync },
  );
  return rows.map(toDriftCount);
}
