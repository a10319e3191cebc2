/** SOQL text → its tree (SOQL and SOSL Reference, "SOQL SELECT Syntax"). */
import { conditionIn } from './conditions.ts';
import { isName, nameIn, operandIn, pathIn } from './operands.ts';
import { malformed, refused } from './refusal.ts';
import { Reader } from './tokens.ts';
import type { Grouping, Item, Operand, Order, Path, Query, TypeOf } from './tree.ts';

/** Characters of a query (Limits Quick Reference, "SOQL and SOSL Limits"). */
const longest = 100_000;

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

function pathsIn(reader: Reader): readonly Path[] {
  const paths = [pathIn(reader)];
  while (reader.skip(',')) paths.push(pathIn(reader));
  return paths;
}

function typeOfIn(reader: Reader): TypeOf {
  const path = pathIn(reader);
  const whens: { type: Path; fields: readonly Path[] }[] = [];
  while (reader.skip('WHEN')) {
    const type = pathIn(reader);
    reader.expect('THEN');
    whens.push({ type, fields: pathsIn(reader) });
  }
  if (whens.length === 0) throw reader.unexpected();
  const otherwise = reader.skip('ELSE') ? pathsIn(reader) : undefined;
  reader.expect('END');
  return { kind: 'typeof', path, whens, otherwise };
}

function itemIn(reader: Reader): Item {
  if (reader.skip('(')) {
    const query = queryIn(reader);
    reader.expect(')');
    return { kind: 'children', query };
  }
  if (reader.isNext('TYPEOF') && isName(reader.peek(1))) {
    reader.take();
    return typeOfIn(reader);
  }
  const operand = operandIn(reader);
  return isName(reader.peek()) ? { kind: 'field', operand, alias: reader.take().text } : { kind: 'field', operand };
}

function itemsIn(reader: Reader, at: number): readonly Item[] {
  if (reader.isNext('FROM')) {
    // Summer '24, "Changed Error Messages".
    throw refused('MALFORMED_QUERY', reader.soql, at, "unexpected token: 'SELECT FROM'");
  }
  const items = [itemIn(reader)];
  while (reader.skip(',')) items.push(itemIn(reader));
  return items;
}

const clauseWords = ['USING', 'WHERE', 'WITH', 'GROUP', 'HAVING', 'ORDER', 'LIMIT', 'OFFSET', 'FOR', 'UPDATE', 'ALL'];

function aliasIn(reader: Reader): string | undefined {
  const isClause = clauseWords.some((word) => reader.isNext(word));
  return !isClause && isName(reader.peek()) ? reader.take().text.toLowerCase() : undefined;
}

/** `FROM Contact c, c.Account a`: the first is what is queried, the others name paths. */
function fromIn(reader: Reader): Pick<Query, 'from' | 'aliases'> {
  const from = pathIn(reader);
  const aliases = new Map<string, string>();
  const first = aliasIn(reader);
  if (first !== undefined) aliases.set(first, '');
  while (reader.skip(',')) {
    const { text, at } = pathIn(reader);
    const alias = aliasIn(reader);
    const [head = '', ...rest] = text.split('.');
    const start = aliases.get(head.toLowerCase()) ?? (head.toLowerCase() === from.text.toLowerCase() ? '' : undefined);
    if (start === undefined || rest.length === 0) {
      // The text from public replies.
      const message = `A driving SObject type has already been set, all other entity types in the FROM clause must be relationships to the initial object.  The driving object is ${from.text}.`;
      throw refused('MALFORMED_QUERY', reader.soql, at, message);
    }
    if (alias !== undefined) aliases.set(alias, [start, ...rest].filter((step) => step !== '').join('.'));
  }
  return { from, aliases };
}

function operandsIn(reader: Reader): readonly Operand[] {
  const operands = [operandIn(reader)];
  while (reader.skip(',')) operands.push(operandIn(reader));
  return operands;
}

function groupingIn(reader: Reader): Grouping {
  const mode = reader.skip('ROLLUP', '(') ? 'rollup' : reader.skip('CUBE', '(') ? 'cube' : 'plain';
  const keys = operandsIn(reader);
  if (mode !== 'plain') reader.expect(')');
  return { mode, keys };
}

