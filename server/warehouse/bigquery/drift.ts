/** Who has changed what was loaded: table `drift`. */
import type { DriftCount } from '../../model/model.ts';
import type { Attribution, Drifted } from '../drift.ts';
import { attributionColumns, attributionRows, driftCauses, toDriftCount, toDrifted } from '../drift.ts';
import type { Engine, Purpose } from './engine.ts';
import { among, given } from './sql.ts';

const purposeOf = (what: string, sync: string): Purpose => ({ what: `${what} ${sync}`, step: 'verify', sync });

export async function drifted(engine: Engine, run: string, sync: string, limit: number): Promise<readonly Drifted[]> {
  const rows = await engine.rows(
    `SELECT DISTINCT g.\`key\` AS \`key\`, g.salesforce_id AS salesforce_id, g.cause
     FROM ${engine.table('gaps')} AS g
     WHERE g.run = @run AND g.sync = @sync AND ${among('g.cause', driftCauses)}
       AND g.\`key\` IS NOT NULL AND g.salesforce_id IS NOT NULL
     ORDER BY \`key\`, cause LIMIT ${limit}`,
    purposeOf('list changed records of', sync),
    { run, sync },
  );
  return rows.map(toDrifted);
}

export async function attribute(
  engine: Engine,
  run: string,
  sync: string,
  attributions: readonly Attribution[],
): Promise<readonly DriftCount[]> {
  const drift = engine.table('drift');
  await engine.run(
    `INSERT INTO ${drift} (run, sync, \`key\`, salesforce_id, cause, changed_by, changed_at)
     SELECT @run, @sync, \`key\`, salesforce_id, cause, changed_by, CAST(changed_at AS TIMESTAMP) FROM ${given(attributionColumns)}`,
    { ...purposeOf('note who changed', sync), isSmall: true },
    { run, sync, rows: attributionRows(attributions) },
  );
  const rows = await engine.rows(
    `SELECT cause, changed_by, COUNT(*) AS n, UNIX_MILLIS(MAX(changed_at)) AS last FROM ${drift}
     WHERE run = @run AND sync = @sync GROUP BY cause, changed_by ORDER BY n DESC, changed_by`,
    purposeOf('count who changed', sync),
    { run, sync },
  );
  return rows.map(toDriftCount);
}
