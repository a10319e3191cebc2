/** Corrections by hand: read from, judged in and put into the tables of BigQuery. */
import type { MappedField, MappedSync } from '../../model/model.ts';
import type { Correction, Corrections, Judged, JudgedBy, PlannedRow, Typed } from '../corrections.ts';
import {
  correctField,
  correctedReason,
  correctionRows,
  followCorrection,
  judgeQuery,
  plannedQuery,
  takenBack,
  takenBackReason,
  toJudged,
  toPlanned,
  typedColumns,
  typedRows,
} from '../corrections.ts';
import { asText } from '../row.ts';
import type { Draft } from '../warehouse.ts';
import { canonical } from './canonical.ts';
import type { Engine, Purpose } from './engine.ts';
import { given, identity, text, words } from './sql.ts';
import { tableOf } from './tables.ts';

const purposeOf = (what: string, sync: string): Purpose => ({ what: `${what} ${sync}`, step: 'plan', sync });

export function corrections(engine: Engine): Corrections {
  return {
    planned: (run, sync, limit) => planned(engine, run, sync, limit),
    judge: (field, typed, by) => judge(engine, field, typed, by),
    apply: (run, mapped, corrected, by) => apply(engine, run, mapped, corrected, by),
  };
}

async function planned(engine: Engine, run: string, sync: string, limit: number): Promise<readonly PlannedRow[]> {
  const purpose = purposeOf('read planned rows of', sync);
  const changes = tableOf(engine, 'change', sync);
  const [first] = await engine.rows(`SELECT _mapping FROM ${changes} LIMIT 1`, purpose);
  if (first === undefined) return [];
  const fields = asText(first, '_mapping').split(',');
  const tables = { changes, outcomes: engine.table('outcomes') };
  const rows = await engine.rows(plannedQuery(fields, tables, { run, sync, limit }, words), purpose);
  return rows.map((row) => toPlanned(fields, row));
}

async function judge(
  engine: Engine,
  field: MappedField,
  typed: readonly Typed[],
  { timeZone, choice }: JudgedBy,
): Promise<readonly Judged[]> {
  const form = canonical('typed', { name: 'typed', type: 'STRING' }, field, timeZone);
  const found = await engine.rows(
    judgeQuery(form, choice, given(typedColumns), words),
    { what: `look at what was typed for ${field.name}`, step: 'plan', isSmall: true },
    { rows: typedRows(typed) },
  );
  return toJudged(typed, found);
}

async function apply(
  engine: Engine,
  run: string,
  mapped: MappedSync,
  corrected: readonly Correction[],
  by: string,
): Promise<void> {
  const sync = mapped.sync.name;
  const changes = tableOf(engine, 'change', sync);
  const purpose: Purpose = { ...purposeOf('put corrections into', sync), isSmall: true };
  await engine.run(
    `INSERT INTO ${engine.table('corrections')} (run, sync, id, \`key\`, field, planned, corrected, corrected_by, noted_at)
     SELECT ${text(run)}, ${text(sync)}, ${identity('row_key')}, row_key, field, planned, typed, @by, CURRENT_TIMESTAMP()
     FROM ${given(['row_key', 'field', 'planned', 'typed'])}`,
    purpose,
    { by, rows: correctionRows(corrected) },
  );
  for (const field of mapped.fields) {
    const mine = corrected.filter((one) => one.field === field.name);
    if (mine.length === 0) continue;
    await engine.run(
      `UPDATE ${changes} AS c SET ${correctField(mapped, field, words).join(', ')}
       FROM ${given(['row_key', 'typed'])} AS g WHERE c._id = ${identity('g.row_key')}`,
      purpose,
      { rows: correctionRows(mine) },
    );
  }
  await engine.run(
    `UPDATE ${changes} SET ${followCorrection(mapped, words).join(', ')} WHERE _reason = ${text(correctedReason)}`,
    purpose,
  );
}

/** Says of planned updates that they overwrite what a person has corrected. */
export async function markTakenBack(engine: Engine, mapped: MappedSync, draft: Draft): Promise<void> {
  const sync = mapped.sync.name;
  const tables = {
    draft: tableOf(engine, draft, sync),
    state: tableOf(engine, 'state', sync),
    corrections: engine.table('corrections'),
  };
  await engine.run(
    `UPDATE ${tables.draft} SET _reason = ${text(takenBackReason)} WHERE _id IN (${takenBack(mapped, tables, words)})`,
    purposeOf('look for corrections in', sync),
  );
}
