/**
 * Who sees whose budgets: roles and sharing rules made of the people's departments, as an admin sets them up once in a
 * real org (docs/admin.md, "Who sees what"). A role for those who lead a department, one below it for its reps, and two
 * rules: the department's budgets to its reps to read, to those who lead to edit. Whoever stands above sees them too.
 */
import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import type { Person } from './people.ts';

export const revOpsRole = 'Revenue_Operations';

/** A name that the Metadata API takes: letters, digits and single underscores. What they cannot say, a hash tells apart. */
function unit(department: string): string {
  const plain = department.replaceAll(/[^A-Za-z0-9]+/g, '_').replaceAll(/^_|_$/g, '');
  if (/^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/.test(department)) return `Unit_${plain}`;
  const hash = createHash('sha256').update(department).digest('hex').slice(0, 6);
  return plain === '' ? `Unit_${hash}` : `Unit_${plain}_${hash}`;
}

/** Role of a person; undefined for somebody without a department who is not of RevOps. */
export function roleOf({ role, department }: Person): string | undefined {
  if (role === 'revops') return revOpsRole;
  if (department === null) return undefined;
  return role === 'rep' ? `${unit(department)}_Reps` : unit(department);
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function file(root: string, inner: string): Uint8Array {
  const namespace = 'http://soap.sforce.com/2006/04/metadata';
  return new TextEncoder().encode(
    `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="${namespace}">${inner}</${root}>`,
  );
}

interface Role {
  readonly name: string;
  readonly label: string;
  readonly above: string | undefined;
}

/** A department stands below that of the manager of whoever leads it, else below RevOps. */
function rolesOf(people: readonly Person[]): readonly Role[] {
  const top = people.some(({ role }) => role === 'revops') ? revOpsRole : undefined;
  const byKey = new Map(people.map((person) => [person.key, person]));
  const departments = new Set(people.flatMap(({ department }) => department ?? []));
  const aboveOf = (department: string): string | undefined => {
    const above = people
      .filter((person) => person.department === department && person.role !== 'rep')
      .map(({ manager }) => byKey.get(manager ?? '')?.department)
      .find((one) => typeof one === 'string' && one !== department);
    return typeof above === 'string' ? unit(above) : top;
  };
  return [
    ...(top === undefined ? [] : [{ name: top, label: 'Revenue Operations', above: undefined }]),
    ...[...departments].flatMap((department) => [
      { name: unit(department), label: department, above: aboveOf(department) },
      { name: `${unit(department)}_Reps`, label: `${department} reps`, above: unit(department) },
    ]),
  ];
}

function rule(department: string, role: string, level: 'Read' | 'Edit'): string {
  return `<sharingCriteriaRules><fullName>${role}</fullName><accessLevel>${level}</accessLevel><label>${role}</label>
    <sharedTo><role>${role}</role></sharedTo>
    <criteriaItems><field>Department_Key__c</field><operation>equals</operation><value>${escape(department)}</value>
    </criteriaItems></sharingCriteriaRules>`;
}

function manifest(roles: readonly Role[]): string {
  const members = roles.map(({ name }) => `<members>${name}</members>`).join('');
  const types = `<types>${members}<name>Role</name></types>`;
  return `${types}<types><members>Budget__c</members><name>SharingRules</name></types><version>66.0</version>`;
}

/** The package to deploy before the people are given their roles; undefined when nobody has a department. */
export function sharingPackage(people: readonly Person[]): Uint8Array | undefined {
  const roles = rolesOf(people);
  const departments = [...new Set(people.flatMap(({ department }) => department ?? []))];
  if (departments.length === 0) return undefined;
  const rules = departments.flatMap((department) => [
    rule(department, unit(department), 'Edit'),
    rule(department, `${unit(department)}_Reps`, 'Read'),
  ]);
  const roleFiles = roles.map(({ name, label, above }) => {
    const parent = above === undefined ? '' : `<parentRole>${above}</parentRole>`;
    return [`roles/${name}.role`, file('Role', `<name>${escape(label)}</name>${parent}`)] as const;
  });
  return zipSync({
    ...Object.fromEntries(roleFiles),
    'sharingRules/Budget__c.sharingRules': file('SharingRules', rules.join('')),
    'package.xml': file('Package', manifest(roles)),
  });
}
