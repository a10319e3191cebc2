import { makeId } from '../../schema/schema.ts';
import type { Store } from '../../store/store.ts';
import type { Identities } from '../schema/objects.ts';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `a00`, `a01` … (`m00` for custom metadata types) in the order in which objects came; one that is gone keeps its own. */
function newPrefix(store: Store, object: string): string {
  const letter = object.toLowerCase().endsWith('__mdt') ? 'm' : 'a';
  const [count] = store.first('SELECT count(*) FROM org_object WHERE substr(prefix, 1, 1) = ?1', [letter]) ?? [];
  const number = Number(count);
  const prefix = `${letter}${digits.charAt(Math.floor(number / 62))}${digits.charAt(number % 62)}`;
  store.run('INSERT INTO org_object (name, prefix) VALUES (?1, ?2)', [object, prefix]);
  return prefix;
}

/** Asked while a schema is read; new ones are written down in the transaction of the deployment. */
export function identitiesOf(store: Store): Identities {
  return {
    keyPrefix: (object) => {
      const [known] = store.first('SELECT prefix FROM org_object WHERE name = ?1', [object]) ?? [];
      return typeof known === 'string' ? known : newPrefix(store, object);
    },
    recordTypeId: (object, developerName) => {
      const [known] =
        store.first('SELECT "Id" FROM "RecordType" WHERE "SobjectType" = ?1 AND "DeveloperName" = ?2', [
          object,
          developerName,
        ]) ?? [];
      return typeof known === 'string' ? known : makeId('012', store.nextNumber('id 012', 1));
    },
  };
}
