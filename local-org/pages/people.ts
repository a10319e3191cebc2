/** Who may sign in, and what a person may change about how the org looks to them. */
import { ApiError, type Engine, type Session } from '../engine/engine.ts';
import { isObject } from '../http/http.ts';
import { personName } from '../names.ts';
import type { Person } from './facts.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const nameOf = (parent: unknown): string => (isObject(parent) ? text(parent['Name']) : '');

/** Labels of the permission sets that people were given, by the person's id. */
function permissionSets(engine: Engine, administrator: Session): ReadonlyMap<string, readonly string[]> {
  const soql =
    'SELECT AssigneeId, PermissionSet.Label FROM PermissionSetAssignment WHERE PermissionSet.IsOwnedByProfile = false';
  const sets = new Map<string, string[]>();
  for (const row of engine.query(administrator, soql).records) {
    const label = isObject(row['PermissionSet']) ? text(row['PermissionSet']['Label']) : '';
    const known = sets.get(text(row['AssigneeId'])) ?? [];
    sets.set(text(row['AssigneeId']), [...known, label]);
  }
  return sets;
}

/** The active people of the org, as the administrator sees them, their names as somebody of the locale reads them. */
export function activePeople(engine: Engine, administrator: Session, locale: string): readonly Person[] {
  const sets = permissionSets(engine, administrator);
  const soql =
    'SELECT Id, Name, FirstName, LastName, Username, Title, Profile.Name, UserRole.Name FROM User WHERE IsActive = true ORDER BY Name';
  return engine.query(administrator, soql).records.map((row) => {
    const id = text(row['Id']);
    const given = [text(row['Title']), nameOf(row['UserRole']), ...(sets.get(id) ?? [])].filter((one) => one !== '');
    return {
      id,
      name: personName(locale, text(row['Name']), text(row['FirstName']), text(row['LastName'])),
      username: text(row['Username']),
      title: given.length > 0 ? [...new Set(given)].join(' · ') : nameOf(row['Profile']),
    };
  });
}

/** Language → the locale that goes with it. */
const locales: Readonly<Record<string, string>> = { en_US: 'en_US', ja: 'ja_JP' };

/** Saved as the person's own setting, so that every API answers in the language, too. */
export function setLanguage(engine: Engine, administrator: Session, userId: string, language: string): void {
  const locale = locales[language];
  if (locale === undefined) {
    const known = Object.keys(locales).join(', ');
    throw new ApiError(400, 'INVALID_FIELD', `The host does not know the language ${language}; it knows ${known}.`);
  }
  const rows = [{ Id: userId, LanguageLocaleKey: language, LocaleSidKey: locale }];
  const [result] = engine.save(administrator, { operation: 'update', object: 'User', rows, allOrNone: true });
  const [error] = result?.errors ?? [];
  if (error !== undefined) throw new ApiError(400, error.statusCode, error.message, error.fields);
}
