/** Drift made by people: who saved the record last, and when, as the record itself says. */
import type { DriftCount, MappedSync } from '../model/model.ts';
import type { Org } from '../org/org.ts';
import { inLists } from '../org/org.ts';
import type { Attribution, Drifted, Warehouse } from '../warehouse/warehouse.ts';

/** Records that are asked about for each sync: six calls at most. */
export const askedAbout = 2000;

/**
 * Every save of ours writes all mapped fields, so a value that is not ours was saved after ours, and its record's last
 * save is that one or a later one. A record that is extra is the work of who created it. Who deleted a record is not
 * told: no document says that a deletion counts as the record's last save (unverified). Field history would tell more,
 * but is kept only where somebody has set it up.
 */
export async function attributed(
  run: string,
  mapped: MappedSync,
  org: Org,
  { comparison }: Warehouse,
): Promise<readonly DriftCount[]> {
  const sync = mapped.sync.name;
  const drifted = await comparison.drifted(run, sync, askedAbout);
  if (drifted.length === 0) return [];
  return comparison.attribute(run, sync, await lastSaves(mapped, drifted, org));
}

export async function lastSaves(
  mapped: MappedSync,
  drifted: readonly Drifted[],
  org: Org,
): Promise<readonly Attribution[]> {
  const fields = 'Id, CreatedBy.Name, CreatedDate, LastModifiedBy.Name, LastModifiedDate';
  const saves: Attribution[] = [];
  for (const list of inLists(drifted.map(({ salesforceId }) => salesforceId))) {
    const soql = `SELECT ${fields} FROM ${mapped.object.name} WHERE Id IN (${list})`;
    for await (const page of org.query(soql)) {
      for (const row of page) {
        const id = row['Id'] ?? '';
        saves.push(
          ...drifted
            .filter(({ salesforceId }) => salesforceId.slice(0, 15) === id.slice(0, 15))
            .map((one) => {
              const kind = one.cause === 'EXTRA_IN_SALESFORCE' ? 'Created' : 'LastModified';
              return { ...one, by: row[`${kind}By.Name`] ?? '(unknown)', at: new Date(row[`${kind}Date`] ?? 0) };
            }),
        );
      }
    }
  }
  return saves;
}
