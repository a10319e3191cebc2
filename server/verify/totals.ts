/** Counts and sums of both sides. Salesforce adds them up itself: two queries a sync, whatever its size. */
import type { MappedSync, Total } from '../model/model.ts';
import { atScale } from '../model/model.ts';
import type { Org, OrgRow } from '../org/org.ts';
import type { IntendedTotal } from '../warehouse/warehouse.ts';
import { countedScopeOf } from './scope.ts';

interface OrgTotal {
  readonly period: string | undefined;
  readonly count: string;
  /** In the order of the sync's sums. */
  readonly sums: readonly string[];
}

export async function orgTotals(mapped: MappedSync, org: Org): Promise<readonly OrgTotal[]> {
  const object = mapped.object.name;
  const aggregates = ['COUNT(Id) n', ...mapped.sums.map((field, index) => `SUM(${field.name}) s${index}`)].join(', ');
  const where = countedScopeOf(mapped);
  const overall = await rowsOf(org, `SELECT ${aggregates} FROM ${object}${where}`);
  const { period } = mapped.sync.reconcile;
  const byPeriod =
    period === undefined
      ? []
      : await rowsOf(org, `SELECT ${period.field} p, ${aggregates} FROM ${object}${where} GROUP BY ${period.field}`);
  const toTotal = (row: OrgRow, at: string | undefined): OrgTotal => ({
    period: at,
    count: row['n'] ?? '0',
    sums: mapped.sums.map((_field, index) => row[`s${index}`] ?? '0'),
  });
  return [...overall.map((row) => toTotal(row, undefined)), ...byPeriod.map((row) => toTotal(row, row['p'] ?? ''))];
}

async function rowsOf(org: Org, soql: string): Promise<readonly OrgRow[]> {
  const rows: OrgRow[] = [];
  for await (const page of org.query(soql)) rows.push(...page);
  return rows;
}

/** Every total that either side has, side by side; sums are compared at the scale of their field. */
export function totalsOf(
  mapped: MappedSync,
  intended: readonly IntendedTotal[],
  org: readonly OrgTotal[],
): readonly Total[] {
  const periods = new Set<string | undefined>([
    undefined,
    ...intended.map((total) => total.period),
    ...org.map((total) => total.period),
  ]);
  return [...periods].flatMap((period) => {
    const theirs = org.find((total) => total.period === period);
    const ours = (measure: string): string =>
      intended.find((total) => total.period === period && total.measure === measure)?.value ?? '0';
    const count = compared('COUNT', period, ours('COUNT'), theirs?.count ?? '0', 0);
    const sums = mapped.sums.map((field, index) =>
      compared(field.name, period, ours(field.name), theirs?.sums[index] ?? '0', field.shape.scale),
    );
    return [count, ...sums];
  });
}

function compared(
  measure: string,
  period: string | undefined,
  warehouse: string,
  salesforce: string,
  scale: number,
): Total {
  const rounded = atScale(salesforce, scale);
  return { measure, period, warehouse, salesforce: rounded, matches: atScale(warehouse, scale) === rounded };
}
