/** Rows that a run did not get into Salesforce, as a person has corrected them in the file that `failed --csv` wrote. */
import type { MappedField, MappedSync, QuarantineReason } from '../model/model.ts';
import { mapProject } from '../plan/plan.ts';
import type { Project } from '../syncs/syncs.ts';
import type { Correction, PlannedRow, Warehouse } from '../warehouse/warehouse.ts';
import type { Cell, CorrectionFile } from './correction-file.ts';
import { readCorrectionFile } from './correction-file.ts';
import type { Parts } from './parts.ts';

/** What the file says of one sync. */
export interface CorrectedRows {
  /** Every row of the file, corrected or not. */
  readonly keys: readonly string[];
  readonly values: readonly Correction[];
}

interface About {
  readonly of: string;
  readonly project: Project;
  /** What the run had planned. */
  readonly syncs: readonly string[];
}

/** A value that differs from the planned one as text, where it may. */
interface Typed {
  readonly cell: Cell;
  readonly field: MappedField;
  readonly key: string;
  readonly planned: string | null;
}

/** By sync. Nothing is written before all of the file is known to be good; faults with every line that is not. */
export async function correctedIn(
  path: string | undefined,
  { of, project, syncs }: About,
  { org, warehouse }: Parts,
): Promise<ReadonlyMap<string, CorrectedRows> | undefined> {
  if (path === undefined) return undefined;
  const file = readCorrectionFile(path, of);
  const all = await mapProject(project, syncs, (object) => org.describe(object));
  const corrected = new Map<string, CorrectedRows>();
  for (const mapped of all) {
    const keys = file.rows.filter((row) => row.sync === mapped.sync.name).map((row) => row.key);
    if (keys.length === 0) continue;
    const typed = await typedIn(file, of, mapped, warehouse);
    corrected.set(mapped.sync.name, { keys, values: await judged(file, typed, project.timeZone, warehouse) });
  }
  for (const row of file.rows.filter(({ sync }) => !corrected.has(sync))) {
    file.refuse(row.syncCell, `run ${of} has planned no sync "${row.sync}".`);
  }
  file.check();
  return corrected;
}

/** What was changed in the rows of a sync; says what may not be. */
async function typedIn(
  file: CorrectionFile,
  of: string,
  mapped: MappedSync,
  { corrections }: Warehouse,
): Promise<readonly Typed[]> {
  const { name } = mapped.sync;
  const planned = new Map(
    (await corrections.planned(of, name, Number.MAX_SAFE_INTEGER)).map((row) => [row.key, row] as const),
  );
  return file.rows
    .filter((row) => row.sync === name)
    .flatMap((row) => {
      const known = planned.get(row.key);
      if (known === undefined) {
        file.refuse(row.keyCell, `run ${of} has no row ${row.key} of ${name} that is not in Salesforce.`);
        return [];
      }
      return row.cells.flatMap((cell) => typedOf(file, cell, known, mapped));
    });
}

function typedOf(file: CorrectionFile, cell: Cell, row: PlannedRow, mapped: MappedSync): readonly Typed[] {
  const { sync, fields, key, archive } = mapped;
  const field = fields.find((one) => one.name === cell.field);
  const hasValues = row.operation === 'insert' || row.operation === 'update';
  const planned = hasValues ? (row.values[cell.field] ?? null) : null;
  if (cell.text === (planned ?? '')) return [];
  const refused = (message: string): readonly Typed[] => {
    file.refuse(cell, message);
    return [];
  };
  if (field === undefined) return refused(`sync ${sync.name} writes no field ${cell.field}.`);
  if (!hasValues) return refused(`the ${row.operation} of ${row.key} sends no value.`);
  if (field === key) return refused(`${cell.field} is the key, by which the row is known.`);
  if (field === archive?.field) return refused(`${cell.field} is set by Todoku itself.`);
  if (field.insertOnly && row.operation === 'update') {
    return refused(`${cell.field} is set when a record is created, and never again.`);
  }
  return [{ cell, field, key: row.key, planned }];
}

/** In the form that Salesforce stores; what is the planned value in another spelling is no correction. */
async function judged(
  file: CorrectionFile,
  typed: readonly Typed[],
  timeZone: string,
  { corrections }: Warehouse,
): Promise<readonly Correction[]> {
  const values: Correction[] = [];
  for (const field of new Set(typed.map((one) => one.field))) {
    const mine = typed.filter((one) => one.field === field);
    const texts = mine.map(({ cell }) => cell.text);
    const answers = await corrections.judge({ ...field, nulls: 'clear' }, texts, timeZone);
    for (const [index, { cell, key, planned }] of mine.entries()) {
      const { reason, value = emptyOf(field) } = answers[index] ?? {};
      if (reason !== undefined) file.refuse(cell, `${field.name} of ${key} ${words[reason]} (${reason}).`);
      else if (value !== planned) values.push({ key, field: field.name, planned, value });
    }
  }
  return values;
}

/** A checkbox has no third state. */
function emptyOf({ shape }: MappedField): string | null {
  return shape.kind === 'boolean' ? 'false' : null;
}

const words: Readonly<Record<QuarantineReason, string>> = {
  'null-key': 'is empty',
  'duplicate-key': 'occurs twice',
  'parent-changed': 'has another parent',
  required: 'must not be empty',
  'not-a-number': 'is no number: digits and a point, without separators',
  'too-many-digits': 'has more digits than the field keeps',
  'not-a-date': 'is no date: write 2026-04-30',
  'not-a-datetime': 'is no moment: write 2026-04-30T09:00:00+09:00',
  'not-a-boolean': 'is neither true nor false',
  'not-an-id': 'is no record Id',
  'not-in-picklist': 'is not among the values of the picklist',
  'not-in-record-type': 'is not among the values that the record type offers',
  'too-long': 'is longer than the field',
  'reserved-text': 'is a text that Salesforce would take for something else',
};
