/** A declared sync and the org's describe become a mapped sync, or a list of everything that does not fit. */
import type {
  Archive,
  FieldMapping,
  FieldShape,
  MappedArchive,
  MappedField,
  MappedSync,
  ObjectShape,
  Reconcile,
  Sync,
} from '../model/model.ts';
import { fieldOf, relationshipOf, stamps } from '../model/model.ts';

export type Describe = (object: string) => Promise<ObjectShape | undefined>;

/** Something the org and the sync do not agree on. */
export interface Mismatch {
  readonly sync: string;
  readonly message: string;
  readonly next: string;
}

type Report = (message: string, next: string) => void;

const access = "Check the name, and the field's access in the integration user's permission set.";

export async function mapSync(
  sync: Sync,
  describe: Describe,
  isOnlySync: boolean,
): Promise<{ readonly mapped: MappedSync | undefined; readonly mismatches: readonly Mismatch[] }> {
  const mismatches: Mismatch[] = [];
  const report: Report = (message, next) => mismatches.push({ sync: sync.name, message, next });
  const object = await describe(sync.object);
  if (object === undefined) {
    report(
      `there is no object ${sync.object}.`,
      "Deploy it, or give the integration user's permission set access to it.",
    );
    return { mapped: undefined, mismatches };
  }
  checkObject(sync, object, report);
  const found = await Promise.all(sync.fields.map((mapping) => mapField(object, mapping, describe, report)));
  const archive = archiveOf(object, sync.archive, report);
  const fields = [...found, archive?.field].filter((field) => field !== undefined);
  const key = fields.find((field) => field.name.toLowerCase() === sync.key.toLowerCase());
  if (key === undefined) return { mapped: undefined, mismatches };
  checkKey(key, report);
  if (sync.mode !== 'update') checkRequired(object, fields, report);
  await checkReconcile(sync, object, describe, report);
  const sums = sumsOf(sync.reconcile, fields, report);
  const rollups = rollupsOf(sync.reconcile, object, report);
  const plausible = plausibleOf(sync, fields, report);
  if (mismatches.length > 0) return { mapped: undefined, mismatches };
  const sorted = fields.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    mapped: {
      sync,
      object,
      key,
      fields: sorted,
      sums,
      archive,
      plausible,
      choices: [],
      rollups,
      ownsObject: isOnlySync,
    },
    mismatches,
  };
}

function checkObject(sync: Sync, object: ObjectShape, report: Report): void {
  const missing = [
    object.createable || sync.mode === 'update' ? '' : 'create',
    object.updateable ? '' : 'edit',
    object.deletable || sync.mode !== 'mirror' || sync.archive !== undefined ? '' : 'delete',
    object.queryable ? '' : 'read',
  ].filter((right) => right !== '');
  if (missing.length > 0) {
    report(`no right to ${missing.join(', ')} ${object.name}.`, "Add it to the integration user's permission set.");
  }
  for (const stamp of Object.values(stamps)) {
    const field = fieldOf(object, stamp);
    if (field?.createable === true && field.updateable) continue;
    report(
      `${object.name}.${stamp} is ${field === undefined ? 'not there' : 'read-only'}; every loaded record is stamped with it.`,
      access,
    );
  }
}

async function mapField(
  object: ObjectShape,
  mapping: FieldMapping,
  describe: Describe,
  report: Report,
): Promise<MappedField | undefined> {
  const own = writableField(object, mapping, report);
  if (own === undefined) return undefined;
  const common = {
    column: mapping.column,
    nulls: mapping.nulls,
    owner: mapping.owner,
    insertOnly: !own.updateable || mapping.owner === 'person',
    required: !own.nillable && !own.defaultedOnCreate && own.kind !== 'boolean',
  };
  if (mapping.parent === undefined) return { ...common, name: own.name, shape: own, parent: undefined };
  const key = await parentKey(object, own, mapping.parent.key, describe, report);
  if (key === undefined || own.reference === undefined) return undefined;
  const name = `${own.reference.relationship}.${key.name}`;
  return { ...common, name, shape: key, parent: { field: own.name, objects: own.reference.to, key: key.name } };
}

