/** Records that differ because somebody has changed them in Salesforce, and who that was. */
import type { Cause, DriftCount } from '../model/model.ts';
import { toCause } from './from-row.ts';
import type { Row } from './row.ts';
import { asCount, asMoment, asText } from './row.ts';

/** Whose doing a gap of one of these causes is, the record itself tells; a deleted one is not there to ask. */
export const driftCauses: readonly Cause[] = ['EDITED_IN_SALESFORCE', 'EXTRA_IN_SALESFORCE', 'DUPLICATE_IN_SALESFORCE'];

/** Rows with a gap of one of these causes are sent again by the next plan. */
export const markedCauses: readonly Cause[] = ['EDITED_IN_SALESFORCE', 'DELETED_IN_SALESFORCE'];

export interface Drifted {
  readonly key: string;
  readonly salesforceId: string;
  readonly cause: Cause;
}

/** The last save of a record. */
export interface Attribution extends Drifted {
  readonly by: string;
  readonly at: Date;
}

export const attributionColumns = ['key', 'salesforce_id', 'cause', 'changed_by', 'changed_at'] as const;

/** As texts, for a parameter that carries rows. */
export function attributionRows(attributions: readonly Attribution[]): string {
  return JSON.stringify(
    attributions.map(({ key, salesforceId, cause, by, at }) => ({
      ...{ key, cause, salesforce_id: salesforceId, changed_by: by, changed_at: at.toISOString() },
    })),
  );
}

export function toDrifted(row: Row): Drifted {
  return { key: asText(row, 'key'), salesforceId: asText(row, 'salesforce_id'), cause: toCause(row) };
}

export function toDriftCount(row: Row): DriftCount {
  return { cause: toCause(row), by: asText(row, 'changed_by'), rows: asCount(row, 'n'), last: asMoment(row, 'last') };
}
