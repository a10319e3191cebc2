import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Fault } from '../../../server/faults.ts';
import { takeLock } from '../../../server/schedule/lock.ts';

const dir = mkdtempSync(join(tmpdir(), 'todoku-jobs-lock-'));
after(() => {
  rmSync(dir, { recursive: true });
});

const isRefused = (error: unknown): boolean => error instanceof Fault && error.code === 'jobs-in-use';

test('a lock is held once, also within a process, until it is given back', () => {
  const file = join(dir, 'one.lock');
  const lock = takeLock(file);
  assert.throws(() => takeLock(file), isRefused);
  lock[Symbol.dispose]();
  takeLock(file)[Symbol.dispose]();
});

test('another process is refused, and a killed one holds nothing', async () => {
  const file = join(dir, 'two.lock');
  const script = `
    import { takeLock } from '${new URL('../../../server/schedule/lock.ts', import.meta.url).href}';
    globalThis.lock = takeLock(${JSON.stringify(file)});
    process.stdout.write('held');
    process.stdin.resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  assert.throws(() => takeLock(file), isRefused);
  child.kill('SIGKILL');
  await once(child, 'exit');
  takeLock(file)[Symbol.dispose]();
});
