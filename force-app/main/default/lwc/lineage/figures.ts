import { gap as gapOf, minus, rate, sum, type Amount } from 'c/gapMath';
import type { Gap } from 'c/gapQuery';
import { labels } from 'c/labels';
import { formatAmount, formatRate, formatSigned, type Unit } from 'c/moneyFormat';
import type { SourceRow, SourceRows } from './rows';

export const FIGURES = ['target', 'plan', 'actual', 'landing', 'gap', 'achievement', 'landingRate'] as const;
export type Figure = (typeof FIGURES)[number];

/** What a figure is and which records it is made of. */
export interface FigureFacts {
  readonly name: string;
  readonly text: string;
  readonly formula: string;
  /** The formula with its numbers; empty where there is nothing to reckon. */
  readonly reckoned: string;
  /** What the records have to add up to: the figure itself, of a rate what is divided. */
  readonly total: Amount;
  readonly isRate: boolean;
  readonly rows: readonly SourceRow[];
  readonly groups: readonly Grouping[];
}

export type Grouping = 'record' | 'project' | 'menu' | 'account';

const BY_RECORD: readonly Grouping[] = ['record'];
const BY_DEAL: readonly Grouping[] = ['record', 'project', 'account'];
const BY_LINE: readonly Grouping[] = ['record', 'project', 'menu', 'account'];

interface Words {
  readonly target: string;
  readonly plan: string;
  readonly formulas: Readonly<Record<Figure, string>>;
}

const TARGET_WORDS: Words = {
  target: labels.figureTarget,
  plan: labels.figurePlan,
  formulas: {
    target: labels.formulaTarget,
    plan: labels.formulaPlan,
    actual: labels.formulaActual,
    landing: labels.formulaLanding,
    gap: labels.formulaGap,
    achievement: labels.formulaAchievement,
    landingRate: labels.formulaLandingRate,
  },
};
const BUDGET_WORDS: Words = {
  target: labels.figureBudget,
  plan: labels.figureMemberTargets,
  formulas: {
    target: labels.formulaBudget,
    plan: labels.formulaMemberTargets,
    actual: labels.formulaActual,
    landing: labels.formulaLandingBudget,
    gap: labels.formulaGapBudget,
    achievement: labels.formulaAchievementBudget,
    landingRate: labels.formulaLandingRateBudget,
  },
};

export function figureName(gap: Gap, figure: Figure): string {
  const words = gap.kind === 'target' ? TARGET_WORDS : BUDGET_WORDS;
  const names: Readonly<Record<Figure, string>> = {
    target: words.target,
    plan: words.plan,
    actual: labels.figureActual,
    landing: labels.figureLanding,
    gap: labels.figureGap,
    achievement: labels.figureAchievement,
    landingRate: labels.figureLandingRate,
  };
  return names[figure];
}

/** As it stands on the page. */
export function figureText(gap: Gap, figure: Figure, unit: Unit): string {
  const { target, plan, actual, landing } = gap.figures;
  switch (figure) {
    case 'target':
      return formatAmount(target, unit);
    case 'plan':
      return formatAmount(plan, unit);
    case 'actual':
      return formatAmount(actual, unit);
    case 'landing':
      return formatAmount(landing, unit);
    case 'gap':
      return formatSigned(gapOf(landing, target), unit);
    case 'achievement':
      return formatRate(rate(actual, target));
    case 'landingRate':
      return formatRate(rate(landing, target));
  }
}

export function figureFacts(gap: Gap, figure: Figure, rows: SourceRows, unit: Unit): FigureFacts {
  const { formulas } = gap.kind === 'target' ? TARGET_WORDS : BUDGET_WORDS;
  const { target, plan, actual, landing } = gap.figures;
  const own = gap.kind === 'target' ? rows.targets : rows.budgets;
  const landings = [...rows.projects, ...rows.opportunities, ...(gap.kind === 'target' ? [] : given(rows.judgements))];
  const parts: Readonly<Record<Figure, Pick<FigureFacts, 'total' | 'rows' | 'groups'>>> = {
    target: { total: target, rows: own, groups: BY_RECORD },
    plan: { total: plan, rows: gap.kind === 'target' ? rows.plans : rows.targets, groups: BY_RECORD },
    actual: { total: actual, rows: rows.menus, groups: BY_LINE },
    landing: { total: landing, rows: landings, groups: BY_DEAL },
    gap: { total: gapOf(landing, target) ?? null, rows: [...landings, ...own.map(negative)], groups: BY_RECORD },
    achievement: { total: actual, rows: rows.menus, groups: BY_LINE },
    landingRate: { total: landing, rows: landings, groups: BY_DEAL },
  };
  return {
    name: figureName(gap, figure),
    text: figureText(gap, figure, unit),
    formula: formulas[figure],
    reckoned: reckoned(gap, figure, unit),
    isRate: figure === 'achievement' || figure === 'landingRate',
    ...parts[figure],
  };
}

function given(rows: readonly SourceRow[]): readonly SourceRow[] {
  return rows.filter(({ amount }) => (amount ?? 0) !== 0).map((row) => ({ ...row, name: labels.rowJudgement }));
}

function negative(row: SourceRow): SourceRow {
  return { ...row, amount: row.amount === null ? null : minus(0, row.amount) };
}

function reckoned(gap: Gap, figure: Figure, unit: Unit): string {
  const { target, actual, landing } = gap.figures;
  const amount = (value: Amount): string => formatAmount(value, unit);
  const result = figureText(gap, figure, unit);
  if (figure === 'gap') return `${amount(landing)} − ${amount(target)} = ${result}`;
  if (figure === 'achievement') return `${amount(actual)} ÷ ${amount(target)} = ${result}`;
  return figure === 'landingRate' ? `${amount(landing)} ÷ ${amount(target)} = ${result}` : '';
}

export interface Grouped {
  readonly key: string;
  readonly name: string;
  readonly amount: number;
  readonly count: number;
}

/** Largest first. What has no such name is a group of its own. */
export function grouped(rows: readonly SourceRow[], by: Exclude<Grouping, 'record'>): readonly Grouped[] {
  const groups = new Map<string | null, SourceRow[]>();
  for (const row of rows) groups.set(row[by], [...(groups.get(row[by]) ?? []), row]);
  return [...groups]
    .map(([name, own]) => ({
      key: name ?? '',
      name: name ?? labels.lineageGroupNone,
      amount: sum(own.map((row) => row.amount)),
      count: own.length,
    }))
    .sort((left, right) => right.amount - left.amount || left.name.localeCompare(right.name));
}
