/** A new org: one organization, its profiles and one administrator. */
import { insertOwnedSet } from '../metadata/metadata.ts';
import { isSetupObject, knownObject, makeId, type OrgSchema } from '../schema/schema.ts';
import { insertRecord, type Store, type Values } from '../store/store.ts';

export interface Seeded {
  readonly organizationId: string;
  readonly administratorId: string;
}

/** Sign-in name of the first person of every new org. */
export const administratorUsername = 'admin@todoku.local';

const timeZone = 'Asia/Tokyo';
const rightsOfAdministrator: Values = {
  PermissionsApiEnabled: 1,
  PermissionsViewAllData: 1,
  PermissionsModifyAllData: 1,
  PermissionsModifyMetadata: 1,
  PermissionsManageUsers: 1,
  PermissionsViewSetup: 1,
  PermissionsCustomizeApplication: 1,
  PermissionsAuthorApex: 1,
  PermissionsManageDataIntegrations: 1,
};

/** The standard profile reads and writes every standard object and field, and nothing custom. */
function grantStandardObjects(store: Store, schema: OrgSchema, parent: string): void {
  for (const object of schema.objects.values()) {
    if (object.custom || isSetupObject(object.name)) continue;
    insertRecord(store, knownObject(schema, 'ObjectPermissions'), {
      ParentId: parent,
      SobjectType: object.name,
      PermissionsRead: 1,
      PermissionsCreate: 1,
      PermissionsEdit: 1,
      PermissionsDelete: 1,
    });
    for (const field of object.fields.filter((one) => one.permissionable && !one.custom)) {
      insertRecord(store, knownObject(schema, 'FieldPermissions'), {
        ParentId: parent,
        SobjectType: object.name,
        Field: `${object.name}.${field.name}`,
        PermissionsRead: 1,
        PermissionsEdit: 1,
      });
    }
  }
}

function insertProfiles(store: Store, schema: OrgSchema): string {
  const profiles = knownObject(schema, 'Profile');
  const add = (name: string, rights: Values): { readonly profile: string; readonly set: string } => {
    const profile = insertRecord(store, profiles, { Name: name, UserType: 'Standard' });
    return { profile, set: insertOwnedSet(store, schema, profile, name, rights) };
  };
  const administrator = add('System Administrator', rightsOfAdministrator);
  const standard = add('Standard User', { PermissionsApiEnabled: 1 });
  add('Minimum Access - Salesforce', { PermissionsApiEnabled: 1 });
  grantStandardObjects(store, schema, standard.set);
  return administrator.profile;
}

function plant(store: Store, schema: OrgSchema): Seeded {
  const administratorId = makeId('005', store.nextNumber('id 005', 1));
  store.runtime.userId = administratorId;
  const organizationId = insertRecord(store, knownObject(schema, 'Organization'), {
    Name: 'Todoku',
    InstanceName: 'LOCAL',
    IsSandbox: 0,
    OrganizationType: 'Enterprise Edition',
    TimeZoneSidKey: timeZone,
    DefaultLocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
    FiscalYearStartMonth: 1,
  });
  insertRecord(store, knownObject(schema, 'User'), {
    Id: administratorId,
    Username: administratorUsername,
    FirstName: 'Ada',
    LastName: 'Admin',
    Name: 'Ada Admin',
    Email: 'admin@example.com',
    Alias: 'admin',
    CommunityNickname: 'admin',
    IsActive: 1,
    TimeZoneSidKey: timeZone,
    LocaleSidKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    LanguageLocaleKey: 'en_US',
    UserType: 'Standard',
    ProfileId: insertProfiles(store, schema),
  });
  insertRecord(store, knownObject(schema, 'Pricebook2'), { Name: 'Standard Price Book', IsActive: 1, IsStandard: 1 });
  return { organizationId, administratorId };
}

/** What a new org begins with; an org that has it already is left as it is. */
export function seed(store: Store, schema: OrgSchema): Seeded {
  const [organizationId] = store.first('SELECT "Id" FROM "Organization"') ?? [];
  if (typeof organizationId !== 'string') return store.transaction(() => plant(store, schema));
  const [administratorId] =
    store.first('SELECT "CreatedById" FROM "Organization" WHERE "Id" = ?1', [organizationId]) ?? [];
  return { organizationId, administratorId: String(administratorId) };
}
