/** Holds the arrows of ARCHITECTURE.md: which folder may import which, and that outsiders use front doors. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every relative import of a file, as paths from `base`. */
function importsOf(base: string, file: string): readonly Import[] {
  const text = readFileSync(join(base, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import|import\()\s*['"](\.[^'"]+)['"]/g)].map(
    (match) => match[1] ?? '',
  );
  return specifiers.map((specifier) => ({ from: file, to: relative(base, join(base, dirname(file), specifier)) }));
}

function importsUnder(folder: string, base = root): readonly Import[] {
  return globSync(`${folder}/**/*.ts`, { cwd: base }).flatMap((file) => importsOf(base, file));
}

const describe = ({ from, to }: Import): string => `${from} imports ${to}`;

/** The module a path belongs to: its first folder under the part (`server/plan`), or the part itself for loose files. */
function moduleOf(path: string): string {
  const [part = '', folder = '', ...rest] = path.split('/');
  return rest.length === 0 ? part : `${part}/${folder}`;
}

function isFrontDoor(path: string): boolean {
  return basename(path, '.ts') === basename(dirname(path));
}

/** Imports that leave one module and enter another anywhere but through its front door. */
function sideEntries(imports: readonly Import[]): readonly string[] {
  return imports
    .filter(({ from, to }) => moduleOf(from) !== moduleOf(to) && moduleOf(to).includes('/') && !isFrontDoor(to))
    .map(describe);
}

/** What each module of the server may import besides itself and the loose files; arrows point one way. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'server/model': [],
  'server/syncs': ['model'],
  'server/googlesql': [],
  'server/formulas': [],
  'server/warehouse': ['model', 'syncs', 'googlesql'],
  'server/org': ['model'],
  'server/plan': ['model', 'syncs', 'org', 'warehouse'],
  'server/load': ['model', 'syncs', 'org', 'warehouse', 'plan'],
  'server/verify': ['model', 'syncs', 'org', 'warehouse', 'plan'],
  'server/record': ['model', 'syncs', 'org', 'warehouse', 'plan', 'verify'],
  'server/replicate': ['model', 'syncs', 'org', 'warehouse', 'plan'],
  'server/run': ['model', 'syncs', 'org', 'warehouse', 'plan', 'load', 'verify', 'record', 'replicate'],
  'server/doctor': ['mail', 'model', 'syncs', 'org', 'warehouse', 'plan', 'replicate', 'run', 'cycle'],
  'server/schedule': ['model', 'syncs', 'run'],
  'server/mail': [],
  'server/cycle': [
    'mail',
    'report',
    'model',
    'syncs',
    'org',
    'warehouse',
    'formulas',
    'plan',
    'record',
    'run',
    'schedule',
  ],
  'server/report': ['model', 'org'],
  'server/api': ['model', 'run'],
  'server/page': ['api', 'run'],
  'server/http': ['model', 'syncs', 'run', 'schedule', 'cycle', 'api', 'page'],
  'server/serve': ['mail', 'model', 'syncs', 'org', 'warehouse', 'run', 'schedule', 'cycle', 'http'],
};

function wrongArrows(imports: readonly Import[]): readonly string[] {
  return imports
    .filter(({ from, to }) => {
      const source = moduleOf(from);
      const target = moduleOf(to);
      if (source === target || !target.startsWith('server/')) return false;
      const may = allowed[source];
      return may !== undefined && !may.includes(target.slice('server/'.length));
    })
    .map(describe);
}

test('server imports nothing outside server', () => {
  const outside = importsUnder('server').filter(({ to }) => !to.startsWith('server/'));
  assert.deepEqual(outside.map(describe), []);
});

test('local-org imports nothing outside local-org', () => {
  const outside = importsUnder('local-org').filter(({ to }) => !to.startsWith('local-org/'));
  assert.deepEqual(outside.map(describe), []);
});

test('a module of the server is entered by its front door', () => {
  assert.deepEqual(sideEntries(importsUnder('server').filter(({ from }) => !composes(from))), []);
});

test('a module of the local org is entered by its front door', () => {
  assert.deepEqual(sideEntries(importsUnder('local-org')), []);
});

test('arrows in the server point one way', () => {
  assert.deepEqual(wrongArrows(importsUnder('server')), []);
});

test('every module of the server has a front door and is named in the table of arrows', () => {
  const modules = new Set(globSync('server/*/*.ts', { cwd: root }).map(moduleOf));
  const commandLine = 'server/cli';
  for (const module of modules) {
    if (module === commandLine) continue;
    assert.ok(module in allowed, `${module} is not in the table of arrows`);
    assert.ok(globSync(`${module}/${basename(module)}.ts`, { cwd: root }).length === 1, `${module} has no front door`);
  }
});

test('scripts enter server and local-org by a front door', () => {
  const entries = importsUnder('scripts').filter(({ to }) => to.startsWith('server/') || to.startsWith('local-org/'));
  assert.deepEqual(sideEntries(entries), []);
});

test('a planted import of a private file is found', () => {
  assert.deepEqual(sideEntries([{ from: 'server/run/run.ts', to: 'server/plan/guard.ts' }]), [
    'server/run/run.ts imports server/plan/guard.ts',
  ]);
  assert.deepEqual(wrongArrows([{ from: 'server/model/plan.ts', to: 'server/org/org.ts' }]), [
    'server/model/plan.ts imports server/org/org.ts',
  ]);
});

/** The composition roots may open side doors: they choose the adapters. */
function composes(file: string): boolean {
  return file.startsWith('server/cli') || file.startsWith('server/serve/') || file === 'server/main.ts';
}
