import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { Engine, UserProfile } from '../engine/engine.ts';

/** Passwords for the two logins that send one (SOAP login and the username-password flow); only salted hashes are kept. */
export interface Passwords {
  set(userId: string, password: string): void;
  /** The active user, when the password is theirs. Somebody without a password cannot sign in this way. */
  check(username: string, password: string): UserProfile | undefined;
}

const settingsKey = 'oauth.passwords';
const keyBytes = 32;

type Kept = Record<string, { readonly salt: string; readonly hash: string }>;

export function openPasswords(engine: Engine): Passwords {
  const read = (): Kept => JSON.parse(engine.settings.get(settingsKey) ?? '{}') as Kept; // only set() writes this key
  return {
    set: (userId, password) => {
      const salt = randomBytes(16);
      const hash = scryptSync(password, salt, keyBytes);
      const one = { salt: salt.toString('base64'), hash: hash.toString('base64') };
      engine.settings.set(settingsKey, JSON.stringify({ ...read(), [userId]: one }));
    },
    check: (username, password) => {
      const user = engine.findUser(username);
      const kept = user === undefined ? undefined : read()[user.id];
      if (kept === undefined) return undefined;
      const hash = scryptSync(password, Buffer.from(kept.salt, 'base64'), keyBytes);
      return timingSafeEqual(hash, Buffer.from(kept.hash, 'base64')) ? user : undefined;
    },
  };
}
