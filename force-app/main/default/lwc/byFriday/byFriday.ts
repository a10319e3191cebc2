/**
 * N4, "What must happen by Friday": what a target or a budget still needs, the few things that would bring it, and when
 * it says that nothing can. Of deals and weeks that the org knows; where those are too few it says so. Pure.
 */
export { BUDGET_NOW_QUERY, BUDGET_PAST_QUERY, TARGET_NOW_QUERY, TARGET_PAST_QUERY } from './queries';
export { readBudgetNow, readPast, readTargetNow, type ClosedDeal, type Deal, type Now, type Past } from './read';
export { ENOUGH, type Reason } from './chances';
export { reckon, type Line, type Outcome } from './reckon';
