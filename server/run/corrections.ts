/** Rows that a run did not get into Salesforce, as a person has corrected them in the file that `failed --csv` wrote. */
import type { MappedField, MappedSync, QuarantineReason } from '../model/model.ts';
import { mapProject, withChoices } from '../plan/plan.ts';
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

/** A value that differs from the planned one as text, where it may; or one that has to fit what was typed beside it. */
interface Typed {
  /** Where it was typed. */
  readonly cell: Cell;
  readonly text: string;
  readonly field: MappedField;
  readonly row: PlannedRow;
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
    const narrowed = await withChoices(mapped, org);
    const typed = await typedIn(file, of, narrowed, warehouse);
    const values = await judged(file, typed, narrowed, project.timeZone, warehouse);
    corrected.set(mapped.sync.name, { keys, values });
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
  return [{ cell, text: cell.text, field, row, planned }];
}

/** In the form that Salesforce stores; what is the planned value in another spelling is no correction. */
async function judged(
  file: CorrectionFile,
  typed: readonly Typed[],
  { choices }: MappedSync,
  timeZone: string,
  { corrections }: Warehouse,
): Promise<readonly Correction[]> {
  const values: Correction[] = [];
  const type = choices[0]?.recordType;
  const types = new Map<string, string | null>();
  const all = [...typed, ...besideTypes(typed, choices)];
  // The record type of a row decides about its other values.
  const fields = [...new Set(all.map((one) => one.field))].toSorted((a, b) => Number(b === type) - Number(a === type));
  for (const field of fields) {
    const mine = all.filter((one) => one.field === field);
    const asked = mine.map(({ text, row }) => {
      const planned = row.values[type?.name ?? ''];
      return { text, recordType: (types.has(row.key) ? types.get(row.key) : planned) ?? undefined };
    });
    const choice = choices.find((one) => one.field === field);
    const answers = await corrections.judge({ ...field, nulls: 'clear' }, asked, { timeZone, choice });
    for (const [
      index,
      {
        cell,
        row: { key },
        planned,
      },
    ] of mine.entries()) {
      const { reason, value = emptyOf(field) } = answers[index] ?? {};
      if (reason !== undefined) file.refuse(cell, `${field.name} of ${key} ${words[reason]} (${reason}).`);
      else if (value !== planned) values.push({ key, field: field.name, planned, value });
      if (field === type) types.set(key, value);
    }
  }
  return values;
}

/** Planned values of rows whose record type was corrected: what stays has to be offered by the other one. */
function besideTypes(typed: readonly Typed[], choices: MappedSync['choices']): readonly Typed[] {
  const isTyped = new Set(typed.map(({ row, field }) => `${field.name} ${row.key}`));
  return typed.flatMap((one) =>
    choices
      .filter(({ field, recordType }) => one.field === recordType && !isTyped.has(`${field.name} ${one.row.key}`))
      .flatMap(({ field }) => {
        const planned = one.row.values[field.name] ?? null;
        return planned === null ? [] : [{ ...one, text: planned, field, planned }];
      }),
  );
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
