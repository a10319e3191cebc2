/** What people may do: permission sets, groups of them, and the rights in both. */
import { flag, lookup, object, picklist, text, type StandardObject } from './build.ts';

/** Rights that packages grant and that change nothing here (Object Reference, "PermissionSet"). */
const granted = ['ActivateContract', 'ActivitiesAccess', 'ActivateOrder', 'AllowUniversalSearch', 'AllowViewEditConvertedLeads', 'ApiUserOnly', 'AssignPermissionSets', 'AssignTopics', 'BulkMacrosAllowed', 'ChatterFileLink', 'ChatterInternalUser', 'ChatterInviteExternalUsers', 'ChatterOwnGroups', 'ContentAdministrator', 'ConvertLeads', 'CreateCustomizeDashboards', 'CreateCustomizeFilters', 'CreateCustomizeReports', 'CreateDashboardFolders', 'CreateReportFolders', 'CreateTopics', 'CreateWorkspaces', 'DataExport', 'DeleteTopics', 'EditEvent', 'EditMyDashboards', 'EditMyReports', 'EditOppLineItemUnitPrice', 'EditPublicFilters', 'EditPublicTemplates', 'EditTask', 'EditTopics', 'EmailMass', 'EmailSingle', 'ExportReport', 'ImportLeads', 'ImportPersonal', 'LightningExperienceUser', 'ManageAuthProviders', 'ManageCategories', 'ManageCssUsers', 'ManageCustomPermissions', 'ManageCustomReportTypes', 'ManageDashboards', 'ManageDashbdsInPubFolders', 'ManageInteraction', 'ManageLeads', 'ManageProfilesPermissionsets', 'ManageRemoteAccess', 'ManageReportsInPubFolders', 'ManageRoles', 'ManageSharing', 'NewReportBuilder', 'OverrideForecasts', 'PasswordNeverExpires', 'RunFlow', 'RunReports', 'ScheduleReports', 'SelectFilesFromSalesforce', 'SubmitMacrosAllowed', 'TransferAnyLead', 'ViewAllForecasts', 'ViewAllProfiles', 'ViewAllUsers', 'ViewDeveloperName', 'ViewUserPII', 'ViewEventLogFiles', 'ViewHelpLink', 'ViewPublicDashboards', 'ViewPublicReports', 'ViewRoles']; // prettier-ignore

const rights = [
  'PermissionsApiEnabled',
  'PermissionsViewAllData',
  'PermissionsModifyAllData',
  'PermissionsManageUsers',
  'PermissionsViewSetup',
  'PermissionsBulkApiHardDelete',
  'PermissionsCreateAuditFields',
  'PermissionsManageDataIntegrations',
  'PermissionsAuthorApex',
  'PermissionsCustomizeApplication',
  'PermissionsTransferAnyEntity',
  'PermissionsModifyMetadata',
  ...granted.map((name) => `Permissions${name}`),
];

const permissionSet = object({ name: 'PermissionSet', prefix: '0PS', labels: 'Permission Set|権限セット' }, [
  text('Name', 'Permission Set Name|権限セット名', 80, {
    required: true,
    unique: true,
    nameField: true,
    permissionable: false,
  }),
  text('Label', 'Permission Set Label|権限セットの表示ラベル', 80, { required: true, permissionable: false }),
  text('Description', 'Description|説明', 255),
  flag('IsOwnedByProfile', 'Is Owned By Profile|プロファイルが所有', { createable: false, updateable: false }),
  flag('IsCustom', 'Custom|カスタム', { createable: false, updateable: false, defaultValue: 'true' }),
  lookup('ProfileId', 'Profile ID|プロファイル ID', 'Profile', { createable: false, updateable: false }),
  picklist('Type', 'Type|種別', ['*Regular', 'Standard', 'Group', 'Profile'], { createable: false, updateable: false }),
  lookup('PermissionSetGroupId', 'Permission Set Group ID|権限セットグループ ID', 'PermissionSetGroup', {
    createable: false,
    updateable: false,
  }),
  flag('HasActivationRequired', 'Session Activation Required|セッションの有効化が必要'),
  ...rights.map((name) => flag(name, name.replace('Permissions', ''))),
]);

