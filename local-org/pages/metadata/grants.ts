/** What a person's profile and permission sets grant of apps, tabs and permissions, beside objects and fields. */
import { basename } from 'node:path';
import type { Engine, Session } from '../../engine/engine.ts';
import { isTrue, nodes, quote, readXml, text, type Viewer, type XmlNode } from '../../ui/ui.ts';

export type TabSetting = 'shown' | 'available' | 'hidden';

export interface Grants {
  /** Sees every app and tab, also those that nobody was granted (unverified: a deployed app is granted to its deployer). */
  readonly isAdministrator: boolean;
  readonly apps: ReadonlySet<string>;
  readonly tabs: ReadonlyMap<string, TabSetting>;
  readonly customPermissions: ReadonlySet<string>;
  /** `ViewSetup`, `ModifyAllData` … */
  readonly userPermissions: ReadonlySet<string>;
  /** Labels of the permission sets, for people to read. */
  readonly sets: readonly string[];
}

const settings: Readonly<Record<string, TabSetting>> = {
  Visible: 'shown',
  DefaultOn: 'shown',
  Available: 'available',
  DefaultOff: 'available',
};

const rank: Readonly<Record<TabSetting, number>> = { hidden: 0, available: 1, shown: 2 };

/** Metadata of the profile and of the assigned permission sets that were deployed. */
function grantingFiles(engine: Engine, profileName: string, setNames: ReadonlySet<string>): readonly XmlNode[] {
  const profiles = engine
    .deployed('profiles')
    .filter(({ path }) => decodeURIComponent(basename(path, '.profile')) === profileName);
  const sets = engine
    .deployed('permissionsets')
    .filter(({ path }) => setNames.has(basename(path, '.permissionset').toLowerCase()));
  return [...profiles, ...sets].map(({ content }) => readXml(content));
}

function tabSettings(files: readonly XmlNode[]): ReadonlyMap<string, TabSetting> {
  const best = new Map<string, TabSetting>();
  for (const node of files.flatMap((file) => [...nodes(file, 'tabSettings'), ...nodes(file, 'tabVisibilities')])) {
    const name = text(node, 'tab') ?? '';
    const setting = settings[text(node, 'visibility') ?? ''] ?? 'hidden';
    if (rank[setting] >= rank[best.get(name) ?? 'hidden']) best.set(name, setting);
  }
  return best;
}

interface AssignedSet {
  readonly name: string;
  readonly label: string;
  readonly ofProfile: boolean;
  readonly rights: readonly string[];
}

/** The permission sets of a person, the profile's own among them; read by the rights of `reader`. */
function assignedSets(engine: Engine, reader: Session, userId: string): readonly AssignedSet[] {
  const rights = (engine.schema().objects.get('permissionset')?.fields ?? [])
    .map(({ name }) => name)
    .filter((name) => name.startsWith('Permissions'));
  const columns = ['Name', 'Label', 'IsOwnedByProfile', ...rights].join(', ');
  const user = quote(userId);
  const [{ ProfileId: profileId } = { ProfileId: null }] = engine.query(
    reader,
    `SELECT ProfileId FROM User WHERE Id = ${user}`,
  ).records;
  // A semi-join stands alone: SOQL refuses it beside an OR.
  const conditions = [
    `Id IN (SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = ${user})`,
    ...(typeof profileId === 'string' ? [`ProfileId = ${quote(profileId)}`] : []),
  ];
  const rows = conditions.flatMap(
    (condition) =>
      engine.query(reader, `SELECT ${columns} FROM PermissionSet WHERE ${condition} ORDER BY Label`).records,
  );
  return [...new Map(rows.map((row) => [row['Name'], row])).values()].map((row) => ({
    name: String(row['Name']).toLowerCase(),
    label: String(row['Label']),
    ofProfile: row['IsOwnedByProfile'] === true,
    rights: rights.filter((name) => row[name] === true).map((name) => name.slice('Permissions'.length)),
  }));
}

export function grantsOf(viewer: Viewer, reader: Session): Grants {
  const { engine, user } = viewer;
  const sets = assignedSets(engine, reader, user.id);
  const files = grantingFiles(engine, user.profileName, new Set(sets.map(({ name }) => name)));
  const granted = (element: string, name: string, flag: string): ReadonlySet<string> =>
    new Set(
      files
        .flatMap((file) => nodes(file, element))
        .filter((node) => isTrue(node, flag))
        .map((node) => text(node, name) ?? ''),
    );
  return {
    isAdministrator: user.profileName === 'System Administrator',
    apps: granted('applicationVisibilities', 'application', 'visible'),
    tabs: tabSettings(files),
    customPermissions: granted('customPermissions', 'name', 'enabled'),
    userPermissions: new Set(sets.flatMap(({ rights }) => rights)),
    sets: sets.filter(({ ofProfile }) => !ofProfile).map(({ label }) => label),
  };
}
