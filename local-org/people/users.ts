import type { Engine, RowInput, Session } from '../engine/engine.ts';
import type { Person } from './read.ts';
import { idsByName, type RecordIds, saveRows } from './records.ts';

export interface SavedUser {
  readonly id: string;
  readonly person: Person;
  /** In the file, `people[2]`. */
  readonly place: string;
}

interface Names {
  readonly profiles: RecordIds;
  readonly roles: RecordIds;
}

/** What the file says of a person; what it leaves out stays as it is in the org. */
function recordOf(person: Person, { profiles, roles }: Names): RowInput {
  const { role, timeZone, firstName } = person;
  return {
    Username: person.username,
    LastName: person.lastName,
    ...(firstName === undefined ? {} : { FirstName: firstName }),
    Email: person.email,
    ProfileId: profiles.get(person.profile),
    ...(role === undefined ? {} : { UserRoleId: roles.get(role) }),
    LanguageLocaleKey: person.language,
    LocaleSidKey: person.locale,
    ...(timeZone === undefined ? {} : { TimeZoneSidKey: timeZone }),
    IsActive: person.active,
  };
}

/** What a new user has to have besides. */
function firstValues(person: Person, timeZone: unknown): RowInput {
  const [name = ''] = person.username.split('@');
  return { Alias: name.slice(0, 8), EmailEncodingKey: 'UTF-8', TimeZoneSidKey: timeZone };
}

/** Inserts who is not there by username and updates the others. */
export function saveUsers(
  engine: Engine,
  administrator: Session,
  people: readonly Person[],
  names: Names,
): readonly SavedUser[] {
  const known = idsByName(engine, administrator, 'SELECT Id, Username FROM User');
  const [organization] = engine.query(administrator, 'SELECT TimeZoneSidKey FROM Organization').records;
  const timeZone = organization?.['TimeZoneSidKey'];
  const placed = people.map((person, index) => {
    const place = `people[${index}]`;
    const row = recordOf(person, names);
    const id = known.get(person.username);
    if (id !== undefined) return { person, place, isNew: false, row: { place, Id: id, ...row } };
    return { person, place, isNew: true, row: { place, ...firstValues(person, timeZone), ...row } };
  });
  const save = (operation: 'insert' | 'update', isNew: boolean): string[] => {
    const rows = placed.filter((one) => one.isNew === isNew).map(({ row }) => row);
    return [...saveRows(engine, administrator, { operation, object: 'User' }, rows)];
  };
  const [changed, created] = [save('update', false), save('insert', true)];
  return placed.map(({ person, place, isNew }) => ({ person, place, id: (isNew ? created : changed).shift() ?? '' }));
}
