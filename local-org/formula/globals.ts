/** What a formula may name that is a field of no record (Help, "Global Variables"). */
import { fieldSchema, type FieldSchema } from '../schema/schema.ts';
import type { SqlValue } from '../store/store.ts';
import type { FieldReference } from './compile.ts';

type Bind = (value: SqlValue) => string;

const text = (name: string): FieldSchema => fieldSchema(name, name, 'string', { length: 255 });

/** `$Api.Partner_Server_URL_260`: where the SOAP API of that version is. A session is never told. */
function api(name: string, bind: Bind): FieldReference | undefined {
  if (name.toLowerCase() === 'session_id') return { field: text(name), sql: 'NULL' };
  const [, kind, version = ''] = /^(Partner|Enterprise)_Server_URL_(\d{2,3})$/i.exec(name) ?? [];
  if (kind === undefined) return undefined;
  const path = `/services/Soap/${kind.toLowerCase() === 'partner' ? 'u' : 'c'}/${Number(version) / 10}`;
  const address = `${path.includes('.') ? path : `${path}.0`}/`;
  return {
    field: text(name),
    sql: `(org_origin() || ${bind(address)} || (SELECT substr("Id", 1, 15) FROM "Organization"))`,
  };
}

/** Whether the person has the custom permission by one of their permission sets. */
function permission(name: string, bind: Bind): FieldReference {
  const field = fieldSchema(name, name, 'boolean', {});
  const sql = `EXISTS (SELECT 1 FROM "SetupEntityAccess" AS given
    JOIN "CustomPermission" AS wanted ON wanted."Id" = given."SetupEntityId"
    JOIN "PermissionSetAssignment" AS held ON held."PermissionSetId" = given."ParentId"
    WHERE held."AssigneeId" = running_user() AND fold(wanted."DeveloperName") = fold(${bind(name)}))`;
  return { field, sql };
}

/** The start of the calendar that a difference of times may be taken from. */
const originDateTime: FieldReference = {
  field: fieldSchema('OriginDateTime', 'OriginDateTime', 'datetime', {}),
  sql: String(Date.UTC(1900, 0, 1)),
};

/** Undefined for what is no such name; whether a custom permission or label is there is asked by `namedUnder`. */
export function globalReference(path: readonly string[], bind: Bind): FieldReference | undefined {
  const [head = '', name = '', ...rest] = path;
  if (rest.length > 0 || name === '') return undefined;
  switch (head.toLowerCase()) {
    case '$api':
      return api(name, bind);
    case '$label':
      // In the language of whoever asks (Visualforce Developer Guide, "$Label").
      return { field: text(name), sql: `custom_label(${bind(name)})` };
    case '$permission':
      return permission(name, bind);
    case '$system':
      return name.toLowerCase() === 'origindatetime' ? originDateTime : undefined;
    default:
      return undefined;
  }
}
