/** One deployment: read, merged with what the org has, checked as a whole, applied; all or nothing. */
import type { ComponentMessage, DeployOutcome, PackageFile } from '../engine/engine.ts';
import type { OrgSchema } from '../schema/schema.ts';
import type { Store } from '../store/store.ts';
import { applyRecords, checkChanges, migrate } from './apply.ts';
import { checkKept } from './check-kept.ts';
import { checkSchema } from './check-objects.ts';
import {
  childTag,
  isSharingRule,
  keyOf,
  splitName,
  type Component,
  type KeptComponent,
  type Problem,
} from './component.ts';
import { identitiesOf, loadFiles, removeComponent, saveComponent, saveFile } from './library.ts';
import { readSchema, type Catalog } from './objects.ts';
import { readPackage, type Package } from './package.ts';
import { checkPermissions } from './permissions.ts';
import { checkRule } from './sharing-rules.ts';
import { textOf } from '../xml.ts';

type Named = Pick<Component, 'type' | 'name' | 'file'>;
type State = 'created' | 'changed' | 'unchanged' | 'deleted' | 'absent';

/** Ends a transaction whose work is not to stay; not an error that anybody sees. */
export class Discard extends Error {}

export interface Deployment {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly schema: OrgSchema;
  /** Sums roll-ups again after their definition changed. */
  recalculate(schema: OrgSchema): void;
}

class Run {
  readonly problems: Problem[] = [];
  readonly states = new Map<string, State>();
  readonly catalog: Map<string, Component>;
  private readonly deployment: Deployment;
  private readonly content: Package;

  constructor(deployment: Deployment, content: Package) {
    this.deployment = deployment;
    this.content = content;
    this.catalog = new Map(deployment.catalog);
    this.problems.push(...content.problems);
  }

  readonly report = ({ type, name, file }: Named, problem: string): void => {
    this.problems.push({ type, name, file, problem });
  };

  readonly isSound = (): boolean => this.problems.every((one) => one.isWarning === true);

  /** The components as they will be, and what happens to each. */
  merge(): void {
    for (const component of this.content.components) {
      const key = keyOf(component.type, component.name);
      const known = this.catalog.get(key);
      const isSame = known !== undefined && JSON.stringify(known.body) === JSON.stringify(component.body);
      this.states.set(key, known === undefined ? 'created' : isSame ? 'unchanged' : 'changed');
      this.catalog.set(key, known === undefined ? component : { ...component, name: known.name });
    }
    for (const one of this.content.kept) this.states.set(keyOf(one.type, one.name), this.keptState(one));
    for (const one of this.content.deletions) this.remove(one);
  }

  private keptState({ type, file, files }: KeptComponent): State {
    const place = type === 'LightningComponentBundle' ? `${file}/` : file;
    const stored = new Map(loadFiles(this.deployment.store, place).map(({ path, content }) => [path, content]));
    if (stored.size === 0) return 'created';
    const isSame = files.every(({ path, content }) => {
      const known = stored.get(path);
      return known !== undefined && Buffer.compare(known, content) === 0;
    });
    return isSame && stored.size === files.length ? 'unchanged' : 'changed';
  }

  /** An object goes with everything that belongs to it. */
  private remove({ type, name, file }: Named): void {
    const key = keyOf(type, name);
    const gone = [...this.catalog].filter(
      ([other, one]) =>
        other === key ||
        (type === 'CustomObject' &&
          childTag(one.type) !== undefined &&
          splitName(one.name)[0].toLowerCase() === name.toLowerCase()),
    );
    for (const [other] of gone) this.catalog.delete(other);
    this.states.set(key, gone.length > 0 ? 'deleted' : 'absent');
    if (gone.length > 0) return;
    this.problems.push({ type, name, file, problem: `No ${type} named: ${name} found`, isWarning: true });
  }

  readonly known = (type: string, name: string): boolean => {
    if (this.content.kept.some((one) => keyOf(one.type, one.name) === keyOf(type, name))) return true;
    const folders: Readonly<Record<string, string>> = {
      CustomTab: `tabs/${name}.tab`,
      CustomApplication: `applications/${name}.app`,
      LightningComponentBundle: `lwc/${name}/`,
    };
    const path = folders[type];
    return path !== undefined && loadFiles(this.deployment.store, path).length > 0;
  };

