/** `sobjects/X/id/Relationship`: the parent, or the children (REST API Developer Guide, "sObject Relationships"). */
import { notFound } from '../http/http.ts';
import {
  childRelationship,
  field as fieldNamed,
  objectNamed,
  type ObjectSchema,
  relationship,
} from '../schema/schema.ts';
import { type Call, objectInPath, type Reply } from './resource.ts';
import { fieldsAsked, readRecord, removeRecord, updateRecord } from './rows.ts';
import { apiVersion, pageReply, batchSize, quote } from './soql.ts';

interface Parent {
  readonly object: ObjectSchema;
  readonly id: string;
}

/** The record behind a reference; a polymorphic one says itself what it is. */
function parentOf(call: Call, object: ObjectSchema, id: string, name: string): Parent | undefined {
  const { engine } = call.context;
  const through = relationship(object, name);
  const access = engine.access(call.session, object);
  if (through?.reference === undefined || !access.canRead(through)) return undefined;
  const { to, relationshipName } = through.reference;
  const type = to.length > 1 ? `, ${relationshipName}.Type` : '';
  const soql = `SELECT ${relationshipName}.Id${type} FROM ${object.name} WHERE Id = ${quote(id)}`;
  const found = engine.query(call.session, soql).records[0]?.[relationshipName];
  if (typeof found !== 'object' || found === null) throw notFound();
  const { Id, Type = to[0] } = found as Readonly<Record<string, unknown>>; // a nested record
  return { object: objectInPath(call, String(Type)), id: String(Id) };
}

function children(call: Call, object: ObjectSchema, id: string, name: string): Reply {
  const { engine } = call.context;
  const relation = childRelationship(engine.schema(), object, name);
  const child = relation === undefined ? undefined : objectNamed(engine.schema(), relation.childObject);
  const through = relation === undefined || child === undefined ? undefined : fieldNamed(child, relation.childField);
  if (child === undefined || through === undefined) throw notFound();
  const access = engine.access(call.session, child);
  if (!access.read || !access.canRead(through)) throw notFound();
  // No list of a parent that is not there or that the person may not see (unverified for an id that was never given).
  const { totalSize } = engine.query(call.session, `SELECT COUNT() FROM ${object.name} WHERE Id = ${quote(id)}`);
  if (totalSize === 0) throw notFound();
  const soql = `SELECT ${fieldsAsked(call, child).join(', ')} FROM ${child.name} WHERE ${through.name} = ${quote(id)}`;
  const page = engine.query(call.session, soql, { apiVersion: apiVersion(call), ...batchSize(call) });
  return { status: 200, body: pageReply(call, page) };
}

/** The parent may be read, changed and deleted; children are only read. */
export function related(call: Call, object: ObjectSchema, id: string, name: string): Reply {
  const parent = parentOf(call, object, id, name);
  if (parent === undefined) {
    if (call.method === 'GET' || call.method === 'HEAD') return children(call, object, id, name);
    throw notFound();
  }
  const change = { PATCH: updateRecord, DELETE: removeRecord }[call.method];
  return (change ?? readRecord)(call, parent.object, parent.id);
}
