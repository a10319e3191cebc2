/**
 * Trouble on request: the next requests, jobs or rows that match a rule fail, vanish or wait, rows are held, a day's
 * allowance is nearly used up. Tests use it to cut and kill at a place they choose; without rules nothing here changes
 * a reply.
 */
import { Router } from 'express';
import { ApiError, type Locks, type RowError, type Session } from '../engine/engine.ts';
import { answerError, readJson, sessionOf, type Usage } from '../http/http.ts';
import { normalizeId } from '../schema/schema.ts';
import {
  parseRules,
  type RequestRule,
  type Rule,
  type RuleInput,
  type RuleOf,
  type StateRule,
  type StrikingRule,
} from './rules.ts';
import { openTally } from './tally.ts';

export { troubleGate } from './gate.ts';
export { troubledEngine } from './rows.ts';
export type { RuleInput } from './rules.ts';

/** A rule at work: what it is, how often it struck and how often it still will; a state has no number of times. */
export interface Standing {
  readonly rule: Rule;
  readonly hits: number;
  readonly left: number | null;
}

export interface Troubles {
  /** Adds a rule; `hit` resolves when it strikes for the first time. */
  add(rule: RuleInput): { readonly hit: Promise<void> };
  list(): readonly Standing[];
  /** Removes every rule and lets go what was held. */
  clear(): void;
  /** The rule that strikes this request, counted. */
  takeRequest(method: string, path: string): RequestRule | undefined;
  /** The error of the next row of this object. */
  takeRow(object: string): RowError | undefined;
  /** How much older than now the next save of this object is to be stamped, in milliseconds. */
  takeAge(object: string): number | undefined;
  /** The message of a job of this object that fails after so many rows, counted. */
  takeJob(object: string, rowsDone: number): string | undefined;
  /** Calling what it answers forgets all that was counted since, for what is tried again from the start. */
  mark(): () => void;
  /** Calls back once, at the next `clear`. */
  onClear(resume: () => void): void;
  /** What states are made of; called once, before the first rule. */
  connect(org: { readonly locks: Locks; readonly usage: Usage }): void;
}

function fits(pattern: string, path: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(path);
}

const isSame = (one: string | undefined, other: string): boolean =>
  one === undefined || one.toLowerCase() === other.toLowerCase();

const isState = (rule: Rule): rule is StateRule => rule.kind === 'lock' || rule.kind === 'limit';

function strikesRequest(method: string, path: string): (rule: StrikingRule) => rule is RequestRule {
  return (rule): rule is RequestRule =>
    rule.kind !== 'row' &&
    rule.kind !== 'failJob' &&
    rule.kind !== 'late' &&
    (rule.method === undefined || rule.method === method) &&
    fits(rule.path, path);
}

export function openTroubles(): Troubles {
  const tally = openTally();
  let states: StateRule[] = [];
  let held: (() => void)[] = [];
  let org: Parameters<Troubles['connect']>[0] | undefined;

  const enterState = (rule: StateRule): void => {
    if (org === undefined) throw new Error('a state was asked for before the org was open');
    states.push(rule);
    if (rule.kind === 'lock') {
      const hold = org.locks.hold(rule.ids.map((id) => normalizeId(id) ?? id));
      held.push(() => {
        hold.release();
      });
    } else held.push(org.usage.restrict(rule.allowance, rule.left));
  };
  return {
    connect: (given) => {
      org = given;
    },
    add: (input) => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const strike = (): void => {
        resolve(undefined);
      };
      for (const rule of parseRules(input)) {
        if (isState(rule)) enterState(rule);
        else tally.add(rule, strike);
      }
      return { hit: promise };
    },
    list: () => [...tally.list(), ...states.map((rule) => ({ rule, hits: 0, left: null }))],
    clear: () => {
      tally.clear();
      states = [];
      const waiting = held;
      held = [];
      for (const resume of waiting) resume();
    },
    takeRequest: (method, path) => tally.take(strikesRequest(method, path)),
    takeRow: (object) => {
      const rule = tally.take((one): one is RuleOf<'row'> => one.kind === 'row' && isSame(one.object, object));
      return rule === undefined ? undefined : { statusCode: rule.statusCode, message: rule.message, fields: [] };
    },
    takeAge: (object) =>
      tally.take((rule): rule is RuleOf<'late'> => rule.kind === 'late' && isSame(rule.object, object))?.byMs,
    takeJob: (object, rowsDone) =>
      tally.take(
        (rule): rule is RuleOf<'failJob'> =>
          rule.kind === 'failJob' && rowsDone >= rule.afterRows && isSame(rule.object, object),
      )?.message,
    mark: tally.mark,
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
