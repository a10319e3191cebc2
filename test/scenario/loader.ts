/** The user that loads: as in production, no administrator. */
import type { World } from '../world/world.ts';

export const loader = 'loader@todoku.example';

/** Whoever loads data has one narrow permission set and is no administrator. */
export async function addLoader(world: World): Promise<void> {
  const admin = world.connect();
  const [profile] = (
    await admin.query<{ Id: string }>("SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'")
  ).records;
  const user = await admin.sobject('User').create({
    Username: loader,
    LastName: 'Loader',
    Email: loader,
    Alias: 'loader',
    ProfileId: profile?.Id,
    TimeZoneSidKey: 'Asia/Tokyo',
    LocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    IsActive: true,
  });
  await assign(world, user.id, 'Todoku_Integration');
}

/** Gives a user one of force-app's permission sets. */
export async function assign(world: World, userId: string | undefined, set: string): Promise<void> {
  const admin = world.connect();
  const found = await admin.query<{ Id: string }>(`SELECT Id FROM PermissionSet WHERE Name = '${set}'`);
  const assignment = { AssigneeId: userId, PermissionSetId: found.records[0]?.Id };
  await admin.sobject('PermissionSetAssignment').create(assignment);
}
