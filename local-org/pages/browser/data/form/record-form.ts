/** One record that is being created or edited: its values, what is wrong with them, and saving. */
import { createRecord, updateRecord } from '../../lightning/uiRecordApi/uiRecordApi.ts';
import type { Stop } from '../adapter.ts';
import { readObject, type ObjectFacts } from '../facts.ts';
import { queryString, uiApi } from '../fetch.ts';
import { asText, isObject } from '../freeze.ts';
import { fetchRecord, followRecord, type RecordQuery } from '../records.ts';
import type { FieldValue, RecordRepresentation } from '../representation.ts';
import { pathOfField } from '../shown.ts';
import { readName } from './chosen.ts';
import { failureOf, type SaveFailure } from './failure.ts';
import type { FormEvents, FormField, FormTarget } from './form.ts';
import { controlOf, partsOf, valueToSend, type Chosen, type FieldState } from './field-state.ts';
import { choicesOf, readPicklists, type Picklists } from './picklists.ts';

type Values = Readonly<Record<string, unknown>>;

export class RecordForm {
  object: ObjectFacts | undefined;
  record: RecordRepresentation | undefined;
  private target: FormTarget | undefined;
  private defaults: Readonly<Record<string, FieldValue | undefined>> = {};
  private picklists: Picklists = {};
  private readonly fields = new Set<FormField>();
  private readonly edited = new Map<string, unknown>();
  private readonly presets = new Set<string>();
  private readonly names = new Map<string, string>();
  private errors: SaveFailure['byField'] = {};
  /** Instant of the last change by anybody, as of when the person began. */
  private unmodifiedSince: string | undefined;
  private stop: Stop | undefined;
  private asked = '';
  private isReady = false;
  private readonly events: FormEvents;

  constructor(events: FormEvents) {
    this.events = events;
  }

  /** Takes a field of the page in; what it returns takes it out again. */
  register(field: FormField): () => void {
    this.fields.add(field);
    this.follow();
    field.refresh();
    return () => this.fields.delete(field);
  }

  async open(target: FormTarget): Promise<void> {
    this.close();
    this.target = target;
    this.object = await readObject(target.objectApiName);
    if (target.recordId === undefined) await this.openNew(this.object, target);
    else this.follow();
  }

  close(): void {
    this.stop?.();
    this.stop = undefined;
    this.asked = '';
    this.isReady = false;
    this.record = undefined;
    this.defaults = {};
    this.reset();
  }

  private async openNew(object: ObjectFacts, { recordTypeId, objectApiName }: FormTarget): Promise<void> {
    const type = recordTypeId ?? object.defaultRecordTypeId;
    const path = `/record-defaults/create/${objectApiName}${queryString({ recordTypeId: type })}`;
    const [answer, picklists] = await Promise.all([uiApi(path), readPicklists(objectApiName, type)]);
    const { record } = answer as { readonly record: RecordRepresentation }; // UI API, Record Defaults
    this.defaults = record.fields;
    this.picklists = picklists;
    this.isReady = true;
    this.refresh();
    this.events.loaded();
  }

  /** Fields of the record that the page shows, qualified, with the names of what they refer to. */
  private query(object: ObjectFacts): RecordQuery {
    const own = [...this.fields].flatMap(({ fieldName }) => [fieldName, ...partsOf(object, fieldName)]);
    const controllers = own.flatMap((name) => object.fields[name]?.controllingFields ?? []);
    const paths = [...own, ...controllers].flatMap((name) => [name, pathOfField(object, name)]);
    const wanted = [...new Set(paths)].map((path) => `${object.apiName}.${path}`).sort();
    const optionalFields = [...wanted, ...(this.target?.optionalFields ?? [])];
    return { fields: [], optionalFields, layoutTypes: [], modes: [] };
  }

  /** Reads the record for editing, and again when the page shows further fields. */
  private follow(): void {
    const { object, target } = this;
    if (object === undefined || target?.recordId === undefined) return;
    const query = this.query(object);
    const text = JSON.stringify(query);
    if (query.optionalFields.length === 0 || text === this.asked) return;
    this.asked = text;
    this.stop?.();
    this.stop = followRecord(target.recordId, query, ({ data, error }) => {
      if (error !== undefined) this.events.failed(error);
      if (data !== undefined) this.take(data, object).catch(reportError);
    });
  }

  private async take(record: RecordRepresentation, object: ObjectFacts): Promise<void> {
    const isFirst = !this.isReady;
    this.record = record;
    this.unmodifiedSince ??= record.lastModifiedDate ?? undefined;
    if (isFirst) {
      const type = record.recordTypeId ?? object.defaultRecordTypeId;
      this.picklists = await readPicklists(object.apiName, type);
      this.isReady = true;
    }
    this.refresh();
    if (isFirst) this.events.loaded();
  }

  private refresh(): void {
    for (const field of this.fields) field.refresh();
  }

  private baseOf(name: string): unknown {
    return (this.record?.fields[name] ?? this.defaults[name])?.value ?? null;
  }

  valueOf(name: string): unknown {
    return this.edited.has(name) ? this.edited.get(name) : this.baseOf(name);
  }

  /** Somebody typed or chose. */
  change(name: string, value: unknown, chosenName?: string): void {
    this.edited.set(name, value);
    this.presets.delete(name);
    if (typeof value === 'string' && chosenName !== undefined) this.names.set(value, chosenName);
    const { [name]: _corrected, ...others } = this.errors;
    this.errors = others;
    this.clearDependents(name);
    this.refresh();
    this.events.changed();
  }

