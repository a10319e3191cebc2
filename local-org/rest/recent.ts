/** Records that a person saw last: FOR VIEW and FOR REFERENCE in queries, and saves with the header `Sforce-Mru`. */
import type { Engine, Session } from '../engine/engine.ts';
import { nameField, objectOfId, type ObjectSchema } from '../schema/schema.ts';
import { recordAddress, type Answer, type Call } from './resource.ts';

/** Entries kept for a person ("Recently Viewed Items"). */
const mostKept = 200;

export interface Recents {
  /** The newest come first. */
  add(session: Session, ids: readonly string[]): void;
  ids(session: Session): readonly string[];
}

/** Kept in the org's file, so that they outlive a restart. */
export function openRecents({ settings }: Engine): Recents {
  const key = ({ userId }: Session): string => `recent ${userId}`;
  const ids = (session: Session): readonly string[] => {
    const text = settings.get(key(session));
    return text === undefined ? [] : (JSON.parse(text) as string[]); // only add() writes this key
  };
  return {
    ids,
    add: (session, seen) => {
      const kept = new Set([...seen, ...ids(session)]);
      settings.set(key(session), JSON.stringify([...kept].slice(0, mostKept)));
    },
  };
}

/** `Sforce-Mru: updateMru=true` (REST API Developer Guide, "Most Recently Used Header"). */
export function noteSaved(call: Call, id: string): void {
  if (!/updateMru\s*=\s*true/i.test(call.headers['sforce-mru'] ?? '')) return;
  call.context.recents.add(call.session, [id]);
}

function itemsOf(call: Call, object: ObjectSchema, ids: readonly string[]): ReadonlyMap<string, object> {
  const { engine } = call.context;
  const name = nameField(object)?.name ?? 'Id';
  const list = ids.map((id) => `'${id}'`).join(', ');
  const select = name === 'Id' ? 'Id' : `Id, ${name}`;
  const { records } = engine.query(call.session, `SELECT ${select} FROM ${object.name} WHERE Id IN (${list})`);
  return new Map(
    records.map((record) => {
      const id = String(record['Id']);
      const attributes = { type: object.name, url: recordAddress(call, object.name, id) };
      return [id, { attributes, [name]: record[name], Id: id }];
    }),
  );
}

/** The records that are still there and that the person may still see, newest first. */
export function recentItems(call: Call, only?: ObjectSchema): readonly object[] {
  const { engine, recents } = call.context;
  const schema = engine.schema();
  const ids = recents.ids(call.session);
  const found = new Map<string, object>();
  for (const [object, group] of Map.groupBy(ids, (id) => objectOfId(schema, id))) {
    if (object === undefined || (only !== undefined && object !== only)) continue;
    if (!engine.access(call.session, object).read) continue;
    for (const [id, item] of itemsOf(call, object, group)) found.set(id, item);
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** `recent?limit=`. */
export const recent: Answer = (call) => {
  const limit = Number(call.parameters.get('limit') ?? mostKept);
  return { status: 200, body: recentItems(call).slice(0, Number.isInteger(limit) && limit > 0 ? limit : mostKept) };
};
