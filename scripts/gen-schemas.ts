/** Writes the JSON schemas of todoku.yml and sync.yml for editors; `--check` only says whether they are up to date. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { editorSchemas } from '../server/syncs/syncs.ts';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'server', 'syncs');
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const outdated: string[] = [];
for (const [name, schema] of Object.entries(editorSchemas())) {
  const file = join(folder, name);
  const style = await resolveConfig(file);
  const text = await format(JSON.stringify(schema), { ...style, parser: 'json' });
  if (values.check) {
    if (readFileSync(file, 'utf8') !== text) outdated.push(name);
  } else {
    writeFileSync(file, text);
  }
}
if (outdated.length > 0) {
  console.error(`Out of date: ${outdated.join(', ')}. Run "node scripts/gen-schemas.ts" and commit.`);
  process.exitCode = 1;
}
