/** The layer that changes: the deployed components, the host that shows them, and the platform modules both use. */
import { existsSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { rollup, type Plugin, type RollupLog } from 'rollup';
import { packageConstant } from './base-layer.ts';
import type { ImportMap } from './cache.ts';
import { bundleFileOf, deployedBundles, type BundleFiles } from './deployed.ts';
import { BuildProblem, problemOf } from './problem.ts';
import { scopedModules } from './scoped.ts';
import { lwc, type RollupLwcOptions } from './tools.ts';

/** Sources of the host and of the platform modules, in TypeScript. */
export const browserFolder = fileURLToPath(new URL('../browser/', import.meta.url));

export interface AppSources {
  readonly files: BundleFiles;
  /** Bundles that a page may place: `gapPanel`. */
  readonly placeable: readonly string[];
  /** Public modules of the base layer; they stay imports. */
  readonly base: ImportMap;
}

const componentTable = '\0host/components';

/** `lightning/uiRecordApi` and `host/app` are folders of ../browser; the base layer has the other `lightning/*`. */
function hostModules(sources: AppSources): Plugin {
  return {
    name: 'host-modules',
    resolveId(name) {
      if (name === 'host/components') return componentTable;
      const [, namespace, module] = /^(lightning|host)\/(\w+)$/.exec(name) ?? [];
      if (namespace !== undefined && module !== undefined) {
        const file = join(browserFolder, namespace, module, `${module}.ts`);
        if (existsSync(file)) return file;
      }
      return name in sources.base ? { id: name, external: true } : undefined;
    },
    load(id) {
      if (id !== componentTable) return undefined;
      const entries = sources.placeable.map((name) => `${JSON.stringify(`c:${name}`)}: () => import('c/${name}')`);
      return `export const components = { ${entries.join(', ')} };`;
    },
  };
}

const typesStripped: Plugin = {
  name: 'types-stripped',
  transform: (code, id) =>
    id.split('?', 1)[0]?.endsWith('.ts') === true
      ? { code: stripTypeScriptTypes(code, { mode: 'strip' }), map: null }
      : undefined,
};

/** Components of a customer are compiled with the compiler's defaults, the host with dynamic components. */
function compilers(): Plugin[] {
  const own: RollupLwcOptions = { rootDir: browserFolder, sourcemap: true };
  return [
    lwc({ ...own, exclude: [`${browserFolder}**`] }),
    lwc({ ...own, include: [`${browserFolder}**`], enableDynamicComponents: true }),
  ];
}

/** An import that nothing answers is an error here, as it would be at deploy; other warnings are the author's to see. */
function refuseUnresolved(log: RollupLog): void {
  if (log.code !== 'UNRESOLVED_IMPORT') return;
  const file = bundleFileOf(log.id ?? '') ?? log.id ?? '';
  const message = `imports ${log.exporter ?? 'a module'}, which neither the org nor Lightning has`;
  throw new BuildProblem([{ component: file.split('/', 1)[0] ?? file, file, message }]);
}

/** Writes `host.js` and its chunks into `folder`. Throws `BuildProblem`. */
export async function buildAppLayer(sources: AppSources, folder: string): Promise<void> {
  try {
    const bundle = await rollup({
      input: { host: join(browserFolder, 'host.ts') },
      external: Object.keys(sources.base),
      onwarn: refuseUnresolved,
      plugins: [deployedBundles(sources.files), hostModules(sources), scopedModules(packageConstant), typesStripped, compilers()],
    });
    await bundle.write({
      dir: folder,
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name]-[hash].js',
      sourcemap: true,
    });
    await bundle.close();
  } catch (error) {
    if (error instanceof BuildProblem) throw error;
    throw new BuildProblem([problemOf(error, bundleFileOf)]);
  }
}
