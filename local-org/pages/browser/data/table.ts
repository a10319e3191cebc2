/** Rows and columns of the host's tables, from records as UI API answers them. */
import { isNumber, shownAt, type ObjectFacts, type Shown } from './shown.ts';

export interface ListColumn {
  /** `Gap__c`, or `Rep__r.Name` for a reference. */
  readonly fieldApiName: string;
  readonly label: string;
  readonly lookupId: string | null;
  readonly sortable: boolean;
}

export interface ListInfo {
  readonly displayColumns: readonly ListColumn[];
  readonly label: string;
  readonly objectApiNames?: readonly string[];
}

export interface RecordPage {
  readonly records: readonly { readonly id: string }[];
  readonly nextPageToken: string | null;
}

export interface Column {
  readonly path: string;
  readonly label: string;
  readonly sortable: boolean;
  readonly isNumber: boolean;
}

export interface Cell extends Shown {
  readonly key: string;
  readonly isNumber: boolean;
}

export interface Row {
  readonly id: string;
  readonly cells: readonly Cell[];
}

export function columnsOf(info: ListInfo, object: ObjectFacts | undefined): readonly Column[] {
  return info.displayColumns.map(({ fieldApiName, label, sortable }) => ({
    path: fieldApiName,
    label,
    sortable,
    isNumber: isNumber(object?.fields[fieldApiName]),
  }));
}

export function rowsOf(
  records: readonly { readonly id: string }[],
  columns: readonly Column[],
  object: ObjectFacts | undefined,
): readonly Row[] {
  return records.map((record) => ({
    id: record.id,
    cells: columns.map((column) => {
      const isLink = column.path.includes('.') || object?.nameFields.includes(column.path) === true;
      return { key: column.path, isNumber: column.isNumber, ...shownAt(record, object, column.path, isLink) };
    }),
  }));
}
