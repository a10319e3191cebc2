/**
 * What the left pane shows, asked for in one request and read once into our own types. Amounts are in full currency
 * units; `null` is a blank field. A list holds at most 2,000 rows, the platform's limit; `total` says how many exist.
 */
export { budgetFigures, readBudget } from './budgetGap';
export { BUDGET_QUERY } from './budgetQuery';
export { departmentName } from './subject';
export { readTarget, targetFigures, targetOf } from './targetGap';
export { TARGET_QUERY } from './targetQuery';
export { mergeTrust, readTrust } from './trust';
export type {
  BudgetGap,
  Figures,
  Friday,
  Gap,
  KeyDifference,
  Listed,
  MemberLine,
  OpportunityLine,
  ProjectLine,
  TargetGap,
  Trust,
  TrustState,
} from './gap';
