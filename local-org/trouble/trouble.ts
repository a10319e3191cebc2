/**
 * Trouble on request: the next requests, jobs or rows that match a rule fail, vanish or wait. Tests use it to cut and
 * kill at a place they choose; without rules nothing here changes a reply.
 */
import { Router } from 'express';
import { ApiError, type RowError, type Session } from '../engine/engine.ts';
import { answerError, readJson, sessionOf } from '../http/http.ts';
import { parseRules, type RequestRule, type Rule, type RuleInput } from './rules.ts';

export { troubleGate } from './gate.ts';
export { troubledEngine } from './rows.ts';
export type { RuleInput } from './rules.ts';

/** A rule at work: what it is, how often it struck and how often it still will. */
export interface Standing {
  readonly rule: Rule;
  readonly hits: number;
  readonly left: number;
}

export interface Troubles {
  /** Adds a rule; `hit` resolves when it strikes for the first time. */
  add(rule: RuleInput): { readonly hit: Promise<void> };
  list(): readonly Standing[];
  /** Removes every rule and lets the requests go on that were held. */
  clear(): void;
  /** The rule that strikes this request, counted. */
  takeRequest(method: string, path: string): RequestRule | undefined;
  /** The error of the next row of this object, counted. */
  takeRow(object: string): RowError | undefined;
  /** The message of a job of this object that fails after so many rows, counted. */
  takeJob(object: string, rowsDone: number): string | undefined;
  /** Calls back once, at the next `clear`. */
  onClear(resume: () => void): void;
}

interface Entry {
  readonly rule: Rule;
  hits: number;
  readonly strike: () => void;
}

function fits(pattern: string, path: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(path);
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

export function openTroubles(): Troubles {
  let entries: Entry[] = [];
  let held: (() => void)[] = [];

  const take = <R extends Rule>(wanted: (rule: Rule) => rule is R): R | undefined => {
    for (const entry of entries) {
      const { rule } = entry;
      if (entry.hits >= rule.times || !wanted(rule)) continue;
      entry.hits += 1;
      entry.strike();
      return rule;
    }
    return undefined;
  };
  return {
    add: (input) => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      for (const rule of parseRules(input)) {
        entries.push({
          rule,
          hits: 0,
          strike: () => {
            resolve(undefined);
          },
        });
      }
      return { hit: promise };
    },
    list: () => entries.map(({ rule, hits }) => ({ rule, hits, left: rule.times - hits })),
    clear: () => {
      entries = [];
      const waiting = held;
      held = [];
      for (const resume of waiting) resume();
    },
    takeRequest: (method, path) =>
      take(
        (rule): rule is RequestRule =>
          rule.kind !== 'row' &&
          rule.kind !== 'failJob' &&
          (rule.method === undefined || rule.method === method) &&
          fits(rule.path, path),
      ),
    takeRow: (object) => {
      const rule = take(
        (one): one is Extract<Rule, { kind: 'row' }> => one.kind === 'row' && isSame(one.object, object),
      );
      return rule === undefined ? undefined : { statusCode: rule.statusCode, message: rule.message, fields: [] };
    },
    takeJob: (object, rowsDone) =>
      take(
        (rule): rule is Extract<Rule, { kind: 'failJob' }> =>
          rule.kind === 'failJob' &&
          rowsDone >= rule.afterRows &&
          (rule.object === undefined || isSame(rule.object, object)),
      )?.message,
    onClear: (resume) => {
      held.push(resume);
    },
  };
}

/** `POST`, `GET` and `DELETE /local-org/trouble`: add rules, list them, clear them. For the administrator alone. */
export function troubleRouter(troubles: Troubles, isAdministrator: (session: Session) => boolean): Router {
  const router = Router();
  router.use((_request, response, next) => {
    if (!isAdministrator(sessionOf(response))) {
      throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'Only the administrator of this org may ask for trouble.');
    }
    next();
  });
  router.post('/', async (request, response) => {
    for (const rule of parseRules(await readJson(request))) troubles.add(rule);
    response.status(201).json({ rules: troubles.list() });
  });
  router.get('/', (_request, response) => {
    response.json({ rules: troubles.list() });
  });
  router.delete('/', (_request, response) => {
    troubles.clear();
    response.status(204).end();
  });
  router.use(answerError);
  return router;
}
