/** `search` and `parameterizedSearch`: SOSL over the text fields that SOQL can filter; long texts are not searched. */
import { ApiError } from '../engine/engine.ts';
import { isObject } from '../http/http.ts';
import { isLongText, isSetupObject, isText, type ObjectSchema } from '../schema/schema.ts';
import { type Answer, type Call, type Reply, type Resource } from './resource.ts';
import { matches, piecesOf, type Term, termOf, wordsOf } from './search-terms.ts';
import { groupOf, parseSosl, type Returning, type Search, type SearchGroup } from './sosl.ts';
import { apiVersion, quote } from './soql.ts';

/** Records in one answer ("SOSL Limits"). */
const most = 2000;

function searchedFields(call: Call, object: ObjectSchema, group: SearchGroup): readonly string[] {
  const access = call.context.engine.access(call.session, object);
  const isSearched = (type: string, isName: boolean): boolean => {
    if (group === 'EMAIL') return type === 'email';
    if (group === 'PHONE') return type === 'phone';
    return group === 'ALL' || isName;
  };
  const names = new Set(['FirstName', 'LastName', 'MiddleName']);
  return object.fields
    .filter((field) => isText(field) && field.filterable && !isLongText(field) && access.canRead(field))
    .filter(({ type, nameField, name }) => isSearched(type, nameField || names.has(name)))
    .map(({ name }) => name);
}

function like(fields: readonly string[], piece: string): string {
  const pattern = quote(`%${piece}%`);
  return fields.map((field) => `${field} LIKE ${pattern}`).join(' OR ');
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Ids of the records whose texts answer the term. */
function found(call: Call, object: ObjectSchema, term: Term, group: SearchGroup): readonly string[] {
  const { engine } = call.context;
  const fields = searchedFields(call, object, group);
  if (fields.length === 0) return [];
  const pieces = piecesOf(term) ?? [];
  const where = pieces.length === 0 ? '' : ` WHERE ${pieces.map((piece) => like(fields, piece)).join(' OR ')}`;
  let page = engine.query(call.session, `SELECT Id, ${fields.join(', ')} FROM ${object.name}${where}`);
  const records = [...page.records];
  while (page.locator !== undefined) {
    page = engine.queryMore(call.session, page.locator);
    records.push(...page.records);
  }
  const answering = records.filter((record) =>
    matches(
      term,
      fields.map((field) => wordsOf(textIn(record[field]))),
    ),
  );
  return answering.map((record) => String(record['Id']));
}

function returned(call: Call, search: Search, wanted: Returning, limit: number): readonly object[] {
  const { engine } = call.context;
  const object = engine.object(call.session, wanted.object);
  const ids = found(call, object, search.term, search.group);
  if (ids.length === 0) return [];
  const conditions = [`Id IN (${ids.map(quote).join(', ')})`, wanted.where === '' ? '' : `(${wanted.where})`];
  const soql = [
    `SELECT ${wanted.fields === '' ? 'Id' : wanted.fields} FROM ${object.name}`,
    `WHERE ${conditions.filter((one) => one !== '').join(' AND ')}`,
    wanted.orderBy === '' ? '' : `ORDER BY ${wanted.orderBy}`,
    `LIMIT ${Math.min(wanted.limit ?? limit, limit)}`,
    wanted.offset === undefined ? '' : `OFFSET ${wanted.offset}`,
  ];
  const options = { apiVersion: apiVersion(call) };
  return engine.query(call.session, soql.filter((one) => one !== '').join(' '), options).records;
}

function everything(call: Call): readonly Returning[] {
  const { engine } = call.context;
  return [...engine.schema().objects.values()]
    .filter((object) => object.queryable && (!isSetupObject(object.name) || object.name === 'User'))
    .filter((object) => engine.access(call.session, object).read)
    .map(({ name }) => ({ object: name, fields: '', where: '', orderBy: '' }));
}

function run(call: Call, search: Search): readonly object[] {
  const limit = Math.min(search.limit ?? most, most);
  const records: object[] = [];
  for (const wanted of search.returning ?? everything(call)) {
    if (records.length >= limit) break;
    records.push(...returned(call, search, wanted, limit - records.length));
  }
  return records;
}

/** An object from v37.0 on, before a bare array. */
function reply(call: Call, records: readonly object[]): Reply {
  return { status: 200, body: call.version < 37 ? records : { searchRecords: records } };
}

const search: Answer = (call) => reply(call, run(call, parseSosl(call.parameters.get('q') ?? '')));

const missing = (): ApiError => new ApiError(400, 'MALFORMED_SEARCH', 'The parameter q is required.'); // text unverified

const listed = (value: unknown): string => (Array.isArray(value) ? value.map(String).join(', ') : '');
const numbered = (value: unknown): number | undefined =>
  value === undefined || value === null || Number.isNaN(Number(value)) ? undefined : Number(value);

interface Asked {
  readonly q: unknown;
  readonly in: unknown;
  readonly fields: string;
  readonly sobjects: readonly Readonly<Record<string, unknown>>[];
  readonly defaultLimit: number | undefined;
  readonly overallLimit: number | undefined;
}

function searchFor(asked: Asked): Search {
  if (typeof asked.q !== 'string' || asked.q === '') throw missing();
  const returning = asked.sobjects.map(({ name, fields, where, orderBy, limit }) => {
    const most = numbered(limit) ?? asked.defaultLimit;
    return {
      object: String(name),
      fields: listed(fields) || asked.fields,
      where: typeof where === 'string' ? where : '',
      orderBy: typeof orderBy === 'string' ? orderBy : '',
      ...(most === undefined ? {} : { limit: most }),
    };
  });
  return {
    term: termOf(asked.q),
    group: typeof asked.in === 'string' ? groupOf(asked.in) : 'ALL',
    ...(returning.length === 0 ? {} : { returning }),
    ...(asked.overallLimit === undefined ? {} : { limit: asked.overallLimit }),
  };
}

/** `?q=Acme&sobject=Account&Account.fields=id,name&Account.limit=10`. */
const byParameters: Answer = (call) => {
  const get = (name: string): string | undefined => call.parameters.get(name) ?? undefined;
  const split = (text: string | undefined): readonly string[] => text?.split(',') ?? [];
  const sobjects = call.parameters.getAll('sobject').map((name) => ({
    name,
    fields: split(get(`${name}.fields`)),
    where: get(`${name}.where`),
    orderBy: get(`${name}.orderBy`),
    limit: get(`${name}.limit`),
  }));
  const asked = { q: get('q'), in: get('in'), fields: listed(split(get('fields'))), sobjects };
  const limits = { defaultLimit: numbered(get('defaultLimit')), overallLimit: numbered(get('overallLimit')) };
  return reply(call, run(call, searchFor({ ...asked, ...limits })));
};

const byBody: Answer = (call) => {
  const body = isObject(call.body) ? call.body : {};
  const sobjects = Array.isArray(body['sobjects']) ? body['sobjects'].filter(isObject) : [];
  const limits = { defaultLimit: numbered(body['defaultLimit']), overallLimit: numbered(body['overallLimit']) };
  const asked = { q: body['q'], in: body['in'], fields: listed(body['fields']), sobjects, ...limits };
  return reply(call, run(call, searchFor(asked)));
};

export const searchResources: readonly Resource[] = [
  { path: 'search', methods: { GET: search } },
  { path: 'parameterizedSearch', methods: { GET: byParameters, POST: byBody } },
];
