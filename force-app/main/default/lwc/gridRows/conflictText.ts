import { formatInstant } from 'c/dateFormat';
import { withDraft, type Draft, type EntryField, type EntryRow } from 'c/forecastDraft';
import { fill, labels } from 'c/labels';
import { formatAmount, NOTHING, type Unit } from 'c/moneyFormat';

const FIELD_NAMES: Readonly<Record<EntryField, string>> = {
  entered: labels.columnExpected,
  inLanding: labels.inLanding,
  confidence: labels.confidence,
  note: labels.note,
};

/** The three sides of a conflict: who changed what from what to what, and what this person has typed over it. */
export function conflictText(row: EntryRow, draft: Draft, field: EntryField, unit: Unit): string {
  const mine = withDraft(row, draft);
  const when = row.modifiedAt === null ? NOTHING : formatInstant(row.modifiedAt);
  const values = [valueText(row, field, unit), when, valueText(mine, field, unit), valueText(draft.base, field, unit)];
  return fill(labels.conflictThreeSides, row.modifiedBy ?? NOTHING, FIELD_NAMES[field], ...values);
}

function valueText(row: EntryRow, field: EntryField, unit: Unit): string {
  if (field === 'entered') return row.entered === null ? labels.valueBlank : formatAmount(row.entered, unit);
  if (field === 'inLanding') return row.inLanding ? labels.valueYes : labels.valueNo;
  return row[field] ?? labels.valueBlank;
}
