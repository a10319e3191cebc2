/** A clock that can be set: it goes on from there. For whoever wants to live through a week in an afternoon. */
import { Router } from 'express';
import { ApiError, type Clock } from '../engine/engine.ts';
import { answerError, isObject, readJson } from '../http/http.ts';

export interface MovableClock extends Clock {
  /** Milliseconds since 1970. Throws when it would go back: records would be older than those made before them. */
  moveTo(at: number): void;
  /** Ahead of the machine's clock, in milliseconds. */
  offset(): number;
  /** Before somebody's request moves it: whoever owns the org makes ready for that time. */
  readonly beforeMove: (at: number) => Promise<void>;
}

/** Shows the machine's time until it is moved. */
export function movableClock(beforeMove: MovableClock['beforeMove'] = () => Promise.resolve()): MovableClock {
  let offsetMs = 0;
  const now = (): number => Date.now() + offsetMs;
  return {
    now,
    moveTo: (at) => {
      if (at < now()) throw new ApiError(400, 'CLOCK_GOES_BACK', 'The clock goes forward only; a new org starts now.');
      offsetMs = at - Date.now();
    },
    offset: () => offsetMs,
    beforeMove,
  };
}

export function isMovable(clock: Clock): clock is MovableClock {
  return 'moveTo' in clock;
}

/**
 * `GET` and `POST /local-org/clock`. Without a session, since moving the clock ends sessions; a page of another origin
 * cannot send JSON without being asked whether it may, and it may not.
 */
export function clockRouter(clock: MovableClock): Router {
  const router = Router();
  const told = (): object => ({ now: new Date(clock.now()).toISOString() });
  router.get('/', (_request, response) => {
    response.json(told());
  });
  router.post('/', async (request, response) => {
    if (request.is('application/json') === false) throw wrong();
    const body = await readJson(request);
    const at = isObject(body) && typeof body['at'] === 'string' ? body['at'] : '';
    if (!/^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:\d{2})$/.test(at) || Number.isNaN(Date.parse(at))) throw wrong();
    if (Date.parse(at) > clock.now()) await clock.beforeMove(Date.parse(at));
    clock.moveTo(Date.parse(at));
    response.json(told());
  });
  router.use(answerError);
  return router;
}

function wrong(): ApiError {
  return new ApiError(400, 'INVALID_CLOCK', 'Send {"at": "2026-11-25T12:00:00+09:00"} as application/json.');
}
