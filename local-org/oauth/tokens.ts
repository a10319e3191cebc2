import { createHash, randomBytes } from 'node:crypto';
import type { Clock, Engine, Session } from '../engine/engine.ts';

/**
 * Access tokens, `<org id>!<opaque>`: the sf CLI takes no other form, and with a JWT-shaped token clients refuse SOAP.
 * Only hashes are kept, in the org's file, so that a session outlives a restart and the file holds no secret.
 */
export interface Tokens {
  issue(userId: string): string;
  /** The session of a token that is alive; using it moves its end. Undefined for a token that is unknown, revoked or expired. */
  session(token: string): Session | undefined;
  /** Ends a token; false when it was not alive. */
  end(token: string): boolean;
}

interface Kept {
  readonly userId: string;
  expiresAt: number;
}

const settingsKey = 'oauth.tokens';

/** A session's end moves at most once a minute, so that reading does not write with every request. */
const slideMs = 60_000;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

export function openTokens(engine: Engine, clock: Clock, lifetimeMs: number): Tokens {
  const text = engine.settings.get(settingsKey);
  const kept = new Map<string, Kept>(text === undefined ? [] : (JSON.parse(text) as [string, Kept][])); // only save() writes this key
  const save = (): void => {
    for (const [hash, { expiresAt }] of kept) if (expiresAt <= clock.now()) kept.delete(hash);
    engine.settings.set(settingsKey, JSON.stringify([...kept]));
  };
  return {
    issue: (userId) => {
      const opaque = randomBytes(48).toString('base64url').replaceAll('-', '.');
      const token = `${engine.organizationId.slice(0, 15)}!${opaque}`;
      kept.set(hashOf(token), { userId, expiresAt: clock.now() + lifetimeMs });
      save();
      return token;
    },
    session: (token) => {
      const found = kept.get(hashOf(token));
      if (found === undefined || found.expiresAt <= clock.now()) return undefined;
      const expiresAt = clock.now() + lifetimeMs;
      if (expiresAt - found.expiresAt >= slideMs) {
        found.expiresAt = expiresAt;
        save();
      }
      return { userId: found.userId };
    },
    end: (token) => {
      const found = kept.get(hashOf(token));
      if (found === undefined || found.expiresAt <= clock.now()) return false;
      kept.delete(hashOf(token));
      save();
      return true;
    },
  };
}
