/** Who gets a row when, told by a clock that the test moves. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lockMessage, type LockOptions, type Locks, openLocks } from '../../../local-org/locks/locks.ts';
import { type SteppedTimer, steppedTimer } from './timer.ts';

interface Scene {
  readonly locks: Locks;
  readonly timer: SteppedTimer;
  /** What was written and lasted, in order. */
  readonly written: string[];
  /** A writer that takes rows; `written` gets its name, with those it could not have. */
  readonly write: (name: string, rows: readonly string[], options?: Parameters<Locks['run']>[1]) => Promise<void>;
}

function open(options: LockOptions = {}): Scene {
  const timer = steppedTimer();
  const written: string[] = [];
  const transaction = <T>(work: () => T): T => {
    const before = written.length;
    try {
      return work();
    } catch (error) {
      written.length = before;
      throw error;
    }
  };
  const locks = openLocks(transaction, { timer, holdMs: 75, waitMs: 10_000, ...options });
  return {
    locks,
    timer,
    written,
    write: (name, rows, more) =>
      locks.run(() => {
        written.push(name);
        const missing = locks.take(rows);
        if (missing.size > 0) written.push(`${name} without ${[...missing].join()}`);
      }, more),
  };
}

test('a lone writer never waits, however often it writes the same row', async () => {
  const { locks, write, written } = open();
  const me = locks.enter();
  for (let turn = 0; turn < 3; turn += 1) await write(`w${turn}`, ['master']);
  me.leave();
  assert.deepEqual(written, ['w0', 'w1', 'w2']);
});

test('writers of one row follow each other in the order they came, a hold apart', async () => {
  const { locks, write, written, timer } = open();
  locks.enter();
  locks.enter();
  const all = ['a', 'b', 'c'].map((name) => write(name, ['master']));
  await timer.advance(0);
  assert.deepEqual(written, ['a']);
  await timer.advance(74);
  assert.deepEqual(written, ['a']);
  await timer.advance(1);
  assert.deepEqual(written, ['a', 'b']);
  await timer.advance(75);
  await Promise.all(all);
  assert.deepEqual(written, ['a', 'b', 'c']);
});

test('writers of different rows do not meet', async () => {
  const { locks, write, written } = open();
  locks.enter();
  locks.enter();
  await write('a', ['one']);
  await write('b', ['two']);
  assert.deepEqual(written, ['a', 'b']);
});

test('after the longest wait the row is refused and the rest is done', async () => {
  const { locks, write, written, timer } = open();
  locks.hold(['master']);
  const late = write('a', ['master', 'other']);
  await timer.advance(9_999);
  assert.deepEqual(written, []);
  await timer.advance(1);
  await late;
  assert.deepEqual(written, ['a', 'a without master']);
});

test('a row that is released in time is had, whatever was tried before is undone', async () => {
  const { locks, write, written, timer } = open();
  let undone = 0;
  const held = locks.hold(['master']);
  const work = locks.run(() => {
    locks.onUndo(() => (undone += 1));
    locks.take(['master']);
    written.push('a');
  });
  await timer.advance(5_000);
  assert.deepEqual([written, undone], [[], 1]);
  held.release();
  await work;
  assert.deepEqual([written, undone], [['a'], 1]);
  await write('b', ['master']);
});

test('two that want the same two rows in opposite order do not wait for each other for ever', async () => {
  const { locks, write, written, timer } = open();
  locks.enter();
  locks.enter();
  const [one, two] = [locks.hold(['one']), locks.hold(['two'])];
  const both = [write('a', ['two', 'one']), write('b', ['one', 'two'])];
  await timer.advance(10);
  two.release();
  one.release();
  await timer.advance(75);
  await Promise.all(both);
  assert.deepEqual(written, ['a', 'b']);
});

test('a line of work writes its own rows again, but not before those who wait', async () => {
  const { locks, write, written, timer } = open();
  locks.enter();
  locks.enter();
  const line = {};
  await write('chunk 1', ['master'], { line });
  await write('chunk 2', ['master'], { line });
  const stranger = write('stranger', ['master']);
  await timer.advance(0);
  const third = write('chunk 3', ['master'], { line });
  await timer.advance(75);
  assert.deepEqual(written, ['chunk 1', 'chunk 2', 'stranger']);
  await timer.advance(75);
  await Promise.all([stranger, third]);
  assert.deepEqual(written.at(-1), 'chunk 3');
});

test('who may wait once more is asked before it is refused', async () => {
  const { locks, write, written, timer } = open();
  locks.hold(['master']);
  let waits = 0;
  const job = write('a', ['master'], { onTimeout: () => (waits += 1) < 3 });
  await timer.advance(29_999);
  assert.deepEqual([written, waits], [[], 2]);
  await timer.advance(1);
  await job;
  assert.deepEqual([written, waits], [['a', 'a without master'], 3]);
});

test('an error that swallowed the lack of a row does not keep half of the work', async () => {
  const { locks, written, timer } = open();
  const held = locks.hold(['master']);
  const work = locks.run(() => {
    written.push('half');
    try {
      locks.take(['master']);
    } catch {
      return 'refused';
    }
    return 'done';
  });
  await timer.advance(10);
  assert.deepEqual(written, []);
  held.release();
  assert.equal(await work, 'done');
});

test('when the org closes, those who wait are sent away', async () => {
  const { locks, write, written } = open();
  locks.hold(['master']);
  const late = write('a', ['master']);
  locks.close();
  await assert.rejects(late, { errorCode: 'SERVER_UNAVAILABLE' });
  assert.deepEqual(written, []);
});

test('the message names ten rows and counts the others', () => {
  assert.equal(lockMessage(['1', '2']), 'unable to obtain exclusive access to this record or 2 records: 1,2');
  const many = Array.from({ length: 25 }, (_, index) => String(index));
  assert.equal(
    lockMessage(many),
    'unable to obtain exclusive access to this record or 25 records: 0,1,2,3,4,5,6,7,8,9, ... (15 more)',
  );
});
