/** Corrections by hand: read from, judged in and put into the tables of DuckDB. */
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
import type { Duck } from './duck.ts';
import { given, identity, table, text, words } from './sql.ts';

export function corrections(duck: Duck): Corrections {
  return {
    planned: (run, sync, limit) => planned(duck, run, sync, limit),
    judge: (field, typed, by) => judge(duck, field, typed, by),
    apply: (run, mapped, corrected, by) => apply(duck, run, mapped, corrected, by),
  };
}

async function planned(duck: Duck, run: string, sync: string, limit: number): Promise<readonly PlannedRow[]> {
  const changes = table('change', sync);
  const [first] = await duck.rows(`SELECT _mapping FROM ${changes} LIMIT 1`);
  if (first === undefined) return [];
  const fields = asText(first, '_mapping').split(',');
  const query = plannedQuery(fields, { changes, outcomes: 'todoku.outcomes' }, { run, sync, limit }, words);
  return (await duck.rows(query)).map((row) => toPlanned(fields, row));
}

async function judge(
  duck: Duck,
  field: MappedField,
  typed: readonly Typed[],
  { timeZone, choice }: JudgedBy,
): Promise<readonly Judged[]> {
  const form = canonical('typed', { name: 'typed', type: 'VARCHAR' }, field, timeZone);
  const rows = typedRows(typed);
  const found = await duck.rows(judgeQuery(form, choice, given(typedColumns), words), { rows });
  return toJudged(typed, found);
}

async function apply(
  duck: Duck,
  run: string,
  mapped: MappedSync,
  corrected: readonly Correction[],
  by: string,
): Promise<void> {
  const sync = mapped.sync.name;
  const changes = table('change', sync);
  await duck.transaction(async (statements) => {
    await statements.run(
      `INSERT INTO todoku.corrections
       SELECT ${text(run)}, ${text(sync)}, ${identity('row_key')}, row_key, field, planned, typed, $by, now()
       FROM ${given(['row_key', 'field', 'planned', 'typed'])}`,
      { by, rows: correctionRows(corrected) },
    );
    for (const field of mapped.fields) {
      const mine = corrected.filter((one) => one.field === field.name);
      if (mine.length === 0) continue;
      await statements.run(
        `UPDATE ${changes} AS c SET ${correctField(mapped, field, words).join(', ')}
         FROM ${given(['row_key', 'typed'])} AS g WHERE c._id = ${identity('g.row_key')}`,
        { rows: correctionRows(mine) },
      );
    }
    await statements.run(
      `UPDATE ${changes} SET ${followCorrection(mapped, words).join(', ')} WHERE _reason = ${text(correctedReason)}`,
    );
  });
}

/** Says of planned updates that they overwrite what a person has corrected. */
export async function markTakenBack(duck: Duck, mapped: MappedSync, draft: Draft): Promise<void> {
  const sync = mapped.sync.name;
  const tables = { draft: table(draft, sync), state: table('state', sync), corrections: 'todoku.corrections' };
  await duck.run(
    `UPDATE ${tables.draft} SET _reason = ${text(takenBackReason)} WHERE _id IN (${takenBack(mapped, tables, words)})`,
  );
}
