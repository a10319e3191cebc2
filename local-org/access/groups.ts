/**
 * The groups that the platform keeps by itself: two for each role (the role, the role with those below) and one for
 * everybody inside (Salesforce, "Record-Level Access: Under the Hood", Group Maintenance Tables).
 */
import { knownObject, type OrgSchema } from '../schema/schema.ts';
import { insertRecord, type Store } from '../store/store.ts';

const roleTypes = ['Role', 'RoleAndSubordinates'];

/** Makes the groups that roles lack and drops those whose role is gone. */
export function keepSystemGroups(store: Store, schema: OrgSchema): void {
  const group = knownObject(schema, 'Group');
  for (const type of roleTypes) {
    const missing = store.all(
      `SELECT r."Id", r."DeveloperName" FROM "UserRole" r WHERE r."IsDeleted" = 0 AND NOT EXISTS
       (SELECT 1 FROM "Group" g WHERE g."RelatedId" = r."Id" AND g."Type" = ?1 AND g."IsDeleted" = 0)`,
      [type],
    );
    for (const [role = null, name = null] of missing) {
      insertRecord(store, group, { Type: type, RelatedId: role, DeveloperName: name, DoesIncludeBosses: 1 });
    }
  }
  store.run(
    `UPDATE "Group" SET "IsDeleted" = 1 WHERE "IsDeleted" = 0 AND "Type" IN ('Role', 'RoleAndSubordinates') AND NOT EXISTS
     (SELECT 1 FROM "UserRole" r WHERE r."Id" = "RelatedId" AND r."IsDeleted" = 0)`,
  );
  const everybody = { Type: 'Organization', Name: 'All Internal Users', DeveloperName: 'AllInternalUsers' };
  if (store.first(`SELECT 1 FROM "Group" WHERE "Type" = 'Organization'`) === undefined) {
    insertRecord(store, group, { ...everybody, DoesIncludeBosses: 1 });
  }
}
