/** Picklist values by record type, with those of dependent picklists. */
import type { JsonObject } from '../../http/http.ts';
import {
  field,
  picklistLabel,
  type FieldSchema,
  type ObjectSchema,
  type PicklistValue,
  type RecordType,
} from '../../schema/schema.ts';
import { notFound } from '../refusals.ts';
import type { Call } from '../request.ts';
import { tagged } from '../tags.ts';
import { visibleField, visibleFields, visibleObject, type Viewer } from '../viewer.ts';
import { controllerOf, validValues } from './dependencies.ts';
import { recordTypeNamed } from './record-types.ts';

/** Stages of a new org: probability and forecast category (Object Reference, OpportunityStage). */
const stages: Readonly<Record<string, readonly [number, string]>> = {
  Prospecting: [10, 'Pipeline'],
  Qualification: [10, 'Pipeline'],
  'Needs Analysis': [20, 'Pipeline'],
  'Value Proposition': [50, 'Pipeline'],
  'Id. Decision Makers': [60, 'Pipeline'],
  'Perception Analysis': [70, 'Pipeline'],
  'Proposal/Price Quote': [75, 'Pipeline'],
  'Negotiation/Review': [90, 'Pipeline'],
  'Closed Won': [100, 'Closed'],
  'Closed Lost': [0, 'Omitted'],
};

/** What a status means besides its label; the property's spelling is the platform's. */
function attributesOf(object: ObjectSchema, one: FieldSchema, value: string): JsonObject | null {
  const kind = `${object.name}.${one.name}`;
  if (kind === 'Opportunity.StageName') {
    const [defaultProbability, forecastCategoryName] = stages[value] ?? [0, 'Pipeline'];
    return {
      closed: value.startsWith('Closed '),
      defaultProbability,
      forecastCategoryName,
      picklistAtrributesValueType: 'OpportunityStage',
      won: value === 'Closed Won',
    };
  }
  if (kind === 'Case.Status') return { closed: value === 'Closed', picklistAtrributesValueType: 'CaseStatus' };
  if (kind === 'Lead.Status') {
    return { converted: value.startsWith('Closed - Converted'), picklistAtrributesValueType: 'LeadStatus' };
  }
  return null;
}

interface Offered {
  readonly values: readonly PicklistValue[];
  readonly byDefault: string | undefined;
}

/** A record type lists the values that it offers; a picklist that it does not list keeps all (unverified). */
function offeredBy(type: RecordType, one: FieldSchema): Offered {
  const active = (one.picklist?.values ?? []).filter((value) => value.active);
  const whole = { values: active, byDefault: active.find((value) => value.isDefault)?.value };
  const listed = type.offers.get(one.name);
  if (listed === undefined) return whole;
  const names = new Set(listed.map(({ value }) => value));
  return {
    values: active.filter(({ value }) => names.has(value)),
    byDefault: listed.find(({ isDefault }) => isDefault)?.value,
  };
}

/** What a picklist of a new record of this type starts with; undefined leaves it to the field's own default. */
export function picklistDefault(
  viewer: Viewer,
  object: ObjectSchema,
  type: RecordType,
  one: FieldSchema,
): string | undefined {
  return one.picklist === undefined || type.isMaster ? undefined : offeredBy(type, one).byDefault;
}

/** Values of the controlling field → their places: a checkbox has two. */
function controllerPlaces(
  viewer: Viewer,
  object: ObjectSchema,
  controller: string | undefined,
): ReadonlyMap<string, number> {
  const one = controller === undefined ? undefined : field(object, controller);
  if (one === undefined) return new Map();
  if (one.type === 'boolean') {
    return new Map([
      ['false', 0],
      ['true', 1],
    ]);
  }
  return new Map((one.picklist?.values ?? []).filter(({ active }) => active).map(({ value }, place) => [value, place]));
}

/** Metadata names the states of a checkbox `checked` and `unchecked`. */
const stateOf: Readonly<Record<string, string>> = { checked: 'true', unchecked: 'false' };

interface Asked {
  readonly viewer: Viewer;
  readonly object: ObjectSchema;
  readonly recordType: RecordType;
}

function fieldPicklist({ viewer, object, recordType }: Asked, one: FieldSchema, url: string): JsonObject {
  const controller = controllerOf(viewer, object, one.name);
  const places = controllerPlaces(viewer, object, controller);
  const valid = validValues(viewer, object, one.name);
  const offered = offeredBy(recordType, one);
  const values = offered.values.map((entry) => ({
    attributes: attributesOf(object, one, entry.value),
    label: picklistLabel(viewer.schema, viewer.user.language, object, one, entry),
    validFor: (valid.get(entry.value) ?? []).flatMap((name) => places.get(stateOf[name] ?? name) ?? []),
    value: entry.value,
  }));
  const defaultValue = values.find(({ value }) => value === offered.byDefault) ?? null;
  return tagged({ controllerValues: Object.fromEntries(places), defaultValue, url, values });
}

/** One picklist as a person may choose from it on a record of this type; undefined for a field that is none. */
export function picklistFor(
  viewer: Viewer,
  object: ObjectSchema,
  recordType: RecordType,
  name: string,
): JsonObject | undefined {
  const one = visibleField(viewer, object, name);
  return one?.picklist === undefined ? undefined : fieldPicklist({ viewer, object, recordType }, one, '');
}

function askedOf({ viewer, part }: Call): Asked {
  const object = visibleObject(viewer, part('object'));
  return { viewer, object, recordType: recordTypeNamed(viewer, object, part('recordType')) };
}

const pathOf = (call: Call): string => call.url.split('?', 1)[0] ?? '';

/** `GET /object-info/{object}/picklist-values/{recordType}`: every picklist of the object. */
export function picklistValues(call: Call): JsonObject {
  const asked = askedOf(call);
  const picklists = visibleFields(call.viewer, asked.object).filter((one) => one.picklist !== undefined);
  const entries = picklists.map((one) => [one.name, fieldPicklist(asked, one, `${pathOf(call)}/${one.name}`)] as const);
  return tagged({ picklistFieldValues: Object.fromEntries(entries) });
}

/** `…/{field}`: one picklist; a field that is none, or that the person may not see, is not there. */
export function picklistOfField(call: Call): JsonObject {
  const asked = askedOf(call);
  const one = visibleField(call.viewer, asked.object, call.part('field'));
  if (one?.picklist === undefined) throw notFound();
  return fieldPicklist(asked, one, pathOf(call));
}
