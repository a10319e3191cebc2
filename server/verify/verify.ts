/** Do both sides agree? Cheap questions first, dear ones where they are needed; every gap leaves with a cause. */
import type { CauseCount, MappedSync, MatchState, SyncVerdict, Total } from '../model/model.ts';
import { explainedCauses } from '../model/model.ts';
import type { Org } from '../org/org.ts';
import { alwaysCompared, sameName } from '../plan/plan.ts';
import type { KeyComparison, Warehouse } from '../warehouse/warehouse.ts';
import { driftCauses } from '../warehouse/warehouse.ts';
import { attributed } from './attribute.ts';
import { extractPages, extracted } from './extract.ts';
import { orgTotals, totalsOf } from './totals.ts';

export { enteredSince } from './entered.ts';

export interface VerifyRequest {
  /** Under which the findings are kept. */
  readonly run: string;
  /** The run whose outcomes explain gaps: this one for a push, the last push when only verifying. */
  readonly loadedBy: string | undefined;
  /** Parents first. */
  readonly syncs: readonly MappedSync[];
  /** Rows that this run did not get into Salesforce, by sync; undefined when nothing was loaded by this run. */
  readonly openRows: ReadonlyMap<string, number> | undefined;
  /** True when other syncs of the project were left out: roll-ups may then be behind. */
  readonly isPartial: boolean;
  /** Compare every object key by key, whatever its size. */
  readonly isDeep: boolean;
}

export interface VerifyParts {
  readonly warehouse: Warehouse;
  readonly org: Org;
  /** Folder for extracts. */
  readonly dir: string;
  readonly onSync?: (done: number, total: number, sync: string) => void;
}

/** Parents before their children, whose gaps they explain; then the totals on them, which their children explain. */
export async function verify(request: VerifyRequest, parts: VerifyParts): Promise<readonly SyncVerdict[]> {
  const compared: Compared[] = [];
  for (const [index, mapped] of request.syncs.entries()) {
    parts.onSync?.(index, request.syncs.length, mapped.sync.name);
    compared.push(await compare(mapped, request, parts));
  }
  const verdicts: SyncVerdict[] = [];
  for (const one of compared) verdicts.push(await verdictOf(one, compared, request, parts));
  return verdicts;
}

/** What counts, sums and records of a sync say. */
interface Compared {
  readonly mapped: MappedSync;
  readonly booksClosed: boolean;
  readonly totals: readonly Total[];
  readonly keysCompared: boolean;
  readonly keys: KeyComparison;
  /** Of its records; those of its totals come after. */
  readonly causes: readonly CauseCount[];
}

async function compare(mapped: MappedSync, request: VerifyRequest, parts: VerifyParts): Promise<Compared> {
  const { comparison, journal } = parts.warehouse;
  const { run } = request;
  const sync = mapped.sync.name;
  const booksClosed = request.openRows === undefined || (await journal.isBalanced(run, sync));
  const totals = totalsOf(mapped, await comparison.intended(mapped), await orgTotals(mapped, parts.org));
  await comparison.keepTotals(run, sync, totals);
  const salesforceRows = Number(countOf(totals)?.salesforce ?? 0);
  const isAlways = request.isDeep || mapped.rollups.length > 0 || salesforceRows <= alwaysCompared;
  const isOff = totals.some((total) => !total.matches);
  const keysCompared = isAlways || isOff || (await journal.recreated(run, sync)) > 0;
  const keys = keysCompared ? await compareKeys(mapped, request, parts) : noKeys;
  return { mapped, booksClosed, totals, keysCompared, keys, causes: await comparison.causes(run, sync) };
}

