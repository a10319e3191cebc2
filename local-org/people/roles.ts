import type { Engine, Session } from '../engine/engine.ts';
import { PeopleError } from './error.ts';
import type { People } from './read.ts';
import { idsByName, type RecordIds, saveRows } from './records.ts';

const developerName = (name: string): string => {
  const plain = name.replace(/\W+/g, '_').replace(/^_+|_+$/g, '');
  return /^[A-Za-z]/.test(plain) ? plain.slice(0, 80) : `R_${plain || Buffer.from(name).toString('hex')}`.slice(0, 80);
};

/** Every name that the file uses: of roles, of their parents, of people's. */
function namesOf({ roles, people }: People): ReadonlyMap<string, string> {
  const named = [
    ...roles.map(({ name }, index) => [name, `roles[${index}]`] as const),
    ...roles.flatMap(({ parent }, index) =>
      parent === undefined ? [] : [[parent, `roles[${index}].parent`] as const],
    ),
    ...people.flatMap(({ role }, index) => (role === undefined ? [] : [[role, `people[${index}].role`] as const])),
  ];
  const seen = new Set<string>();
  return new Map(
    named.filter(([name]) => {
      const key = name.toLowerCase();
      return seen.has(key) ? false : seen.add(key);
    }),
  );
}

/** A role that is above itself, told by its place. */
function circles({ roles }: People): readonly string[] {
  const parents = new Map(roles.map(({ name, parent }) => [name.toLowerCase(), parent?.toLowerCase()]));
  return roles.flatMap(({ name }, index) => {
    let above = parents.get(name.toLowerCase());
    for (let level = 0; above !== undefined && level <= roles.length; level++) {
      if (above === name.toLowerCase()) return [`roles[${index}]: ${name} is above itself`];
      above = parents.get(above);
    }
    return [];
  });
}

const soql = 'SELECT Id, Name FROM UserRole ORDER BY Name';

/** Makes the roles that are not there, and puts each under its parent. */
export function addRoles(engine: Engine, administrator: Session, people: People): RecordIds {
  const problems = circles(people);
  if (problems.length > 0) throw new PeopleError(problems);
  const before = idsByName(engine, administrator, soql);
  const fresh = [...namesOf(people)].filter(([name]) => !before.has(name));
  const rows = fresh.map(([name, place]) => ({ place, Name: name, DeveloperName: developerName(name) }));
  saveRows(engine, administrator, { operation: 'insert', object: 'UserRole' }, rows);
  const roles = idsByName(engine, administrator, soql);
  const parents = people.roles.flatMap(({ name, parent }, index) =>
    parent === undefined
      ? []
      : [{ place: `roles[${index}].parent`, Id: roles.get(name), ParentRoleId: roles.get(parent) }],
  );
  saveRows(engine, administrator, { operation: 'update', object: 'UserRole' }, parents);
  return roles;
}
