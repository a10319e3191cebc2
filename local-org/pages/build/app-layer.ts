/** The layer that changes: the deployed components, the host that shows them, and the platform modules both use. */
import { existsSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { rollup, type Plugin } from 'rollup';
import { packageConstant } from './base-layer.ts';
import type { ImportMap } from './cache.ts';
import { bundleFileOf, deployedBundles, type BundleFiles } from './deployed.ts';
import { BuildProblem, problemOf, type ComponentProblem } from './problem.ts';
import { scopedModules } from './scoped.ts';
import { lwc } from './tools.ts';

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

/** Which component may be dynamic was decided when it was deployed. */
function compilers(): Plugin[] {
  return [lwc({ rootDir: browserFolder, sourcemap: true, enableDynamicComponents: true, enableLwcOn: true })];
}

/** The last to be asked: an import that nothing has answered is an error here, as it would be at deployment. */
function unknownImports(files: BundleFiles, problems: ComponentProblem[]): Plugin {
  return {
    name: 'unknown-imports',
    resolveId(name, importer) {
      const file = bundleFileOf(importer ?? '');
      if (file === undefined || name.startsWith('.') || name.startsWith('/')) return undefined;
      const lines = (files.get(file) ?? '').split('\n');
      const line = lines.findIndex((text) => text.includes(`'${name}'`) || text.includes(`"${name}"`)) + 1;
      const message = `imports ${name}, which neither the org nor Lightning has`;
      problems.push({ component: file.split('/', 1)[0] ?? file, file, ...(line === 0 ? {} : { line }), message });
      return { id: name, external: true };
    },
  };
}

/** Writes `host.js` and its chunks into `folder`. Throws `BuildProblem`. */
export async function buildAppLayer(sources: AppSources, folder: string): Promise<void> {
  const problems: ComponentProblem[] = [];
  try {
    const bundle = await rollup({
      input: { host: join(browserFolder, 'host.ts') },
      external: Object.keys(sources.base),
      onwarn: () => undefined, // the author sees them in the linter
      plugins: [
        deployedBundles(sources.files),
        hostModules(sources),
        scopedModules(packageConstant),
        unknownImports(sources.files, problems),
        typesStripped,
        compilers(),
      ],
    });
    if (problems.length > 0) throw new BuildProblem(problems);
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
