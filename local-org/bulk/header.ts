import type { Engine, RowInput, Session } from '../engine/engine.ts';
import {
  field,
  type FieldSchema,
  objectNamed,
  type ObjectSchema,
  type OrgSchema,
  relationship,
} from '../schema/schema.ts';

/** Puts the value of one column into a row; `null` clears. An empty value never gets here: it leaves the field alone. */
type Put = (row: Record<string, unknown>, value: string | null) => void;

export type Header = { readonly rowOf: (values: readonly string[]) => RowInput } | { readonly problem: string };

/** `Name`, `Target__r.External_Key__c` or, for a reference to several objects, `Contact:Who.Email`. */
const relationshipColumn = /^(?:(?<object>\w+):)?(?<relationship>\w+)\.(?<key>\w+)$/;

function booleanOf(text: string): unknown {
  const lower = text.toLowerCase();
  return lower === 'true' || lower === 'false' ? lower === 'true' : text; // 1 and 0 are unverified: refused by the row
}

function putField(one: FieldSchema): Put {
  return (row, value) => {
    row[one.name] = value !== null && one.type === 'boolean' ? booleanOf(value) : value;
  };
}

function mayFind(engine: Engine, session: Session, object: ObjectSchema, key: string): boolean {
  const one = field(object, key);
  if (one === undefined || !engine.access(session, object).canRead(one)) return false;
  return one.externalId || one.idLookup || one.type === 'id';
}

/** The object a relationship column names: exactly where there are several. */
function target(schema: OrgSchema, to: readonly string[], named: string | undefined): ObjectSchema | undefined {
  if ((named !== undefined) !== to.length > 1) return undefined;
  const name = named === undefined ? to[0] : to.find((one) => one.toLowerCase() === named.toLowerCase());
  return name === undefined ? undefined : objectNamed(schema, name);
}

/** A parent found by an external id, one level up and no further. */
function putParent(engine: Engine, session: Session, object: ObjectSchema, column: string): Put | undefined {
  const { object: named, relationship: name = '', key = '' } = relationshipColumn.exec(column)?.groups ?? {};
  const one = relationship(object, name);
  if (one?.reference === undefined || !engine.access(session, object).canRead(one)) return undefined;
  const parent = target(engine.schema(), one.reference.to, named);
  if (parent === undefined || !mayFind(engine, session, parent, key)) return undefined;
  const attributes = named === undefined ? {} : { attributes: { type: parent.name } };
  const { relationshipName } = one.reference;
  return (row, value) => {
    if (value === null) row[one.name] = null;
    else row[relationshipName] = { ...attributes, [key]: value };
  };
}

function putOf(engine: Engine, session: Session, object: ObjectSchema, column: string): Put | undefined {
  if (column.includes('.')) return putParent(engine, session, object, column);
  const one = field(object, column);
  if (one === undefined || !engine.access(session, object).canRead(one)) return undefined;
  return putField(one);
}

/**
 * Reads the header of an upload. Columns that the user cannot see do not exist for him. Messages as reported by users
 * of the API; the one for a column that comes twice is unverified.
 */
export function readHeader(
  engine: Engine,
  session: Session,
  job: { readonly object: ObjectSchema; readonly operation: string },
  columns: readonly string[],
): Header {
  const isDelete = job.operation === 'delete' || job.operation === 'hardDelete';
  if (isDelete && (columns.length !== 1 || columns[0]?.toLowerCase() !== 'id')) {
    return { problem: `InvalidBatch : The '${job.operation}' batch must contain only ids.` };
  }
  const puts: Put[] = [];
  const seen = new Set<string>();
  for (const column of columns) {
    const put = putOf(engine, session, job.object, column);
    if (put === undefined) return { problem: `InvalidBatch : Field name not found : ${column}` };
    if (seen.has(column.toLowerCase())) return { problem: `InvalidBatch : Field name used twice : ${column}` };
    seen.add(column.toLowerCase());
    puts.push(put);
  }
  return {
    rowOf: (values) => {
      const row: Record<string, unknown> = {};
      for (const [index, put] of puts.entries()) {
        const value = values[index] ?? '';
        if (value !== '') put(row, value === '#N/A' ? null : value);
      }
      return row;
    },
  };
}
