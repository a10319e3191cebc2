/** The package that we deploy is proven offline; and the proof finds a planted fault of every kind. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import {
  checkMetadata,
  checkPackage,
  describeFinding,
  metadataFolder,
  stagePackage,
  zipPackage,
  type Finding,
  type StagedPackage,
} from '../../scripts/package/package.ts';
import { accessAndLayoutFaults } from './faults/access-faults.ts';
import type { Edit, Fault } from './faults/faults.ts';
import { pageAndTranslationFaults } from './faults/page-faults.ts';
import { schemaFaults } from './faults/schema-faults.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
let staged: StagedPackage;
/** A folder in which single files may be spoilt: the metadata, without the components' scripts. */
let copy: string;

before(() => {
  staged = stagePackage();
  copy = mkdtempSync(join(tmpdir(), 'todoku-faults-'));
  const part = (path: string): boolean => !/\.(ts|js|html|css)$/.test(path);
  cpSync(join(root, metadataFolder), join(copy, metadataFolder), { recursive: true, filter: part });
});

after(() => {
  staged[Symbol.dispose]();
  rmSync(copy, { recursive: true, force: true });
});

test('the package has no finding: Salesforce’s compiler takes every component, and every name exists', async () => {
  assert.deepEqual((await checkPackage(staged)).map(describeFinding), []);
});

test('the deploy package holds metadata and compiled components, and nothing of their sources', async () => {
  const { zip, files, components } = await zipPackage(staged);
  assert.deepEqual(
    files.filter((path) => /\.ts$|__tests__|tsconfig|jsconfig|\.sfdx/.test(path)),
    [],
  );
  assert.ok(files.includes('lwc/gapPanel/gapPanel.js'));
  assert.ok(files.includes('objects/Target__c.object'));
  assert.ok(files.includes('objectTranslations/Target__c-ja.objectTranslation'));
  for (const name of ['CustomObject#Budget__c', 'FlexiPage#Target_Record_Page', 'PermissionSet#Todoku_Integration']) {
    assert.ok(components.includes(name), name);
  }
  const manifest = strFromU8(unzipSync(zip)['package.xml'] ?? new Uint8Array());
  assert.match(manifest, /<version>66\.0<\/version>/);
  // A class, trigger or flow would make a production deployment run tests.
  assert.doesNotMatch(manifest, /ApexClass|ApexTrigger|<name>Flow</);
});

/** Spoils files, runs `check`, and puts them back as they were. */
async function withEdits<T>(folder: string, edits: readonly Edit[], check: () => T | Promise<T>): Promise<T> {
  const undo: (() => void)[] = [];
  try {
    for (const { file, find, put } of edits) {
      const path = join(folder, metadataFolder, file);
      if (find === undefined) {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, put);
        undo.push(() => {
          rmSync(path);
        });
        continue;
      }
      const text = readFileSync(path, 'utf8');
      assert.ok(text.includes(find), `${file} has no ${find} to spoil`);
      writeFileSync(path, text.replaceAll(find, put));
      undo.push(() => {
        writeFileSync(path, text);
      });
    }
    return await check();
  } finally {
    for (const step of undo) step();
  }
}

const isExpected = ({ code, file, place }: Finding, expected: Fault): boolean =>
  code === expected.code &&
  place === expected.place &&
  file === `${metadataFolder}/${expected.file ?? expected.edits[0]?.file ?? ''}`;

for (const planted of [...schemaFaults, ...accessAndLayoutFaults, ...pageAndTranslationFaults]) {
  test(`finds ${planted.name}`, async () => {
    const findings = await withEdits(copy, planted.edits, () => checkMetadata({ folder: copy }));
    assert.ok(
      findings.some((finding) => isExpected(finding, planted)),
      `expected ${planted.code} at ${planted.place}, got:\n${findings.map(describeFinding).join('\n')}`,
    );
  });
}
