/** The breakdown as rows of text: what a Target's landing or a Budget's landing is made of, down to the total. */
import { gap as gapOf, minus, rate, sum, type Amount } from 'c/gapMath';
import type { BudgetGap, Friday, Gap, MemberLine, OpportunityLine, ProjectLine, TargetGap } from 'c/gapQuery';
import { fill, labels } from 'c/labels';
import { formatAmount, formatCount, formatRate, formatSigned, NOTHING, type Unit } from 'c/moneyFormat';
import { noteOf } from './breakdownNote';
import { withSince, type LandingNow } from './sinceFriday';

export interface Cell {
  readonly key: string;
  /** The column's name, shown beside the figure where there is no room for columns. */
  readonly label: string;
  readonly text: string;
  readonly className: string;
}

export interface BreakdownRow {
  readonly id: string;
  readonly name: string;
  readonly link: { readonly recordId: string; readonly objectApiName: string } | undefined;
  readonly chips: readonly string[];
  readonly cells: readonly Cell[];
}

export interface BreakdownGroup {
  readonly key: string;
  readonly name: string;
  readonly count: string;
  readonly rows: readonly BreakdownRow[];
}

export interface Breakdown {
  readonly columns: readonly string[];
  readonly groups: readonly BreakdownGroup[];
  readonly totals: readonly BreakdownRow[];
  /** That the rows add up to the figure above, or by how much they do not. */
  readonly proof: { readonly text: string; readonly isEqual: boolean };
  /** What the total is against, and that figures are rounded, where a reader would wonder; else empty. */
  readonly note: string;
}

type Rows = Omit<Breakdown, 'note'>;

/** With the newest snapshot, where it is known and all rows are read, each row also says what has changed since. */
export function breakdownOf(gap: Gap, unit: Unit, friday?: Friday): Breakdown {
  const isTarget = gap.kind === 'target';
  const rows = isTarget ? targetBreakdown(gap, unit) : budgetBreakdown(gap, unit, friday?.judgement ?? 0);
  const table: Breakdown = { ...rows, note: noteOf(gap, unit) };
  const lists = isTarget ? [gap.projects, gap.opportunities] : [gap.members];
  if (friday === undefined || lists.some(({ lines, total }) => lines.length < total)) return table;
  return withSince(table, {
    friday,
    now: landingsNow(gap),
    judgement: gap.figures.judgement,
    at: isTarget ? 4 : 3,
    unit,
  });
}

function landingsNow(gap: Gap): readonly LandingNow[] {
  if (gap.kind === 'budget') return gap.members.lines.map(({ id, landing }) => ({ id, key: id, landing }));
  return [
    ...gap.projects.lines,
    ...gap.opportunities.lines.map(({ id, key, counted }) => ({ id, key, landing: counted })),
  ];
}

/** Cells in the order of the columns. */
function cellsOf(columns: readonly string[], texts: readonly string[], tone = ''): readonly Cell[] {
  return texts.map((text, index) => ({
    key: columns[index] ?? '',
    label: columns[index] ?? '',
    text,
    className: `number${text === '' ? ' empty' : ''}${text.startsWith('−') && tone === 'signed' ? ' short' : ''}`,
  }));
}

function proofOf(rows: readonly Amount[], landing: number, read: number, all: number, unit: Unit): Breakdown['proof'] {
  if (read < all) {
    return { text: fill(labels.breakdownOverflow, formatCount(read), formatCount(all)), isEqual: true };
  }
  const total = sum(rows);
  if (minus(total, landing) === 0) return { text: labels.totalMatches, isEqual: true };
  const [a, b, apart] = [total, landing, minus(total, landing)].map((amount) => formatAmount(amount, unit));
  return { text: fill(labels.totalDiffers, a ?? '', b ?? '', apart ?? ''), isEqual: false };
}

