/**
 * Which lines of the forecast are shown, in which order, under which headings. Pure. The order is by what is stored, not
 * by what is typed: a line never moves away under the cursor.
 */
import lang from '@salesforce/i18n/lang';
import { landingOf, type Drafts, type EntryRow } from 'c/forecastDraft';
import { minus } from 'c/gapMath';
import { fill, labels } from 'c/labels';

export type LineOrder = 'name' | 'landing' | 'difference' | 'actual';
export type LineFilter = 'all' | 'changed' | 'conflicts' | 'blank' | 'leftOut';
export type LineGrouping = 'kind' | 'confidence';

export interface LineView {
  readonly order: LineOrder;
  readonly filter: LineFilter;
  readonly grouping: LineGrouping;
  /** Part of a line's name; empty for any. */
  readonly text: string;
}

export const EVERY_LINE: LineView = { order: 'name', filter: 'all', grouping: 'kind', text: '' };

/** What a line is sorted by, largest first; names are in the reader's order. */
const SIZES: Readonly<Record<Exclude<LineOrder, 'name'>, (row: EntryRow) => number>> = {
  landing: landingOf,
  actual: ({ actual }) => actual ?? 0,
  difference: ({ entered, system }) => (entered === null ? 0 : Math.abs(minus(entered, system ?? 0))),
};

const FILTERS: Readonly<Record<LineFilter, (row: EntryRow, drafts: Drafts) => boolean>> = {
  all: () => true,
  changed: ({ id }, drafts) => drafts[id] !== undefined,
  conflicts: ({ id }, drafts) => drafts[id]?.state === 'conflict' || drafts[id]?.unreadable !== undefined,
  blank: ({ id, entered, locked }, drafts) =>
    locked === undefined && entered === null && drafts[id]?.edit.entered === undefined,
  leftOut: ({ inLanding }) => !inLanding,
};

const KINDS: readonly EntryRow['kind'][] = ['project', 'opportunity'];

function groupOf(row: EntryRow, grouping: LineGrouping): string {
  if (grouping === 'kind') return String(KINDS.indexOf(row.kind));
  return row.confidence === null ? '2' : `1 ${row.confidence}`;
}

/** The lines of the view. `drafts` are those of the moment in which the view was chosen. */
export function linesIn(rows: readonly EntryRow[], drafts: Drafts, view: LineView): readonly EntryRow[] {
  const wanted = searched(view.text);
  const shown = rows.filter((row) => FILTERS[view.filter](row, drafts) && searched(row.name).includes(wanted));
  const size = view.order === 'name' ? () => 0 : SIZES[view.order];
  const names = new Intl.Collator(lang);
  return shown.sort(
    (left, right) =>
      names.compare(groupOf(left, view.grouping), groupOf(right, view.grouping)) ||
      size(right) - size(left) ||
      names.compare(left.name, right.name) ||
      (left.id < right.id ? -1 : 1),
  );
}

function searched(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}

/** The heading of the group that a line stands in. */
export function headingOf(row: EntryRow, grouping: LineGrouping): string {
  if (grouping === 'confidence') {
    return row.confidence === null ? labels.confidenceNone : fill(labels.lineConfidence, row.confidence);
  }
  return row.kind === 'project' ? labels.breakdownProjects : labels.breakdownOpportunities;
}
