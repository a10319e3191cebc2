/** Rows and columns of the host's tables, from records as UI API answers them. */
import { isNumber, nameOfRecord, type ObjectFacts } from './facts.ts';
import { shownAt, type Shown } from './shown.ts';

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
  /** Of a related list: the child's field that refers to the parent. */
  readonly fieldApiName?: string;
}

export interface ListRecord {
  readonly id: string;
  readonly apiName: string;
}

export interface RecordPage {
  readonly records: readonly ListRecord[];
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
  readonly label: string;
  readonly isNumber: boolean;
}

export interface Row {
  readonly id: string;
  /** What the record is called where a row is spoken of. */
  readonly name: string;
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

/** What to ask of each record of a list: its columns and its name. */
export function fieldsOfList(info: ListInfo, object: ObjectFacts): readonly string[] {
  return [...new Set([...info.displayColumns.map(({ fieldApiName }) => fieldApiName), ...object.nameFields])];
}

function cellOf(record: unknown, column: Column, object: ObjectFacts | undefined): Cell {
  const { path, label } = column;
  const isLink = path.includes('.') || object?.nameFields.includes(path) === true;
  return { key: path, label, isNumber: column.isNumber, ...shownAt(record, path, isLink, object?.fields[path]) };
}

export function rowsOf(
  records: readonly ListRecord[],
  columns: readonly Column[],
  object: ObjectFacts | undefined,
): readonly Row[] {
  return records.map((record) => {
    const cells = columns.map((column) => cellOf(record, column, object));
    return { id: record.id, name: nameOfRecord(record, object) || (cells[0]?.text ?? ''), cells };
  });
}
