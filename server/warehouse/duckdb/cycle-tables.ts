/** Tables of the weekly cycle in schema `todoku`: name, columns and one sentence for the reader of the warehouse. */
export const cycleTables: readonly (readonly [name: string, columns: string, comment: string])[] = [
  [
    'cycles',
    'key VARCHAR, week_start DATE, period_start DATE, zone VARCHAR, opens_at TIMESTAMPTZ, unit_deadline TIMESTAMPTZ, freeze_at TIMESTAMPTZ, meeting_at TIMESTAMPTZ, snapshot_at TIMESTAMPTZ, state VARCHAR, opened_at TIMESTAMPTZ, frozen_at TIMESTAMPTZ, snapshot_taken_at TIMESTAMPTZ, tolerance DECIMAL(18, 2), message VARCHAR',
    'One row a week of the forecast cycle, as Forecast_Cycle__c has it.',
  ],
  [
    'cycle_steps',
    'cycle VARCHAR, step VARCHAR, attempt INTEGER, due_at TIMESTAMPTZ, started_at TIMESTAMPTZ, finished_at TIMESTAMPTZ, outcome VARCHAR, runs VARCHAR, asked_by VARCHAR, reason VARCHAR, code VARCHAR, message VARCHAR',
    'One row an attempt at a step of a week: when it was due, when it was done, how it ended, who asked and why.',
  ],
  [
    'cycle_pictures',
    'cycle VARCHAR, picture VARCHAR, taken_at TIMESTAMPTZ',
    'One row a picture of a week that was taken: Carried, Freeze or Week.',
  ],
  [
    'cycle_mails',
    'cycle VARCHAR, username VARCHAR, address VARCHAR, sent_at TIMESTAMPTZ',
    'One row a report of a week that was sent to a reader by mail.',
  ],
  [
    'kept_submissions',
    'key VARCHAR, cycle VARCHAR, kind VARCHAR, target_key VARCHAR, budget_key VARCHAR, period_start DATE, person VARCHAR, actual DECIMAL(18, 2), rolled_up DECIMAL(18, 2), judgement DECIMAL(18, 2), landing_forecast DECIMAL(18, 2), previous_landing DECIMAL(18, 2), taken_at TIMESTAMPTZ',
    'One row a member or unit that had said nothing by the deadline: what was carried over.',
  ],
  [
    'kept_runs',
    'key VARCHAR, cycle VARCHAR, kind VARCHAR, budget_key VARCHAR, period_start DATE, planned_at TIMESTAMPTZ, as_of TIMESTAMPTZ, current_amount DECIMAL(18, 2), target_amount DECIMAL(18, 2), actual DECIMAL(18, 2), expected DECIMAL(18, 2), judgement DECIMAL(18, 2), lines_kept DECIMAL(18, 2), line_count BIGINT, landing_forecast DECIMAL(18, 2), previous_run VARCHAR, previous_landing DECIMAL(18, 2), taken_at TIMESTAMPTZ',
    'One row a budget as it stood at a freeze or on a Friday, as Snapshot_Run__c has it.',
  ],
  [
    'kept_lines',
    'key VARCHAR, cycle VARCHAR, run_key VARCHAR, line_key VARCHAR, kind VARCHAR, target_key VARCHAR, budget_key VARCHAR, department_key VARCHAR, measure VARCHAR, period_start DATE, rep VARCHAR, account VARCHAR, project VARCHAR, opportunity VARCHAR, deal VARCHAR, stage VARCHAR, lost BOOLEAN, is_live BOOLEAN, closed BOOLEAN, in_landing BOOLEAN, confidence VARCHAR, expected_system DECIMAL(18, 2), expected_member DECIMAL(18, 2), actual DECIMAL(18, 2), landing DECIMAL(18, 2), taken_at TIMESTAMPTZ',
    'One row a project or opportunity amount as it stood on a Friday, as Snapshot_Line__c has it.',
  ],
  [
    'kept_bridges',
    'key VARCHAR, cycle VARCHAR, run_key VARCHAR, scope VARCHAR, target_key VARCHAR, type VARCHAR, amount DECIMAL(18, 2), deals BIGINT, opportunity VARCHAR, project VARCHAR, taken_at TIMESTAMPTZ',
    'One row a part of what lies between two Fridays, as Bridge_Line__c has it.',
  ],
];
