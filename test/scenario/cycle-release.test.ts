/** Another release of Todoku tells a week that this one has told: what it maps otherwise is nobody's to approve. */
import assert from 'node:assert/strict';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { movableClock } from '../../local-org/local-org.ts';
import { warehouses } from './both.ts';
import type { Stage } from './stage.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The server as it is, but for its own syncs. */
function anotherRelease(stage: Stage, edits: readonly (readonly [path: string, from: string, to: string])[]): string {
  const dir = join(stage.dir, 'release');
  for (const part of ['server', 'package.json']) cpSync(join(root, part), join(dir, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
  for (const [path, from, to] of edits) {
    const file = join(dir, 'server/cycle/syncs', path);
    const text = readFileSync(file, 'utf8');
    assert.ok(text.includes(from), path);
    writeFileSync(file, text.replace(from, to));
  }
  return join(dir, 'server/cli.ts');
}

/** The budgets are moved to the April that comes: a clock goes forward only. */
const year = new Date().getUTCFullYear() + 1;

function april(): ReturnType<typeof movableClock> {
  const clock = movableClock();
  clock.moveTo(Date.parse(`${year}-04-05T03:00:00Z`));
  return clock;
}

for (const [name, open] of warehouses) {
  test(`a release that drops a field of the week and empties another tells so and goes on, on ${name}`, async () => {
    await using place = await open(april());
    const { stage } = place;
    stage.edit('todoku.yml', (text) => `${text}cycle: { reminders: [] }\n`);
    for (const file of ['budgets', 'targets', 'bookings']) {
      stage.edit(`raw/${file}.csv`, (text) => text.replaceAll(',2026-', `,${year}-`));
    }
    const done = async (...args: readonly string[]): Promise<string> => {
      const { exitCode, stderr } = await stage.run(...args);
      assert.equal(exitCode, 0, stderr);
      return stderr;
    };
    await done('push');
    await done('cycle', 'run', 'open');
    await done('cycle', 'run', 'freeze');
    const before = await stage.rows('SELECT Actual__c FROM Snapshot_Run__c');
    const tolerance = await stage.rows('SELECT Tolerance__c FROM Forecast_Cycle__c');
    assert.notEqual(tolerance[0]?.['Tolerance__c'], null);
    assert.ok(before.length > 1 && before.every((row) => row['Actual__c'] !== null));

    stage.commandLine = anotherRelease(stage, [
      ['forecast-cycle/sync.yml', '  Tolerance__c: tolerance\n', ''],
      ['snapshot-run/sync.yml', '  Actual__c: actual\n', '  Actual__c: never\n'],
      [
        'snapshot-run/model.sql',
        'run.* except (lines_kept)',
        'run.* except (lines_kept), cast(null as numeric) as never',
      ],
    ]);
    const told = await done('cycle', 'run', 'freeze');
    assert.match(
      told,
      /"code":"field-dropped","message":"forecast-cycle: no longer mapped[^"]*Tolerance__c \(1 record\)/,
    );
    assert.match(
      told,
      /"code":"field-emptied","message":"snapshot-run: would be emptied[^"]*Actual__c \(\d of \d values\)/,
    );
    const after = await stage.rows('SELECT Actual__c FROM Snapshot_Run__c');
    assert.deepEqual(
      after,
      before.map(() => ({ Actual__c: null })),
    );
    assert.deepEqual(await stage.rows('SELECT Tolerance__c FROM Forecast_Cycle__c'), tolerance, 'it stays');

    assert.doesNotMatch(await done('cycle', 'run', 'freeze'), /field-(dropped|emptied)/, 'and is forgotten');
  });
}
