/** Operations of the SOAP partner API that REST has no resource for (SOAP API Developer Guide). */
import { ApiError, type Engine, type RowResult } from '../engine/engine.ts';
import { objectOfId } from '../schema/schema.ts';
import { textsOf, type Element } from '../xml.ts';
import type { Value } from './envelope.ts';
import type { Operation } from './operation.ts';

/** Records of one call. */
const most = 200;

function idsIn(body: Element): readonly string[] {
  const ids = textsOf(body, 'ids');
  if (ids.length === 0) throw new ApiError(500, 'MISSING_ARGUMENT', `${body.name} needs ids`); // text unverified
  if (ids.length <= most) return ids;
  throw new ApiError(
    500,
    'EXCEEDED_ID_LIMIT',
    `record limit reached. cannot submit more than ${most} records into this call`,
  );
}

function resultOf({ id, success, errors }: RowResult): Value {
  return { errors: errors.map(({ fields, message, statusCode }) => ({ fields, message, statusCode })), id, success };
}

const unknown = (id: string): Value => ({
  errors: [{ message: `invalid cross reference id: ${id}`, statusCode: 'INVALID_CROSS_REFERENCE_KEY' }],
  id,
  success: false,
});

/** Out of the recycle bin; one outcome for each id, in the order of the call ("undelete()"). */
function undelete(engine: Engine): Operation {
  return ({ session, body }) => {
    const ids = idsIn(body);
    const outcomes = new Map<string, Value>();
    for (const [object, group] of Map.groupBy(ids, (id) => objectOfId(engine.schema(), id))) {
      if (object === undefined) continue;
      const rows = group.map((id) => ({ Id: id }));
      const request = { operation: 'undelete', object: object.name, rows, allOrNone: false } as const;
      for (const [index, result] of engine.save(session, request).entries()) {
        outcomes.set(group[index] ?? '', resultOf(result));
      }
    }
    return ids.map((id) => outcomes.get(id) ?? unknown(id));
  };
}

/** Each by its name; what signs in and out is elsewhere. */
export function partnerCalls(engine: Engine): Readonly<Record<string, Operation>> {
  return {
    getServerTimestamp: () => ({ timestamp: new Date(engine.clock.now()).toISOString() }),
    undelete: undelete(engine),
  };
}
