/** Between the grid's words and the platform's: which field holds what, who may change it, what an outcome means. */
import type { Toast } from 'lightning/platformShowToastEvent';
import type { ObjectInfo, WireResult } from 'lightning/uiObjectInfoApi';
import { problemText } from 'c/apiErrors';
import { changedFields, withState, type Draft, type Drafts, type EntryField, type EntryRow } from 'c/forecastDraft';
import { opportunityAmount, projectAmount } from 'c/fields';
import { counted, fill, labels } from 'c/labels';
import { isEditable, type Permissions } from 'c/gridRows';
import { formatExact } from 'c/moneyFormat';
import { previewPaste, type Choice, type PastePreview } from 'c/gridPaste';
import type { PendingPaste } from 'c/draftStore';
import type { RowChange, RowOutcome } from 'c/saveRows';

type FieldNames = Readonly<Partial<Record<EntryField, { readonly fieldApiName: string }>>>;

const FIELDS: Readonly<Record<EntryRow['kind'], FieldNames>> = {
  project: projectAmount,
  opportunity: opportunityAmount,
};

/** What to send for one row: the changed fields alone, and what the person had seen. */
export function changeOf(row: EntryRow, draft: Draft): RowChange {
  const fields = changedFields(row, draft).flatMap((field) => {
    const name = FIELDS[row.kind][field]?.fieldApiName;
    return name === undefined ? [] : [[name, draft.edit[field]] as const];
  });
  return { recordId: row.id, fields: Object.fromEntries(fields), seenModifiedAt: row.modifiedAt ?? undefined };
}

/** The drafts after what has been told, each outcome at its row. Only a confirmed row is clean. */
export function afterOutcomes(drafts: Drafts, outcomes: readonly RowOutcome[]): Drafts {
  return outcomes.reduce(afterOutcome, drafts);
}

function afterOutcome(drafts: Drafts, outcome: RowOutcome): Drafts {
  switch (outcome.kind) {
    case 'saved':
      return withState(drafts, outcome.recordId, 'saved');
    case 'conflict':
      return withState(drafts, outcome.recordId, 'changedMeanwhile');
    case 'unknown':
      return withState(drafts, outcome.recordId, 'unknown');
    case 'rejected':
      return withState(drafts, outcome.recordId, 'rejected', [problemText(outcome.problem)]);
  }
}

/** What to tell the person about a save, in one toast. */
export function toastOf(outcomes: readonly RowOutcome[]): Toast {
  const saved = outcomes.filter(({ kind }) => kind === 'saved').length;
  const failed = outcomes.length - saved;
  if (failed === 0) {
    return { title: counted(labels.forecastSavedOne, labels.forecastSavedMany, saved), variant: 'success' };
  }
  const message = labels.forecastNotSavedNext;
  if (saved === 0) return { title: labels.forecastNotSaved, message, variant: 'error' };
  return { title: fill(labels.forecastPartlySaved, saved, failed), message, variant: 'warning' };
}

/** Nothing typed goes away in silence: a toast that stays, for drafts whose rows are not there any more. */
export function lostToast(rows: readonly EntryRow[], drafts: Drafts): Toast | undefined {
  const ids = new Set(rows.map(({ id }) => id));
  const lost = Object.entries(drafts).flatMap(([id, { base, typed, edit, state }]) => {
    if (ids.has(id) || state === 'saved') return [];
    const amount = edit.entered === undefined ? undefined : formatExact(edit.entered, 'one');
    return [fill(labels.forecastRowGone, base.name, typed ?? amount ?? edit.note ?? labels.valueBlank)];
  });
  return lost.length === 0
    ? undefined
    : { title: labels.forecastNotSaved, message: lost.join(' '), variant: 'warning', mode: 'sticky' };
}

/** Whether the platform has answered, either way. */
export function isAnswered(info: WireResult<unknown> | undefined): boolean {
  return info?.data !== undefined || info?.error !== undefined;
}

/**
 * A field that the object's description leaves out may not even be read. When the description itself could not be
 * read, the platform decides on each save.
 */
function isUpdateable(info: WireResult<ObjectInfo> | undefined, field: FieldNames[EntryField]): boolean {
  if (field === undefined) return false;
  if (info?.data === undefined) return info?.error !== undefined;
  return info.data.updateable && info.data.fields[field.fieldApiName]?.updateable === true;
}

export function permissionsOf(
  project: WireResult<ObjectInfo> | undefined,
  opportunity: WireResult<ObjectInfo> | undefined,
): Permissions {
  const of = (info: WireResult<ObjectInfo> | undefined, names: FieldNames): Permissions['project'] => ({
    entered: isUpdateable(info, names.entered),
    inLanding: isUpdateable(info, names.inLanding),
    confidence: isUpdateable(info, names.confidence),
    note: isUpdateable(info, names.note),
  });
  return { project: of(project, FIELDS.project), opportunity: of(opportunity, FIELDS.opportunity) };
}

export function mayEditAnything(permissions: Permissions): boolean {
  return Object.values(permissions).some((fields) => Object.values(fields).includes(true));
}

/** A preview over these rows and drafts, with what this user may change. */
export function previewOf(
  { text, ids, unit }: PendingPaste,
  rows: readonly EntryRow[],
  drafts: Drafts,
  permissions: Permissions,
  confidences: readonly Choice[],
): PastePreview {
  const canEnter = (row: EntryRow, field: EntryField): boolean => isEditable(row, drafts[row.id], permissions, field);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const places = ids.flatMap((id) => byId.get(id) ?? []);
  return previewPaste(text, { rows, drafts, unit, places, confidences, canEnter });
}
