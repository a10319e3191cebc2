/**
 * Share objects: who was given access to a record and why (Object Reference, "AccountShare", "StandardObjectNameShare").
 * The platform keeps no CreatedDate, CreatedById and SystemModstamp of them; here they have these too.
 */
import type { ObjectSchema } from '../types.ts';
import { closedPicklist, lookup, object } from './build.ts';

/** Key prefixes of the shares of standard objects; all custom objects have the same one. */
const prefixes: Readonly<Record<string, string>> = {
  Account: '00r',
  Contact: '03s',
  Lead: '01o',
  Opportunity: '00t',
  Case: '01n',
  Campaign: '08s',
};
const customPrefix = '02c';

const levels = ['Read|参照のみ', 'Edit|参照・更新', 'All|フルアクセス'];
const causes = ['*Manual|手動共有', 'Owner|所有者', 'Rule|共有ルール', 'ImplicitParent|関連レコード'];

/** Which columns of a share object say what. */
export interface ShareColumns {
  /** The record: `ParentId`, or for a standard object `AccountId`. */
  readonly parent: string;
  readonly level: string;
}

export function shareColumns(shared: Pick<ObjectSchema, 'name' | 'custom'>): ShareColumns {
  if (shared.custom) return { parent: 'ParentId', level: 'AccessLevel' };
  return { parent: `${shared.name}Id`, level: `${shared.name}AccessLevel` };
}

/** `Budget__Share`, `AccountShare`. */
export function shareName({ name, custom }: Pick<ObjectSchema, 'name' | 'custom'>): string {
  return custom ? name.replace(/__c$/, '__Share') : `${name}Share`;
}

/**
 * The share object of an object, undefined when its records are not shared one by one: a custom object has it while its
 * organisation-wide default leaves something to share (Apex Developer Guide, "Sharing a Record Using Apex").
 */
export function shareObject(shared: ObjectSchema): ObjectSchema | undefined {
  const prefix = shared.custom ? customPrefix : prefixes[shared.name];
  const isClosed = shared.sharingModel === 'Private' || shared.sharingModel === 'Read';
  const isOwned = shared.fields.some((one) => one.name === 'OwnerId');
  if (prefix === undefined || !isOwned || (shared.custom && !isClosed)) return undefined;
  const { parent, level } = shareColumns(shared);
  const required = { required: true, updateable: false, permissionable: false } as const;
  const { schema } = object({ name: shareName(shared), prefix, labels: `${shared.label} Share|${shared.label}共有` }, [
    lookup(parent, `${shared.label} ID|${shared.label} ID`, shared.name, {
      ...required,
      relation: shared.custom ? 'Parent' : shared.name,
      children: 'Shares',
      onDelete: 'cascade',
    }),
    closedPicklist(level, 'Access Level|アクセスレベル', levels, { required: true, permissionable: false }),
    lookup('UserOrGroupId', 'User/Group ID|ユーザ/グループ ID', 'Group User', { ...required, relation: 'UserOrGroup' }),
    closedPicklist('RowCause', 'Row Cause|行の原因', causes, { updateable: false, permissionable: false }),
  ]);
  return { ...schema, shareOf: shared.name };
}
