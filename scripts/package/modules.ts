/** Modules that the platform offers to components, as two of Salesforce's own packages list them. */
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));

/**
 * `lightning/…` and `@salesforce/…` names: the declarations of @salesforce/lightning-types, the stubs of
 * @salesforce/sfdx-lwc-jest, and the base components, which are built from the same sources as the platform's.
 */
export function knownModules(): ReadonlySet<string> {
  const types = folderOf('@salesforce/lightning-types');
  const declared = globSync('dist/**/*.d.ts', { cwd: types }).flatMap((file) =>
    [...readFileSync(join(types, file), 'utf8').matchAll(/declare module ["']([^"']+)["']/g)].map(([, name]) => name),
  );
  const stubs = globSync('*', { cwd: join(folderOf('@salesforce/sfdx-lwc-jest'), 'src', 'lightning-stubs') });
  const base = globSync('src/lightning/*/*.js-meta.xml', { cwd: folderOf('lightning-base-components') });
  return new Set([
    ...declared.flatMap((name) => name ?? []),
    ...stubs.map((name) => `lightning/${name}`),
    ...base.map((path) => `lightning/${basename(dirname(path))}`),
  ]);
}
