/** Conditions made at random, against an evaluation by hand: three-valued where SOQL is, two-valued where it is not. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { openAgency } from './agency.ts';
import { randomNumbers } from '../../world/random.ts';

interface Row {
  readonly Name: string;
  readonly Size__c: string | null;
  readonly Amount__c: number | null;
  readonly Day__c: string | null;
  readonly Moment__c: string | null;
  readonly Paid__c: boolean;
  readonly Tags__c: string | null;
}

/** A condition as SOQL writes it, and what it says of a row. */
interface Condition {
  readonly soql: string;
  readonly holds: (row: Row) => boolean;
}

const random = randomNumbers(20261126);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // the lists are not empty

const sizes = ['Small', 'Medium', 'Large'];
const amounts = [-12.5, 0, 0.1, 0.3, 7, 1000.01];
const days = ['2025-12-31', '2026-10-01', '2026-11-21', '2026-11-22', '2026-11-30'];
const tags = ['a', 'b', 'a;b'];
const words = ['alpha', 'Beta', 'gamma', 'ALPHABET', 'Ärger', 'ärmel'];
const moments = ['2026-11-21T14:59:59.000Z', '2026-11-21T15:00:00.000Z', '2026-11-22T14:59:59.000Z'];

const orNull = <T>(list: readonly T[]): T | null => (random() < 0.25 ? null : pick(list));

const rows: readonly Row[] = Array.from({ length: 150 }, (_, index) => ({
  Name: `${pick(words)} ${index}`,
  Size__c: orNull(sizes),
  Amount__c: orNull(amounts),
  Day__c: orNull(days),
  Moment__c: orNull(moments),
  Paid__c: random() < 0.5,
  Tags__c: orNull(tags),
}));

const org = openAgency();
before(() => {
  org.put(
    'insert',
    'Order__c',
    rows.map((row) => ({ ...row })),
  );
});

type Ordered = string | number | null;

/** `!=` keeps what has no value; an order has no place for it (SOQL and SOSL Reference, "Comparison Operators"). */
function compared(left: Ordered, sign: string, right: string | number): boolean {
  if (sign === '=') return left === right;
  if (sign === '!=') return left !== right;
  if (left === null) return false;
  if (sign === '<') return left < right;
  if (sign === '<=') return left <= right;
  return sign === '>' ? left > right : left >= right;
}

const sign = (): string => pick(['=', '!=', '<', '<=', '>', '>=']);
const quoted = (text: string): string => `'${text}'`;
const withCase = (text: string): string => pick([text, text.toUpperCase(), text.toLowerCase()]);

function amount(): Condition {
  const [operator, right] = [sign(), pick(amounts)];
  return { soql: `Amount__c ${operator} ${right}`, holds: (row) => compared(row.Amount__c, operator, right) };
}

function day(): Condition {
  const [operator, right] = [sign(), pick(days)];
  return { soql: `Day__c ${operator} ${right}`, holds: (row) => compared(row.Day__c, operator, right) };
}

/** The person is in Tokyo, whose 22nd of November begins at 15:00 of the 21st in UTC. */
function today(): Condition {
  const operator = sign();
  const [start, end] = ['2026-11-21T15:00:00.000Z', '2026-11-22T15:00:00.000Z'];
  const within = (moment: string): string => (moment < start ? 'before' : moment < end ? 'in' : 'later');
  const place = { before: 0, in: 1, later: 2 };
  return {
    soql: `Moment__c ${operator} TODAY`,
    holds: ({ Moment__c: moment }) =>
      compared(moment === null ? null : place[within(moment) as keyof typeof place], operator, 1), // one of its keys
  };
}

function sizeList(): Condition {
  const list = [pick(sizes), pick(sizes)];
  const isIn = random() < 0.5;
  return {
    soql: `Size__c ${isIn ? 'IN' : 'NOT IN'} (${list.map(withCase).map(quoted).join(', ')})`,
    holds: ({ Size__c: size }) => (size !== null && list.includes(size)) === isIn,
  };
}

function tagList(): Condition {
  const list = [pick(tags), pick(tags)];
  const isIn = random() < 0.5;
  const has = (value: string | null, wanted: string): boolean =>
    wanted.split(';').every((one) => value?.split(';').includes(one) === true);
  return {
    soql: `Tags__c ${isIn ? 'INCLUDES' : 'EXCLUDES'} (${list.map(quoted).join(', ')})`,
    holds: (row) => list.some((wanted) => has(row.Tags__c, wanted)) === isIn,
  };
}

function start(): Condition {
  const text = pick(['al', 'B', 'är', 'Ä', 'alpha', 'x']);
  return {
    soql: `Name LIKE '${withCase(text)}%'`,
    holds: ({ Name }) => Name.toLowerCase().startsWith(text.toLowerCase()),
  };
}

function empty(): Condition {
  const name = pick(['Size__c', 'Amount__c', 'Day__c', 'Moment__c', 'Tags__c'] as const);
  const isEmpty = random() < 0.5;
  return { soql: `${name} ${isEmpty ? '=' : '!='} NULL`, holds: (row) => (row[name] === null) === isEmpty };
}

const leaves = [
  amount,
  day,
  today,
  sizeList,
  tagList,
  start,
  empty,
  (): Condition => ({ soql: 'Paid__c = TRUE', holds: ({ Paid__c }) => Paid__c }),
];

function made(depth: number): Condition {
  if (depth === 0 || random() < 0.2) return pick(leaves)();
  if (random() < 0.25) {
    const inner = made(depth - 1);
    return { soql: `(NOT (${inner.soql}))`, holds: (row) => !inner.holds(row) };
  }
  const parts = [made(depth - 1), made(depth - 1)];
  const isBoth = random() < 0.5;
  return {
    soql: `(${parts.map(({ soql }) => soql).join(isBoth ? ' AND ' : ' OR ')})`,
    holds: (row) => (isBoth ? parts.every(({ holds }) => holds(row)) : parts.some(({ holds }) => holds(row))),
  };
}

test('1,000 conditions select the records that they select by hand', () => {
  let selected = 0;
  for (let round = 0; round < 1000; round++) {
    const { soql, holds } = made(3);
    const found = org.rows(`SELECT Name FROM Order__c WHERE Key__c = NULL AND ${soql}`).map((row) => row['Name']);
    const expected = rows.filter(holds).map(({ Name }) => Name);
    assert.deepEqual(found.sort(), expected.sort(), soql);
    selected += found.length;
  }
  assert.ok(selected > 30_000 && selected < 120_000, String(selected));
});
