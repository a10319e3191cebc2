/** One deployment: read, merged with what the org has, checked as a whole, applied; all or nothing. */
import type { ComponentMessage, DeployOptions, DeployOutcome, PackageFile } from '../../engine/engine.ts';
import type { OrgSchema } from '../../schema/schema.ts';
import type { Store } from '../../store/store.ts';
import { identitiesOf, loadContent, removeComponent, saveComponent } from '../catalog/catalog.ts';
import type { Evidence } from '../check/check.ts';
import { keyOf, type Catalog, type Component, type Named, type Problem } from '../component.ts';
import { readPackage, type Deletion, type Package } from '../package/package.ts';
import { checkChanges, migrate } from './apply.ts';
import { withConsumer } from './consumer.ts';
import { merged } from './merge.ts';
import { failureMessage, successMessage, type State } from './messages.ts';
import { recordOf } from './record-keys.ts';
import { applyRecords, removeRecords } from './records.ts';
import { goesWith, immovable, stillReferenced } from './removal.ts';
import { newProblems, settle, type Settled } from './settle.ts';

/** Ends a transaction whose work is not to stay; not an error that anybody sees. */
class Discard extends Error {}

export interface Deployment {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly schema: OrgSchema;
  /** Sums roll-ups again after their definition changed. */
  recalculate(schema: OrgSchema): void;
}

class Run {
  readonly problems: Problem[] = [];
  private readonly states = new Map<string, State>();
  private readonly deployment: Deployment;
  private readonly content: Package;
  private readonly options: DeployOptions;
  private readonly evidence: Evidence;
  private readonly incoming: ReadonlyMap<string, Component>;
  private catalog: Catalog;
  private schema: OrgSchema;
  private before: readonly Problem[] | undefined;

  constructor(deployment: Deployment, content: Package, options: DeployOptions) {
    this.deployment = deployment;
    this.content = content;
    this.options = options;
    this.catalog = deployment.catalog;
    this.schema = deployment.schema;
    this.problems.push(...content.problems, ...(options.problems ?? []));
    this.incoming = new Map(
      content.components.map((one) => {
        const key = keyOf(one.type, one.name);
        return [key, withConsumer(one, deployment.catalog.get(key))];
      }),
    );
    this.evidence = {
      identities: identitiesOf(deployment.store),
      filesOf: (component) =>
        this.incoming.get(keyOf(component.type, component.name))?.files ?? loadContent(deployment.store, component),
      hasRecord: (type, name) =>
        !deployment.catalog.has(keyOf(type, name)) && recordOf(deployment.store, type, name) !== undefined,
    };
  }

  /** A warning counts as an error unless it is to be ignored (Metadata API Developer Guide, "deploy()"). */
  readonly isSound = (): boolean =>
    !this.problems.some((one) => !(one.isWarning === true && this.options.ignoreWarnings));

  perform(): void {
    this.remove('before');
    this.add();
    this.remove('after');
    if (!this.isSound()) throw new Discard();
    this.save();
    applyRecords(this.deployment.store, this.schema, this.catalog, this.deployment.catalog);
    this.deployment.recalculate(this.schema);
    if (this.options.checkOnly) throw new Discard();
  }

  /** What was wrong before this deployment is not its fault. */
  private known(): readonly Problem[] {
    this.before ??= settle(this.deployment.catalog, new Set(), this.evidence).problems;
    return this.before;
  }

  private advance({ catalog, schema }: Settled): void {
    if (this.isSound()) migrate(this.deployment.store, this.schema, schema);
    this.catalog = catalog;
    this.schema = schema;
  }

  private remove(when: Deletion['when']): void {
    const deletions = this.content.deletions.filter((one) => one.when === when && this.exists(one));
    const movable = deletions.filter((one) => {
      const problem = immovable(this.deployment.store, this.schema, one);
      if (problem !== undefined) this.problems.push({ ...one, problem });
      return problem === undefined;
    });
    if (movable.length === 0) return;
    const gone = new Set(movable.flatMap((one) => goesWith(this.catalog, one)));
    const left = settle(this.without(gone), new Set(), this.evidence);
    if (newProblems(left.problems, () => this.known()).length > 0) this.blame(movable, gone);
    for (const one of movable) this.states.set(keyOf(one.type, one.name), 'deleted');
    this.advance(left);
  }

  /** Something that is not there is a warning, and the other deletions are attempted all the same. */
  private exists(deletion: Deletion): boolean {
    if (goesWith(this.catalog, deletion).length > 0) return true;
    const { type, name } = deletion;
    this.problems.push({ ...deletion, problem: `No ${type} named: ${name} found`, isWarning: true });
    return false;
  }

