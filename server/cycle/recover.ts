/** A warehouse that knows no week asks Salesforce, where the weeks stand: one that was lost must not open a week again. */
import type { CycleState } from '../model/model.ts';
import type { OrgRow } from '../org/org.ts';
import type { CycleRecord } from '../warehouse/warehouse.ts';
import { weekOf } from './calendar.ts';
import type { CycleParts } from './parts.ts';
import { calendarOf, recordOf } from './parts.ts';

const states: readonly string[] = ['Planned', 'Held', 'Open', 'Late', 'Frozen', 'Closed'] satisfies CycleState[];

const isState = (text: string): text is CycleState => states.includes(text);

/** Weeks looked back on. Does nothing where a week is known. Faults when the org cannot be asked. */
export async function recoverWeeks(parts: CycleParts, lookedBack: number): Promise<void> {
  const cycles = parts.warehouse.cycles;
  if ((await cycles.list(1)).length > 0) return;
  const fields = 'External_Key__c, State__c, Opened_At__c, Frozen_At__c, Snapshot_Taken_At__c, Message__c';
  const soql = `SELECT ${fields} FROM Forecast_Cycle__c WHERE External_Key__c LIKE '____-W__' ORDER BY External_Key__c DESC LIMIT ${lookedBack}`;
  for await (const page of parts.org.query(soql)) {
    for (const row of page) {
      const record = recordFrom(row, parts);
      if (record !== undefined) await cycles.put(record);
    }
  }
}

function recordFrom(row: OrgRow, { project }: CycleParts): CycleRecord | undefined {
  const state = row['State__c'] ?? '';
  if (!isState(state)) return undefined;
  const calendar = calendarOf(project);
  const planned = recordOf({ week: weekOf(row['External_Key__c'] ?? '', calendar), record: undefined }, calendar);
  return {
    ...planned,
    state,
    openedAt: momentOf(row['Opened_At__c']),
    frozenAt: momentOf(row['Frozen_At__c']),
    snapshotTakenAt: momentOf(row['Snapshot_Taken_At__c']),
    message: row['Message__c'] ?? undefined,
  };
}

function momentOf(text: string | null | undefined): Date | undefined {
  return text === null || text === undefined ? undefined : new Date(text);
}
