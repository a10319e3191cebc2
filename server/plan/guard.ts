/** Reasons to write nothing at all. Pure: counts in, refusals out. */
import type {
  Approval,
  Approved,
  DroppedField,
  EmptiedField,
  Limit,
  Quarantined,
  Refusal,
  Sync,
} from '../model/model.ts';
import type { Project } from '../syncs/syncs.ts';

export interface GuardedCounts {
  readonly rows: number;
  readonly acknowledged: number;
  readonly updates: number;
  /** Records that are marked in the place of being deleted count as if they were. */
  readonly archives: number;
  readonly deletes: number;
  readonly quarantined: number;
}

/** More than both the rows and the share allowed. */
export function exceeds(count: number, of: number, limit: Limit): boolean {
  return count > limit.rows && count * 100 > limit.percent * of;
}

export function refusalsOf(sync: Sync, counts: GuardedCounts, offenders: readonly Quarantined[]): readonly Refusal[] {
  const { guards } = sync;
  const refusals: Refusal[] = [];
  const refuse = (code: Refusal['code'], amount: number, message: string, next: string): void => {
    refusals.push({ sync: sync.name, code, amount, message: `${sync.name}: ${message}`, next });
  };
  if (counts.rows < guards.minRows) {
    const code = counts.rows === 0 ? 'empty-source' : 'too-few-rows';
    refuse(
      code,
      guards.minRows - counts.rows,
      `the model returns ${counts.rows} rows, fewer than the ${guards.minRows} expected.`,
      'Check the raw data; lower guards.minRows if this is meant.',
    );
  }
  if (exceeds(counts.quarantined, counts.rows, guards.maxQuarantined)) {
    refuse(
      codeOf(offenders),
      counts.quarantined,
      `${counts.quarantined} of ${counts.rows} rows cannot be sent: ${listed(offenders)}.`,
      'Correct the model or the raw data; raise guards.maxQuarantined to set such rows aside and go on.',
    );
  }
  const gone = counts.deletes + counts.archives;
  if (exceeds(gone, counts.acknowledged, guards.maxDeletes)) {
    refuse(
      'too-many-deletes',
      gone,
      `${gone} of ${counts.acknowledged} records would be ${counts.archives > 0 ? 'archived' : 'deleted'}.`,
      'Check the raw data; raise guards.maxDeletes for this run if it is meant.',
    );
  }
  if (exceeds(counts.updates, counts.acknowledged, guards.maxChanges)) {
    refuse(
      'too-many-changes',
      counts.updates,
      `${counts.updates} of ${counts.acknowledged} records would be changed.`,
      'Check the raw data; raise guards.maxChanges for this run if it is meant.',
    );
  }
  return refusals;
}

/** Values that stay in Salesforce as they are once their field is mapped no longer: nobody would notice. */
export function droppedRefusals(sync: Sync, dropped: readonly DroppedField[]): readonly Refusal[] {
  if (dropped.length === 0) return [];
  const told = dropped.map(({ field, rows }) => `${field} (${rows} ${rows === 1 ? 'record' : 'records'})`).join(', ');
  return [
    {
      sync: sync.name,
      code: 'field-dropped',
      amount: dropped.reduce((sum, { rows }) => sum + rows, 0),
      message: `${sync.name}: no longer mapped, so that what Salesforce has stays and grows old: ${told}.`,
      next: 'Map it again; or empty it first, by a column that is NULL.',
    },
  ];
}

/** Values that a plan takes away: a column that is empty by a mistake would empty the field in every record. */
export function emptiedRefusals(sync: Sync, emptied: readonly EmptiedField[]): readonly Refusal[] {
  const limit = sync.guards.maxEmptied;
  const over = emptied.filter(({ rows, filled }) => exceeds(rows, filled, limit) || isAll(rows, filled, limit));
  if (over.length === 0) return [];
  const told = over.map(({ field, rows, filled }) => `${field} (${rows} of ${filled} values)`).join(', ');
  return [
    {
      sync: sync.name,
      code: 'field-emptied',
      amount: over.reduce((sum, { rows }) => sum + rows, 0),
      message: `${sync.name}: would be emptied in Salesforce: ${told}.`,
      next: 'Check the column that fields: names; nulls: keep leaves values alone where it is NULL; raise guards.maxEmptied if it is meant.',
    },
  ];
}

/** However few they are, unless the sync allows it: one value alone is a change like any other. */
function isAll(rows: number, filled: number, limit: Limit): boolean {
  return rows > 1 && rows >= filled && limit.percent < 100;
}

/** A push that would cost more API calls than the project allows. */
export function costRefusals(calls: number, max: number | undefined): readonly Refusal[] {
  if (max === undefined || calls <= max) return [];
  return [
    {
      sync: '',
      code: 'too-many-calls',
      amount: calls,
      message: `The push would cost about ${calls} API calls, more than the ${max} allowed.`,
      next: 'Push fewer syncs with --only; raise calls.max in todoku.yml if it is meant.',
    },
  ];
}

/** A pull that would cost more API calls than the project allows, asked before the first record is read. */
export function pullRefusals(calls: number, max: number | undefined): readonly Refusal[] {
  if (max === undefined || calls <= max) return [];
  return [
    {
      sync: '',
      code: 'too-many-pull-calls',
      amount: calls,
      message: `Reading would cost about ${calls} API calls, more than the ${max} allowed.`,
      next: 'Pull fewer tables with --only, or narrow where:; raise calls.max in todoku.yml if it is meant.',
    },
  ];
}

const aboutMapping: ReadonlySet<Refusal['code']> = new Set(['field-dropped', 'field-emptied']);

/** Whose mapping is Todoku's own has nobody who could map the field again or say that it is meant. */
export function toldAlone(
  project: Pick<Project, 'isOwn'>,
  all: readonly Refusal[],
): { readonly refused: readonly Refusal[]; readonly told: readonly Refusal[] } {
  const isTold = ({ code }: Refusal): boolean => project.isOwn && aboutMapping.has(code);
  return { refused: all.filter((one) => !isTold(one)), told: all.filter(isTold) };
}

/** What still holds, and what somebody has approved: the same guard of the same sync, and no more than was seen. */
export function judged(
  all: readonly Refusal[],
  approvals: readonly Approval[],
): { readonly refusals: readonly Refusal[]; readonly approved: readonly Approved[] } {
  const refusals: Refusal[] = [];
  const approved: Approved[] = [];
  for (const refusal of all) {
    const { sync, code, amount } = refusal;
    const approval = approvals.find((one) => one.sync === sync && one.guard === code && amount <= one.amount);
    if (approval === undefined) refusals.push(refusal);
    else approved.push({ refusal, approval });
  }
  return { refusals, approved };
}

function codeOf(offenders: readonly Quarantined[]): Refusal['code'] {
  const reasons = new Set(offenders.map((row) => row.reason));
  if (reasons.has('null-key')) return 'null-key';
  return reasons.has('duplicate-key') ? 'duplicate-key' : 'value-unfit';
}

const shown = 5;

function listed(offenders: readonly Quarantined[]): string {
  const lines = offenders
    .slice(0, shown)
    .map((row) => `${row.key ?? '(no key)'} ${row.field} ${row.reason} (${row.shape})`);
  return offenders.length > shown ? `${lines.join('; ')}; …` : lines.join('; ');
}