function targetBreakdown(gap: TargetGap, unit: Unit): Rows {
  const { projects, opportunities, figures } = gap;
  const columns = [
    labels.figureBudget,
    labels.figureActual,
    labels.columnExpected,
    labels.columnRowLanding,
    labels.columnMenus,
  ];
  const amount = (value: Amount): string => formatAmount(value, unit);
  const project = (line: ProjectLine): BreakdownRow => ({
    id: line.id,
    name: line.name,
    link: { recordId: line.linkId, objectApiName: line.linkId === line.id ? 'Project_Amount__c' : 'Project__c' },
    chips: [
      ...(line.closed ? [labels.chipClosed] : []),
      ...(line.inLanding || line.closed ? [] : [labels.chipLeftOut]),
    ],
    cells: cellsOf(columns, [
      amount(line.budget),
      amount(line.actual),
      amount(line.expected),
      amount(line.landing),
      formatCount(line.menus),
    ]),
  });
  const opportunity = (line: OpportunityLine): BreakdownRow => ({
    id: line.id,
    name: line.name,
    link: { recordId: line.linkId, objectApiName: line.linkId === line.id ? 'Opportunity_Amount__c' : 'Opportunity' },
    chips: line.inLanding ? [] : [labels.chipLeftOut],
    cells: cellsOf(columns, [NOTHING, NOTHING, amount(line.expected), amount(line.counted), NOTHING]),
  });
  const read = projects.lines.length + opportunities.lines.length;
  const all = projects.total + opportunities.total;
  const sums = (values: readonly Amount[]): string => (read < all ? NOTHING : amount(sum(values)));
  const totals = [
    sums(projects.lines.map((line) => line.budget)),
    amount(figures.actual),
    sums([...projects.lines, ...opportunities.lines].map((line) => line.expected)),
    amount(figures.landing),
    '',
  ];
  const landings = [...projects.lines.map((line) => line.landing), ...opportunities.lines.map((line) => line.counted)];
  return {
    columns,
    groups: [
      group('projects', labels.breakdownProjects, projects.total, projects.lines.map(project)),
      group('opportunities', labels.breakdownOpportunities, opportunities.total, opportunities.lines.map(opportunity)),
    ].filter(({ rows }) => rows.length > 0),
    totals: [{ id: 'total', name: labels.rowTotal, link: undefined, chips: [], cells: cellsOf(columns, totals) }],
    proof: proofOf(landings, figures.landing, read, all, unit),
  };
}

function group(key: string, name: string, count: number, rows: readonly BreakdownRow[]): BreakdownGroup {
  return { key, name, count: formatCount(count), rows };
}

function budgetBreakdown(gap: BudgetGap, unit: Unit, judgedOnFriday: number): Rows {
  const { members, figures } = gap;
  const columns = [
    labels.figureTarget,
    labels.figureActual,
    labels.figureLanding,
    labels.figureGap,
    labels.figureAchievement,
    labels.figureLandingRate,
  ];
  const texts = (target: Amount, actual: Amount, landing: Amount): readonly string[] => [
    formatAmount(target, unit),
    formatAmount(actual, unit),
    formatAmount(landing, unit),
    formatSigned(gapOf(landing ?? 0, target), unit),
    formatRate(rate(actual ?? 0, target)),
    formatRate(rate(landing ?? 0, target)),
  ];
  const member = (line: MemberLine): BreakdownRow => ({
    id: line.id,
    name: line.name,
    link: { recordId: line.id, objectApiName: 'Target__c' },
    chips: [],
    cells: cellsOf(columns, texts(line.target, line.actual, line.landing), 'signed'),
  });
  const judgement = figures.judgement ?? 0;
  const judgementCells = ['', '', formatSigned(judgement, unit), '', '', ''];
  const total = texts(figures.plan, figures.actual, figures.landing);
  const row = (id: string, name: string, cells: readonly string[]): BreakdownRow => ({
    id,
    name,
    link: undefined,
    chips: [],
    cells: cellsOf(columns, cells, 'signed'),
  });
  const landings = [...members.lines.map((line) => line.landing), judgement];
  return {
    columns,
    groups: [group('members', labels.breakdownMembers, members.total, members.lines.map(member))],
    totals: [
      ...(judgement === 0 && judgedOnFriday === 0 ? [] : [row('judgement', labels.rowJudgement, judgementCells)]),
      row('total', labels.rowTotal, total),
    ],
    proof: proofOf(landings, figures.landing, members.lines.length, members.total, unit),
  };
}
