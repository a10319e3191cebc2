/** One folder under `syncs/`: sync.yml and model.sql. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FieldMapping, Guards, Limit, PlausibleRule, Reconcile, Sync } from '../model/model.ts';
import { stamps } from '../model/model.ts';
import type { YamlFile } from './document.ts';
import { readYaml } from './document.ts';
import type { Problem } from './problems.ts';
import type { Model } from './project.ts';
import type { SyncFile } from './schema.ts';
import { syncSchema } from './schema.ts';
import { readSql } from './sql-file.ts';
import type { Dialect } from './template.ts';

export interface SyncFolder {
  readonly sync: Sync | undefined;
  readonly model: Model | undefined;
  readonly problems: readonly Problem[];
}

const unlimited: Limit = { percent: 100, rows: Number.MAX_SAFE_INTEGER };
const none: Limit = { percent: 0, rows: 0 };
const usualDeletes: Limit = { percent: 20, rows: 50 };
const usualEmptied: Limit = { percent: 20, rows: 50 };

export function readSyncFolder(folder: string, dialect: Dialect): SyncFolder {
  const name = basename(folder);
  const sqlFile = join(folder, 'model.sql');
  const problems: Problem[] = [];
  let model: Model | undefined;
  if (existsSync(sqlFile)) {
    model = { name, sql: readSql(sqlFile, dialect) };
  } else {
    problems.push({
      file: sqlFile,
      line: 1,
      column: 1,
      message: 'the file is missing.',
      next: 'Write the SQL that returns one row a record.',
    });
  }
  const file = readYaml(join(folder, 'sync.yml'), syncSchema);
  if (!('value' in file)) return { sync: undefined, model, problems: [...problems, ...file] };
  const sync = toSync(name, join(folder, 'sync.yml'), file.value);
  return { sync, model, problems: [...problems, ...contradictions(sync, file)] };
}

function toSync(name: string, path: string, file: SyncFile): Sync {
  return {
    name,
    object: file.object,
    key: file.key,
    mode: file.mode,
    archive: file.archive && { otherwise: undefined, ...file.archive },
    fields: Object.entries(file.fields).map(([field, target]) => toMapping(field, target)),
    reconcile: toReconcile(file.reconcile),
    guards: toGuards(file.guards),
    plausible: toPlausible(file.plausible),
    file: path,
  };
}

function toMapping(field: string, target: SyncFile['fields'][string]): FieldMapping {
  const [relationship = '', key] = field.split('.');
  const parent = key === undefined ? undefined : { relationship, key };
  if (typeof target === 'string') return { field, column: target, nulls: 'clear', owner: 'warehouse', parent };
  const { nulls = 'clear', owner = 'warehouse' } = target;
  return { field, column: target.column, nulls, owner, parent };
}

function toReconcile(file: SyncFile['reconcile']): Reconcile {
  return {
    period: file?.period,
    sums: file?.sums ?? [],
    rollups: Object.entries(file?.rollups ?? {}).map(([field, column]) => ({ field, column })),
    attach: file?.attach,
  };
}

function toGuards(file: SyncFile['guards']): Guards {
  return {
    minRows: file?.minRows ?? 1,
    maxDeletes: toLimit(file?.maxDeletes, usualDeletes),
    maxChanges: toLimit(file?.maxChanges, unlimited),
    maxEmptied: toLimit(file?.maxEmptied, usualEmptied),
    maxQuarantined: toLimit(file?.maxQuarantined, none),
  };
}

function toPlausible(file: SyncFile['plausible']): readonly PlausibleRule[] {
  return Object.entries(file ?? {}).map(([field, { min, max, change, size }]) => ({ field, min, max, change, size }));
}

function toLimit(file: { percent?: number | undefined; rows?: number | undefined } | undefined, usual: Limit): Limit {
  if (file === undefined) return usual;
  return { percent: file.percent ?? 0, rows: file.rows ?? 0 };
}

/** What the schema cannot say: parts of the file that contradict one another. */
function contradictions(sync: Sync, file: YamlFile<SyncFile>): readonly Problem[] {
  const problems: Problem[] = [];
  const fields = new Map(sync.fields.map((mapping) => [mapping.field.toLowerCase(), mapping]));
  const key = fields.get(sync.key.toLowerCase());
  if (key === undefined) {
    problems.push(
      file.problem(
        ['key'],
        `the key ${sync.key} is not among the fields.`,
        `Add "${sync.key}: <column>" under fields.`,
      ),
    );
  } else if (key.nulls === 'keep') {
    problems.push(file.problem(['fields', key.field, 'nulls'], 'a key cannot be kept.', 'Remove nulls: keep.'));
  }
  const seen = new Set<string>();
  for (const { field } of sync.fields) {
    const lower = field.toLowerCase();
    if (seen.has(lower)) {
      problems.push(file.problem(['fields', field], `${field} is mapped twice.`, 'Keep one of the two.', 'key'));
    }
    seen.add(lower);
    if (reserved.has(lower)) {
      problems.push(file.problem(['fields', field], `${field} is set by Todoku itself.`, 'Remove the line.', 'key'));
    }
  }
  for (const [index, sum] of sync.reconcile.sums.entries()) {
    if (!fields.has(sum.toLowerCase())) {
      problems.push(
        file.problem(
          ['reconcile', 'sums', index],
          `${sum} is not among the fields.`,
          'Sum a field that this sync writes; totals that Salesforce rolls up belong under rollups.',
        ),
      );
    }
  }
  for (const { field } of sync.reconcile.rollups) {
    if (fields.has(field.toLowerCase())) {
      problems.push(
        file.problem(
          ['reconcile', 'rollups', field],
          `${field} is written by this sync, so Salesforce does not roll it up.`,
          'Put it under sums.',
          'key',
        ),
      );
    }
  }
  problems.push(
    ...plausibleProblems(sync, file, fields),
    ...ownerProblems(sync, file),
    ...archiveProblems(sync, file, fields),
  );
  return problems;
}

