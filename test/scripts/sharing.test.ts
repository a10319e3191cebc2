/** Roles and sharing rules that the demo makes of its people. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import type { Person } from '../../scripts/demo/people.ts';
import { roleOf, sharingPackage } from '../../scripts/demo/sharing.ts';

function person(key: string, role: Person['role'], department: string | null, manager: string | null = null): Person {
  const names = { name: key, firstName: null, lastName: key, email: `${key}@example.com`, username: key };
  return { key, ...names, department, manager, role, language: 'en_US' };
}

function textsOf(people: readonly Person[]): Readonly<Record<string, string>> {
  const zip = sharingPackage(people);
  assert.ok(zip);
  return Object.fromEntries(
    Object.entries(unzipSync(zip)).map(([path, content]) => [path, new TextDecoder().decode(content)]),
  );
}

test('a department stands below that of the manager of its head, the first ones below RevOps', () => {
  const files = textsOf([
    person('ops', 'revops', null),
    person('chief', 'manager', 'HQ'),
    person('head', 'unit-manager', 'SALES-1', 'chief'),
    person('rep', 'rep', 'SALES-1', 'head'),
  ]);
  const above = (role: string): string | undefined => /<parentRole>(\w+)</.exec(files[`roles/${role}.role`] ?? '')?.[1];
  assert.deepEqual(['Revenue_Operations', 'Unit_HQ', 'Unit_SALES_1', 'Unit_SALES_1_Reps'].map(above), [
    undefined,
    'Revenue_Operations',
    'Unit_HQ',
    'Unit_SALES_1',
  ]);
});

test('names keep to what the Metadata API takes, values to what the warehouse has', () => {
  const odd = person('head', 'unit-manager', '営業 & A/B');
  const files = textsOf([odd]);
  const role = roleOf(odd) ?? '';
  assert.match(role, /^[A-Za-z](?:_?[A-Za-z0-9])*$/);
  assert.match(files['sharingRules/Budget__c.sharingRules'] ?? '', /<value>営業 &amp; A\/B<\/value>/);
  assert.ok(files[`roles/${role}.role`]);
  const roles = ['営業', '広告', 'A-B', 'A/B', 'A_B'].map((name) => roleOf(person('head', 'manager', name)));
  assert.equal(new Set(roles).size, 5);
});

test('people without a department and without RevOps have no role', () => {
  assert.equal(sharingPackage([person('rep', 'rep', null)]), undefined);
  assert.equal(roleOf(person('rep', 'rep', null)), undefined);
});
