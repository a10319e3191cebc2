/** KPIs of a target or a budget: the tree from its gap down to what people do, and the scorecard of what they do. Pure. */
export { bottleneckOf, type Narrowest } from './bottleneck';
export { BUDGET_KPIS_QUERY, TARGET_KPIS_QUERY } from './queries';
export { readBudgetKpis, readTargetKpis, type Kpi, type KpiAction, type Kpis, type KpiUnit } from './read';
export { scorecardOf, type Scorecard, type ScoreLine } from './scorecard';
export { valueText } from './words';
export { topCause, treeOf, type Cause } from './tree';
