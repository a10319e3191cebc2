/** Layouts of an object, read once for a page. */
import { readOnce } from '../lightning/uiObjectInfoApi/uiObjectInfoApi.ts';
import { queryString } from './fetch.ts';

export interface LayoutComponent {
  readonly apiName: string | null;
  readonly componentType: string;
  readonly label: string | null;
}

export interface LayoutItem {
  readonly label: string;
  readonly editableForNew: boolean;
  readonly editableForUpdate: boolean;
  readonly required: boolean;
  readonly layoutComponents: readonly LayoutComponent[];
}

export interface LayoutSection {
  readonly heading: string;
  readonly useHeading: boolean;
  readonly columns: number;
  readonly layoutRows: readonly { readonly layoutItems: readonly LayoutItem[] }[];
}

export interface Layout {
  readonly sections: readonly LayoutSection[];
}

export type LayoutType = 'Full' | 'Compact';
export type LayoutMode = 'View' | 'Edit' | 'Create';

export async function readLayout(
  object: string,
  layoutType: LayoutType,
  mode: LayoutMode = 'View',
  recordTypeId?: string,
): Promise<Layout> {
  return (await readOnce(`/layout/${object}${queryString({ layoutType, mode, recordTypeId })}`)) as Layout; // UI API, Record Layout
}

/** API names of the fields an item shows; none for an empty place. */
export const fieldsOf = (item: LayoutItem): readonly string[] =>
  item.layoutComponents.flatMap(({ apiName }) => apiName ?? []);

export const itemsOf = (layout: Layout): readonly LayoutItem[] =>
  layout.sections.flatMap((section) => section.layoutRows.flatMap((row) => row.layoutItems));
