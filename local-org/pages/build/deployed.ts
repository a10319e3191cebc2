/** The deployed component bundles as a virtual folder `/deployed/c/<bundle>/<file>` that Rollup reads. */
import { posix } from 'node:path';
import type { Plugin } from 'rollup';

/** `gapPanel/gapPanel.js` → text, as the org holds it (compiled JavaScript, HTML, CSS). */
export type BundleFiles = ReadonlyMap<string, string>;

const root = '/deployed/c/';

/** `gapPanel/gapPanel.js` for a module of this folder, undefined for any other. */
export function bundleFileOf(id: string): string | undefined {
  const start = id.indexOf(root);
  return start === -1 ? undefined : id.slice(start + root.length).split('?', 1)[0];
}

function relativeFile(name: string, importer: string, files: BundleFiles): string | undefined {
  const target = posix.resolve(posix.dirname(importer), name);
  const [path = '', query] = target.split('?', 2);
  const withExtension = posix.extname(path) === '' ? `${path}.js` : path;
  if (!files.has(withExtension.slice(root.length))) return undefined;
  return query === undefined ? withExtension : `${withExtension}?${query}`;
}

export function deployedBundles(files: BundleFiles): Plugin {
  return {
    name: 'deployed-bundles',
    resolveId(name, importer) {
      const component = /^c\/(\w+)$/.exec(name)?.[1];
      if (component !== undefined) {
        // A bundle of styles alone is what other styles import.
        const file = ['js', 'css'].map((ending) => `${component}/${component}.${ending}`).find((one) => files.has(one));
        return file === undefined ? undefined : root + file;
      }
      if (!name.startsWith('.') || importer?.startsWith(root) !== true) return undefined;
      return relativeFile(name, importer.split('?', 1)[0] ?? '', files);
    },
    load(id) {
      const file = bundleFileOf(id);
      return file === undefined ? undefined : files.get(file);
    },
  };
}