/** The field of the archive, with its values as Salesforce stores them. */
function archiveOf(object: ObjectShape, archive: Archive | undefined, report: Report): MappedArchive | undefined {
  if (archive === undefined) return undefined;
  const { field, value, otherwise } = archive;
  const shape = writableField(object, { field, parent: undefined }, report);
  if (shape === undefined) return undefined;
  const isCheckbox = shape.kind === 'boolean';
  const given = [value, otherwise].filter((one) => one !== undefined);
  const wrong = given.filter((one) => (typeof one === 'boolean') !== isCheckbox || !isOffered(shape, one));
  const what = `${object.name}.${shape.name}`;
  if (!shape.updateable) report(`${what} may be set on create only, so nothing is archived by it.`, access);
  else if (!['boolean', 'picklist', 'text'].includes(shape.kind)) {
    report(`${what} is of type ${shape.type}; records are archived by a checkbox, a picklist or a text.`, 'Name one.');
  } else if (wrong.length > 0) {
    const takes = isCheckbox ? 'true and false' : (shape.allowed?.join(', ') ?? 'texts');
    report(`${what} does not take ${wrong.map((one) => JSON.stringify(one)).join(', ')}.`, `It takes ${takes}.`);
  } else {
    const live = otherwise ?? (typeof value === 'boolean' ? !value : undefined);
    const common = { column: '', nulls: 'clear', owner: 'warehouse', insertOnly: false, required: false } as const;
    return {
      field: { ...common, name: shape.name, shape, parent: undefined },
      value: String(value),
      otherwise: live === undefined ? undefined : String(live),
    };
  }
  return undefined;
}

function isOffered({ allowed, length }: FieldShape, value: string | boolean): boolean {
  if (typeof value === 'boolean') return true;
  return (allowed?.includes(value) ?? true) && (length === 0 || value.length <= length);
}

/** The field itself, or the lookup behind a relationship, if it may be written and can be. */
function writableField(
  object: ObjectShape,
  mapping: Pick<FieldMapping, 'field' | 'parent'>,
  report: Report,
): FieldShape | undefined {
  const { parent } = mapping;
  const own = parent === undefined ? fieldOf(object, mapping.field) : relationshipOf(object, parent.relationship);
  if (own === undefined) {
    const what = parent === undefined ? `no field ${mapping.field}` : `no relationship ${parent.relationship}`;
    report(`${object.name} has ${what}.`, access);
    return undefined;
  }
  if (own.calculated) {
    report(`${object.name}.${own.name} is calculated by Salesforce.`, 'Remove it; compare it under reconcile.');
    return undefined;
  }
  if (!own.createable) {
    report(`${object.name}.${own.name} may not be written by the integration user.`, access);
    return undefined;
  }
  if (own.kind === 'unsupported') {
    report(`${object.name}.${own.name} is of type ${own.type}, which cannot be loaded.`, 'Remove it.');
    return undefined;
  }
  return own;
}

/** The parent's key by which the relationship column finds it. */
async function parentKey(
  object: ObjectShape,
  own: FieldShape,
  wanted: string,
  describe: Describe,
  report: Report,
): Promise<FieldShape | undefined> {
  const targets = own.reference?.to ?? [];
  const [target] = targets;
  if (target === undefined || targets.length > 1) {
    report(`${object.name}.${own.name} may point to several objects (${targets.join(', ')}).`, 'Map its Id instead.');
    return undefined;
  }
  const parent = await describe(target);
  const key = parent === undefined ? undefined : fieldOf(parent, wanted);
  if (key === undefined || !(key.externalId || key.idLookup)) {
    report(
      `${target}.${wanted} is ${key === undefined ? 'not there' : 'no external id'}, so ${own.name} cannot be found by it.`,
      access,
    );
    return undefined;
  }
  return key;
}

