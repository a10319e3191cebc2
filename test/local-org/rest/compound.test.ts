/** Addresses: read as one value, written by their parts (Object Reference, "Compound Fields"). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorld, type World } from '../../world/world.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.close());

const street = { BillingStreet: '1-2-3 Umeda', BillingCity: 'Osaka', BillingCountry: 'Japan' };
const address = {
  city: 'Osaka',
  country: 'Japan',
  geocodeAccuracy: null,
  latitude: null,
  longitude: null,
  postalCode: null,
  state: null,
  street: '1-2-3 Umeda',
};

test('an address is read whole and by its parts, and is null when all of them are', async () => {
  const connection = world.connect();
  const { id = '' } = await connection.create('Account', { Name: 'Orchard', ...street });
  const { records } = await connection.query(`SELECT BillingAddress, ShippingAddress FROM Account WHERE Id = '${id}'`);
  assert.partialDeepStrictEqual(records, [{ BillingAddress: address, ShippingAddress: null }]);
  assert.partialDeepStrictEqual(await connection.retrieve('Account', id), { ...street, BillingAddress: address });
  const contact = await connection.create('Contact', { LastName: 'Sato', AccountId: id });
  const byParent = `SELECT Account.BillingAddress FROM Contact WHERE Id = '${contact.id ?? ''}'`;
  assert.partialDeepStrictEqual((await connection.query(byParent)).records, [{ Account: { BillingAddress: address } }]);
});

test('a description says which parts belong together', async () => {
  const { fields } = await world.connect().describe('Account');
  const whole = fields.find(({ name }) => name === 'BillingAddress');
  assert.partialDeepStrictEqual(whole, {
    type: 'address',
    createable: false,
    filterable: true,
    compoundFieldName: null,
  });
  const parts = fields.filter(({ compoundFieldName }) => compoundFieldName === 'BillingAddress');
  assert.deepEqual(
    parts.map(({ name }) => name.replace('Billing', '')),
    ['Street', 'City', 'State', 'PostalCode', 'Country', 'Latitude', 'Longitude', 'GeocodeAccuracy'],
  );
  const info = (await world.ask('GET', 'ui-api/object-info/Account')).json;
  assert.partialDeepStrictEqual(info, {
    fields: {
      BillingAddress: { compound: true, compoundComponentName: null, compoundFieldName: null, dataType: 'Address' },
      BillingCity: { compound: false, compoundComponentName: 'City', compoundFieldName: 'BillingAddress' },
    },
  });
});

test('a compound value is not written, not a condition, and in no cell of a bulk query', async () => {
  const write = await world.ask('POST', 'sobjects/Account', { Name: 'x', BillingAddress: address });
  assert.partialDeepStrictEqual(write, { status: 400, json: [{ errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE' }] });
  const soql = encodeURIComponent("SELECT Id FROM Account WHERE BillingAddress = 'Osaka'");
  const condition = await world.ask('GET', `query?q=${soql}`);
  assert.partialDeepStrictEqual(condition, { status: 400, json: [{ errorCode: 'INVALID_FIELD' }] });
  const query = 'SELECT BillingAddress FROM Account';
  const bulk = await world.ask('POST', 'jobs/query', { operation: 'query', query });
  assert.partialDeepStrictEqual(bulk, { status: 400, json: [{ errorCode: 'API_ERROR' }] });
});