function ownerProblems(sync: Sync, file: YamlFile<SyncFile>): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { field, owner } of sync.fields) {
    const same = (name: string): boolean => name.toLowerCase() === field.toLowerCase();
    if (owner !== 'warehouse' && same(sync.key)) {
      problems.push(file.problem(['fields', field, 'owner'], "the key is the warehouse's.", 'Remove owner.'));
    }
    const sum = sync.reconcile.sums.findIndex(same);
    if (owner !== 'person' || sum < 0) continue;
    const message = `${field} is a person's, so its sum is not the warehouse's.`;
    problems.push(file.problem(['reconcile', 'sums', sum], message, 'Remove it from sums.'));
  }
  return problems;
}

function plausibleProblems(
  sync: Sync,
  file: YamlFile<SyncFile>,
  fields: ReadonlyMap<string, unknown>,
): readonly Problem[] {
  return sync.plausible
    .filter(({ field }) => !fields.has(field.toLowerCase()))
    .map(({ field }) => {
      const message = `${field} is not among the fields.`;
      return file.problem(['plausible', field], message, 'Name a field that this sync writes.', 'key');
    });
}

function archiveProblems(
  { archive, mode }: Sync,
  file: YamlFile<SyncFile>,
  fields: ReadonlyMap<string, unknown>,
): readonly Problem[] {
  if (archive === undefined) return [];
  const problems: Problem[] = [];
  const name = archive.field.toLowerCase();
  if (mode !== 'mirror') {
    const next = 'Set mode: mirror, or remove archive.';
    problems.push(file.problem(['archive'], `mode ${mode} never deletes, so it archives nothing.`, next, 'key'));
  }
  if (fields.has(name) || reserved.has(name)) {
    const message = `${archive.field} is written ${fields.has(name) ? 'from a column' : 'by Todoku'} already.`;
    problems.push(file.problem(['archive', 'field'], message, 'Name a field that is there for nothing else.'));
  }
  if (archive.value === archive.otherwise) {
    const message = 'an archived record looks like any other.';
    problems.push(file.problem(['archive', 'otherwise'], message, 'State another value, or leave it out.'));
  }
  return problems;
}

const reserved: ReadonlySet<string> = new Set(['id', ...Object.values(stamps).map((name) => name.toLowerCase())]);
