import { amountOf, childrenOf, parentOf, textOf, type Node } from 'c/graphqlNode';
import type { Trust, TrustState } from './gap';

const STATES: Readonly<Record<string, TrustState>> = {
  Matched: 'matched',
  Explained: 'explained',
  Mismatch: 'mismatch',
};
const WORST_FIRST: readonly TrustState[] = ['mismatch', 'unchecked', 'explained', 'matched'];

/**
 * From the fields that both queries name: which load wrote the record and what the last comparison said. The record's
 * own as-of stands still while its row does not change, so the comparison's as-of is the newer truth.
 *
 * The latest check counts, and in it the worst of its measures. Never checked is a state of its own, not a pass.
 */
export function readTrust(node: Node): Trust {
  const batch = parentOf(node, 'Load_Batch__r');
  const checks = childrenOf(node, 'Reconciliations__r').nodes;
  const checkedAt = newest(checks.map((check) => textOf(check, 'Checked_At__c')));
  const latest = checks.filter((check) => textOf(check, 'Checked_At__c') === checkedAt);
  const states = latest.map(stateOf);
  const rows = latest.map((check) => amountOf(check, 'Warehouse_Rows__c') ?? 0);
  return {
    state: WORST_FIRST.find((state) => states.includes(state)) ?? 'unchecked',
    checkedAt,
    asOf: newest([textOf(node, 'Source_As_Of__c'), ...latest.map((check) => textOf(check, 'Source_As_Of__c'))]),
    load: textOf(batch, 'Name'),
    model: textOf(batch, 'Model__c'),
    sourceRows: Math.max(0, ...rows),
    differences: latest.flatMap((check) => {
      const amount = amountOf(check, 'Difference__c') ?? 0;
      return amount === 0 ? [] : [{ measure: textOf(check, 'Measure__c') ?? '', amount }];
    }),
  };
}

/** Instants come in one form, so that the text's order is the order in time. */
function newest(instants: readonly (string | null)[]): string | null {
  return instants.reduce((latest, instant) => (latest === null || (instant ?? '') > latest ? instant : latest), null);
}

function stateOf(check: Node): TrustState {
  return STATES[textOf(check, 'State__c') ?? ''] ?? 'unchecked';
}
