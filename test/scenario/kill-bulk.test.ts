import { test } from 'node:test';
import type { Place, Request } from './kill.ts';
import { isEverywhere } from './everywhere.ts';
import { killedAt, reference } from './kill.ts';

const jobs = '/services/data/v*/jobs/ingest';
const create: Request = { method: 'POST', path: jobs };
const upload: Request = { method: 'PUT', path: `${jobs}/*` };
const close: Request = { method: 'PATCH', path: `${jobs}/*` };
const look: Request = { method: 'GET', path: `${jobs}/*` };
const list: Request = { method: 'GET', path: jobs };
const written: Request = { method: 'GET', path: `${jobs}/*/successfulResults` };
const unprocessed: Request = { method: 'GET', path: `${jobs}/*/unprocessedrecords` };

interface Told {
  readonly words: string;
  /** Killed there in the first push, and in one of changes, by `npm test` too. */
  readonly usual?: 'first' | 'both';
}

const places: readonly (Place & Told)[] = [
  { words: 'when its rows were cut into parts', step: 'planned' },
  { words: 'when its file was written', usual: 'first', step: 'written' },
  { words: 'before its job was made', step: 'creating', held: create },
  { words: 'before its file was uploaded', usual: 'first', step: 'created', held: upload },
  { words: 'before its job was closed', step: 'uploaded', held: close },
  { words: 'while its job was running', usual: 'both', step: 'closed', held: look },
  { words: 'before its first result file was read', step: 'finished', held: written },
  { words: 'before its last result file was read', step: 'finished', held: unprocessed },
  { words: 'when its result files were stored', usual: 'first', step: 'stored' },
  { words: 'when its outcomes were noted', step: 'applied' },
  {
    words: 'after its job was made without an answer',
    usual: 'first',
    step: 'creating',
    unanswered: create,
    held: list,
  },
  { words: 'after its file was uploaded without an answer', step: 'created', unanswered: upload, held: list },
  {
    words: 'after its job was closed without an answer',
    usual: 'first',
    step: 'uploaded',
    unanswered: close,
    held: look,
  },
];

const wanted = reference('bulk');

for (const { words, usual, ...place } of places) {
  if (usual === undefined && !isEverywhere) continue;
  test(`a first bulk push killed ${words} ends, pushed again, as if nobody had disturbed it`, async () => {
    await killedAt(place, 'bulk', 'first', await wanted);
  });
}

for (const { words, usual, ...place } of places) {
  const isChosen = isEverywhere ? ['created', 'closed', 'finished'].includes(place.step) : usual === 'both';
  if (!isChosen) continue;
  test(`a bulk push of changes killed ${words} ends the same`, async () => {
    await killedAt(place, 'bulk', 'second', await wanted);
  });
}

test('bulk deletes killed while their job was running end the same', async () => {
  await killedAt({ step: 'closed', operation: 'delete', held: look }, 'bulk', 'second', await wanted);
});
