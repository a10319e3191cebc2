/** What a record picker asks by GraphQL: names that match, under the filter that the page gives. */
import { ask, type Answer } from '../../data/graph.ts';
import { asText, isObject } from '../../data/freeze.ts';
import { parseLogic, type Logic } from '../../data/logic.ts';
import type { FoundRecord } from '../../data/names.ts';

export interface Criterion {
  readonly fieldPath: string;
  readonly operator: string;
  readonly value: unknown;
}

export interface Filter {
  readonly criteria: readonly Criterion[];
  /** `1 AND (2 OR 3)`; absent means all of them. */
  readonly filterLogic?: string;
}

export interface PickerQuery {
  readonly objectApiName: string;
  /** `Name` */
  readonly nameField: string;
  /** Fields that are searched beside the name's own. */
  readonly matching: readonly string[];
  /** A field shown below the name. */
  readonly detailField: string | undefined;
  readonly filter: Filter | undefined;
}

type Where = Readonly<Record<string, unknown>>;

/** `Account.Industry` → `{ Account: { Industry: { eq: … } } }`. */
function condition(path: string, operator: string, value: unknown): Where {
  const inner: Where = { [operator]: value };
  return path.split('.').reduceRight<Where>((below, name) => ({ [name]: below }), inner);
}

function combined(logic: Logic, conditions: readonly Where[]): Where {
  switch (logic.kind) {
    case 'item':
      return conditions[logic.number - 1] ?? {};
    case 'not':
      return { not: combined(logic.of, conditions) };
    case 'and':
    case 'or':
      return { [logic.kind]: logic.all.map((one) => combined(one, conditions)) };
  }
}

function filterOf({ filter }: PickerQuery): readonly Where[] {
  if (filter === undefined || filter.criteria.length === 0) return [];
  const conditions = filter.criteria.map(({ fieldPath, operator, value }) => condition(fieldPath, operator, value));
  return filter.filterLogic === undefined ? conditions : [combined(parseLogic(filter.filterLogic), conditions)];
}

/** A selection of nested fields: `Account { Name { value displayValue } }`. */
function selection(path: string): string {
  const [first = '', ...rest] = path.split('.');
  return rest.length === 0 ? `${first} { value displayValue }` : `${first} { ${selection(rest.join('.'))} }`;
}

function textAt(node: unknown, path: string): string {
  const leaf = path.split('.').reduce((value: unknown, name) => (isObject(value) ? value[name] : undefined), node);
  if (!isObject(leaf)) return '';
  return asText(leaf['displayValue']) || asText(leaf['value']);
}

function nodesOf({ data }: Answer, objectApiName: string): readonly unknown[] {
  const path = ['uiapi', 'query', objectApiName, 'edges'];
  const edges = path.reduce((value: unknown, name) => (isObject(value) ? value[name] : undefined), data);
  return Array.isArray(edges) ? edges.map((edge: unknown) => (isObject(edge) ? edge['node'] : undefined)) : [];
}

export interface Picked {
  readonly records: readonly FoundRecord[];
  /** What the org said against the question. */
  readonly error: string | undefined;
}

async function run(query: PickerQuery, conditions: readonly Where[], limit: number): Promise<Picked> {
  const { objectApiName, nameField, detailField } = query;
  const fields = [...new Set([nameField, ...(detailField === undefined ? [] : [detailField])])].map(selection);
  const source = `query pick($where: ${objectApiName}_Filter, $first: Int) { uiapi { query { ${objectApiName}(
    first: $first, where: $where, orderBy: { ${nameField}: { order: ASC } }
  ) { edges { node { Id ${fields.join(' ')} } } } } } }`;
  const where = conditions.length === 0 ? undefined : { and: conditions };
  const answer = await ask({ query: { kind: 'Document', source }, variables: { where, first: limit } });
  const records = nodesOf(answer, objectApiName).map((node) => ({
    id: isObject(node) ? asText(node['Id']) : '',
    name: textAt(node, nameField),
    detail: detailField === undefined ? '' : textAt(node, detailField),
  }));
  return { records, error: answer.errors?.[0]?.message };
}

export function pickByName(query: PickerQuery, term: string, limit: number): Promise<Picked> {
  const matches = [...new Set([query.nameField, ...query.matching])].map((path) =>
    condition(path, 'like', `%${term}%`),
  );
  const named = term === '' ? [] : [{ or: matches }];
  return run(query, [...named, ...filterOf(query)], limit);
}

export async function pickById(query: PickerQuery, id: string): Promise<FoundRecord | undefined> {
  const { records } = await run(query, [condition('Id', 'eq', id)], 1);
  return records[0];
}