function checkKey(key: MappedField, report: Report): void {
  if (key.parent !== undefined || key.shape.kind !== 'text') {
    report(`the key ${key.name} is not a text field.`, 'Name a unique external id of type text.');
  } else if (!key.shape.externalId || !key.shape.unique) {
    const lacks = key.shape.externalId ? 'not unique' : 'no external id';
    report(
      `the key ${key.name} is ${lacks}: an upsert could hit the wrong record.`,
      'Make the field a unique external id.',
    );
  }
}

function checkRequired(object: ObjectShape, fields: readonly MappedField[], report: Report): void {
  const mapped = new Set(fields.map((field) => (field.parent?.field ?? field.name).toLowerCase()));
  for (const field of object.fields.values()) {
    if (field.nillable || field.defaultedOnCreate || !field.createable || field.kind === 'boolean') continue;
    if (mapped.has(field.name.toLowerCase())) continue;
    report(`${object.name}.${field.name} is required and not mapped.`, 'Map a column to it.');
  }
}

function sumsOf(reconcile: Reconcile, fields: readonly MappedField[], report: Report): readonly MappedField[] {
  return reconcile.sums.flatMap((sum) => {
    const field = fields.find((item) => item.name.toLowerCase() === sum.toLowerCase());
    if (field?.shape.kind === 'decimal') return [field];
    if (field !== undefined) report(`${sum} is of type ${field.shape.type} and has no sum.`, 'Remove it from sums.');
    return [];
  });
}

function plausibleOf(sync: Sync, fields: readonly MappedField[], report: Report): MappedSync['plausible'] {
  return sync.plausible.flatMap((rule) => {
    const field = fields.find((item) => item.name.toLowerCase() === rule.field.toLowerCase());
    if (field?.shape.kind === 'decimal') return [{ ...rule, field }];
    if (field !== undefined) {
      report(`${rule.field} is of type ${field.shape.type} and has no amount.`, 'Remove it from plausible.');
    }
    return [];
  });
}

function rollupsOf(reconcile: Reconcile, object: ObjectShape, report: Report): MappedSync['rollups'] {
  return reconcile.rollups.flatMap(({ field, column }) => {
    const shape = fieldOf(object, field);
    if (shape?.kind === 'decimal') return [{ shape, column }];
    report(`${object.name}.${field} is ${shape === undefined ? 'not there' : 'no number'}.`, access);
    return [];
  });
}

async function checkReconcile(sync: Sync, object: ObjectShape, describe: Describe, report: Report): Promise<void> {
  const { period, attach } = sync.reconcile;
  if (period !== undefined) {
    const found = (await fieldAt(object, period.field, describe))?.shape;
    if (found === undefined) report(`${object.name} has no field ${period.field}.`, access);
    else if (found.kind !== 'date') {
      report(`${period.field} is of type ${found.type}, not a date.`, 'Name a date field.');
    }
  }
  if (attach === undefined) return;
  const reconciliation = await describe('Reconciliation__c');
  const lookup = reconciliation === undefined ? undefined : fieldOf(reconciliation, attach);
  if (lookup?.reference?.to.includes(object.name) === true) return;
  report(`Reconciliation__c.${attach} is no lookup to ${object.name}.`, access);
}

/** The field at the end of a path of relationships, and the path as the org writes it. */
export async function fieldAt(
  object: ObjectShape,
  path: string,
  describe: Describe,
): Promise<{ readonly shape: FieldShape; readonly path: string } | undefined> {
  const [step = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    const shape = fieldOf(object, step);
    return shape === undefined ? undefined : { shape, path: shape.name };
  }
  const { reference } = relationshipOf(object, step) ?? {};
  // An owner may be a queue or a user: the field is one of any of them.
  for (const target of reference?.to ?? []) {
    const next = await describe(target);
    const found = next === undefined ? undefined : await fieldAt(next, rest.join('.'), describe);
    if (found !== undefined) return { ...found, path: `${reference?.relationship ?? step}.${found.path}` };
  }
  return undefined;
}
