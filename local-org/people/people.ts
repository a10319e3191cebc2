/** A file of people, brought into an org: who is there already is changed, nobody is doubled, nobody is removed. */
import type { Engine, Session } from '../engine/engine.ts';
import { PeopleError } from './error.ts';
import { assignSets, permissionSetsOf } from './permission-sets.ts';
import type { People, Person } from './read.ts';
import { idsByName, type RecordIds } from './records.ts';
import { addRoles } from './roles.ts';
import { saveUsers } from './users.ts';

export { PeopleError } from './error.ts';
export { type People, type Person, readPeople } from './read.ts';

export interface Added {
  readonly id: string;
  readonly username: string;
  readonly active: boolean;
  readonly password?: string;
}

/** What the file says that the org does not have, each at its place. */
function missing({ people }: People, names: RecordIds, sets: RecordIds): readonly string[] {
  const known = ({ shown }: RecordIds): string => (shown.length === 0 ? 'none' : shown.join(', '));
  return people.flatMap(({ profile, permissionSets }, index) => {
    const at = `people[${index}]`;
    const unknown = permissionSets.filter((name) => !sets.has(name));
    return [
      ...(names.has(profile) ? [] : [`${at}.profile: the org has no profile ${profile}. It has: ${known(names)}.`]),
      ...unknown.map((name) => `${at}.permissionSets: the org has no permission set ${name}. It has: ${known(sets)}.`),
    ];
  });
}

/** Everything or nothing. Throws a PeopleError that names each place of the file that the org cannot take. */
export function addPeople(engine: Engine, administrator: Session, people: People): readonly Added[] {
  return engine.transaction(() => {
    const profiles = idsByName(engine, administrator, 'SELECT Id, Name FROM Profile ORDER BY Name');
    const sets = permissionSetsOf(engine, administrator);
    const problems = missing(people, profiles, sets);
    if (problems.length > 0) throw new PeopleError(problems);
    const roles = addRoles(engine, administrator, people);
    const users = saveUsers(engine, administrator, people.people, { profiles, roles });
    assignSets(engine, administrator, users, sets);
    return users.map(({ id, person }) => added(id, person));
  });
}

function added(id: string, { username, active, password }: Person): Added {
  return { id, username, active, ...(password === undefined ? {} : { password }) };
}
