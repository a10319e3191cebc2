/** `sf data` and `sf sobject`: single records, queries and describes, and how each fails. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signedIn, type Sf, type SignedIn } from './sf.ts';

let opened: SignedIn;
let sf: Sf;
before(async () => {
  opened = await signedIn();
  ({ sf } = opened);
});
after(() => opened[Symbol.asyncDispose]());

interface Saved {
  readonly id: string;
  readonly success: boolean;
}

test('a record is created, read, changed and deleted', async () => {
  const values = "Name='Orchard Media' NumberOfEmployees=12";
  const { id, success } = await sf.result<Saved>(['data', 'create', 'record', '-s', 'Account', '-v', values]);
  assert.match(id, /^001\w{15}$/);
  assert.ok(success);
  const read = await sf.result<Record<string, unknown>>(['data', 'get', 'record', '-s', 'Account', '-i', id]);
  assert.deepEqual([read['Name'], read['NumberOfEmployees']], ['Orchard Media', 12]);
  await sf.result(['data', 'update', 'record', '-s', 'Account', '-w', "Name='Orchard Media'", '-v', 'Site=Osaka']);
  const [changed, table] = await Promise.all([
    sf.result<Record<string, unknown>>(['data', 'get', 'record', '-s', 'Account', '-w', 'Site=Osaka']),
    sf.run(['data', 'query', '-q', 'SELECT Name, Owner.Name FROM Account']),
  ]);
  assert.equal(changed['Id'], id);
  assert.match(table.out, /NAME\s*│ OWNER\.NAME/);
  await sf.result(['data', 'delete', 'record', '-s', 'Account', '-i', id]);
  const gone = await sf.json(['data', 'get', 'record', '-s', 'Account', '-i', id]);
  assert.deepEqual([gone.code, gone.name], [1, 'NOT_FOUND']);
});