function orderIn(reader: Reader): Order {
  const operand = operandIn(reader);
  const isDescending = reader.skip('DESC');
  if (!isDescending) reader.skip('ASC');
  const isNullsLast = reader.skip('NULLS', 'LAST');
  if (!isNullsLast) reader.skip('NULLS', 'FIRST');
  return { operand, isDescending, isNullsLast };
}

function ordersIn(reader: Reader): readonly Order[] {
  const orders = [orderIn(reader)];
  while (reader.skip(',')) orders.push(orderIn(reader));
  return orders;
}

/** WITH in a query that no Apex runs (Summer '24, "Changed Error Messages"); data categories are not imitated. */
function refuseWith(reader: Reader): never {
  if (reader.isNext('DATA', 'CATEGORY')) throw malformed('WITH DATA CATEGORY is not supported by this org');
  throw malformed(
    'rule soqlWithIdentifierClause failed predicate: {this.helper.allowApexSyntax() && this.helper.hasApexContext()}?',
  );
}

function purposesIn(reader: Reader): Query['purposes'] {
  const purposes = new Set<'VIEW' | 'REFERENCE' | 'UPDATE'>();
  const all = ['VIEW', 'REFERENCE', 'UPDATE'] as const;
  for (;;) {
    const purpose = all.find((one) => reader.skip('FOR', one));
    if (purpose === undefined) break;
    purposes.add(purpose);
  }
  // Statistics of knowledge articles: taken and ignored, there are no articles.
  if (reader.skip('UPDATE')) {
    do if (!reader.skip('TRACKING') && !reader.skip('VIEWSTAT')) throw reader.unexpected();
    while (reader.skip(','));
  }
  return purposes;
}

/** The clauses behind FROM, in their one order. */
function clausesIn(reader: Reader): Omit<Query, 'at' | 'items' | 'from' | 'aliases'> {
  const clauses: Partial<Writable<Query>> = {};
  if (reader.skip('USING')) {
    reader.expect('SCOPE');
    const { text, at } = nameIn(reader);
    clauses.scope = { kind: 'path', text, at };
  }
  if (reader.skip('WHERE')) clauses.where = conditionIn(reader, joinIn);
  if (reader.skip('WITH')) refuseWith(reader);
  if (reader.skip('GROUP')) {
    reader.expect('BY');
    clauses.groupBy = groupingIn(reader);
    if (reader.skip('HAVING')) clauses.having = conditionIn(reader, joinIn);
  }
  if (reader.skip('ORDER')) {
    reader.expect('BY');
    clauses.orderBy = ordersIn(reader);
  }
  if (reader.skip('LIMIT')) clauses.limit = reader.count();
  if (reader.skip('OFFSET')) clauses.offset = reader.count();
  return { orderBy: [], ...clauses, purposes: purposesIn(reader) };
}

/** The sub-select of a semi-join ends with its conditions; where it goes on, a value is missing. */
function joinIn(reader: Reader): Query {
  const { at } = reader.peek();
  reader.expect('SELECT');
  const items = itemsIn(reader, at);
  reader.expect('FROM');
  const from = fromIn(reader);
  const where = reader.skip('WHERE') ? { where: conditionIn(reader, joinIn) } : {};
  const next = reader.peek();
  if (!reader.isNext(')')) {
    throw refused('MALFORMED_QUERY', reader.soql, next.at, `missing value at '${next.text}'`);
  }
  return { at, items, ...from, ...where, orderBy: [], purposes: new Set() };
}

function queryIn(reader: Reader): Query {
  const { at } = reader.peek();
  reader.expect('SELECT');
  const items = itemsIn(reader, at);
  reader.expect('FROM');
  return { at, items, ...fromIn(reader), ...clausesIn(reader) };
}

/** Throws MALFORMED_QUERY for text that is not SOQL. */
export function parseSoql(soql: string): Query {
  if (soql.length > longest) throw malformed(`SOQL statements cannot be longer than ${longest} characters.`);
  const reader = new Reader(soql);
  const query = queryIn(reader);
  if (reader.peek().kind !== 'end') throw reader.unexpected();
  return query;
}
