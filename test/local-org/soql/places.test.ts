/** Geolocation fields (SOQL and SOSL Reference, "Compound Fields"; Object Reference, "Geolocation Compound Field"). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { field, newOrg, object } from '../engine/build.ts';

const org = newOrg();
org.deploy(object('Shop__c', field('Place__c', 'Location', { scale: 4, displayLocationInDecimal: true })));
org.put('insert', 'Shop__c', [
  { Name: 'here', Place__Latitude__s: 35.6812, Place__Longitude__s: 139.7671 },
  { Name: 'nowhere' },
]);

test('a place is read as one value and by its parts', () => {
  assert.deepEqual(org.rows("SELECT Place__c, Place__Latitude__s FROM Shop__c WHERE Name = 'here'"), [
    { Place__c: { latitude: 35.6812, longitude: 139.7671 }, Place__Latitude__s: 35.6812 },
  ]);
  assert.deepEqual(org.rows("SELECT Place__c FROM Shop__c WHERE Name != 'here'"), [{ Place__c: null }]);
  const [whole] = org.rows("SELECT FIELDS(ALL) FROM Shop__c WHERE Name = 'here' LIMIT 1");
  assert.deepEqual(whole?.['Place__c'], { latitude: 35.6812, longitude: 139.7671 });
});

test('a place as a whole is neither filtered, sorted, grouped nor read in bulk', () => {
  const ask = (soql: string) => () => org.engine.query(org.session, soql);
  assert.throws(ask('SELECT Id FROM Shop__c WHERE Place__c = NULL'), { errorCode: 'INVALID_FIELD' });
  assert.throws(ask('SELECT Id FROM Shop__c ORDER BY Place__c'), { errorCode: 'INVALID_FIELD' });
  assert.throws(ask('SELECT Place__c FROM Shop__c GROUP BY Place__c'), { errorCode: 'MALFORMED_QUERY' });
  assert.throws(ask("SELECT Id FROM Shop__c WHERE DISTANCE(Place__c, GEOLOCATION(1, 2), 'km') < 20"), {
    errorCode: 'MALFORMED_QUERY',
    message: /DISTANCE/,
  });
  assert.throws(() => org.engine.queryFlat(org.session, 'SELECT Place__c FROM Shop__c'), {
    message: 'Selecting compound data not supported in Bulk Query',
  });
});
