/**
 * Results that are read page by page. What a query found is copied when it is asked, so that later writes do not move
 * the pages. A user has ten of them; the eleventh ends the oldest. One that nobody asks for two days ends by itself
 * (Limits Quick Reference, "API Query Cursor Limits").
 */
import { randomInt } from 'node:crypto';
import { ApiError } from '../errors.ts';
import { makeId } from '../schema/schema.ts';

const mostOpen = 10;
const lifeMs = 2 * 24 * 60 * 60 * 1000;

export interface Cursor {
  readonly userId: string;
  readonly totalSize: number;
  /** Rows from `offset` on, at most `count`. */
  read(offset: number, count: number): readonly Readonly<Record<string, unknown>>[];
  drop(): void;
  /** False when a rollback took the copied result with it. */
  isThere(): boolean;
}

export interface Cursors<Kept extends Cursor> {
  open(cursor: Kept): string;
  /** Throws INVALID_QUERY_LOCATOR for an unknown, closed or foreign locator. */
  find(userId: string, locator: string): { readonly cursor: Kept; readonly id: string; readonly offset: number };
}

const shape = /^(01g[A-Za-z0-9]{15})-(\d+)$/;

/** `now` in milliseconds. */
export function createCursors<Kept extends Cursor>(now: () => number): Cursors<Kept> {
  const open = new Map<string, Kept>();
  const asked = new Map<string, number>();
  const close = (id: string): void => {
    open.get(id)?.drop();
    open.delete(id);
    asked.delete(id);
  };
  const closeOldest = (userId: string): void => {
    const mine = [...open].filter(([, cursor]) => cursor.userId === userId);
    const [oldest] = mine;
    if (mine.length < mostOpen || oldest === undefined) return;
    close(oldest[0]);
  };
  return {
    open: (cursor) => {
      closeOldest(cursor.userId);
      const id = makeId('01g', randomInt(1, 2 ** 47));
      open.set(id, cursor);
      asked.set(id, now());
      return id;
    },
    find: (userId, locator) => {
      const [, id = '', offset = '0'] = shape.exec(locator) ?? [];
      if (now() - (asked.get(id) ?? now()) > lifeMs) close(id);
      const cursor = open.get(id);
      if (cursor?.userId !== userId || !cursor.isThere()) {
        throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
      }
      asked.set(id, now());
      return { cursor, id, offset: Number(offset) };
    },
  };
}
