/** Holds local-org/README.md to the code: every part has a row, every named test is there, the examples run. */
import assert from 'node:assert/strict';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { functions } from '../../local-org/formula/formula.ts';
import { startWorld } from '../world/world.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const readme = readFileSync(join(root, 'local-org', 'README.md'), 'utf8');

interface Table {
  readonly heading: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const cellsOf = (line: string): readonly string[] =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());

/** Tables of the text; what stands below the line of dashes are rows. */
const tables: readonly Table[] = readme.split(/\n{2,}/).flatMap((block) => {
  const [heading, dashes, ...rows] = block.split('\n');
  return heading?.startsWith('|') === true && dashes?.startsWith('| --') === true
    ? [{ heading: cellsOf(heading), rows: rows.map(cellsOf) }]
    : [];
});

const testFiles = globSync('test/**/*.test.ts', { cwd: root });
const named = new Set([...readme.matchAll(/`([\w./-]+\.test\.ts)`/g)].map(([, name = '']) => name));

test('every folder of the local org has a row', () => {
  const folders = readdirSync(join(root, 'local-org'), { withFileTypes: true }).filter((one) => one.isDirectory());
  const described = new Set(tables.flatMap(({ rows }) => rows.map(([first = '']) => first)));
  const missing = folders.map(({ name }) => `\`${name}/\``).filter((name) => !described.has(name));
  assert.deepEqual(missing, []);
  const known = new Set(folders.map(({ name }) => `\`${name}/\``));
  const gone = [...described].filter((cell) => /^`[\w-]+\/`$/.test(cell) && !known.has(cell));
  assert.deepEqual(gone, [], 'rows of folders that are not there');
});

test('every test that is named is there', () => {
  const names = new Set(testFiles.map((file) => basename(file)));
  const missing = [...named].filter((name) => (name.includes('/') ? !testFiles.includes(name) : !names.has(name)));
  assert.deepEqual(missing, []);
  const folders = [...readme.matchAll(/`(test\/[\w/-]+\/)`/g)].map(([, folder = '']) => folder);
  assert.deepEqual(
    folders.filter((folder) => !testFiles.some((file) => file.startsWith(folder))),
    [],
  );
});

test('every test of the local org and of its clients is named', () => {
  const own = testFiles.filter((file) => file.startsWith('test/local-org/') || file.startsWith('test/clients/'));
  const unnamed = own.filter((file) => !named.has(file) && !named.has(basename(file)));
  assert.deepEqual(unnamed, [], 'say in local-org/README.md what these prove');
});

test('every fact has its test and its source', () => {
  const facts = tables.filter(({ heading }) => heading.includes('Test'));
  assert.ok(facts.length >= 10, String(facts.length));
  const empty = facts.flatMap(({ heading, rows }) =>
    rows.filter((row) => row.length !== heading.length || row.includes('')),
  );
  assert.deepEqual(empty, []);
});

test('the functions of formulas that are told are those that are evaluated', () => {
  const [, list = ''] = /^Formulas know the operators and (.*?)(?:, `\$User`|$)/m.exec(readme) ?? [];
  const told = [...list.matchAll(/\b[A-Z][A-Z0-9]+\b/g)].map(([name]) => name);
  const ofRules = ['ISCHANGED', 'ISNEW', 'PRIORVALUE'];
  assert.deepEqual(told.sort(), [...Object.keys(functions), ...ofRules].sort());
});

/** What follows the heading, up to the next one of its rank. */
const trouble = readme.split(/^## /m).find((section) => section.startsWith('Trouble on request')) ?? '';
const blocks = (language: string): readonly string[] =>
  [...trouble.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text);

interface Command {
  readonly method: string;
  readonly path: string;
  readonly body: string | undefined;
}

/** `curl -X POST "$URL/path" -H "Authorization: Bearer $TOKEN" -d '…'`. */
function commandOf(line: string): Command {
  const form = /^curl (?:-X (\w+) )?"\$URL(\/\S+)" -H "Authorization: Bearer \$TOKEN"(?:\s+-d '([^']*)')?(?:\s+#.*)?$/;
  const match = form.exec(line);
  assert.ok(match, `not understood: ${line}`);
  const [, method = 'GET', path = '', body] = match;
  return { method, path, body };
}

test('the examples of trouble run', async () => {
  await using world = await startWorld();
  const [shell = ''] = blocks('sh');
  const commands = shell
    .replace(/\\\n\s*/g, '')
    .trim()
    .split('\n')
    .map(commandOf);
  const statuses: string[] = [];
  for (const { method, path, body } of commands) {
    const { status } = await world.ask(method, path, body === undefined ? undefined : JSON.parse(body));
    statuses.push(`${method} ${status}`);
  }
  assert.deepEqual(statuses, ['POST 201', 'GET 200', 'DELETE 204']);
});

test('there is an example of each kind of trouble, and the org takes it', async () => {
  await using world = await startWorld();
  const [json = '[]'] = blocks('json');
  const rules = JSON.parse(json) as readonly { kind: string }[]; // checked by the org below
  const { status, text } = await world.ask('POST', '/local-org/trouble', rules);
  assert.equal(status, 201, text);
  const kinds = tables.find(({ heading }) => heading[0] === '`kind`')?.rows.map(([kind = '']) => kind.slice(1, -1));
  assert.deepEqual(new Set(rules.map(({ kind }) => kind)), new Set(kinds));
  const listed = (await world.ask('GET', '/local-org/trouble')).text;
  for (const { kind } of rules) assert.ok(listed.includes(`"kind":"${kind}"`), kind);
  assert.equal((await world.ask('DELETE', '/local-org/trouble')).status, 204);
});
