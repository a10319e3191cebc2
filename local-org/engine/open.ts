/** Composes the parts of an org into the engine. */
import { createAccess, type Access } from '../access/access.ts';
import { ApiError } from '../errors.ts';
import { openLocks, type Locks } from '../locks/locks.ts';
import { openMetadata, type Metadata } from '../metadata/metadata.ts';
import { newRecordValues, recalculate, save } from '../save/save.ts';
import { objectNamed, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import { createQueries, type QueryOrg } from '../soql/soql.ts';
import { openStore, type SqlValue, type Store } from '../store/store.ts';
import { openTooling } from '../tooling/tooling.ts';
import type { Engine, EngineOptions, Session } from './engine.ts';
import { seed } from './seed.ts';

interface Parts {
  readonly store: Store;
  readonly access: Access;
  readonly metadata: Metadata;
  readonly locks: Locks;
  /** From here to the next call, formulas speak of this person and this moment. */
  readonly enter: (session: Session) => void;
}

type Records = Pick<
  Engine,
  'access' | 'permits' | 'object' | 'query' | 'queryMore' | 'explain' | 'queryFlat' | 'defaults' | 'save'
>;

/** A default as JSON carries it; undefined for a field without one. */
function jsonDefault(field: FieldSchema, value: SqlValue): string | number | boolean | undefined {
  if (field.type === 'boolean') return value === 1;
  if (field.type === 'datetime' && typeof value === 'number') return new Date(value).toISOString();
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

function defaultsOf({ store, access, metadata }: Parts, session: Session, object: ObjectSchema): Defaults {
  const user = access.user(session.userId);
  const values = newRecordValues({ store, schema: metadata.schema(), object, user });
  return Object.fromEntries(
    [...values].flatMap(([field, value]) => {
      const shown = jsonDefault(field, value);
      return shown === undefined ? [] : [[field.name, shown]];
    }),
  );
}

type Defaults = ReturnType<Engine['defaults']>;

function recordsOf(parts: Parts): Records {
  const { store, access, metadata, locks, enter } = parts;
  const { schema } = metadata;
  const org = {
    store,
    locks,
    schema,
    access: access.of,
    user: access.user,
    reached: access.reached,
    rightsChanged: access.changed,
  };
  const visible: QueryOrg['visible'] = (userId, object, rows) => access.condition(userId, object, 'read', rows);
  const tooling = openTooling(store, { schema, files: metadata.deployed });
  const queries = createQueries({ ...org, visible, fillRecordAccess: access.fillRecordAccess }, tooling);
  return {
    access: (session, object) => access.of(session.userId, object),
    permits: (session, permission) => access.permits(session.userId, permission),
    object: (session, name) => {
      const object = objectNamed(schema(), name);
      if (object !== undefined && access.of(session.userId, object).read) return object;
      throw new ApiError(404, 'INVALID_TYPE', `sObject type '${name}' is not supported.`);
    },
    query: (session, soql, options) => {
      enter(session);
      return queries.query(session, soql, options);
    },
    queryMore: (session, locator) => {
      enter(session);
      return queries.queryMore(session, locator);
    },
    explain: (session, soql) => {
      enter(session);
      return queries.explain(session, soql);
    },
    queryFlat: (session, soql, options) => {
      enter(session);
      return queries.queryFlat(session, soql, options);
    },
    defaults: (session, object) => {
      enter(session);
      return defaultsOf(parts, session, object);
    },
    save: (session, request) => {
      enter(session);
      store.runtime.now -= Math.ceil((request.stampAgeMs ?? 0) / 1000) * 1000;
      return save(org, session, request);
    },
  };
}

/** Opens the file, which becomes a new org when it is empty; without a file, a new org in memory. */
export function openEngine({ file, clock, locks: lockOptions }: EngineOptions): Engine {
  const store = openStore(file);
  const locks = openLocks(store.transaction, lockOptions);
  const metadata = openMetadata(store, (schema) => {
    for (const object of schema.objects.values()) recalculate(store, schema, object);
  });
  const access = createAccess(store, metadata.schema);
  const tick = (): void => {
    store.runtime.now = Math.floor(clock.now() / 1000) * 1000;
  };
  tick();
  const { organizationId, administratorId } = seed(store, metadata.schema());
  access.changed();
  store.onRollback(access.forget);
  const enter = (session: Session): void => {
    tick();
    const user = access.user(session.userId);
    store.runtime.userId = user.id;
    store.runtime.locale = user.locale;
    store.runtime.label = (name) => metadata.label(name, user.language);
    store.runtime.timeZone = user.timeZone === '' ? 'UTC' : user.timeZone;
  };
  return {
    organizationId,
    clock,
    schema: metadata.schema,
    serveAt: (origin) => {
      store.runtime.origin = origin;
    },
    deploy: (files, options) => {
      enter({ userId: administratorId });
      const outcome = metadata.deploy(files, options);
      access.changed();
      return outcome;
    },
    deployed: metadata.deployed,
    retrieve: metadata.retrieve,
    listMetadata: metadata.list,
    user: (session) => access.user(session.userId),
    findUser: access.find,
    ...recordsOf({ store, access, metadata, locks, enter }),
    transaction: store.transaction,
    locks,
    settings: store.settings,
    close: () => {
      locks.close();
      store.close();
    },
  };
}
