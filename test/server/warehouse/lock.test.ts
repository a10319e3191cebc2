import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Fault } from '../../../server/faults.ts';
import { openDuckWarehouse } from '../../../server/warehouse/duckdb/duckdb.ts';

function folder(): { readonly file: string; [Symbol.dispose](): void } {
  const dir = mkdtempSync(join(tmpdir(), 'todoku-lock-'));
  return {
    file: join(dir, 'warehouse.duckdb'),
    [Symbol.dispose]: () => {
      rmSync(dir, { recursive: true });
    },
  };
}

const inUse =
  (words: RegExp) =>
  (error: unknown): true => {
    assert.ok(error instanceof Fault);
    assert.equal(error.code, 'warehouse-in-use');
    assert.match(`${error.message} ${error.next}`, words);
    return true;
  };

/** Another process that holds the file until it is killed. */
async function holder(file: string): Promise<ReturnType<typeof spawn>> {
  const script = `
    import { openDuckWarehouse } from '${new URL('../../../server/warehouse/duckdb/duckdb.ts', import.meta.url).href}';
    await openDuckWarehouse(${JSON.stringify(file)}, { address: 'http://127.0.0.1:8080' });
    process.stdout.write('open');
    process.stdin.resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

test('a second process is told who has the warehouse and where to ask instead', async () => {
  using at = folder();
  const child = await holder(at.file);
  await assert.rejects(
    openDuckWarehouse(at.file),
    inUse(new RegExp(`Process ${child.pid ?? 0} .*127\\.0\\.0\\.1:8080`)),
  );
  child.kill('SIGKILL');
  await once(child, 'exit');
  const warehouse = await openDuckWarehouse(at.file);
  await warehouse.close();
});

test('the same process is refused too, and the lock goes when the warehouse is closed', async () => {
  using at = folder();
  const warehouse = await openDuckWarehouse(at.file);
  await assert.rejects(openDuckWarehouse(at.file), inUse(/Wait until it has finished/));
  await warehouse.close();
  assert.equal(existsSync(`${at.file}.lock`), false);
});

test('a lock left by a process that is gone, even one with our pid, holds nobody up', async () => {
  using at = folder();
  writeFileSync(`${at.file}.lock`, JSON.stringify({ pid: process.pid, startedAt: 1 }));
  const warehouse = await openDuckWarehouse(at.file);
  await warehouse.close();
});

test('a file that is no database is a fault of setup', async () => {
  using at = folder();
  writeFileSync(at.file, 'not a database, but long enough to have a header that DuckDB can look at '.repeat(100));
  await assert.rejects(
    openDuckWarehouse(at.file),
    (error) => error instanceof Fault && error.code === 'warehouse-unreadable',
  );
});
