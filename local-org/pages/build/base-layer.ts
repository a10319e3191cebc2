/**
 * The layer of Salesforce's own components: the engine, synthetic shadow and every public `lightning/*` module, built
 * once for a version of the packages and kept in the cache folder, since it takes far longer than our own components.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { resolveModule } from '@lwc/module-resolver';

import { rollup, type Plugin } from 'rollup';
import type { ImportMap } from './cache.ts';
import { scopedModules } from './scoped.ts';
import { lwc, replace } from './tools.ts';

const require = createRequire(import.meta.url);
const rootDir = fileURLToPath(new URL('.', import.meta.url));
const modules = [{ npm: 'lightning-base-components' }];

/** What the platform sets for its own components (sfdc-lwc-compiler 13.3.30), never for a customer's. */
const compilerOptions = {
  enableSyntheticElementInternals: true,
  enableDynamicComponents: true,
  enableLwcOn: true,
} as const;

/** Right-to-left icons double the icon files; navigation is ours; the other two import modules that are not published. */
const leftOut = /Rtl$|^lightning\/(?:navigation|barcodeScanner|primitiveFigure)$/;

const engineFile = (name: string): string => require.resolve(name).replace('index.cjs.js', 'index.js');

function publicModules(): readonly string[] {
  const manifest = require('lightning-base-components/package.json') as { lwc: { expose: readonly string[] } };
  return manifest.lwc.expose.filter((name) => name.startsWith('lightning/') && !leftOut.test(name));
}

/** Asked for from inside the package, which keeps the constants to itself. */
const insider = require.resolve('lightning-base-components/package.json');

function packageFile(name: string): string | undefined {
  try {
    return resolveModule(name, insider, { rootDir, modules }).entry;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'NO_LWC_MODULE_FOUND') return undefined;
    throw error;
  }
}

/** File of the base package behind a `@salesforce/*` name, for the constants it carries. */
export function packageConstant(name: string): string | undefined {
  return packageFile(name);
}

/** The engine under its one public name, and nothing in place of the right-to-left icons. */
function engineAndIcons(): Plugin {
  return {
    name: 'engine-and-icons',
    resolveId(name) {
      if (name === 'lwc' || name === '@lwc/engine-dom') return engineFile('@lwc/engine-dom');
      if (/iconSvgTemplates\w*Rtl$/.test(name)) return '\0no-icons';
      return undefined;
    },
    load: (id) => (id === '\0no-icons' ? 'export default {};' : undefined),
  };
}

/**
 * The base package reads a typed day as midnight where the browser is, and then compares it with what the day is in UTC:
 * ahead of Greenwich that is the day before, and every day would be refused. On the platform another parser, that of
 * Aura, is there instead.
 */
function typedDays(): Plugin {
  const inUtc = 'Object.assign({}, utcTimeZone, formatOptions)';
  return {
    name: 'typed-days',
    transform(code, id) {
      if (!id.endsWith('/internationalizationLibrary/datetime/dateTimeUtils.js')) return undefined;
      const [before, after, ...more] = code.split(inUtc);
      if (before === undefined || after === undefined || more.length > 0) {
        throw new Error(`${id} no longer compares a day in UTC once.`);
      }
      return { code: `${before}formatOptions${after}`, map: null };
    },
  };
}

function counter(report: (modules: number) => void): Plugin {
  let modules = 0;
  return {
    name: 'counter',
    moduleParsed: () => {
      report(++modules);
    },
  };
}

function entries(): Readonly<Record<string, string>> {
  const files = publicModules().flatMap((name) => {
    const file = packageFile(name);
    return file === undefined ? [] : [[name, file] as const];
  });
  return {
    ...Object.fromEntries(files),
    lwc: engineFile('@lwc/engine-dom'),
    '@lwc/synthetic-shadow': engineFile('@lwc/synthetic-shadow'),
  };
}

/** Writes one file per public module, shared chunks and `imports.json` into `folder`; `report` counts modules read. */
export async function buildBaseLayer(folder: string, report: (modules: number) => void): Promise<void> {
  const input = entries();
  const bundle = await rollup({
    input,
    onwarn: () => undefined, // about the package's own templates; nothing here could act on them
    plugins: [
      engineAndIcons(),
      typedDays(),
      scopedModules(packageConstant),
      replace({
        preventAssignment: true,
        values: { 'process.env.NODE_ENV': '"development"', 'import.meta.env.SSR': 'false' },
      }),
      lwc({ rootDir, modules, exclude: [/node_modules\/@lwc\//], ...compilerOptions }),
      counter(report),
    ],
  });
  await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
  });
  await bundle.close();
  const imports: ImportMap = Object.fromEntries(Object.keys(input).map((name) => [name, `${name}.js`]));
  writeFileSync(join(folder, 'imports.json'), JSON.stringify(imports));
}
