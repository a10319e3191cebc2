/**
 * The page's one cache of records. Nested records are kept under their own id, so that a change of a parent reaches
 * everyone who shows it, and whoever reads a record hears of its changes.
 */
import { isRecord, pathOf, type FieldValue, type RecordRepresentation } from './representation.ts';

/** A relationship's value in the cache: the parent is kept under its own id. */
interface Link {
  readonly recordId: string;
}

interface Cached {
  facts: Omit<RecordRepresentation, 'fields'>;
  readonly fields: Map<string, { readonly value: unknown; readonly displayValue: string | null }>;
  readAt: number;
}

type Listener = (changed: ReadonlySet<string>) => void;

/** Younger answers serve a new reader without asking the org (UI API's lifetime of a record, 30 seconds). */
const lifetimeMs = 30_000;

const records = new Map<string, Cached>();
const listeners = new Set<Listener>();

const isLink = (value: unknown): value is Link => typeof value === 'object' && value !== null && 'recordId' in value;
const sameValue = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function keep(record: RecordRepresentation, changed: Set<string>): void {
  const { fields, ...facts } = record;
  const cached = records.get(record.id) ?? { facts, fields: new Map(), readAt: 0 };
  records.set(record.id, cached);
  // The eTag is of the fields that were asked for; with others the same record has another one.
  if (!sameValue({ ...cached.facts, eTag: facts.eTag }, facts)) {
    cached.facts = facts;
    changed.add(record.id);
  }
  cached.readAt = Date.now();
  for (const [name, { value, displayValue }] of Object.entries(fields)) {
    if (isRecord(value)) keep(value, changed);
    const kept = { value: isRecord(value) ? { recordId: value.id } : value, displayValue };
    if (sameValue(cached.fields.get(name), kept)) continue;
    cached.fields.set(name, kept);
    changed.add(record.id);
  }
}

function publish(changed: ReadonlySet<string>): void {
  if (changed.size === 0) return;
  for (const listener of listeners) listener(changed);
}

/** Takes in what the org answered and tells everyone whose records changed by it. */
export function ingest(...answers: readonly RecordRepresentation[]): void {
  const changed = new Set<string>();
  for (const record of answers) keep(record, changed);
  publish(changed);
}

/** New values of single fields of a record that is already known, as a GraphQL answer brings them. */
export function ingestFields(id: string, fields: ReadonlyMap<string, FieldValue>): void {
  const cached = records.get(id);
  if (cached === undefined) return;
  let isChanged = false;
  for (const [name, value] of fields) {
    const known = cached.fields.get(name);
    if (known === undefined || sameValue(known.value, value.value)) continue;
    cached.fields.set(name, value);
    isChanged = true;
  }
  if (isChanged) publish(new Set([id]));
}

export function evict(id: string): void {
  if (records.delete(id)) publish(new Set([id]));
}

export function listen(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function fieldOf(id: string, name: string): FieldValue | undefined {
  const found = records.get(id)?.fields.get(name);
  return found === undefined || isLink(found.value) ? undefined : found;
}

export function isFresh(id: string): boolean {
  return Date.now() - (records.get(id)?.readAt ?? 0) < lifetimeMs;
}

/** Fields asked for as a tree: `Budget__r.Name` is `Name` below `Budget__r`. */
type Tree = Map<string, Tree>;

function treeOf(paths: readonly (readonly string[])[]): Tree {
  const tree: Tree = new Map();
  for (const path of paths) {
    let place = tree;
    for (const name of path) {
      const next = place.get(name) ?? new Map<string, Tree>();
      place.set(name, next);
      place = next;
    }
  }
  return tree;
}

export interface Assembled {
  readonly record: RecordRepresentation;
  /** Every record the answer is made of. */
  readonly ids: ReadonlySet<string>;
  /** Whether each field that was asked for is known. */
  readonly isComplete: boolean;
}

interface Gathering {
  readonly ids: Set<string>;
  isComplete: boolean;
}

function gather(id: string, tree: Tree, into: Gathering): RecordRepresentation | undefined {
  const cached = records.get(id);
  if (cached === undefined) return undefined;
  into.ids.add(id);
  const fields: Record<string, FieldValue> = {};
  for (const [name, below] of tree) {
    const found = cached.fields.get(name);
    if (found === undefined) {
      into.isComplete = false;
      continue;
    }
    if (!isLink(found.value)) {
      fields[name] = found;
      continue;
    }
    const parent = gather(found.value.recordId, below, into);
    if (parent === undefined) into.isComplete = false;
    else fields[name] = { displayValue: found.displayValue, value: parent };
  }
  return { ...cached.facts, fields };
}

/** The record with these fields (qualified names) as far as the cache knows them. */
export function assemble(id: string, names: readonly string[]): Assembled | undefined {
  const into: Gathering = { ids: new Set(), isComplete: true };
  const record = gather(id, treeOf(names.map(pathOf)), into);
  return record === undefined ? undefined : { record, ids: into.ids, isComplete: into.isComplete };
}
