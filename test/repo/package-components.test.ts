/** The proof of the components finds what Salesforce's compiler alone accepts, and passes on what it refuses. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { checkPackage, describeFinding, metadataFolder, type Finding } from '../../scripts/package/package.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
let folder: string;

interface Parts {
  readonly js: string;
  readonly html?: string;
  readonly meta?: string;
}

function script(imports: string, body = ''): string {
  return `import { LightningElement, api, wire } from 'lwc';\n${imports}\nexport default class Planted extends LightningElement {\n${body}\n}\n`;
}

const description =
  '<?xml version="1.0"?><LightningComponentBundle xmlns="http://soap.sforce.com/2006/04/metadata">' +
  '<apiVersion>66.0</apiVersion><isExposed>false</isExposed></LightningComponentBundle>';

function bundle(name: string, { js, html = '<template></template>', meta = description }: Parts): void {
  const place = join(folder, metadataFolder, 'lwc', name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, `${name}.js`), js);
  writeFileSync(join(place, `${name}.html`), html);
  writeFileSync(join(place, `${name}.js-meta.xml`), meta);
}

/** The objects and labels of the package, without its pages and its own components. */
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'todoku-components-'));
  const part = (path: string): boolean => !/[/\\](lwc|flexipages)([/\\]|$)/.test(path);
  cpSync(join(root, metadataFolder), join(folder, metadataFolder), { recursive: true, filter: part });
  bundle('sound', { js: script("import rep from '@salesforce/schema/Target__c.Rep__c';", 'field = rep;') });
});

after(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What the check says about one planted bundle, the pages' missing components aside. */
async function findingsFor(parts: Parts): Promise<readonly Finding[]> {
  bundle('planted', parts);
  try {
    const findings = await checkPackage({ folder });
    return findings.filter((finding) => finding.file.includes('/lwc/'));
  } finally {
    rmSync(join(folder, metadataFolder, 'lwc', 'planted'), { recursive: true });
  }
}

async function assertFinding(parts: Parts, code: string, file: string, place: string): Promise<void> {
  const findings = await findingsFor(parts);
  assert.ok(
    findings.some((one) => one.code === code && one.file.endsWith(`/planted/${file}`) && one.place === place),
    `expected ${code} at ${file}, ${place}; got:\n${findings.map(describeFinding).join('\n')}`,
  );
}

test('a sound component has no finding', async () => {
  const html = '<template><lightning-button label="x"></lightning-button><c-sound></c-sound></template>';
  const js = script(
    "import { getRecord } from 'lightning/uiRecordApi';\nimport { field } from 'c/sound';\nimport zone from '@salesforce/i18n/timeZone';",
    "@api recordId;\nzone = zone;\nfield = field;\n@wire(getRecord, { recordId: '$recordId', fields: ['Target__c.Budget__r.Measure__c'] }) record;",
  );
  assert.deepEqual((await findingsFor({ js, html })).map(describeFinding), []);
});

test('finds a label that is not there', async () => {
  const js = script("import text from '@salesforce/label/c.Not_There';", 'text = text;');
  await assertFinding({ js }, 'unknown-label', 'planted.js', 'line 2: label c.Not_There');
});

test('finds an import of a component that is not there', async () => {
  const js = script("import { sum } from 'c/gapMaths';", 'sum = sum;');
  await assertFinding({ js }, 'unknown-module', 'planted.js', 'line 2: module c/gapMaths');
});

test('finds an import of a platform module that is not there', async () => {
  const js = script("import { getRecord } from 'lightning/uiRecordsApi';", '@wire(getRecord, {}) record;');
  await assertFinding({ js }, 'unknown-module', 'planted.js', 'line 2: module lightning/uiRecordsApi');
});

test('finds a tag of a component that is not there, ours and the platform’s', async () => {
  const html = '<template>\n<c-unit-pickle></c-unit-pickle>\n<lightning-knob></lightning-knob>\n</template>';
  const js = script('');
  await assertFinding({ js, html }, 'unknown-component', 'planted.html', 'line 2: component c-unit-pickle');
  await assertFinding({ js, html }, 'unknown-component', 'planted.html', 'line 3: component lightning-knob');
});

test('finds a schema import of a field and of an object that are not there', async () => {
  const field = script("import boss from '@salesforce/schema/Target__c.Boss__c';", 'boss = boss;');
  await assertFinding({ js: field }, 'unknown-schema', 'planted.js', 'line 2: schema Target__c.Boss__c');
  const object = script("import quota from '@salesforce/schema/Quota__c';", 'quota = quota;');
  await assertFinding({ js: object }, 'unknown-schema', 'planted.js', 'line 2: schema Quota__c');
});

test('finds a field that is not there in a text, as a query spells it', async () => {
  const js = script('', "query = 'Target__c { Landing_Forcast__c { value } }';");
  await assertFinding({ js }, 'unknown-field', 'planted.js', 'line 4');
});

test('finds a call of Apex, which the package does not have', async () => {
  const js = script("import load from '@salesforce/apex/Targets.load';", '@wire(load) targets;');
  await assertFinding({ js }, 'unknown-apexMethod', 'planted.js', 'line 2: apexMethod Targets.load');
});

test('passes on what Salesforce’s compiler refuses, with its line', async () => {
  await assertFinding({ js: script('', '#go() {}') }, 'does-not-compile', 'planted.js', 'line 4');
  const html = '<template>\n<p onclick="go()"></p>\n</template>';
  await assertFinding({ js: script(''), html }, 'does-not-compile', 'planted.html', 'line 2');
});

test('finds a bundle that names no API version', async () => {
  const meta = description.replace('<apiVersion>66.0</apiVersion>', '');
  await assertFinding({ js: script(''), meta }, 'no-api-version', 'planted.js-meta.xml', 'apiVersion');
});