  /** The new schema, checked; undefined when something is wrong. */
  check(): OrgSchema | undefined {
    const { store } = this.deployment;
    if (!this.isSound()) return undefined;
    const schema = readSchema(this.catalog, identitiesOf(store), this.report);
    checkSchema(schema, this.catalog, this.report, this.isSound);
    checkChanges(
      store,
      this.deployment.schema,
      schema,
      (name) => this.catalog.get(keyOf('CustomField', name)),
      this.report,
    );
    if (!this.isSound()) return undefined;
    for (const component of this.content.components) {
      if (component.type === 'PermissionSet') checkPermissions(schema, component, this.known, this.report);
      if (isSharingRule(component.type) || component.type === 'SharingRules') {
        checkRule({ store, schema, catalog: this.catalog, report: this.report }, component);
      }
      const above = component.type === 'Role' ? textOf(component.body, 'parentRole') : undefined;
      if (above !== undefined && !this.catalog.has(keyOf('Role', above))) {
        this.report(component, `In field: parentRole - no Role named ${above} found`);
      }
    }
    checkKept({ schema, known: this.known, report: this.report }, this.content.kept);
    return this.isSound() ? schema : undefined;
  }

  apply(schema: OrgSchema): void {
    const { store } = this.deployment;
    migrate(store, this.deployment.schema, schema);
    for (const component of this.content.components) {
      if (this.states.get(keyOf(component.type, component.name)) !== 'unchanged') {
        saveComponent(store, this.catalog.get(keyOf(component.type, component.name)) ?? component);
      }
    }
    for (const [key, component] of this.deployment.catalog) {
      if (!this.catalog.has(key)) removeComponent(store, component);
    }
    for (const file of this.content.kept.flatMap((one) => one.files)) saveFile(store, file);
    for (const one of this.content.kept) this.dropStale(one);
    applyRecords(store, schema, this.content.components, this.content.kept);
    this.deployment.recalculate(schema);
  }

  /** Files of a bundle that its new version no longer has. */
  private dropStale({ type, file, files }: KeptComponent): void {
    if (type !== 'LightningComponentBundle') return;
    const kept = new Set(files.map(({ path }) => path));
    for (const { path } of loadFiles(this.deployment.store, `${file}/`)) {
      if (!kept.has(path)) this.deployment.store.run('DELETE FROM org_file WHERE path = ?1', [path]);
    }
  }

  /** One message a component; several for one with several problems. */
  messages(): readonly ComponentMessage[] {
    const failed = new Set(this.problems.map((one) => keyOf(one.type, one.name)));
    const failures = this.problems.map((one) => this.failure(one));
    const fine: readonly Named[] = [...this.content.components, ...this.content.kept, ...this.content.deletions];
    const successes = fine.filter((one) => !failed.has(keyOf(one.type, one.name))).map((one) => this.success(one));
    const manifest = this.success({ type: '', name: 'package.xml', file: 'package.xml' });
    return [...failures, manifest, ...successes];
  }

  private failure({ type, name, file, problem, line, column, isWarning }: Problem): ComponentMessage {
    return {
      componentType: type,
      fullName: name,
      fileName: file,
      success: isWarning === true,
      created: false,
      changed: false,
      deleted: false,
      problem,
      problemType: isWarning === true ? 'Warning' : 'Error',
      ...(line === undefined ? {} : { lineNumber: line }),
      ...(column === undefined ? {} : { columnNumber: column }),
    };
  }

  private success({ type, name, file }: Named): ComponentMessage {
    const state = this.states.get(keyOf(type, name));
    return {
      componentType: type,
      fullName: name,
      fileName: file,
      success: true,
      created: state === 'created',
      changed: state === 'changed',
      deleted: state === 'deleted',
    };
  }
}

/** Nothing of it stays when something is wrong or `checkOnly` asks for that. */
export function deployPackage(
  deployment: Deployment,
  files: readonly PackageFile[],
  options: { readonly checkOnly: boolean },
): DeployOutcome {
  const run = new Run(deployment, readPackage(files));
  try {
    deployment.store.transaction(() => {
      run.merge();
      const schema = run.check();
      if (schema === undefined) throw new Discard();
      run.apply(schema);
      if (options.checkOnly) throw new Discard();
    });
  } catch (error) {
    if (!(error instanceof Discard)) throw error;
  }
  return { success: run.isSound(), messages: run.messages() };
}
