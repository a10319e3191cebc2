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
 * A result is written again only when it says something else, so each measure counts by its own latest, and the worst of
 * them is the state. Never checked is a state of its own, not a pass.
 */
export function readTrust(node: Node): Trust {
  const batch = parentOf(node, 'Load_Batch__r');
  const checks = latestByMeasure(childrenOf(node, 'Reconciliations__r').nodes);
  const states = checks.map(stateOf);
  // What could not be compared carries the moment of the attempt: nobody has compared it then.
  const compared = checks.filter((check) => stateOf(check) !== 'unchecked');
  const rows = checks.map((check) => amountOf(check, 'Warehouse_Rows__c') ?? 0);
  return {
    state: worst(states),
    checkedAt: newest(compared.map((check) => textOf(check, 'Checked_At__c'))),
    asOf: newest([textOf(node, 'Source_As_Of__c'), ...checks.map((check) => textOf(check, 'Source_As_Of__c'))]),
    load: textOf(batch, 'Name'),
    model: textOf(batch, 'Model__c'),
    sourceRows: Math.max(0, ...rows),
    ...keysOf(checks),
    measures: checks.map((check) => ({ measure: textOf(check, 'Measure__c') ?? '', state: stateOf(check) })),
    differences: checks.flatMap((check) => {
      const amount = amountOf(check, 'Difference__c') ?? 0;
      return amount === 0 ? [] : [{ measure: textOf(check, 'Measure__c') ?? '', amount }];
    }),
  };
}

/** Of several records as of one: the worst state, and the oldest moments. */
export function mergeTrust(all: readonly Trust[]): Trust {
  const same = (values: readonly (string | null)[]): string | null => {
    const [first = null, ...others] = values;
    return others.every((value) => value === first) ? first : null;
  };
  const measures = [...new Set(all.flatMap((one) => one.measures.map(({ measure }) => measure)))];
  const statesOf = (measure: string): readonly TrustState[] =>
    all.flatMap((one) => one.measures.filter((each) => each.measure === measure).map(({ state }) => state));
  return {
    state: worst(all.map(({ state }) => state)),
    checkedAt: oldest(all.map(({ checkedAt }) => checkedAt)),
    asOf: oldest(all.map(({ asOf }) => asOf)),
    load: same(all.map(({ load }) => load)),
    model: same(all.map(({ model }) => model)),
    sourceRows: all.reduce((sum, { sourceRows }) => sum + sourceRows, 0),
    measures: measures.map((measure) => ({ measure, state: worst(statesOf(measure)) })),
    keys: all.flatMap(({ keys }) => keys),
    moreKeys: all.reduce((sum, { moreKeys }) => sum + moreKeys, 0),
    differences: all.flatMap(({ differences }) => differences),
  };
}

function worst(states: readonly TrustState[]): TrustState {
  return WORST_FIRST.find((state) => states.includes(state)) ?? 'unchecked';
}

/** Unknown when one of them is. */
function oldest(instants: readonly (string | null)[]): string | null {
  return instants.includes(null) ? null : (instants.toSorted()[0] ?? null);
}

/** The query gives the newest first. */
function latestByMeasure(checks: readonly Node[]): readonly Node[] {
  const byMeasure = new Map<string | null, Node>();
  for (const check of checks) {
    const measure = textOf(check, 'Measure__c');
    if (!byMeasure.has(measure)) byMeasure.set(measure, check);
  }
  return [...byMeasure.values()];
}

/** Lines of `Keys__c`: cause, sync, key; the last may say how many more there are. */
function keysOf(checks: readonly Node[]): Pick<Trust, 'keys' | 'moreKeys'> {
  const lines = checks
    .flatMap((check) => (textOf(check, 'Keys__c') ?? '').split(/\r?\n/))
    .filter((line) => line !== '');
  const more = lines.filter((line) => line.startsWith('+')).map((line) => Number(line.slice(1)));
  const keys = lines.flatMap((line) => {
    const [, cause, sync, key] = /^(\S+) (\S+) (.*)$/.exec(line) ?? [];
    return cause === undefined || sync === undefined || key === undefined ? [] : [{ cause, sync, key }];
  });
  return { keys, moreKeys: more.reduce((sum, count) => sum + count, 0) };
}

/** Instants come in one form, so that the text's order is the order in time. */
function newest(instants: readonly (string | null)[]): string | null {
  return instants.reduce((latest, instant) => (latest === null || (instant ?? '') > latest ? instant : latest), null);
}

function stateOf(check: Node): TrustState {
  return STATES[textOf(check, 'State__c') ?? ''] ?? 'unchecked';
}
