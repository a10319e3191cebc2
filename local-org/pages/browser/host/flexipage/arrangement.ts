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
const three = (names: readonly [string, string, string], middle: number): Row =>
  names.map((name, index) => ({ name, size: index === 1 ? middle : (12 - middle) / 2 }));

const mainAndSidebar = sides('main', 8, 'sidebar');
const wholeHead = full('header');

/**
 * Region names are those of flexipages in public projects (trailheadapps lwc-recipes, dreamhouse-lwc, ebikes-lwc,
 * easy-spaces-lwc); no document gives them. Widths and the templates marked so are unverified.
 */
const templates: Readonly<Record<string, readonly Row[]>> = {
  'flexipage:recordHomeTemplateDesktop': [wholeHead, mainAndSidebar],
  'flexipage:recordHomeLeftSidebarTemplateDesktop': [wholeHead, sides('sidebar', 4, 'main')], // unverified
  'flexipage:recordHomeWithSubheaderTemplateDesktop': [wholeHead, full('subheader'), mainAndSidebar], // unverified
  'flexipage:recordHomeTwoColEqualHeaderTemplateDesktop': [wholeHead, sides('leftcol', 6, 'rightcol')], // unverified
  'flexipage:recordHomeThreeColTemplateDesktop': [
    wholeHead,
    three(['leftsidebar', 'main', 'rightsidebar'], 6), // unverified
  ],
  'flexipage:recordHomeSingleColTemplateDesktop': [wholeHead, full('main')], // unverified
  'flexipage:recordHomeSingleColNoHeaderTemplateDesktop': [full('main')], // unverified
  'flexipage:recordHomeSimpleViewTemplate': [wholeHead, full('main')], // unverified
  'home:desktopTemplate': [full('top'), sides('bottomLeft', 8, 'sidebar'), full('bottomRight')],
  'flexipage:defaultAppHomeTemplate': [full('main')],
  'flexipage:appHomeTemplateTwoColumns': [sides('column1', 8, 'column2')],
  'flexipage:appHomeTemplateTwoColumnsStacked': [full('region1'), sides('region2', 8, 'region3')],
  'flexipage:appHomeTemplateHeaderTwoColumnsEqualWidth': [full('region1'), sides('region2', 6, 'region3')],
  'flexipage:appHomeTemplateThreeColumns': [three(['region1', 'region2', 'region3'], 4)],
  'flexipage:appHomeTemplateHeaderThreeColumns': [full('region1'), three(['region2', 'region3', 'region4'], 4)],
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
