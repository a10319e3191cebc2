/** What describe says of a field is what a query finds: of every field of every object, standard and custom. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ApiError } from '../../../local-org/engine/engine.ts';
import { startWorld, type World } from '../../world/world.ts';
import { grove } from '../ui/grove.ts';

const stack = new AsyncDisposableStack();
let world: World;

interface Described {
  readonly name: string;
  readonly type: string;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly groupable: boolean;
  readonly aggregatable: boolean;
}

before(async () => {
  world = stack.use(await startWorld({ deploy: grove('System Administrator') }));
});
after(() => stack.disposeAsync());

/** Answered or refused; anything else is a defect. */
function isTaken(soql: string): boolean {
  const { engine, admin } = world.org;
  try {
    engine.query({ userId: admin.id }, soql);
    return true;
  } catch (error) {
    assert.ok(error instanceof ApiError, `${soql}\n${String(error)}`);
    return false;
  }
}

/** Claims about a field that do not hold. An address is filtered by its distance alone, which this org does not know. */
function lies(object: string, field: Described): readonly string[] {
  const { name, type } = field;
  const claims: readonly (readonly [soql: string, isAllowed: boolean])[] = [
    [`SELECT ${name} FROM ${object} LIMIT 1`, true],
    [`SELECT Id FROM ${object} WHERE ${name} = NULL LIMIT 1`, field.filterable && type !== 'address'],
    [`SELECT Id FROM ${object} ORDER BY ${name} LIMIT 1`, field.sortable],
    [`SELECT ${name} FROM ${object} GROUP BY ${name} LIMIT 1`, field.groupable],
    [`SELECT COUNT(${name}) FROM ${object}`, field.aggregatable],
  ];
  return claims.flatMap(([soql, isAllowed]) => (isTaken(soql) === isAllowed ? [] : [soql]));
}

test('a field is selected, filtered, sorted, grouped and counted where describe says so, and nowhere else', async () => {
  const { json } = await world.ask('GET', 'sobjects');
  const { sobjects } = json as { sobjects: readonly { name: string; queryable: boolean }[] }; // the global describe
  // UserRecordAccess answers only about one user and named records (Object Reference).
  const names = sobjects.filter((one) => one.queryable && one.name !== 'UserRecordAccess').map(({ name }) => name);
  assert.ok(names.length > 30 && names.includes('Tree__c'), names.join());
  const found: string[] = [];
  for (const name of names) {
    const description = (await world.ask('GET', `sobjects/${name}/describe`)).json as { fields: readonly Described[] }; // a describe
    found.push(...description.fields.flatMap((field) => lies(name, field)));
  }
  assert.deepEqual(found, []);
});
