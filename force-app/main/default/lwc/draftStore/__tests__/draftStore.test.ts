import { keepDrafts, keepPaste, keptDrafts, keptPaste } from 'c/draftStore';
import type { Draft, Drafts, DraftState } from 'c/forecastDraft';

const NOW = Date.parse('2026-04-06T00:00:00Z');
const DAY = 24 * 60 * 60 * 1000;

function draft(state: DraftState): Draft {
  const base = {
    id: 'a',
    name: 'A',
    kind: 'project',
    linkId: null,
    system: 1,
    actual: 0,
    entered: null,
    inLanding: true,
    confidence: null,
    note: null,
    locked: undefined,
    modifiedAt: null,
    modifiedBy: null,
  } as const;
  return { base, edit: { entered: 5 }, typed: undefined, unreadable: undefined, state, messages: [] };
}

const drafts: Drafts = { a: draft('draft'), b: draft('saving'), c: draft('saved') };

afterEach(() => {
  localStorage.clear();
  jest.restoreAllMocks();
});

it('gives back what was typed, what was on its way as unanswered, and nothing that was saved', () => {
  keepDrafts('t1', drafts, NOW);
  const kept = keptDrafts('t1', NOW + DAY);
  expect(kept?.keptAt).toBe('2026-04-06T00:00:00.000Z');
  const states = Object.entries(kept?.drafts ?? {}).map(([id, { state, edit }]) => [id, state, edit]);
  expect(states).toEqual([
    ['a', 'draft', { entered: 5 }],
    ['b', 'unknown', { entered: 5 }],
  ]);
  expect(keptDrafts('t2', NOW)).toBeUndefined();
});

it('forgets after a week, and at once when nothing is left', () => {
  keepDrafts('t1', drafts, NOW);
  expect(keptDrafts('t1', NOW + 7 * DAY)).toBeUndefined();
  keepDrafts('t1', {}, NOW);
  expect(localStorage).toHaveLength(0);
});

it('passes over what another version kept, or nobody can read', () => {
  keepDrafts('t1', drafts, NOW);
  const key = localStorage.key(0) ?? '';
  for (const text of ['{"version":0}', 'null', '{']) {
    localStorage.setItem(key, text);
    expect(keptDrafts('t1', NOW)).toBeUndefined();
  }
});

it('does without storage that is forbidden', () => {
  jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  jest.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  expect(() => {
    keepDrafts('t1', drafts, NOW);
  }).not.toThrow();
  expect(keptDrafts('t1', NOW)).toBeUndefined();
});

it('N8: keeps cells that were pasted and not yet entered, until they are entered or given up', () => {
  const paste = { text: '1\n2', ids: ['a', 'b'], unit: 'thousand' } as const;
  keepPaste('t1', paste, NOW);
  expect([keptPaste('t1', NOW + DAY), keptPaste('t1', NOW + 7 * DAY), keptPaste('t2', NOW)]).toEqual([
    paste,
    undefined,
    undefined,
  ]);
  keepPaste('t1', undefined, NOW);
  expect(localStorage).toHaveLength(0);
});
