/** Tables of the weekly cycle among Todoku's own, as both warehouses have them; types are GoogleSQL's. */

export type CycleColumnType = 'STRING' | 'DATE' | 'TIMESTAMP' | 'INT64' | 'BOOL' | 'NUMERIC';

export interface CycleTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, CycleColumnType>>;
  /** One sentence for the reader of the warehouse. */
  readonly comment: string;
}

const [text, day, moment, count, flag, amount] = ['STRING', 'DATE', 'TIMESTAMP', 'INT64', 'BOOL', 'NUMERIC'] as const;

/** One row a week. */
export const weekTable: CycleTable = {
  name: 'cycles',
  columns: {
    key: text,
    week_start: day,
    period_start: day,
    zone: text,
    opens_at: moment,
    unit_deadline: moment,
    freeze_at: moment,
    meeting_at: moment,
    snapshot_at: moment,
    state: text,
    opened_at: moment,
    frozen_at: moment,
    snapshot_taken_at: moment,
    tolerance: amount,
    message: text,
  },
  comment: 'One row a week of the forecast cycle, as Forecast_Cycle__c has it.',
};

/** One row an attempt. */
export const stepTable: CycleTable = {
  name: 'cycle_steps',
  columns: {
    cycle: text,
    step: text,
    attempt: count,
    due_at: moment,
    started_at: moment,
    finished_at: moment,
    outcome: text,
    runs: text,
    asked_by: text,
    reason: text,
    code: text,
    message: text,
  },
  comment:
    'One row an attempt at a step of a week: when it was due, when it was done, how it ended, who asked and why.',
};

/** One row a letter. */
export const mailTable: CycleTable = {
  name: 'cycle_mails',
  columns: { cycle: text, username: text, address: text, sent_at: moment },
  comment: 'One row a report of a week that was sent to a reader by mail.',
};

export const cycleTables: readonly CycleTable[] = [
  weekTable,
  stepTable,
  mailTable,
  {
    name: 'cycle_pictures',
    columns: { cycle: text, picture: text, taken_at: moment },
    comment: 'One row a picture of a week that was taken: Carried, Freeze or Week.',
  },
  {
    name: 'kept_submissions',
    columns: {
      key: text,
      cycle: text,
      kind: text,
      target_key: text,
      budget_key: text,
      period_start: day,
      person: text,
      actual: amount,
      rolled_up: amount,
      judgement: amount,
      landing_forecast: amount,
      previous_landing: amount,
      taken_at: moment,
    },
    comment: 'One row a member or unit that had said nothing by the deadline: what was carried over.',
  },
  {
    name: 'kept_runs',
    columns: {
      key: text,
      cycle: text,
      kind: text,
      budget_key: text,
      period_start: day,
      planned_at: moment,
      as_of: moment,
      current_amount: amount,
      target_amount: amount,
      actual: amount,
      expected: amount,
      judgement: amount,
      lines_kept: amount,
      line_count: count,
      landing_forecast: amount,
      previous_run: text,
      previous_landing: amount,
      taken_at: moment,
    },
    comment: 'One row a budget as it stood at a freeze or on a Friday, as Snapshot_Run__c has it.',
  },
  {
    name: 'kept_lines',
    columns: {
      key: text,
      cycle: text,
      run_key: text,
      line_key: text,
      kind: text,
      target_key: text,
      budget_key: text,
      department_key: text,
      measure: text,
      period_start: day,
      rep: text,
      account: text,
      project: text,
      opportunity: text,
      deal: text,
      stage: text,
      lost: flag,
      is_live: flag,
      closed: flag,
      in_landing: flag,
      confidence: text,
      expected_system: amount,
      expected_member: amount,
      actual: amount,
      landing: amount,
      taken_at: moment,
    },
    comment: 'One row a project or opportunity amount as it stood on a Friday, as Snapshot_Line__c has it.',
  },
  {
    name: 'kept_bridges',
    columns: {
      key: text,
      cycle: text,
      run_key: text,
      scope: text,
      target_key: text,
      type: text,
      amount,
      deals: count,
      opportunity: text,
      project: text,
      taken_at: moment,
    },
    comment: 'One row a part of what lies between two Fridays, as Bridge_Line__c has it.',
  },
];
