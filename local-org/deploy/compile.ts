/** Salesforce's own compiler over the Lightning web components of a package, in a worker: the org goes on answering. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ComponentProblem, PackageFile } from '../engine/engine.ts';
import { isSound, keepSound } from './sound.ts';

/** A bundle as the compiler takes it. */
export interface Bundle {
  readonly name: string;
  readonly apiVersion: number | undefined;
  /** May create components whose name is known only when it runs (`lwc:is`). */
  readonly isDynamic: boolean;
  /** Path below the bundle's folder → text. */
  readonly files: Readonly<Record<string, string>>;
}

const decoder = new TextDecoder();
const compiled = /\.(?:js|html|css|svg)$/;

/** LWC Developer Guide, "Dynamically Instantiate Components". */
const dynamicCapability = /<capability>\s*lightning__dynamicComponent\s*</;

function bundlesOf(files: readonly PackageFile[]): readonly Bundle[] {
  const byName = Map.groupBy(
    files.filter(({ path }) => /^lwc\/[^/]+\/[^/]/.test(path)),
    ({ path }) => path.split('/')[1] ?? '',
  );
  return [...byName].map(([name, parts]) => {
    const description = parts.find(({ path }) => path.endsWith('.js-meta.xml'));
    const text = description === undefined ? '' : decoder.decode(description.content);
    const [, version] = /<apiVersion>\s*(\d+)/.exec(text) ?? [];
    return {
      name,
      apiVersion: version === undefined ? undefined : Number(version),
      isDynamic: dynamicCapability.test(text),
      files: Object.fromEntries(
        parts
          .filter(({ path }) => compiled.test(path))
          .map(({ path, content }) => [path.slice(`lwc/${name}/`.length), decoder.decode(content)]),
      ),
    };
  });
}

/** What the compiler says, one problem a fault, at its line and column; a deployment compiles only what has not compiled before. */
export async function compileComponents(files: readonly PackageFile[]): Promise<readonly ComponentProblem[]> {
  const bundles = bundlesOf(files).filter((bundle) => !isSound(bundle));
  if (bundles.length === 0) return [];
  const worker = new Worker(new URL('compile-worker.ts', import.meta.url), { workerData: bundles });
  try {
    const [problems] = (await once(worker, 'message')) as [readonly ComponentProblem[]]; // the worker's one message
    const broken = new Set(problems.map(({ name }) => name));
    keepSound(bundles.filter(({ name }) => !broken.has(name)));
    return problems;
  } finally {
    await worker.terminate();
  }
}
