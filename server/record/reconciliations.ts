/** Reconciliation__c: what the panels show about trust. One heartbeat a sync, one record a roll-up that has news. */
import { createHash } from 'node:crypto';
import type { MappedSync, MatchState, SyncVerdict } from '../model/model.ts';
import type { FieldValue, OrgRecord } from '../org/org.ts';
import { inLists } from '../plan/plan.ts';
import type { ReconciliationNote, RollupLine } from '../warehouse/warehouse.ts';
import type { RecordParts } from './batches.ts';
import { moment } from './batches.ts';
import { deleteRecords, upsertRecords } from './write.ts';

export interface Checked {
  readonly project: string;
  readonly sourceAsOf: Date;
  readonly checkedAt: Date;
  readonly mapped: MappedSync;
  readonly verdict: SyncVerdict;
}

/** Always written: its Checked_At says that somebody looked, even when nothing had changed. */
export async function writeHeartbeats(all: readonly Checked[], parts: RecordParts): Promise<void> {
  const records: OrgRecord[] = [];
  for (const checked of all) records.push(await heartbeat(checked, parts));
  await send(records, parts);
}

async function heartbeat(checked: Checked, { warehouse }: RecordParts): Promise<OrgRecord> {
  const { verdict, mapped } = checked;
  const batch = await warehouse.ledger.lastBatch(verdict.sync);
  const [first] = mapped.sums;
  const measure = first?.name ?? 'COUNT';
  const total = verdict.totals.find((item) => item.measure === measure && item.period === undefined);
  const record = new Map<string, FieldValue>([
    ...common(checked, `${checked.project}:${verdict.sync}`, 'Object', verdict.state),
    ['Measure__c', first?.name ?? 'Count'],
    ['Warehouse_Value__c', { number: total?.warehouse ?? '0' }],
    ['Salesforce_Value__c', { number: total?.salesforce ?? '0' }],
    ['Warehouse_Rows__c', count(verdict.warehouseRows)],
    ['Salesforce_Rows__c', count(verdict.salesforceRows)],
    ['Missing_Keys__c', count(verdict.missing)],
    ['Extra_Keys__c', count(verdict.extra)],
    ['Different_Keys__c', count(verdict.different)],
    ['Cause__c', codes(verdict).slice(0, 255) || null],
  ]);
  if (batch !== undefined) record.set('Load_Batch__c', batch);
  return record;
}

function common(checked: Checked, key: string, level: 'Object' | 'Record', state: MatchState): [string, FieldValue][] {
  return [
    ['External_Key__c', fitting(key)],
    ['Sync__c', checked.verdict.sync],
    ['Object_Name__c', checked.verdict.object],
    ['Level__c', level],
    ['State__c', state],
    ['Source_As_Of__c', moment(checked.sourceAsOf)],
    ['Checked_At__c', moment(checked.checkedAt)],
  ];
}

function count(rows: number): FieldValue {
  return { number: String(rows) };
}

function codes(verdict: SyncVerdict): string {
  return [...new Set(verdict.causes.map(({ cause, code }) => (code === undefined ? cause : `${cause} ${code}`)))].join(
    ', ',
  );
}

/** External keys have 255 characters; a longer one keeps its start and ends in a digest of the whole. */
function fitting(key: string): string {
  if (key.length <= 255) return key;
  return `${key.slice(0, 222)}-${createHash('md5').update(key).digest('hex')}`;
}

/** One record a roll-up of each Budget or Target, on the record's own page; only those that say something new. */
export async function writeRollups(checked: Checked, parts: RecordParts): Promise<void> {
  const { attach } = checked.mapped.sync.reconcile;
  if (attach === undefined) return;
  const { ledger, comparison } = parts.warehouse;
  const prefix = `${checked.project}:${checked.verdict.sync}:`;
  const gone = new Set(await ledger.reconciliationKeys(prefix));
  for await (const lines of comparison.rollups(checked.mapped)) {
    const notes = lines.map((line) => noteOf(checked, prefix, line));
    for (const note of notes) gone.delete(note.key);
    const news = await ledger.changedReconciliations(notes);
    const fresh = lines.flatMap((line, index) => {
      const note = notes[index];
      return note !== undefined && news.has(note.key) ? [{ line, note }] : [];
    });
    const written = await send(
      fresh.map(({ line, note }) => rollupRecord(checked, attach, note.key, line)),
      parts,
    );
    await ledger.setReconciliations(fresh.flatMap(({ note }, index) => (written[index] === true ? [note] : [])));
  }
  await removeGone([...gone], parts);
}

function stateOf(checked: Checked, line: RollupLine): MatchState {
  if (line.matches) return 'Matched';
  return checked.verdict.causes.some(({ cause }) => cause === 'ROLLUP_DIFFERS') ? 'Mismatch' : 'Explained';
}

function noteOf(checked: Checked, prefix: string, line: RollupLine): ReconciliationNote {
  const content = JSON.stringify([line.salesforceId, line.warehouse, line.salesforce, stateOf(checked, line)]);
  return { key: fitting(`${prefix}${line.key}:${line.field}`), content };
}

function rollupRecord(checked: Checked, attach: string, key: string, line: RollupLine): OrgRecord {
  const state = stateOf(checked, line);
  const cause = state === 'Matched' ? null : state === 'Mismatch' ? 'ROLLUP_DIFFERS' : 'ROLLUP_BEHIND';
  return new Map<string, FieldValue>([
    ...common(checked, key, 'Record', state),
    [attach, line.salesforceId],
    ['Measure__c', line.field],
    ['Warehouse_Value__c', { number: line.warehouse }],
    ['Salesforce_Value__c', { number: line.salesforce }],
    ['Cause__c', cause],
  ]);
}

/** Whether each record was written. */
async function send(
  records: readonly OrgRecord[],
  { org, clock, onWarning }: RecordParts,
): Promise<readonly boolean[]> {
  const answers = await upsertRecords(org, clock, 'Reconciliation__c', records);
  for (const answer of answers) {
    if (answer.isWritten) continue;
    onWarning('reconciliation-refused', `Reconciliation__c: ${answer.code ?? ''} ${answer.message ?? ''}`);
  }
  return answers.map((answer) => answer.isWritten);
}

/** The record they spoke of is no longer there. */
async function removeGone(keys: readonly string[], parts: RecordParts): Promise<void> {
  if (keys.length === 0) return;
  const ids: string[] = [];
  for (const list of inLists(keys)) {
    for await (const page of parts.org.query(`SELECT Id FROM Reconciliation__c WHERE External_Key__c IN (${list})`)) {
      ids.push(...page.map((row) => row['Id'] ?? ''));
    }
  }
  await deleteRecords(parts.org, parts.clock, ids);
  await parts.warehouse.ledger.removeReconciliations(keys);
}