  /** A value that the page itself gives; not a change that a person could lose. */
  preset(name: string, value: unknown): void {
    this.edited.set(name, value);
    this.presets.add(name);
    this.refresh();
    const field = this.object?.fields[name];
    if (typeof value !== 'string' || value === '' || field?.dataType !== 'Reference') return;
    readName(field, value).then((found) => {
      this.names.set(value, found);
      this.refresh();
    }, reportError);
  }

  /** A dependent picklist loses a value that its controlling field no longer allows. */
  private clearDependents(controller: string): void {
    for (const { apiName, controllingFields } of Object.values(this.object?.fields ?? {})) {
      if (!controllingFields.includes(controller)) continue;
      const value = this.valueOf(apiName);
      const choices = choicesOf(this.picklists[apiName], this.valueOf(controller));
      if (value === null || choices.some((choice) => choice.value === value)) continue;
      this.edited.set(apiName, null);
      this.clearDependents(apiName);
    }
  }

  private chosenIn(object: ObjectFacts, name: string, value: unknown): Chosen | undefined {
    if (typeof value !== 'string' || value === '') return undefined;
    const relation = object.fields[name]?.relationshipName ?? '';
    const parent = (this.record?.fields[relation] ?? this.defaults[relation])?.displayValue;
    const own = value === this.baseOf(name) ? parent : undefined;
    return { id: value, name: this.names.get(value) ?? own ?? '' };
  }

  stateOf(name: string): FieldState {
    const { object } = this;
    const isLoading = !this.isReady;
    const facts = object?.fields[name];
    const value = this.valueOf(name);
    const controller = facts?.controllingFields[0];
    const choices = choicesOf(this.picklists[name], controller === undefined ? undefined : this.valueOf(controller));
    return {
      isLoading,
      facts,
      control: object === undefined ? 'input' : controlOf(object, name),
      value,
      chosen: object === undefined ? undefined : this.chosenIn(object, name, value),
      choices,
      waitsForController: controller !== undefined && choices.length === 0,
      errors: this.errors[name] ?? [],
      parts:
        object === undefined ? {} : Object.fromEntries(partsOf(object, name).map((part) => [part, this.valueOf(part)])),
    };
  }

  /** Whether a person typed something that is not saved. */
  get isDirty(): boolean {
    return [...this.edited].some(
      ([name, value]) => !this.presets.has(name) && asText(value) !== asText(this.baseOf(name)),
    );
  }

  /** Every value of the form's inputs, as `onsubmit` shows them. */
  collect(): Values {
    const { object } = this;
    if (object === undefined) return {};
    const inputs = [...this.fields].filter(({ isInput }) => isInput);
    const shown = inputs.flatMap(({ fieldName }) => {
      const parts = partsOf(object, fieldName);
      return parts.length > 0 ? parts : [fieldName];
    });
    // What a new record starts with goes along, also where the page has no input for it.
    const given = [...this.presets].filter((name) => object.fields[name]?.createable === true);
    const names = new Set([...shown, ...(this.target?.recordId === undefined ? given : [])]);
    return Object.fromEntries([...names].map((name) => [name, valueToSend(object.fields[name], this.valueOf(name))]));
  }

  /** Every input says what is wrong with it; true when the form may be sent. */
  reportValidity(): boolean {
    return [...this.fields].map((field) => field.reportValidity()).every(Boolean);
  }

  /** Saves; the record as the org holds it then, or why it does not. */
  async save(values: Values): Promise<RecordRepresentation | SaveFailure> {
    try {
      const saved = this.target?.recordId === undefined ? await this.create(values) : await this.update(values);
      this.unmodifiedSince = saved.lastModifiedDate ?? undefined;
      this.reset();
      return saved;
    } catch (error) {
      const failure = failureOf(error);
      this.errors = failure.byField;
      this.refresh();
      if (failure.isConflict) await this.takeOver();
      return failure;
    }
  }

  private create(values: Values): Promise<RecordRepresentation> {
    const { target, object } = this;
    const apiName = target?.objectApiName ?? '';
    const given = Object.entries(values).filter(([, value]) => value !== null);
    const type = target?.recordTypeId;
    const typed = type !== undefined && object !== undefined && 'RecordTypeId' in object.fields;
    const fields = { ...Object.fromEntries(given), ...(typed ? { RecordTypeId: type } : {}) };
    return createRecord({ apiName, fields });
  }

  /** Sends only what differs from the record, so that nothing is written over that nobody touched. */
  private async update(values: Values): Promise<RecordRepresentation> {
    const { record, target } = this;
    if (record === undefined || target?.recordId === undefined) throw new Error('The form has no record yet.');
    const changed = Object.entries(values).filter(([name, value]) => asText(value) !== asText(this.baseOf(name)));
    if (changed.length === 0) return record;
    const since = target.refusesConflicts === true ? this.unmodifiedSince : undefined;
    const fields = { ...Object.fromEntries(changed), Id: target.recordId };
    return updateRecord({ fields }, since === undefined ? {} : { ifUnmodifiedSince: since });
  }

  /** What others saved meanwhile becomes the base; what the person typed stays on top of it. */
  private async takeOver(): Promise<void> {
    const { object, target } = this;
    if (object === undefined || target?.recordId === undefined) return;
    this.unmodifiedSince = undefined;
    await this.take(await fetchRecord(target.recordId, this.query(object)), object);
  }

  /** Forgets what was typed. */
  reset(): void {
    this.edited.clear();
    this.presets.clear();
    this.errors = {};
    this.refresh();
  }
}

export function isFailure(result: RecordRepresentation | SaveFailure): result is SaveFailure {
  return isObject(result) && 'byField' in result;
}
