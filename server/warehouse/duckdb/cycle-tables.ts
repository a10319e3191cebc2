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
];
