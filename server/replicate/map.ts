/** A declared pull and the org's describe become a mapped pull, or a list of everything that does not fit. */
import type { FieldShape, MappedPull, ObjectShape, Pull, PullField, PulledType } from '../model/model.ts';
import { keptColumns, pulledAt } from '../model/model.ts';
import type { Describe } from '../plan/plan.ts';
import { fieldAt, remembering } from '../plan/plan.ts';
import { Fault } from '../faults.ts';

/** Something the org and the pull do not agree on. */
export interface PullMismatch {
  readonly pull: string;
  readonly place: string;
  readonly message: string;
  readonly next: string;
}

const access = "Check the name, and read access in the integration user's permission set.";

/** The pulls with their shapes. Faults with everything that does not fit, before anything is read. */
export async function mapPulls(pulls: readonly Pull[], ask: Describe): Promise<readonly MappedPull[]> {
  const { mapped, mismatches } = await examined(pulls, ask);
  if (mismatches.length === 0) return mapped;
  const told = mismatches.map(({ place, message, next }) => `${place}: ${message} ${next}`).join('\n');
  const place = mismatches[0]?.place ?? '';
  throw new Fault('setup', 'pull-preflight-failed', told, {
    next: 'Correct todoku.yml or the org; nothing was read.',
    place,
  });
}

export async function examined(
  pulls: readonly Pull[],
  ask: Describe,
): Promise<{ readonly mapped: readonly MappedPull[]; readonly mismatches: readonly PullMismatch[] }> {
  const describe = remembering(ask);
  const mapped: MappedPull[] = [];
  const mismatches: PullMismatch[] = [];
  for (const pull of pulls) {
    const found = await mapPull(pull, describe, ({ place }, message, next) => {
      mismatches.push({ pull: pull.name, place, message, next });
    });
    if (found !== undefined) mapped.push(found);
  }
  return { mapped, mismatches };
}

type Report = (at: { readonly place: string }, message: string, next: string) => void;

async function mapPull(pull: Pull, describe: Describe, report: Report): Promise<MappedPull | undefined> {
  const object = await describe(pull.object);
  if (object?.queryable !== true) {
    const message = object === undefined ? `there is no object ${pull.object}.` : `no right to read ${object.name}.`;
    report(pull, message, "Deploy it, or give the integration user's permission set read access to it.");
    return undefined;
  }
  const found: FoundField[] = [];
  for (const field of pull.fields) {
    const one = await mapField(object, field, describe, report);
    if (one !== undefined) found.push(one);
  }
  if (found.length < pull.fields.length) return undefined;
  const sums = found
    .filter(({ path, shape }) => !path.includes('.') && shape.kind === 'decimal' && shape.aggregatable)
    .map(({ field, shape }) => ({ column: field.column, field: shape }));
  const kept = await keptOf(object, describe);
  return {
    pull,
    object: object.name,
    shape: {
      name: pull.name,
      columns: [
        ...found.map(({ field, type }) => ({ name: field.column, type })),
        ...keptColumns.map(({ name, type }) => ({ name, type })),
        pulledAt,
      ],
      key: pull.key?.column,
      sums: sums.map(({ column }) => column),
    },
    paths: [...found.map(({ field, path }) => ({ column: field.column, path })), ...kept],
    sums,
  };
}

interface FoundField {
  readonly field: PullField;
  readonly path: string;
  readonly shape: FieldShape;
  readonly type: PulledType;
}

async function mapField(
  object: ObjectShape,
  field: PullField,
  describe: Describe,
  report: Report,
): Promise<FoundField | undefined> {
  const found = await fieldAt(object, field.path, describe);
  if (found === undefined) {
    report(field, `${object.name} has no field ${field.path} that the integration user may read.`, access);
    return undefined;
  }
  const { shape, path } = found;
  const type = typeOf(shape);
  if (type === undefined) {
    report(field, `${object.name}.${path} is of type ${shape.type}, which cannot be pulled.`, 'Remove it.');
    return undefined;
  }
  if (field.type !== undefined && field.type !== type) {
    report(field, `${object.name}.${path} is ${type} (${shape.type}), not ${field.type}.`, `Write ${type}.`);
    return undefined;
  }
  return { field, path, shape, type };
}

/** NUMERIC has nine digits behind the point; a field with more of them needs the wide type. */
const numericScale = 9;

function typeOf({ kind, type, scale }: FieldShape): PulledType | undefined {
  switch (kind) {
    case 'decimal':
      if (type === 'int') return 'INT64';
      return scale > numericScale ? 'BIGNUMERIC' : 'NUMERIC';
    case 'boolean':
      return 'BOOL';
    case 'date':
      return 'DATE';
    case 'datetime':
      return 'TIMESTAMP';
    case 'text':
    case 'picklist':
    case 'multipicklist':
    case 'reference':
      return 'STRING';
    case 'unsupported':
      return undefined;
  }
}

/** What is always kept, as far as the object has it. */
async function keptOf(object: ObjectShape, describe: Describe): Promise<MappedPull['paths']> {
  const there = await Promise.all(
    keptColumns.map(async ({ name: column, path }) => ({ column, found: await fieldAt(object, path, describe) })),
  );
  return there.flatMap(({ column, found }) => (found === undefined ? [] : [{ column, path: found.path }]));
}