async function verdictOf(
  one: Compared,
  all: readonly Compared[],
  request: VerifyRequest,
  parts: VerifyParts,
): Promise<SyncVerdict> {
  const { mapped, booksClosed, totals, keysCompared, keys } = one;
  const { comparison } = parts.warehouse;
  const { run } = request;
  const sync = mapped.sync.name;
  const rollups = keysCompared
    ? await comparison.compareRollups(run, mapped, isBehind(mapped, all, request) ? 'ROLLUP_BEHIND' : 'ROLLUP_DIFFERS')
    : { compared: 0, different: 0 };
  if (!booksClosed) await comparison.addGap(run, sync, { ...noGap, cause: 'BOOKS_OPEN' });
  const known = booksClosed && rollups.different === 0 ? one.causes : await comparison.causes(run, sync);
  const causes = known.length > 0 ? known : await explainTotals(request, mapped, totals, parts);
  const hasDrift = keysCompared && causes.some(({ cause }) => driftCauses.includes(cause));
  const drift = hasDrift ? await attributed(run, mapped, parts.org, parts.warehouse) : [];
  const count = countOf(totals);
  return {
    sync,
    object: mapped.object.name,
    state: stateOf(causes, totals),
    booksClosed,
    warehouseRows: Number(count?.warehouse ?? 0),
    salesforceRows: Number(count?.salesforce ?? 0),
    totals,
    keysCompared,
    ...keys,
    rollups,
    causes,
    drift,
  };
}

function countOf(totals: readonly Total[]): Total | undefined {
  return totals.find((total) => total.measure === 'COUNT' && total.period === undefined);
}

const noKeys = { missing: 0, extra: 0, different: 0 };

async function compareKeys(mapped: MappedSync, request: VerifyRequest, parts: VerifyParts): Promise<KeyComparison> {
  await extracted(mapped, extractPages(mapped, parts.org), request.run, parts);
  const above = request.syncs.filter((other) => other !== mapped && isParentOf(other, mapped));
  return parts.warehouse.comparison.compareKeys(request.run, mapped, {
    loadedBy: request.loadedBy,
    above: above.map(({ sync }) => sync.name),
  });
}

/** A total above rows that are known to be outstanding cannot be right yet. */
function isBehind(mapped: MappedSync, all: readonly Compared[], request: VerifyRequest): boolean {
  if (request.isPartial) return true;
  return descendants(mapped, request.syncs).some(
    (child) =>
      (request.openRows?.get(child.sync.name) ?? 0) > 0 ||
      all.some((one) => one.mapped === child && one.causes.some(({ cause }) => explainedCauses.includes(cause))),
  );
}

function descendants(mapped: MappedSync, all: readonly MappedSync[]): readonly MappedSync[] {
  const below = all.filter((child) => child !== mapped && isParentOf(mapped, child));
  return [...below, ...below.flatMap((child) => descendants(child, all))];
}

function isParentOf({ object }: MappedSync, { fields }: MappedSync): boolean {
  return fields.some((field) => field.parent?.objects.some((name) => sameName(name, object.name)) === true);
}

const noGap = {
  key: undefined,
  salesforceId: undefined,
  field: undefined,
  warehouse: undefined,
  salesforce: undefined,
  code: undefined,
} as const;

/** Totals that differ although every record agrees have no cause yet: that is a gap of its own. */
async function explainTotals(
  request: VerifyRequest,
  mapped: MappedSync,
  totals: readonly Total[],
  { warehouse: { comparison } }: VerifyParts,
): Promise<readonly CauseCount[]> {
  const sync = mapped.sync.name;
  const different = totals.filter((item) => !item.matches);
  if (different.length === 0) return [];
  for (const total of different) {
    await comparison.addGap(request.run, sync, {
      ...noGap,
      field: total.period === undefined ? total.measure : `${total.measure} ${total.period}`,
      warehouse: total.warehouse,
      salesforce: total.salesforce,
      cause: 'SUM_DIFFERS',
    });
  }
  return comparison.causes(request.run, sync);
}

export function stateOf(causes: readonly CauseCount[], totals: readonly Total[]): MatchState {
  if (causes.length === 0) return totals.every((total) => total.matches) ? 'Matched' : 'Mismatch';
  return causes.every(({ cause }) => explainedCauses.includes(cause)) ? 'Explained' : 'Mismatch';
}
