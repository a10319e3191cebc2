/** What clients ask about pages and apps, and the way back out of the recycle bin. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parcels } from '../../world/parcels.ts';
import { startWorld, type World } from '../../world/world.ts';

const stack = new AsyncDisposableStack();
let world: World;

before(async () => {
  world = stack.use(await startWorld({ deploy: parcels }));
});
after(() => stack.disposeAsync());

interface LayoutRow {
  readonly layoutItems: readonly {
    readonly label: string;
    readonly required: boolean;
    readonly layoutComponents: readonly { readonly type: string; readonly value: string }[];
  }[];
}

/** "sObject Layouts". */
test('layouts tell which fields stand where, for each record type', async () => {
  const { status, json } = await world.ask('GET', 'sobjects/Depot__c/describe/layouts');
  assert.equal(status, 200);
  const { layouts, recordTypeMappings } = json as {
    layouts: { detailLayoutSections: { heading: string; layoutRows: LayoutRow[] }[] }[];
    recordTypeMappings: { recordTypeId: string; urls: { layout: string } }[];
  }; // as documented
  const [section] = layouts[0]?.detailLayoutSections ?? [];
  const items = section?.layoutRows.flatMap(({ layoutItems }) => layoutItems) ?? [];
  const names = items.flatMap(({ layoutComponents }) => layoutComponents.map(({ value }) => value));
  assert.deepEqual(names.sort(), ['Code__c', 'External_Key__c', 'Name', 'Weight__c']);
  const [mapping] = recordTypeMappings;
  assert.equal(mapping?.recordTypeId, '012000000000000AAA');
  const one = await world.ask('GET', mapping.urls.layout);
  assert.deepEqual(Object.keys(one.json as object), Object.keys(layouts[0] ?? {}));
  assert.equal((await world.ask('GET', 'sobjects/Depot__c/describe/layouts/012000000000001')).status, 404);
});

/** "sObject CompactLayouts". */
test('people have a layout with a name, nothing else has', async () => {
  const { status, json } = await world.ask('GET', 'sobjects/User/describe/namedLayouts/UserAlt');
  assert.deepEqual([status, Object.keys(json as object)[0]], [200, 'layouts']);
  for (const path of ['User/describe/namedLayouts/Other', 'Account/describe/namedLayouts/UserAlt']) {
    assert.equal((await world.ask('GET', `sobjects/${path}`)).status, 404, path);
  }
});

test('the compact layout of an object shows its name', async () => {
  const { json } = await world.ask('GET', 'sobjects/Depot__c/describe/compactLayouts');
  const { compactLayouts, recordTypeCompactLayoutMappings } = json as {
    compactLayouts: { name: string; fieldItems: { layoutComponents: { value: string }[] }[] }[];
    recordTypeCompactLayoutMappings: { recordTypeName: string }[];
  }; // as documented
  assert.deepEqual(
    compactLayouts.map(({ name, fieldItems }) => [name, fieldItems[0]?.layoutComponents[0]?.value]),
    [['SYSTEM', 'Name']],
  );
  assert.deepEqual(
    recordTypeCompactLayoutMappings.map(({ recordTypeName }) => recordTypeName),
    ['Master'],
  );
});

test('what the org has none of is an empty list, of an object that is there', async () => {
  assert.deepEqual((await world.ask('GET', 'sobjects/Account/quickActions')).json, []);
  assert.deepEqual((await world.ask('GET', 'quickActions')).json, []);
  assert.deepEqual((await world.ask('GET', 'sobjects/Account/describe/approvalLayouts')).json, { approvalLayouts: [] });
  assert.equal((await world.ask('GET', 'sobjects/Nothing/quickActions')).status, 404);
  assert.deepEqual((await world.ask('GET', 'appMenu/AppSwitcher')).json, { appMenuItems: [] });
});

test('jsforce reads tabs, theme and recent records', async () => {
  const connection = world.connect();
  const tabs = await connection.tabs();
  assert.ok(tabs.some(({ name, sobjectName }) => name === 'standard-Account' && sobjectName === 'Account'));
  const { themeItems } = await connection.theme();
  assert.ok(themeItems.some(({ name }) => name === 'Account'));
  assert.deepEqual(await connection.recent(), []);
});

/** SOAP API Developer Guide, "undelete()": REST has no resource for it. */
test('a deleted record comes back by the SOAP partner API', async () => {
  const { json } = await world.ask('POST', 'sobjects/Account', { Name: 'back' });
  const { id } = json as { id: string }; // the body of a 201
  await world.ask('DELETE', `sobjects/Account/${id}`);
  const missing = '003000000000001AAA';
  const call = async (body: string): Promise<{ status: number; text: string }> => {
    const envelope = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com"><soapenv:Header><SessionHeader><sessionId>${world.token}</sessionId></SessionHeader></soapenv:Header><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
    const headers = { 'Content-Type': 'text/xml', SOAPAction: '""' };
    return world.ask('POST', '/services/Soap/u/62.0', envelope, headers);
  };
  const { status, text } = await call(`<undelete><ids>${id}</ids><ids>${missing}</ids></undelete>`);
  assert.equal(status, 200);
  assert.match(text, new RegExp(`<result><id>${id}</id><success>true</success></result>`));
  assert.match(text, /<statusCode>UNDELETE_FAILED<\/statusCode><\/errors><id>003000000000001AAA<\/id><success>false/);
  assert.equal((await world.ask('GET', `sobjects/Account/${id}`)).status, 200);
  assert.match((await call('<getServerTimestamp/>')).text, /<timestamp>20\d\d-/);
  assert.match((await call('<undelete/>')).text, /<faultcode[^>]*>sf:MISSING_ARGUMENT/);
});