const assignment = object(
  {
    name: 'PermissionSetAssignment',
    prefix: '0Pa',
    labels: 'Permission Set Assignment|権限セットの割り当て',
    updateable: false,
  },
  [
    lookup('PermissionSetId', 'Permission Set ID|権限セット ID', 'PermissionSet', {
      required: true,
      children: 'Assignments',
      onDelete: 'cascade',
    }),
    lookup('PermissionSetGroupId', 'Permission Set Group ID|権限セットグループ ID', 'PermissionSetGroup', {
      children: 'Assignments',
      onDelete: 'cascade',
    }),
    lookup('AssigneeId', 'Assignee ID|割り当て先 ID', 'User', {
      required: true,
      children: 'PermissionSetAssignments',
    }),
  ],
);

const permissionSetGroup = object(
  {
    name: 'PermissionSetGroup',
    prefix: '0PG',
    labels: 'Permission Set Group|権限セットグループ',
    createable: false,
    updateable: false,
    deletable: false,
  },
  [
    text('DeveloperName', 'API Name|API 参照名', 80, { required: true, unique: true, permissionable: false }),
    text('MasterLabel', 'Label|表示ラベル', 80, { required: true, nameField: true, permissionable: false }),
    text('Language', 'Master Language|マスタ言語', 40),
    text('Description', 'Description|説明', 255),
    picklist('Status', 'Status|状況', ['*Updated|更新済み', 'Outdated|期限切れ', 'Updating|更新中', 'Failed|失敗']),
  ],
);

const permissionSetGroupComponent = object(
  {
    name: 'PermissionSetGroupComponent',
    prefix: '0PX',
    labels: 'Permission Set Group Component|権限セットグループコンポーネント',
    createable: false,
    updateable: false,
    deletable: false,
  },
  [
    lookup('PermissionSetGroupId', 'Permission Set Group ID|権限セットグループ ID', 'PermissionSetGroup', {
      required: true,
      children: 'PermissionSetGroupComponents',
      onDelete: 'cascade',
    }),
    lookup('PermissionSetId', 'Permission Set ID|権限セット ID', 'PermissionSet', { required: true }),
  ],
);

const customPermission = object(
  {
    name: 'CustomPermission',
    prefix: '0CP',
    labels: 'Custom Permission|カスタム権限',
    createable: false,
    updateable: false,
    deletable: false,
  },
  [
    text('DeveloperName', 'Name|API 参照名', 80, { required: true, unique: true, permissionable: false }),
    text('MasterLabel', 'Label|表示ラベル', 80, { required: true, nameField: true, permissionable: false }),
    text('Language', 'Master Language|マスタ言語', 40),
    text('NamespacePrefix', 'Namespace Prefix|名前空間プレフィックス', 15),
    text('Description', 'Description|説明', 255),
  ],
);

const setupEntityAccess = object(
  {
    name: 'SetupEntityAccess',
    prefix: '0J0',
    labels: 'Setup Entity Access|設定エンティティアクセス',
    updateable: false,
  },
  [
    lookup('ParentId', 'Parent ID|親 ID', 'PermissionSet', {
      required: true,
      children: 'SetupEntityAccessItems',
      onDelete: 'cascade',
    }),
    lookup('SetupEntityId', 'Setup Entity ID|設定エンティティ ID', 'CustomPermission', { required: true }),
    text('SetupEntityType', 'Setup Entity Type|設定エンティティ種別', 40, { createable: false }),
  ],
);

const objectPermissions = object(
  { name: 'ObjectPermissions', prefix: '110', labels: 'Object Permissions|オブジェクト権限' },
  [
    lookup('ParentId', 'Parent ID|親 ID', 'PermissionSet', {
      required: true,
      children: 'ObjectPerms',
      onDelete: 'cascade',
    }),
    text('SobjectType', 'SObject Type Name|sObject 種別', 40, { required: true }),
    ...['Create', 'Read', 'Edit', 'Delete', 'ViewAllRecords', 'ModifyAllRecords'].map((right) =>
      flag(`Permissions${right}`, right),
    ),
  ],
);

const fieldPermissions = object({ name: 'FieldPermissions', prefix: '01k', labels: 'Field Permissions|項目権限' }, [
  lookup('ParentId', 'Parent ID|親 ID', 'PermissionSet', {
    required: true,
    children: 'FieldPerms',
    onDelete: 'cascade',
  }),
  text('SobjectType', 'SObject Type Name|sObject 種別', 40, { required: true }),
  text('Field', 'Field Name|項目名', 255, { required: true }),
  flag('PermissionsRead', 'Read'),
  flag('PermissionsEdit', 'Edit'),
]);

export const rightsObjects: readonly StandardObject[] = [
  permissionSet,
  assignment,
  permissionSetGroup,
  permissionSetGroupComponent,
  customPermission,
  setupEntityAccess,
  objectPermissions,
  fieldPermissions,
];
