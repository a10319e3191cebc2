/** Everything the org must have for the syncs of a project, asked before anything is built or written. */
import { Fault } from '../faults.ts';
import type { MappedSync, Sync } from '../model/model.ts';
import { fieldOf } from '../model/model.ts';
import type { Project } from '../syncs/syncs.ts';
import { inOrder } from '../syncs/syncs.ts';
import type { Describe, Mismatch } from './map.ts';
import { mapSync } from './map.ts';

/** What the org and the syncs do not agree on; `sync` is `org` where it concerns what every run writes. */
export async function mismatchesOf(project: Project, ask: Describe): Promise<readonly Mismatch[]> {
  return (await examined(project, project.syncs, remembering(ask))).mismatches;
}

async function examined(
  project: Project,
  syncs: readonly Sync[],
  describe: Describe,
): Promise<{ readonly mapped: readonly MappedSync[]; readonly mismatches: readonly Mismatch[] }> {
  const results = await Promise.all(
    syncs.map((sync) =>
      mapSync(sync, describe, project.syncs.filter((other) => sameName(other.object, sync.object)).length === 1),
    ),
  );
  return {
    mapped: results.flatMap((result) => (result.mapped === undefined ? [] : [result.mapped])),
    mismatches: [...results.flatMap((result) => result.mismatches), ...(await bookkeeping(describe))],
  };
}

/** The chosen syncs of the project with their shapes, parents first. Faults with everything that does not fit. */
export async function mapProject(
  project: Project,
  only: readonly string[] | undefined,
  ask: Describe,
): Promise<readonly MappedSync[]> {
  const { mapped, mismatches } = await examined(project, choose(project, only), remembering(ask));
  if (mismatches.length > 0) {
    throw new Fault(
      'setup',
      'preflight-failed',
      mismatches.map(({ sync, message, next }) => `${sync}: ${message} ${next}`).join('\n'),
      {
        next: 'Correct the syncs or the org; nothing was written.',
      },
    );
  }
  const ordered = inOrder(
    mapped,
    (item) => item.sync.name,
    (item) => parentSyncNames(item, mapped),
  );
  if (ordered.cycle === undefined) return ordered.items;
  throw new Fault('setup', 'sync-cycle', `Syncs are parents of each other in a circle: ${ordered.cycle.join(' → ')}.`, {
    next: 'Load one of the relationships in a sync of its own.',
  });
}

/** Asks for each object once. What an org looks like is remembered for one plan and no longer. */
export function remembering(ask: Describe): Describe {
  const known = new Map<string, ReturnType<Describe>>();
  return (object) => {
    const name = object.toLowerCase();
    const shape = known.get(name) ?? ask(object);
    known.set(name, shape);
    return shape;
  };
}

export function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function choose(project: Project, only: readonly string[] | undefined): readonly Sync[] {
  if (only === undefined || only.length === 0) return project.syncs;
  const unknown = only.filter((name) => !project.syncs.some((sync) => sync.name === name));
  if (unknown.length > 0) {
    throw new Fault('setup', 'sync-unknown', `There is no sync ${unknown.join(', ')}.`, {
      next: `There are: ${project.syncs.map((sync) => sync.name).join(', ')}.`,
    });
  }
  return project.syncs.filter((sync) => only.includes(sync.name));
}

function parentSyncNames(child: MappedSync, all: readonly MappedSync[]): readonly string[] {
  const objects = child.fields.flatMap((field) => field.parent?.objects ?? []);
  return all
    .filter((other) => other !== child && objects.some((object) => sameName(object, other.object.name)))
    .map((other) => other.sync.name);
}

/** Everything that record writes for the panels: an upsert with one field that may not be written is refused whole. */
export const books: readonly (readonly [object: string, fields: readonly string[]])[] = [
  [
    'Load_Batch__c',
    [
      ...['External_Key__c', 'System__c', 'Sync__c', 'Object_Name__c', 'Model__c', 'State__c', 'Message__c'],
      ...['Source_As_Of__c', 'Started_At__c', 'Finished_At__c', 'Rows_Sent__c', 'Rows_Created__c', 'Rows_Updated__c'],
      ...['Rows_Deleted__c', 'Rows_Unchanged__c', 'Rows_Failed__c', 'Rows_Parked__c'],
    ],
  ],
  [
    'Reconciliation__c',
    [
      ...['External_Key__c', 'Sync__c', 'Object_Name__c', 'Level__c', 'State__c', 'Checked_At__c', 'Source_As_Of__c'],
      ...['Period_Start__c', 'Measure__c', 'Warehouse_Value__c', 'Salesforce_Value__c', 'Warehouse_Rows__c'],
      ...['Salesforce_Rows__c', 'Missing_Keys__c', 'Extra_Keys__c', 'Different_Keys__c', 'Keys__c', 'Cause__c'],
      ...['Load_Batch__c', 'Target__c', 'Budget__c'],
    ],
  ],
];

async function bookkeeping(describe: Describe): Promise<readonly Mismatch[]> {
  const mismatches: Mismatch[] = [];
  for (const [object, fields] of books) {
    const shape = await describe(object);
    const missing = fields.filter((field) => shape === undefined || fieldOf(shape, field)?.createable !== true);
    if (missing.length === 0) continue;
    const what = shape === undefined ? object : missing.map((field) => `${object}.${field}`).join(', ');
    mismatches.push({
      sync: 'org',
      message: `${what} cannot be written.`,
      next: "Deploy Todoku's package and assign its integration permission set.",
    });
  }
  return mismatches;
}
