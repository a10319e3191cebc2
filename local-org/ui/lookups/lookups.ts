/** Suggestions for lookup fields (UI API, Get Lookup Field Suggestions With POST, and the retired resources with GET). */
import { ApiError } from '../../engine/engine.ts';
import type { JsonObject } from '../../http/http.ts';
import { nameField, type FieldSchema, type ObjectSchema } from '../../schema/schema.ts';
import { fieldOfColumn } from '../lists/columns.ts';
import { objectMetadata } from '../metadata.ts';
import { largestOffset, readPage, recentPage, type PageQuery, type RecordPage } from '../pages.ts';
import type { RecordRepresentation } from '../records/records.ts';
import { recentIds } from '../records/recent.ts';
import { addShown, selectionOf } from '../records/selection.ts';
import { illegalValue } from '../refusals.ts';
import { choice, parametersOf, textOf, wholeNumber, type Call } from '../request.ts';
import { etag } from '../tags.ts';
import { isVisible, visibleField, visibleObject, type Viewer } from '../viewer.ts';
import { nodes, texts } from '../xml.ts';
import { checkTerm, matchedFields, searchTypes, termCondition, type SearchType } from './term.ts';

/** A lookup field and the objects that it may refer to, as far as the person sees them. */
interface Lookup {
  readonly object: ObjectSchema;
  readonly field: FieldSchema;
  readonly targets: readonly ObjectSchema[];
}

function lookupIn(call: Call): Lookup {
  const { viewer, part } = call;
  const object = visibleObject(viewer, part('object'));
  const found = visibleField(viewer, object, part('field'));
  if (found?.reference === undefined) {
    const message = `Field: ${part('field')} is not a valid lookup field.`;
    throw new ApiError(400, 'ILLEGAL_QUERY_PARAMETER_VALUE', message);
  }
  const targets = found.reference.to
    .flatMap((name) => viewer.schema.objects.get(name.toLowerCase()) ?? [])
    .filter((target) => isVisible(viewer, target));
  return { object, field: found, targets };
}

/** One of the lookup's objects by its name. */
function targetOf({ targets }: Lookup, name: string): ObjectSchema {
  const target = targets.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (target === undefined) throw illegalValue('targetApiName', name);
  return target;
}

/** What tells two records of one name apart: the first column of the object's lookup dialog. */
function secondaryField({ engine, ...viewer }: Viewer, target: ObjectSchema): FieldSchema | undefined {
  const [layouts] = nodes(objectMetadata(engine, target), 'searchLayouts');
  const columns = layouts === undefined ? [] : texts(layouts, 'lookupDialogsAdditionalFields');
  return columns
    .flatMap((name) => fieldOfColumn(target, name) ?? [])
    .find((one) => !one.nameField && one.reference === undefined && viewer.access(target).canRead(one));
}

interface Asked {
  readonly searchType: SearchType;
  readonly term: string | undefined;
  readonly page: number;
  readonly pageSize: number;
}

function askedIn(call: Call): Asked {
  const parameters = parametersOf(call);
  const searchType = choice(parameters, 'searchType', searchTypes);
  const term = textOf(parameters, 'q')?.trim();
  checkTerm(searchType, term);
  const page = wholeNumber(parameters, 'page', 1, [1, Number.MAX_SAFE_INTEGER]);
  const pageSize = wholeNumber(parameters, 'pageSize', 25, [1, largestOffset]);
  if ((page - 1) * pageSize <= largestOffset) return { searchType, term, page, pageSize };
  const message = 'Offset must not be negative or greater than the maximum value allowed in SOQL statements.';
  throw new ApiError(500, 'UNKNOWN_EXCEPTION', message);
}

function disambiguated(record: RecordRepresentation, secondary: FieldSchema | undefined): RecordRepresentation {
  const shown = record.fields[secondary?.name ?? ''];
  const value = shown?.displayValue ?? shown?.value ?? null;
  const fields = { DisambiguationField: { displayValue: null, value }, ...record.fields };
  return { ...record, eTag: etag(fields), fields };
}

function pageOf(viewer: Viewer, target: ObjectSchema, asked: Asked, secondary: FieldSchema | undefined): RecordPage {
  const name = nameField(target);
  const selection = selectionOf(viewer, target, { fields: [], optionalFields: [] });
  for (const part of ['Id', name?.name ?? 'Id', secondary?.name ?? 'Id']) addShown(viewer, selection, part);
  const query: PageQuery = {
    selection,
    condition: termCondition(viewer, target, asked.searchType, asked.term),
    order: [],
    pageSize: asked.pageSize,
    offset: (asked.page - 1) * asked.pageSize,
  };
  if (asked.searchType === 'Recent') return recentPage(viewer, recentIds(viewer, target), query);
  return readPage(viewer, { ...query, order: name?.sortable === true ? [name.name] : [] });
}

function collection(call: Call, { object, field }: Lookup, target: ObjectSchema, asked: Asked): JsonObject {
  const { viewer } = call;
  const secondary = secondaryField(viewer, target);
  const { records, hasNext } = pageOf(viewer, target, asked, secondary);
  const path = `${call.base}/lookups/${object.name}/${field.name}/${target.name}`;
  const query = asked.term === undefined ? '' : `q=${encodeURIComponent(asked.term)}&`;
  const link = (page: number): string =>
    `${path}?${query}searchType=${asked.searchType}&page=${page}&pageSize=${asked.pageSize}`;
  return {
    count: records.length,
    currentPageToken: null,
    currentPageUrl: link(asked.page),
    nextPageToken: null,
    nextPageUrl: hasNext ? link(asked.page + 1) : null,
    previousPageToken: null,
    previousPageUrl: asked.page > 1 ? link(asked.page - 1) : null,
    records: records.map((record) => disambiguated(record, secondary)),
  };
}

function targetInfo(viewer: Viewer, target: ObjectSchema, secondary: FieldSchema | undefined): JsonObject {
  const names = matchedFields(viewer, target, 'TypeAhead');
  const suggestionsInfo = {
    displayLayout: { displayFields: [...names, ...(secondary === undefined ? [] : [secondary.name])] },
    matchingInfo: { matchingFields: names },
  };
  return { advancedLookupInfo: null, errorMessages: [], objectApiName: target.name, suggestionsInfo };
}

function metadataOf(viewer: Viewer, { object, field }: Lookup, target: ObjectSchema): JsonObject {
  const secondary = secondaryField(viewer, target);
  return {
    fieldApiName: field.name,
    objectApiName: object.name,
    secondaryField: secondary?.name ?? null,
    targetInfo: { [target.name]: targetInfo(viewer, target, secondary) },
  };
}

/** `/lookups/{object}/{field}`: what is found of each object that the field may refer to. */
export function lookups(call: Call): JsonObject {
  const lookup = lookupIn(call);
  const asked = askedIn(call);
  const wanted = textOf(parametersOf(call), 'targetApiName');
  const targets = wanted === undefined ? lookup.targets : [targetOf(lookup, wanted)];
  const byTarget = (answer: (target: ObjectSchema) => JsonObject): JsonObject =>
    Object.fromEntries(targets.map((target) => [target.name, answer(target)]));
  return {
    lookupResults: byTarget((target) => collection(call, lookup, target, asked)),
    metadata: byTarget((target) => metadataOf(call.viewer, lookup, target)),
  };
}

/** `/lookups/{object}/{field}/{target}`: records of one object. */
export function lookupsOfTarget(call: Call): JsonObject {
  const lookup = lookupIn(call);
  return collection(call, lookup, targetOf(lookup, call.part('target')), askedIn(call));
}
