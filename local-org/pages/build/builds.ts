/** Keeps the built layers in step with what is deployed; building happens in a worker, once per content. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Engine } from '../../engine/engine.ts';
import { appName, baseName, importsOf, prune, type ImportMap } from './cache.ts';
import { deployedComponents } from './components.ts';
import type { BundleFiles } from './deployed.ts';
import { BuildProblem, type ComponentProblem } from './problem.ts';
import { unknownReferences } from './references.ts';

export interface BuildProgress {
  /** `base`: Salesforce's components, once for a version of the packages; `app`: the deployed ones. */
  readonly layer: 'base' | 'app';
  /** Modules read so far. */
  readonly modules: number;
  /** About how many there are, for a bar. */
  readonly expected: number;
}

export interface Build {
  /** Folder names below the cache folder; they change with the content. */
  readonly base: string;
  readonly app: string;
  readonly imports: ImportMap;
}

export interface PageBuilds {
  /** The build of what is deployed now; rejects with `BuildProblem` when a component does not compile. */
  current(): Promise<Build>;
  readonly cacheFolder: string;
}

export interface BuildOptions {
  /** Where layers are kept between runs, such as `.cache/lwc`. */
  readonly cacheFolder: string;
  readonly progress?: (progress: BuildProgress) => void;
}

export interface BuildOrder {
  readonly baseFolder: string;
  readonly appFolder: string;
  readonly files: BundleFiles;
  readonly placeable: readonly string[];
}

export type BuildReport =
  | ({ readonly kind: 'progress' } & Omit<BuildProgress, 'expected'>)
  | { readonly kind: 'problems'; readonly problems: readonly ComponentProblem[] }
  | { readonly kind: 'done' };

/** Of lightning-base-components 1.28.15 without right-to-left icons, counted. */
const baseModules = 4950;

function runWorker(order: BuildOrder, progress: (progress: BuildProgress) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: order });
    worker.on('message', (report: BuildReport) => {
      if (report.kind === 'progress') {
        const { layer, modules } = report;
        progress({ layer, modules, expected: layer === 'base' ? baseModules : modules });
      }
      if (report.kind === 'problems') reject(new BuildProblem(report.problems));
      if (report.kind === 'done') resolve();
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      reject(new Error(`The build of the components ended with code ${code} and no answer.`));
    });
  });
}

export function pageBuilds(engine: Engine, options: BuildOptions): PageBuilds {
  const { cacheFolder } = options;
  const progress = options.progress ?? (() => undefined);
  const running = new Map<string, Promise<Build>>();
  const base = baseName();

  async function build(app: string, files: BundleFiles, placeable: readonly string[]): Promise<Build> {
    const baseFolder = join(cacheFolder, base);
    const appFolder = join(cacheFolder, app);
    if (!existsSync(baseFolder) || !existsSync(appFolder)) {
      mkdirSync(cacheFolder, { recursive: true });
      await runWorker({ baseFolder, appFolder, files, placeable }, progress);
      prune(cacheFolder);
    }
    return { base, app, imports: importsOf(baseFolder) };
  }

  return {
    cacheFolder,
    async current() {
      const { files, placeable } = deployedComponents(engine);
      const unknown = unknownReferences(engine, files);
      if (unknown.length > 0) throw new BuildProblem(unknown);
      const app = appName(base, files, placeable);
      const known = running.get(app);
      if (known !== undefined) return known;
      const started = build(app, files, placeable);
      running.clear();
      running.set(app, started);
      return started;
    },
  };
}
