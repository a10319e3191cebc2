/** Deletions: what goes with a component, what cannot go, and what still needs it. */
import type { OrgSchema } from '../../schema/schema.ts';
import type { Store } from '../../store/store.ts';
import { element, textOf } from '../../xml.ts';
import { keyOf, splitName, type Catalog, type Component, type Named, type Problem } from '../component.ts';
import type { Deletion } from '../package/package.ts';
import { childFacts } from '../types.ts';

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Components of an object that are named after it: `Target__c-Target Layout`, `Target__c-ja`, `Target__c.New`. */
const dashed: ReadonlySet<string> = new Set(['Layout', 'CustomObjectTranslation']);

function belongsTo(component: Component, object: string): boolean {
  const { type, name } = component;
  if (type === 'CustomTab' || type === 'SharingRules') return same(name, object);
  if (type === 'CustomMetadata') return same(`${splitName(name)[0]}__mdt`, object);
  if (dashed.has(type)) return same(name.slice(0, name.indexOf('-')), object);
  const parent = childFacts(type)?.parent;
  const isPart = parent === 'CustomObject' || parent === 'SharingRules' || type === 'QuickAction';
  return isPart && name.includes('.') && same(splitName(name)[0], object);
}

/** The components that go when this one goes: an object goes with everything of its own. */
export function goesWith(catalog: Catalog, { type, name }: Named): readonly string[] {
  const key = keyOf(type, name);
  if (type === 'CustomLabels') return keysOf(catalog, (one) => one.type === 'CustomLabel');
  if (type === 'SharingRules') {
    return keysOf(
      catalog,
      (one) => childFacts(one.type)?.parent === 'SharingRules' && same(splitName(one.name)[0], name),
    );
  }
  const others = type === 'CustomObject' ? keysOf(catalog, (one) => belongsTo(one, name)) : [];
  return catalog.has(key) ? [key, ...others] : others;
}

function keysOf(catalog: Catalog, choose: (component: Component) => boolean): readonly string[] {
  return [...catalog].filter(([, component]) => choose(component)).map(([key]) => key);
}

const counts: Readonly<Record<string, { readonly sql: string; readonly what: string }>> = {
  PermissionSet: {
    sql: `SELECT count(*) FROM "PermissionSetAssignment" a JOIN "PermissionSet" s ON s."Id" = a."PermissionSetId"
      WHERE s."Name" = ?1 COLLATE NOCASE AND a."IsDeleted" = 0`,
    what: 'user(s) have this permission set',
  },
  Profile: {
    sql: 'SELECT count(*) FROM "User" u JOIN "Profile" p ON p."Id" = u."ProfileId" WHERE p."Name" = ?1 COLLATE NOCASE',
    what: 'user(s) have this profile',
  },
  Role: {
    sql: 'SELECT count(*) FROM "User" u JOIN "UserRole" r ON r."Id" = u."UserRoleId" WHERE r."DeveloperName" = ?1 COLLATE NOCASE',
    what: 'user(s) have this role',
  },
};

/** Why the component cannot be deleted whatever refers to it; texts unverified but for record types. */
export function immovable(store: Store, schema: OrgSchema, { type, name }: Named): string | undefined {
  if (type === 'RecordType') return 'Cannot delete record type through API';
  if (type === 'CustomObject' && schema.objects.get(name.toLowerCase())?.custom === false) {
    return `A standard object cannot be deleted: ${name}`;
  }
  if (type === 'StandardValueSet') return `A standard value set cannot be deleted: ${name}`;
  const count = counts[type];
  if (count === undefined) return undefined;
  const [number] = store.first(count.sql, [name]) ?? [];
  return Number(number) === 0 ? undefined : `${Number(number)} ${count.what}; take it from them first`;
}

const kinds: Readonly<Record<string, string>> = {
  CustomField: 'Custom Field',
  CustomObject: 'Custom Object',
  ValidationRule: 'Validation Rule',
  FlexiPage: 'Lightning Page',
  LightningComponentBundle: 'Lightning Web Component',
  CustomTab: 'Custom Tab',
  CustomApplication: 'Custom App',
  QuickAction: 'Quick Action',
};

function kindOf(catalog: Catalog, { type, name }: Named): string {
  const component = catalog.get(keyOf(type, name));
  if (type === 'CustomField' && component !== undefined) {
    if (element(component.body, 'formula') !== undefined) return 'Custom Formula Field';
    if (textOf(component.body, 'type') === 'Summary') return 'Roll-Up Summary Field';
  }
  return kinds[type] ?? type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}

const subjects: Readonly<Record<string, string>> = {
  CustomField: 'This custom field',
  CustomObject: 'This custom object',
};

/** The platform's words for what is still needed, naming everything that needs it. */
export function stillReferenced(catalog: Catalog, deletion: Deletion, by: readonly Named[]): Problem {
  const names = new Set(by.map((one) => `${kindOf(catalog, one)} - ${one.name}`));
  const { type, name, file } = deletion;
  const subject = subjects[type] ?? `This ${(kinds[type] ?? type).toLowerCase()}`;
  const problem = `${subject} is referenced elsewhere in salesforce.com. : ${[...names].join(', ')}.`;
  return { type, name, file, problem };
}
