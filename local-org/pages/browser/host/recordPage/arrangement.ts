/** Where the platform's page templates put their regions. */

export interface Place {
  readonly name: string;
  /** Twelfths of the row. */
  readonly size: number;
}

type Row = readonly Place[];

const full = (name: string): Row => [{ name, size: 12 }];
const sides = (left: string, leftSize: number, right: string): Row => [
  { name: left, size: leftSize },
  { name: right, size: 12 - leftSize },
];

const mainAndSidebar = sides('main', 8, 'sidebar');

/** Region names and widths are unverified: no document gives them; names are those of flexipages in public projects. */
const templates: Readonly<Record<string, readonly Row[]>> = {
  'flexipage:recordHomeTemplateDesktop': [full('header'), mainAndSidebar],
  'flexipage:recordHomeLeftSidebarTemplateDesktop': [full('header'), sides('sidebar', 4, 'main')],
  'flexipage:recordHomeWithSubheaderTemplateDesktop': [full('header'), full('subheader'), mainAndSidebar],
  'flexipage:recordHomeTwoColEqualHeaderTemplateDesktop': [full('header'), sides('leftcol', 6, 'rightcol')],
  'flexipage:recordHomeThreeColTemplateDesktop': [
    full('header'),
    [
      { name: 'leftsidebar', size: 3 },
      { name: 'main', size: 6 },
      { name: 'rightsidebar', size: 3 },
    ],
  ],
  'flexipage:recordHomeSingleColTemplateDesktop': [full('header'), full('main')],
  'flexipage:recordHomeSimpleViewTemplate': [full('header'), full('main')],
  'home:desktopTemplate': [full('top'), sides('bottomLeft', 8, 'sidebar'), full('bottomRight')],
  'flexipage:defaultAppHomeTemplate': [full('main')],
};

/** Rows of the regions that the page uses. A template or a region that is not known is stacked, never left out. */
export function arrangementOf(template: string, used: readonly string[]): readonly Row[] {
  const rows = (templates[template] ?? [])
    .map((row) => row.filter(({ name }) => used.includes(name)))
    .filter((row) => row.length > 0)
    .map((row) => (row.length === 1 ? row.map((place) => ({ ...place, size: 12 })) : row));
  const placed = new Set(rows.flat().map(({ name }) => name));
  return [...rows, ...used.filter((name) => !placed.has(name)).map(full)];
}
