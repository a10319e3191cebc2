import type { Engine, RowResult, SaveRequest, Session } from '../engine/engine.ts';
import type { Troubles } from './trouble.ts';

const rolledBack = {
  statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
  fields: [],
};

/** Saves with stamps of the past where a rule says so. */
function saveAged(engine: Engine, troubles: Troubles, session: Session, request: SaveRequest): readonly RowResult[] {
  const stampAgeMs = troubles.takeAge(request.object);
  return engine.save(session, stampAgeMs === undefined ? request : { ...request, stampAgeMs });
}

/** Saves the rows that no rule strikes; the others fail with the rule's error. */
function save(engine: Engine, troubles: Troubles, session: Session, request: SaveRequest): readonly RowResult[] {
  engine.locks.onUndo(troubles.mark());
  const struck = request.rows.map(() => troubles.takeRow(request.object));
  if (struck.every((error) => error === undefined)) return saveAged(engine, troubles, session, request);
  const refused = (error: RowResult['errors'][number]): RowResult => ({
    id: null,
    success: false,
    created: false,
    errors: [error],
  });
  if (request.allOrNone) return struck.map((error) => refused(error ?? rolledBack));
  const rows = request.rows.filter((_, index) => struck[index] === undefined);
  const saved = rows.length === 0 ? [] : saveAged(engine, troubles, session, { ...request, rows });
  const outcomes = saved[Symbol.iterator]();
  return struck.map((error) => {
    if (error !== undefined) return refused(error);
    const next = outcomes.next();
    if (next.done === true) throw new Error('the engine gave no outcome for a row');
    return next.value;
  });
}

/** The same org, in which rows fail on request. */
export function troubledEngine(engine: Engine, troubles: Troubles): Engine {
  return { ...engine, save: (session, request) => save(engine, troubles, session, request) };
}
