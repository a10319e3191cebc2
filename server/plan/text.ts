/** A plan for people and for programs: what will happen to which record, field by field. */
import type { Cell, Change, HeldRow, Overwritten, Parked, Plan, Quarantined, SyncPlan } from '../model/model.ts';
import { rowsToSend } from '../model/model.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** Rows shown a sync and kind; the rest is counted, and stands in `preview.<sync>` of the warehouse. */
const shownRows = 20;

interface Detail {
  readonly plan: SyncPlan;
  readonly changes: readonly Change[];
  readonly parked: readonly Parked[];
  readonly held: readonly HeldRow[];
  readonly quarantined: readonly Quarantined[];
}

export async function planText(plan: Plan, warehouse: Warehouse): Promise<string> {
  const details = await Promise.all(plan.syncs.map((sync) => detailOf(sync, warehouse)));
  const lines = details.flatMap((detail) => [heading(detail.plan), ...body(detail), '']);
  const refusals = plan.refusals.flatMap(({ message, next }) => [`Refused: ${message}`, `  ${next}`]);
  const approved = plan.approved.map(
    ({ refusal: { message }, approval: { by, reason } }) => `Approved by ${by} (${reason}): ${message}`,
  );
  const told = plan.told.map(({ message }) => `Told, and not refused: ${message}`);
  return [
    `Numbers as of ${plan.sourceAsOf.toISOString()}. ${costText(plan)}`,
    '',
    ...lines,
    ...approved,
    ...told,
    ...refusals,
  ].join('\n');
}

export async function planJson(plan: Plan, warehouse: Warehouse): Promise<unknown> {
  const details = await Promise.all(plan.syncs.map((sync) => detailOf(sync, warehouse)));
  return {
    sourceAsOf: plan.sourceAsOf.toISOString(),
    calls: plan.calls,
    forecast: plan.forecast,
    refusals: plan.refusals,
    approved: plan.approved,
    told: plan.told,
    syncs: details.map(({ plan: sync, changes, parked, held, quarantined }) => ({
      sync: sync.mapped.sync.name,
      object: sync.mapped.object.name,
      rows: sync.rows,
      inserts: sync.inserts,
      updates: sync.updates,
      archives: sync.archives,
      deletes: sync.deletes,
      unchanged: sync.unchanged,
      skipped: sync.skipped,
      quarantined: sync.quarantined,
      parked: sync.parked,
      held: sync.held,
      route: sync.route,
      calls: sync.calls,
      resent: sync.resent,
      dropped: sync.dropped,
      overwritten: sync.overwritten.map(({ key, salesforceId, operation, field, entered, planned, by, at }) => ({
        ...{ key, salesforceId, operation, field, entered: entered ?? null, planned: planned ?? null },
        ...{ by: by ?? null, at: at?.toISOString() ?? null },
      })),
      sample: {
        changes: changes.map((change) => ({
          operation: change.operation,
          key: change.key,
          reason: change.reason,
          fields: Object.fromEntries(
            changedFields(change).map(([field, was, will]) => [field, { from: jsonOf(was), to: jsonOf(will) }]),
          ),
        })),
        parked,
        held,
        quarantined,
      },
    })),
  };
}

function costText({ calls, forecast: { plan, load, verify, record } }: Plan): string {
  return `About ${calls} API calls: ${plan} to plan, ${load} to load, ${verify} to verify, ${record} to record.`;
}

async function detailOf(plan: SyncPlan, { changes }: Warehouse): Promise<Detail> {
  const { name } = plan.mapped.sync;
  return {
    plan,
    changes: await changes.rows(plan.mapped, 'preview', shownRows),
    parked: plan.parked === 0 ? [] : await changes.parked(name, 'preview', shownRows),
    held: plan.held === 0 ? [] : await changes.held(name, 'preview', shownRows),
    quarantined: plan.quarantined === 0 ? [] : await changes.quarantined(name, shownRows),
  };
}

