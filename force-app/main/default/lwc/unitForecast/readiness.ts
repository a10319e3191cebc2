/** N6: "submit" states why it is not ready. Pure. */
import { counted, fill, labels } from 'c/labels';
import { formatAmount, formatCount, formatRate, formatSigned, type Unit } from 'c/moneyFormat';
import type { Balance, Need } from 'c/unitFactors';

export interface Facts {
  readonly takesSubmissions: boolean;
  /** The judgement is being typed and not stored. */
  readonly isJudgementDraft: boolean;
  readonly balance: Balance;
  readonly needs: ReadonlyMap<string, Need>;
  readonly hasMismatch: boolean;
  readonly hasAcknowledged: boolean;
  readonly unit: Unit;
}

/** What keeps it from being submitted, each with what to do; nothing when it is ready. */
export function reasonsNot(facts: Facts): readonly string[] {
  if (!facts.takesSubmissions) return [labels.unitWhyClosed];
  const { balance, unit } = facts;
  const needs = [...facts.needs.values()];
  const codes = needs.filter((need) => need === 'code').length;
  const reasons: readonly (readonly [boolean, string])[] = [
    [facts.isJudgementDraft, labels.unitWhyJudgement],
    [needs.some((need) => need === 'readable' || need === 'amount'), labels.unitWhyAmount],
    [codes > 0, counted(labels.unitWhyCodeOne, labels.unitWhyCodeMany, codes)],
    [needs.includes('comment'), labels.unitWhyComment],
    [
      !balance.isBalanced,
      fill(labels.unitWhyUnexplained, formatSigned(balance.unexplained, unit), formatAmount(balance.allowed, unit)),
    ],
    [facts.hasMismatch && !facts.hasAcknowledged, labels.unitWhyMismatch],
  ];
  return reasons.filter(([isSo]) => isSo).map(([, text]) => text);
}

/** Ready; a remainder that is within what is allowed is told all the same. */
export function readyText({ unexplained, allowed }: Balance, unit: Unit): string {
  if (unexplained === 0) return labels.unitReady;
  return fill(labels.unitReadyLeft, formatSigned(unexplained, unit), formatAmount(allowed, unit));
}

export interface BalanceView {
  readonly sentence: string;
  readonly coverage: string;
  readonly help: string;
  readonly className: string;
}

/** Good only once every line has its reason too: amounts that add up explain nothing by themselves. */
export function balanceView(balance: Balance, needs: ReadonlyMap<string, Need>, unit: Unit): BalanceView {
  const { change, explained, unexplained, allowed, isBalanced, material, coverage } = balance;
  return {
    sentence: fill(
      labels.unitBalance,
      formatSigned(explained, unit),
      formatSigned(change, unit),
      formatSigned(unexplained, unit),
      formatAmount(allowed, unit),
    ),
    coverage: coverage === undefined ? '' : fill(labels.unitCoverage, formatRate(coverage)),
    help: fill(labels.unitCoverageHelp, formatAmount(material, unit)),
    className: `balance ${toneOf(isBalanced, needs)}`,
  };
}

function toneOf(isBalanced: boolean, needs: ReadonlyMap<string, Need>): 'good' | 'bad' | 'open' {
  if (!isBalanced) return 'bad';
  return needs.size === 0 ? 'good' : 'open';
}

/** What waits for the one who looks: the unit's own forecast, and what others have submitted to them. */
export function openItemsOf(
  isEntry: boolean,
  isReturned: boolean,
  waiting: { readonly members: number; readonly isUnit: boolean },
): readonly string[] {
  const { members, isUnit } = waiting;
  const own = isReturned ? labels.unitOpenAnswer : labels.unitOpenSubmit;
  return [
    ...(isEntry ? [own] : []),
    ...(members > 0 ? [counted(labels.unitOpenMembersOne, labels.unitOpenMembersMany, members)] : []),
    ...(isUnit ? [labels.unitOpenDecide] : []),
  ];
}

export function versionText(version: number): string {
  return fill(labels.unitVersion, formatCount(version));
}
