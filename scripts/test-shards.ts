/**
 * Test files that share a process. To load what a test needs, and to run it for the first time, takes three times as long
 * as most tests themselves. Each file is a suite of its own in it: its hooks are for its tests alone.
 */
import { globSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Weight of a process: a minute at most, so that all lanes end at about the same time. */
const mostInOne = 300_000;

/** A file weighs its bytes. Where tests start commands, clients or browsers, a byte takes so many times as long. */
const heavy: Readonly<Record<string, number>> = { scenario: 20, contract: 3, clients: 20, browser: 15 };

/** They take longer than their text tells, most of which is in other files: the first to start, each by itself. */
const longest = [
  'browser/agency-week',
  'scenario/kill-bulk',
  'scenario/kill-collections',
  'scenario/memory',
  'scenario/pains-read',
  'scenario/pains-write',
].map((name) => `test/${name}.test.ts`);

interface Shard {
  readonly kind: string;
  readonly files: string[];
  weight: number;
}

/** The folder below `test/`: its files load much the same. */
const kindOf = (file: string): string => file.split('/')[1] ?? '';

export type TestGroup = 'server' | 'clients' | 'browser';

/** What `npm test -- --only` calls a file of tests. */
function groupOf(file: string): TestGroup {
  const kind = kindOf(file);
  return kind === 'clients' || kind === 'browser' ? kind : 'server';
}

function shardsOf(root: string, files: readonly string[]): readonly Shard[] {
  const shards: Shard[] = [];
  for (const file of files) {
    const kind = kindOf(file);
    const weight = longest.includes(file) ? mostInOne : statSync(join(root, file)).size * (heavy[kind] ?? 1);
    const last = shards.at(-1);
    if (last?.kind === kind && last.weight + weight <= mostInOne) {
      last.files.push(file);
      last.weight += weight;
    } else {
      shards.push({ kind, files: [file], weight });
    }
  }
  return shards.sort((a, b) => b.weight - a.weight);
}

/** Writes a file for each process and answers with their paths; Node takes them by name, so the heaviest are the first. */
export function testShards(root: string, groups: readonly TestGroup[]): readonly string[] {
  const folder = join(root, '.cache', 'shards', groups.join('-'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = globSync('test/**/*.test.ts', { cwd: root, exclude: ['test/soak/**'] }).map((file) =>
    file.replaceAll('\\', '/'),
  );
  const shards = shardsOf(root, files.filter((file) => groups.includes(groupOf(file))).sort());
  return shards.map(({ kind, files }, index) => {
    const path = join(folder, `${String(index).padStart(2, '0')}-${kind}.test.mjs`);
    const suites = files.map((file) => {
      const from = JSON.stringify(relative(folder, join(root, file)).replaceAll('\\', '/'));
      return `suite(${JSON.stringify(file)}, async () => { await import(${from}); });\n`;
    });
    writeFileSync(path, `import { suite } from 'node:test';\n${suites.join('')}`);
    return relative(root, path);
  });
}
