/** Reconciliation__c: what the panels show about trust. One heartbeat a sync, one record a roll-up that has news. */
import { createHash } from 'node:crypto';
import type { MappedSync, MatchState, SyncVerdict } from '../model/model.ts';
import type { FieldValue, OrgRecord } from '../org/org.ts';
import { inLists } from '../org/org.ts';
import type { ReconciliationNote, RollupLine } from '../warehouse/warehouse.ts';
import type { Below, Difference } from './below.ts';
import { keysText, stateBelow } from './below.ts';
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
  const batches = await parts.warehouse.ledger.lastBatches();
  const records = all.map((checked) => heartbeat(checked, batches.get(checked.verdict.sync)));
  await send(records, parts);
}

function heartbeat(checked: Checked, batch: string | undefined): OrgRecord {
  const { verdict, mapped } = checked;
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

/**
 * One record a roll-up of each Budget or Target, on the record's own page, and one that lists the records that differ
 * there or beneath; only those that say something new.
 */
export async function writeRollups(checked: Checked, below: Below, parts: RecordParts): Promise<void> {
  const { attach } = checked.mapped.sync.reconcile;
  const { ledger, comparison } = parts.warehouse;
  const prefix = `${checked.project}:${checked.verdict.sync}:`;
  const known = await ledger.reconciliationKeys(prefix);
  const gone = new Set(known);
  // What was told before the sync named no lookup any more would stand on the pages for ever.
  if (attach === undefined) return removeGone([...gone], parts);
  const [first] = checked.mapped.rollups;
  const keyed = keyedAs(prefix, known);
  for await (const lines of comparison.rollups(checked.mapped)) {
    const told = lines.flatMap((line) => {
      // Each roll-up names every record; what differs beneath it is told once.
      const differences = line.field === first?.shape.name ? below.get(line.key.toLowerCase()) : undefined;
      return [
        rollupTold(checked, attach, keyed, line),
        ...(differences === undefined ? [] : [keysTold(checked, attach, keyed, line, differences)]),
      ];
    });
    for (const { note } of told) gone.delete(note.key);
    const news = await ledger.changedReconciliations(told.map(({ note }) => note));
    const fresh = told.filter(({ note }) => news.has(note.key));
    const written = await send(
      fresh.map(({ record }) => record),
      parts,
    );
    await ledger.setReconciliations(fresh.flatMap(({ note }, index) => (written[index] === true ? [note] : [])));
  }
  await removeGone([...gone], parts);
}

type Keyed = (text: string) => string;

/**
 * The key of what is told, spelled as it was told before: a record whose key has changed from small letters to large ones
 * is the same, and Salesforce may take both keys for one or for two.
 */
function keyedAs(prefix: string, known: readonly string[]): Keyed {
  const spelled = new Map(known.map((key) => [key.toLowerCase(), key] as const));
  return (text) => {
    const key = fitting(`${prefix}${text}`);
    return spelled.get(key.toLowerCase()) ?? key;
  };
}

function stateOf(checked: Checked, line: RollupLine): MatchState {
  if (line.matches) return 'Matched';
  return checked.verdict.causes.some(({ cause }) => cause === 'ROLLUP_DIFFERS') ? 'Mismatch' : 'Explained';
}

/** What a record is told, and by what it is known that it was told. */
interface Told {
  readonly note: ReconciliationNote;
  readonly record: OrgRecord;
}

function told(key: string, state: MatchState, content: OrgRecord, checked: Checked): Told {
  const note = { key, content: JSON.stringify([...content.entries(), state]) };
  return { note, record: new Map([...common(checked, note.key, 'Record', state), ...content]) };
}

function rollupTold(checked: Checked, attach: string, keyed: Keyed, line: RollupLine): Told {
  const state = stateOf(checked, line);
  const cause = state === 'Matched' ? null : state === 'Mismatch' ? 'ROLLUP_DIFFERS' : 'ROLLUP_BEHIND';
  const content = new Map<string, FieldValue>([
    [attach, line.salesforceId],
    ['Measure__c', line.field],
    ['Warehouse_Value__c', { number: line.warehouse }],
    ['Salesforce_Value__c', { number: line.salesforce }],
    ['Cause__c', cause],
  ]);
  return told(keyed(`${line.key}:${line.field}`), state, content, checked);
}

function keysTold(
  checked: Checked,
  attach: string,
  keyed: Keyed,
  { key, salesforceId }: RollupLine,
  differences: readonly Difference[],
): Told {
  const rows = (side: Difference['side']): FieldValue => count(differences.filter((one) => one.side === side).length);
  const content = new Map<string, FieldValue>([
    [attach, salesforceId],
    ['Measure__c', 'Count'],
    ['Missing_Keys__c', rows('missing')],
    ['Extra_Keys__c', rows('extra')],
    ['Different_Keys__c', rows('different')],
    ['Cause__c', [...new Set(differences.map(({ cause }) => cause))].join(', ').slice(0, 255)],
    ['Keys__c', keysText(differences)],
  ]);
  return told(keyed(`${key}:Count`), stateBelow(differences), content, checked);
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

/** Nothing is left to tell of them. What Salesforce does not let go is tried again by the next run. */
async function removeGone(keys: readonly string[], parts: RecordParts): Promise<void> {
  if (keys.length === 0) return;
  const found: { readonly id: string; readonly key: string }[] = [];
  for (const list of inLists(keys)) {
    const soql = `SELECT Id, External_Key__c FROM Reconciliation__c WHERE External_Key__c IN (${list})`;
    for await (const page of parts.org.query(soql)) {
      found.push(...page.map((row) => ({ id: row['Id'] ?? '', key: row['External_Key__c'] ?? '' })));
    }
  }
  const ids = found.map(({ id }) => id);
  const answers = await deleteRecords(parts.org, parts.clock, ids);
  const kept = new Set<string>();
  for (const [index, answer] of answers.entries()) {
    if (answer.isWritten) continue;
    kept.add((found[index]?.key ?? '').toLowerCase());
    parts.onWarning('reconciliation-refused', `Reconciliation__c: ${answer.code ?? ''} ${answer.message ?? ''}`);
  }
  await parts.warehouse.ledger.removeReconciliations(keys.filter((key) => !kept.has(key.toLowerCase())));
}
