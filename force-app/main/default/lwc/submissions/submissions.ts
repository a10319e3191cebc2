/** What members and units submit for a Target and a Budget, asked for in one request each. */
export { BUDGET_SUBMISSIONS_QUERY } from './budgetQuery';
export { TARGET_SUBMISSIONS_QUERY } from './targetQuery';
