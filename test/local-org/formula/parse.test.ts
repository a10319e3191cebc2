import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormulaError, parseFormula, type Node } from '../../../local-org/formula/formula.ts';

/** The tree as text with every pair of parentheses. */
function shown(node: Node): string {
  switch (node.kind) {
    case 'name':
      return node.path.join('.');
    case 'call':
      return `${node.name}(${node.args.map(shown).join(', ')})`;
    case 'unary':
      return `(${node.operator}${shown(node.operand)})`;
    case 'binary':
      return `(${shown(node.left)} ${node.operator} ${shown(node.right)})`;
    case 'null':
      return 'NULL';
    case 'number':
    case 'text':
    case 'boolean':
      return JSON.stringify(node.value);
  }
}

const readings: readonly (readonly [string, string])[] = [
  ['1 - 2 - 3', '((1 - 2) - 3)'],
  ['1 + 2 * 3 ^ 2', '(1 + (2 * (3 ^ 2)))'],
  ['-A__c * 2', '((-A__c) * 2)'],
  ['A & B = C', '((A & B) = C)'],
  ['A + B & C > D', '(((A + B) & C) > D)'],
  ['A = 1 || B == 2 && !C', '((A = 1) || ((B = 2) && (!C)))'],
  ['A != B', '(A <> B)'],
  ['/* why */ 1 /* not */ + .5', '(1 + 0.5)'],
  [`IF(a, "x\\"y", 'z')`, 'IF(a, "x\\"y", "z")'],
  ['$User.Email', '$User.Email'],
  ['Owner:User.Name', 'Owner:User.Name'],
  ['null = TRUE', '(NULL = true)'],
];

for (const [source, tree] of readings) {
  test(`${source} reads as ${tree}`, () => {
    assert.equal(shown(parseFormula(source)), tree);
  });
}

const broken: readonly (readonly [string, number])[] = [
  ['IF(A', 4],
  ['1 +', 3],
  ['1 2', 2],
  ['A # B', 2],
  ['"open', 0],
];

for (const [source, at] of broken) {
  test(`${source} is refused at character ${at}`, () => {
    assert.throws(
      () => parseFormula(source),
      (error) => error instanceof FormulaError && error.at === at,
    );
  });
}
