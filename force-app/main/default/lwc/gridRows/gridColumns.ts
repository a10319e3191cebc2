/** The columns of the grid in the order in which they are shown, and which of them a person may fill. */
import type { EntryField } from 'c/forecastDraft';

export type ColumnKey = 'detail' | 'name' | 'lastWeek' | 'system' | 'entered' | 'actual' | 'landing';

export const COLUMNS: readonly ColumnKey[] = ['detail', 'name', 'lastWeek', 'system', 'entered', 'actual', 'landing'];

/** The fields that have a column, by its key. */
export const COLUMN_FIELDS: Readonly<Partial<Record<ColumnKey, EntryField>>> = { entered: 'entered' };
