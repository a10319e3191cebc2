/** Layouts of an object, read once for a page. */
import { readOnce } from '../lightning/uiObjectInfoApi/uiObjectInfoApi.ts';

export interface LayoutComponent {
  readonly apiName: string | null;
  readonly componentType: string;
  readonly label: string | null;
}

export interface LayoutItem {
  readonly label: string;
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

export async function readLayout(object: string, type: 'Full' | 'Compact'): Promise<Layout> {
  return (await readOnce(`/layout/${object}?layoutType=${type}&mode=View`)) as Layout; // UI API, Record Layout
}

/** API names of the fields an item shows; none for an empty place. */
export const fieldsOf = (item: LayoutItem): readonly string[] =>
  item.layoutComponents.flatMap(({ apiName }) => apiName ?? []);

export const itemsOf = (layout: Layout): readonly LayoutItem[] =>
  layout.sections.flatMap((section) => section.layoutRows.flatMap((row) => row.layoutItems));
