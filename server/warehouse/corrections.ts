/** Values that a person has put in the place of what a run had planned, and what later plans and comparisons say of them. */
import type { MappedField, MappedSync, Operation, QuarantineReason, RecordTypeChoices } from '../model/model.ts';
import type { Canonical } from './canonical.ts';
import { notOffered } from './choices.ts';
import { hashOf } from './difference.ts';
import { toOperation, toReason } from './from-row.ts';
import type { Row } from './row.ts';
import { asCount, asText, asTextOrAbsent } from './row.ts';
import type { Words } from './words.ts';

export interface Corrections {
  /** Rows of the last plan, which run `run` made, that were not written: at most `limit`, with every value as planned. */
  planned(run: string, sync: string, limit: number): Promise<readonly PlannedRow[]>;
  /** Texts as a person types them, in the form that Salesforce stores; of each that cannot be sent, the reason. */
  judge(field: MappedField, typed: readonly Typed[], by: JudgedBy): Promise<readonly Judged[]>;
  /** Notes the corrections with the run and puts them into `change.<sync>`, in which the rows must be. */
  apply(run: string, mapped: MappedSync, corrections: readonly Correction[], by: string): Promise<void>;
}

export interface PlannedRow {
  readonly key: string;
  readonly operation: Operation;
  /** Field → canonical text, `null` for nothing. */
  readonly values: Readonly<Record<string, string | null>>;
}

export interface Typed {
  readonly text: string;
  /** Of the row, in canonical form; undefined: it has none, or says none. */
  readonly recordType?: string | undefined;
}

export interface JudgedBy {
  readonly timeZone: string;
  /** What record types offer of the field; undefined: all have the same. */
  readonly choice?: RecordTypeChoices | undefined;
}

export interface Judged {
  readonly value: string | undefined;
  readonly reason: QuarantineReason | undefined;
}

export interface Correction {
  /** As the run planned it. */
  readonly key: string;
  readonly field: string;
  readonly planned: string | null;
  readonly value: string | null;
}

/** Reason of a row that is sent as a person has corrected it. */
export const correctedReason = 'CORRECTED_BY_HAND';
/** Reason of a row by which the warehouse's value takes the place of a corrected one. */
export const takenBackReason = 'CORRECTION_TAKEN_BACK';

/** `planned`, as one query: `f_0` and so on are the fields of the mapping. */
export function plannedQuery(
  fields: readonly string[],
  tables: { readonly changes: string; readonly outcomes: string },
  { run, sync, limit }: { readonly run: string; readonly sync: string; readonly limit: number },
  words: Words,
): string {
  const values = fields.map((field, index) => `c.${words.column(field)} AS f_${index}`);
  return `SELECT c._key, c._operation, ${values.join(', ')} FROM ${tables.changes} AS c
    JOIN ${tables.outcomes} AS o ON o.id = c._id
    WHERE o.run = ${words.text(run)} AND o.sync = ${words.text(sync)} AND o.status NOT IN ('created', 'updated', 'deleted')
    ORDER BY c._key LIMIT ${limit}`;
}

export function toPlanned(fields: readonly string[], row: Row): PlannedRow {
  const values = fields.map((field, index) => [field, asTextOrAbsent(row, `f_${index}`) ?? null] as const);
  return {
    key: asText(row, '_key'),
    operation: toOperation(asText(row, '_operation')),
    values: Object.fromEntries(values),
  };
}

/** `judge`, over rows of `typedColumns`. */
export function judgeQuery(
  { value, faults }: Canonical,
  choice: RecordTypeChoices | undefined,
  from: string,
  words: Words,
): string {
  const all = choice === undefined ? faults : [...faults, notOffered(choice, 'record_type', words)];
  const cases = all.map(({ reason, when }) => `WHEN ${when('value')} THEN ${words.text(reason)}`);
  const reason = cases.length === 0 ? 'NULL' : `CASE ${cases.join(' ')} END`;
  return `SELECT place, value, ${reason} AS reason FROM (SELECT *, ${value} AS value FROM ${from})`;
}

export function toJudged(typed: readonly Typed[], rows: readonly Row[]): readonly Judged[] {
  const byPlace = new Map(rows.map((row) => [asCount(row, 'place'), row]));
  return typed.map((_text, place) => {
    const row = byPlace.get(place) ?? {};
    const reason = asTextOrAbsent(row, 'reason');
    return { value: asTextOrAbsent(row, 'value'), reason: reason === undefined ? undefined : toReason(reason) };
  });
}

export const typedColumns: readonly string[] = ['place', 'typed', 'record_type'];

/** As texts, for a parameter that carries rows. */
export function typedRows(typed: readonly Typed[]): string {
  return JSON.stringify(
    typed.map(({ text, recordType }, place) => ({
      place: String(place),
      typed: text,
      record_type: recordType ?? null,
    })),
  );
}

/** As texts, for a parameter that carries rows. */
export function correctionRows(corrections: readonly Correction[]): string {
  return JSON.stringify(
    corrections.map(({ key, field, planned, value }) => ({ row_key: key, field, planned, typed: value })),
  );
}

/** The correction of one field in a draft `c` with rows `g` of `row_key` and `typed`. */
export function correctField(mapped: MappedSync, field: MappedField, words: Words): readonly string[] {
  const index = mapped.fields.indexOf(field);
  const without = (column: string): string => {
    const rest = `REPLACE(c.${column} || ',', ',${index},', ',')`;
    return `SUBSTR(${rest}, 1, LENGTH(${rest}) - 1)`;
  };
  const cleared = `${without('_cleared')} || CASE WHEN g.typed IS NULL THEN ',${index}' ELSE '' END`;
  return [
    `${words.column(field.name)} = g.typed`,
    `_kept = ${without('_kept')}`,
    ...(field.parent === undefined ? [] : [`_cleared = ${cleared}`]),
    `_reason = ${words.text(correctedReason)}`,
  ];
}

/** What follows from the values of a corrected row. */
export function followCorrection(mapped: MappedSync, words: Words): readonly string[] {
  const parents = mapped.fields.filter((field) => field.parent !== undefined);
  const parent = parents.find((field) => field.required) ?? parents[0];
  const fields = mapped.fields.map((field) => field.name);
  return [
    `_hash = ${hashOf(fields, words)}`,
    ...(parent === undefined ? [] : [`_parent = COALESCE(${words.identity(words.column(parent.name))}, '')`]),
  ];
}

/** Ids of planned updates that would overwrite a correction which Salesforce has acknowledged. */
export function takenBack(
  mapped: MappedSync,
  tables: { readonly draft: string; readonly state: string; readonly corrections: string },
  words: Words,
): string {
  const cases = mapped.fields.map(({ name }) => `WHEN ${words.text(name)} THEN d.${words.column(name)}`);
  return `SELECT d._id FROM ${tables.draft} AS d JOIN ${tables.state} AS s ON s._id = d._id
    JOIN ${tables.corrections} AS k ON k.id = s._id AND k.run = s._run
    WHERE k.sync = ${words.text(mapped.sync.name)} AND d._operation = 'update'
      AND CASE k.field ${cases.join(' ')} ELSE k.corrected END IS DISTINCT FROM k.corrected`;
}

/** Fields of each record that stand as a person has corrected them, such as `,Amount__c,,Note__c,`. */
export function correctedFields(sync: string, corrections: string, words: Words): string {
  return `SELECT id, run, STRING_AGG(',' || field || ',', '') AS fields FROM ${corrections}
    WHERE sync = ${words.text(sync)} GROUP BY id, run`;
}
