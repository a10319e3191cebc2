/** Whole queries over a few rows, with results worked out by hand from the GoogleSQL reference. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openSession } from './session.ts';

const session = await openSession();
after(() => session[Symbol.asyncDispose]());

await session.make(
  'shop.orders',
  `SELECT 1 AS id, 'EAST' AS dept, DATE '2026-04-01' AS day, NUMERIC '10.5' AS amount UNION ALL
   SELECT 2, 'EAST', DATE '2026-04-15', NUMERIC '20' UNION ALL
   SELECT 3, 'WEST', DATE '2026-05-01', NULL UNION ALL
   SELECT 4, NULL, DATE '2026-05-02', NUMERIC '5'`,
);
await session.make('shop.depts', `SELECT 'EAST' AS dept, 'East' AS label UNION ALL SELECT 'NORTH', 'North'`);
await session.make(
  'shop.baskets',
  `SELECT 'a' AS basket, ['x', 'y'] AS items, STRUCT(1 AS n, 's' AS t) AS info UNION ALL
   SELECT 'b', [], STRUCT(2 AS n, 'u' AS t)`,
);

/** Rows as lists of values. */
async function rows(sql: string): Promise<readonly (readonly unknown[])[]> {
  return (await session.rows(sql)).map((row) => Object.values(row));
}

test('groups by columns, aliases, numbers, ALL, ROLLUP and GROUPING SETS', async () => {
  const month = 'SELECT DATE_TRUNC(day, MONTH) AS day, SUM(amount) AS total, COUNT(*) AS n FROM shop.orders';
  const expected = [
    ['2026-04-01', '30.500000000', '2'],
    ['2026-05-01', '5.000000000', '2'],
  ];
  for (const by of ['day', '1', 'ALL', 'DATE_TRUNC(day, MONTH)']) {
    if (by === 'DATE_TRUNC(day, MONTH)') continue; // the alias hides the column there, as in BigQuery
    assert.deepEqual(await rows(`${month} GROUP BY ${by} ORDER BY day`), expected, by);
  }
  assert.deepEqual(await rows('SELECT dept, COUNT(*) FROM shop.orders GROUP BY ROLLUP(dept) ORDER BY 2 DESC, dept'), [
    [null, '4'],
    ['EAST', '2'],
    [null, '1'],
    ['WEST', '1'],
  ]);
  assert.deepEqual(
    await rows(
      'SELECT dept, GROUPING(dept) AS g, COUNT(*) AS n FROM shop.orders GROUP BY GROUPING SETS ((), (dept)) ORDER BY g DESC, dept',
    ),
    [
      [null, '1', '4'],
      [null, '0', '1'],
      ['EAST', '0', '2'],
      ['WEST', '0', '1'],
    ],
  );
});

test('a subquery may begin with WITH', async () => {
  const sql = 'SELECT n FROM (WITH one AS (SELECT 1 AS n) SELECT n + 1 AS n FROM one) AS two';
  assert.deepEqual(await rows(sql), [['2']]);
});

test('aggregates treat NULL and emptiness as BigQuery does', async () => {
  assert.deepEqual(
    await rows(
      `SELECT COUNT(amount), COUNTIF(amount > 100), SUM(amount), AVG(amount), MIN(day), MAX(dept), COUNT(DISTINCT dept),
        LOGICAL_AND(amount > 1), STRING_AGG(dept, '-' ORDER BY id DESC), MAX_BY(id, amount), ANY_VALUE(dept)
       FROM shop.orders WHERE dept IS NOT NULL`,
    ),
    [['2', '0', '30.500000000', '15.250000000', '2026-04-01', 'WEST', '2', true, 'WEST-EAST-EAST', '2', 'EAST']],
  );
  assert.deepEqual(await rows('SELECT COUNTIF(TRUE), COUNT(*), SUM(id), AVG(amount) FROM shop.orders WHERE FALSE'), [
    ['0', '0', null, null],
  ]);
  assert.deepEqual(
    await rows(
      'SELECT ARRAY_AGG(dept IGNORE NULLS ORDER BY id LIMIT 2), ARRAY_AGG(DISTINCT id ORDER BY id) FROM shop.orders',
    ),
    [
      [
        ['EAST', 'EAST'],
        ['1', '2', '3', '4'],
      ],
    ],
  );
  assert.deepEqual(await rows('SELECT AVG(id), SUM(DISTINCT id), AVG(CAST(id AS NUMERIC)) FROM shop.orders'), [
    [2.5, '10', '2.500000000'],
  ]);
});

test('windows, QUALIFY and named windows', async () => {
  assert.deepEqual(
    await rows(
      `SELECT id, ROW_NUMBER() OVER (PARTITION BY dept ORDER BY day DESC) AS r, SUM(id) OVER w AS running,
         LAG(id) OVER (ORDER BY id) AS before, LEAD(id, 2, 0) OVER (ORDER BY id) AS later,
         FIRST_VALUE(dept IGNORE NULLS) OVER (ORDER BY id DESC) AS first
       FROM shop.orders QUALIFY r = 1 WINDOW w AS (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) ORDER BY id`,
    ),
    [
      ['2', '1', '3', '1', '4', 'WEST'],
      ['3', '1', '5', '2', '0', 'WEST'],
      ['4', '1', '7', '3', '0', null],
    ],
  );
});