  private without(gone: ReadonlySet<string>): Catalog {
    return new Map([...this.catalog].filter(([key]) => !gone.has(key)));
  }

  /** Finds out which deletion is in the way of what. */
  private blame(deletions: readonly Deletion[], all: ReadonlySet<string>): void {
    for (const deletion of deletions) {
      const alone = settle(this.without(new Set(goesWith(this.catalog, deletion))), new Set(), this.evidence);
      const others = newProblems(alone.problems, () => this.known()).filter(
        ({ type, name }) => !all.has(keyOf(type, name)),
      );
      if (others.length > 0) this.problems.push(stillReferenced(this.catalog, deletion, others));
    }
  }

  /** Components that cannot stay leave again, until the rest is sound; each of them is reported. */
  private add(): void {
    const base = this.catalog;
    const failed = new Set(this.problems.map((one) => keyOf(one.type, one.name)));
    for (const component of this.incoming.values()) this.note(component);
    for (;;) {
      const settled = settle(this.withIncoming(base, failed), new Set(this.incoming.keys()), this.evidence);
      const found = [...newProblems(settled.problems, () => this.known()), ...this.changeProblems(settled)];
      const fresh = found.filter(({ type, name }) => !failed.has(keyOf(type, name)));
      this.problems.push(...fresh);
      for (const { type, name } of fresh) failed.add(keyOf(type, name));
      if (!fresh.some(({ type, name }) => this.incoming.has(keyOf(type, name)))) {
        this.advance(settled);
        return;
      }
    }
  }

  private changeProblems({ schema, catalog }: Settled): readonly Problem[] {
    const problems: Problem[] = [];
    checkChanges(this.deployment.store, this.schema, schema, catalog, ({ type, name, file }, problem) => {
      problems.push({ type, name, file, problem });
    });
    return problems;
  }

  private withIncoming(base: Catalog, failed: ReadonlySet<string>): Catalog {
    const result = new Map(base);
    for (const [key, component] of this.incoming) {
      if (!failed.has(key)) result.set(key, merged(base.get(key), component));
    }
    return result;
  }

  private note(component: Component): void {
    const key = keyOf(component.type, component.name);
    const known = this.catalog.get(key);
    this.states.set(key, known === undefined ? 'created' : this.isSame(known, component) ? 'unchanged' : 'changed');
  }

  private isSame(known: Component, component: Component): boolean {
    const { body } = merged(known, component);
    if (JSON.stringify(known.body) !== JSON.stringify(body)) return false;
    if (component.files === undefined) return true;
    const stored = new Map(loadContent(this.deployment.store, known).map(({ path, content }) => [path, content]));
    return (
      stored.size === component.files.length &&
      component.files.every(({ path, content }) => Buffer.compare(stored.get(path) ?? new Uint8Array(), content) === 0)
    );
  }

  private save(): void {
    const { store, catalog: before } = this.deployment;
    for (const [key, component] of before) {
      if (this.catalog.has(key)) continue;
      removeComponent(store, component);
      removeRecords(store, this.schema, component);
    }
    for (const [key, component] of this.catalog) {
      const isUnchanged = this.states.get(key) === 'unchanged' && before.get(key) !== undefined;
      if (isUnchanged || component === before.get(key)) continue;
      saveComponent(store, component);
    }
  }

  /** One message a component; several for one with several problems. */
  messages(): readonly ComponentMessage[] {
    const failed = new Set(this.problems.map((one) => keyOf(one.type, one.name)));
    const failures = this.problems.map((one) => failureMessage(one, this.options.ignoreWarnings === true));
    const named: readonly Named[] = [...this.content.components, ...this.content.deletions];
    const successes = named
      .filter((one) => !failed.has(keyOf(one.type, one.name)))
      .map((one) => successMessage(one, this.states.get(keyOf(one.type, one.name))));
    const isManifestBad = failed.has(keyOf('', 'package.xml'));
    const manifest = successMessage({ type: '', name: 'package.xml', file: 'package.xml' }, undefined);
    return [...failures, ...(isManifestBad ? [] : [manifest]), ...successes];
  }
}

/** Nothing of it stays when something is wrong or `checkOnly` asks for that. */
export function deployPackage(
  deployment: Deployment,
  files: readonly PackageFile[],
  options: DeployOptions,
): DeployOutcome {
  const run = new Run(deployment, readPackage(files), options);
  try {
    deployment.store.transaction(() => {
      run.perform();
    });
  } catch (error) {
    if (!(error instanceof Discard)) throw error;
  }
  return { success: run.isSound(), messages: run.messages() };
}
