/** Runs packages that must be refused, one test each: the component, the words, and that nothing of it stays. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { file, master, newOrg, object, packageOf, xml } from '../engine/build.ts';
import type { PackageFile } from '../../../local-org/engine/engine.ts';

export const permissions = (inner: string): PackageFile =>
  file('permissionsets/P.permissionset', 'PermissionSet', `<label>P</label>${inner}`);
export const objectRight = (name: string, ...rights: readonly string[]): string =>
  `<objectPermissions>${xml({ object: name })}${rights.map((right) => `<${right}>true</${right}>`).join('')}</objectPermissions>`;
export const fieldRight = (name: string, editable = false): string =>
  `<fieldPermissions>${xml({ editable, field: name, readable: true })}</fieldPermissions>`;
export const low = (...parts: readonly string[]): PackageFile =>
  object('Low__c', master('Top__c', 'Top__c', 'Lows'), ...parts);

/** Name of the case → files → component, problem. */
export type Refusals = Readonly<
  Record<string, readonly [files: readonly PackageFile[], component: string, problem: RegExp]>
>;

export function refuses(cases: Refusals): void {
  for (const [name, [files, component, problem]] of Object.entries(cases)) {
    test(`${name} is refused`, () => {
      const org = newOrg();
      const outcome = org.engine.deploy(packageOf(...files), { checkOnly: false });
      const problems = outcome.messages.filter((message) => !message.success);
      assert.equal(outcome.success, false);
      assert.ok(
        problems.some(
          (message) =>
            message.fullName === component && problem.test(message.problem ?? '') && message.problemType === 'Error',
        ),
        JSON.stringify(problems, undefined, 1),
      );
      assert.equal(org.engine.schema().objects.has('top__c'), false);
      assert.deepEqual(org.engine.deployed('objects'), []);
    });
  }
}