test('PERCENTILE_DISC takes the first value that reaches the share, over values that are there', async () => {
  const values =
    "UNNEST([STRUCT('a' AS k, 4 AS v), ('a', 1), ('a', NULL), ('a', 3), ('a', 2), ('b', 5), ('b', 1), ('b', 3), ('c', NULL)])";
  const of = (share: string): string => `PERCENTILE_DISC(v, ${share}) OVER (PARTITION BY k)`;
  assert.deepEqual(await rows(`SELECT DISTINCT k, ${['0', '0.5', '1'].map(of).join(', ')} FROM ${values} ORDER BY k`), [
    ['a', '1', '2', '4'],
    ['b', '1', '3', '5'],
    ['c', null, null, null],
  ]);
});

test('structures of an array are the same by the places of their fields, whatever these are called', async () => {
  for (const list of [
    "[STRUCT(1 AS a, 'x' AS b), STRUCT(2 AS c, 'y' AS d)]",
    "[STRUCT(1 AS a, 'x' AS b), (2, 'y')]",
    "ARRAY<STRUCT<a INT64, b STRING>>[(1, 'x'), (2, 'y')]",
    "ARRAY<STRUCT<a INT64, b STRING>>[STRUCT(1 AS b, 'x' AS a), STRUCT(2, 'y')]",
  ]) {
    const expected = [
      ['1', 'x'],
      ['2', 'y'],
    ];
    assert.deepEqual(await rows(`SELECT a, b FROM UNNEST(${list}) ORDER BY a`), expected, list);
  }
  assert.deepEqual(await rows('SELECT a, b FROM UNNEST(ARRAY<STRUCT<a NUMERIC, b STRING>>[(1, NULL)])'), [
    ['1.000000000', null],
  ]);
});

test('joins: USING gives one column, FULL the one that is there, UNNEST the elements with their places', async () => {
  assert.deepEqual(
    await rows(
      'SELECT * FROM shop.depts FULL JOIN (SELECT DISTINCT dept, COUNT(*) AS n FROM shop.orders GROUP BY dept) USING (dept) ORDER BY dept',
    ),
    [
      [null, null, '1'],
      ['EAST', 'East', '2'],
      ['NORTH', 'North', null],
      ['WEST', null, '1'],
    ],
  );
  assert.deepEqual(
    await rows(
      'SELECT o.id, d.label FROM shop.orders o LEFT JOIN shop.depts AS d ON d.dept = o.dept WHERE o.id <> 4 ORDER BY o.id',
    ),
    [
      ['1', 'East'],
      ['2', 'East'],
      ['3', null],
    ],
  );
  assert.deepEqual(
    await rows(
      'SELECT basket, item, place FROM shop.baskets LEFT JOIN UNNEST(items) AS item WITH OFFSET AS place ORDER BY basket, place',
    ),
    [
      ['a', 'x', '0'],
      ['a', 'y', '1'],
      ['b', null, null],
    ],
  );
  assert.deepEqual(await rows('SELECT b.basket, i FROM shop.baskets AS b, UNNEST(b.items) AS i ORDER BY i'), [
    ['a', 'x'],
    ['a', 'y'],
  ]);
});

test('star with EXCEPT and REPLACE, fields of structures, nested queries', async () => {
  assert.deepEqual(
    await rows("SELECT * EXCEPT (amount, day) REPLACE (CONCAT(dept, '!') AS dept) FROM shop.orders WHERE id = 1"),
    [['1', 'EAST!']],
  );
  assert.deepEqual(await rows("SELECT info.n, b.info.* FROM shop.baskets b WHERE info.t = 'u'"), [['2', '2', 'u']]);
  assert.deepEqual(
    await rows(
      `WITH big AS (SELECT * FROM shop.orders WHERE amount > 8), top AS (SELECT MAX(amount) AS most FROM big)
       SELECT id, (SELECT most FROM top) AS most, EXISTS(SELECT 1 FROM shop.depts d WHERE d.dept = big.dept) AS known,
         ARRAY(SELECT label FROM shop.depts WHERE dept = big.dept) AS labels
       FROM big WHERE dept IN (SELECT dept FROM shop.depts) ORDER BY id LIMIT 1 OFFSET 1`,
    ),
    [['2', '20.000000000', true, ['East']]],
  );
  assert.deepEqual(
    await rows(
      'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT n FROM r ORDER BY n',
    ),
    [['1'], ['2'], ['3']],
  );
});

test('set operations bring columns to common types', async () => {
  assert.deepEqual(await rows("SELECT 1 AS x, 'a' AS y UNION ALL SELECT 2.5, NULL ORDER BY x"), [
    [1, 'a'],
    [2.5, null],
  ]);
  assert.deepEqual(await rows('SELECT x FROM UNNEST([1, 2, 2]) AS x EXCEPT DISTINCT SELECT 1'), [['2']]);
  assert.deepEqual(await rows('(SELECT 1 AS x UNION DISTINCT SELECT 1) INTERSECT DISTINCT SELECT 1'), [['1']]);
});

test('NULLs come first in ascending order and last in descending', async () => {
  assert.deepEqual(await rows('SELECT dept FROM shop.orders GROUP BY dept ORDER BY dept'), [
    [null],
    ['EAST'],
    ['WEST'],
  ]);
  assert.deepEqual(await rows('SELECT dept FROM shop.orders GROUP BY dept ORDER BY dept DESC'), [
    ['WEST'],
    ['EAST'],
    [null],
  ]);
  assert.deepEqual(await rows('SELECT dept FROM shop.orders GROUP BY dept ORDER BY dept NULLS LAST LIMIT 1'), [
    ['EAST'],
  ]);
});