function heading(plan: SyncPlan): string {
  const counts = [
    [plan.inserts, 'insert'],
    [plan.updates, 'update'],
    [plan.archives, 'archive'],
    [plan.deletes, 'delete'],
    [plan.parked, 'parked'],
    [plan.held, 'held'],
    [plan.quarantined, 'quarantined'],
    [plan.unchanged, 'unchanged'],
    [plan.skipped, 'without a record'],
    [recordsOf(plan.overwritten), 'edited since'],
  ] as const;
  const parts = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  const cost = plan.calls === 0 ? '' : `  [${plan.route}, ${plan.calls} calls]`;
  return `${plan.mapped.sync.name} → ${plan.mapped.object.name}: ${parts.join(', ') || 'nothing to do'}${cost}`;
}

function body({ plan, changes, parked, held, quarantined }: Detail): readonly string[] {
  const total = rowsToSend(plan);
  return [
    ...plan.dropped.map(({ field, rows }) => `  ${field} is mapped no longer: ${rows} keep the value they have`),
    ...plan.overwritten.map(overwrittenLine),
    ...plan.resent.map(({ reason, rows }) => `  ${rows} sent again: ${reason}`),
    ...changes.map(changeLine),
    ...(total > changes.length ? [`  … and ${total - changes.length} more in preview."${plan.mapped.sync.name}"`] : []),
    ...parked.map((row) => `  parked ${row.key}: ${row.field} ${row.parentKey} is nowhere`),
    ...held.flatMap(heldLines),
    ...quarantined.map((row) => `  set aside ${row.key ?? '(no key)'}: ${row.field} ${row.reason} (${row.shape})`),
  ];
}

/** How many records the values stand in. */
export function recordsOf(overwritten: readonly Overwritten[]): number {
  return new Set(overwritten.map(({ salesforceId }) => salesforceId)).size;
}

function overwrittenLine({ key, operation, field, entered = '(empty)', planned, by, at }: Overwritten): string {
  const who = by === undefined || at === undefined ? '' : `, entered by ${by} at ${at.toISOString()}`;
  if (operation === 'delete') return `  deletes ${key}: ${field} ${entered}${who}`;
  return `  overwrites ${key}: ${field} ${entered} → ${planned ?? '(empty)'}${who}`;
}

/** A line a value: what it was, what it would become, and what it breaks. */
export function heldLines({ key, values }: Pick<HeldRow, 'key' | 'values'>): readonly string[] {
  const words = { min: 'less than', max: 'more than', change: 'changed by more than', size: 'more than' };
  return values.map(
    ({ field, bound, before, value: text, limit }) =>
      `  held ${key}: ${field} ${before === undefined ? '' : `${before} → `}${text}, ${words[bound]} ${limit}`,
  );
}

function changeLine(change: Change): string {
  const sign = { insert: '+', update: '~', archive: '~', delete: '-' }[change.operation];
  const fields = changedFields(change).map(([field, was, will]) =>
    change.operation === 'insert' ? `${field} ${textOf(will)}` : `${field} ${textOf(was)} → ${textOf(will)}`,
  );
  const detail = change.operation === 'delete' ? '' : `  ${fields.join(', ')}`;
  return `  ${sign} ${change.key}${detail}`;
}

/** Fields whose value will change; for an insert, those that will have one. */
export function changedFields(change: Change): readonly (readonly [string, Cell | undefined, Cell])[] {
  return [...change.cells].flatMap(([field, will]) => {
    const was = change.before.get(field);
    if (will.kind === 'keep' || (change.operation === 'insert' && will.kind === 'clear')) return [];
    if (was !== undefined && textOf(was) === textOf(will)) return [];
    return [[field, was, will] as const];
  });
}

function textOf(cell: Cell | undefined): string {
  if (cell === undefined) return '?';
  if (cell.kind === 'value') return cell.text;
  return cell.kind === 'clear' ? '(empty)' : '(kept)';
}

function jsonOf(cell: Cell | undefined): string | null | undefined {
  if (cell === undefined || cell.kind === 'keep') return undefined;
  return cell.kind === 'clear' ? null : cell.text;
}
