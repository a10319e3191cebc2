import { createHash, randomBytes } from 'node:crypto';
import type { Clock, Engine, Session } from '../engine/engine.ts';

/** What somebody allowed an app to do: the app, and its scopes separated by blanks. */
export interface Grant {
  readonly clientId: string;
  readonly scope: string;
}

/** A token that is alive, as introspection tells it. Times in milliseconds; a refresh token has no end. */
export interface TokenFacts extends Grant {
  readonly kind: 'access_token' | 'refresh_token';
  readonly userId: string;
  readonly issuedAt: number;
  readonly expiresAt?: number;
}

/**
 * Access tokens, `<org id>!<opaque>`: the sf CLI takes no other form, and with a JWT-shaped token clients refuse SOAP.
 * Refresh tokens, `5Aep…`, live until they are revoked. Only hashes are kept, in the org's file, so that a session
 * outlives a restart and the file holds no secret.
 */
export interface Tokens {
  /** An access token, by default one that may do everything. One made from a refresh token ends with it. */
  issue(userId: string, grant?: Grant, refreshToken?: string): string;
  issueRefresh(userId: string, grant: Grant): string;
  /** The session of an access token that is alive; using it moves its end. Undefined when it is unknown, revoked or expired. */
  session(token: string): Session | undefined;
  /** What is known of a token that is alive, without using it. */
  facts(token: string): TokenFacts | undefined;
  /** Ends a token, and with a refresh token all that came from it; false when it was not alive. */
  end(token: string): boolean;
}

interface Kept extends Grant {
  readonly userId: string;
  readonly issuedAt: number;
  /** Absent for a refresh token. */
  expiresAt?: number;
  /** Hash of the refresh token it came from. */
  readonly from?: string;
}

const settingsKey = 'oauth.tokens';

/** A session's end moves at most once a minute, so that reading does not write with every request. */
const slideMs = 60_000;

/** Of sessions that no app asked for: the pages, tests, and the administrator's own. */
const ownGrant: Grant = { clientId: '', scope: 'full' };

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
const opaque = (bytes: number): string => randomBytes(bytes).toString('base64url').replaceAll('-', '.');

export function openTokens(engine: Engine, clock: Clock, lifetimeMs: number): Tokens {
  const text = engine.settings.get(settingsKey);
  const kept = new Map<string, Kept>(text === undefined ? [] : (JSON.parse(text) as [string, Kept][])); // only save() writes this key
  const isAlive = ({ expiresAt }: Kept): boolean => expiresAt === undefined || expiresAt > clock.now();
  const save = (): void => {
    for (const [hash, one] of kept) if (!isAlive(one)) kept.delete(hash);
    engine.settings.set(settingsKey, JSON.stringify([...kept]));
  };
  const alive = (token: string): Kept | undefined => {
    const found = kept.get(hashOf(token));
    return found !== undefined && isAlive(found) ? found : undefined;
  };
  const keep = (token: string, one: Kept): string => {
    kept.set(hashOf(token), one);
    save();
    return token;
  };
  return {
    issue: (userId, grant = ownGrant, refreshToken) => {
      const from = refreshToken === undefined ? {} : { from: hashOf(refreshToken) };
      const issuedAt = clock.now();
      const token = `${engine.organizationId.slice(0, 15)}!${opaque(48)}`;
      return keep(token, { userId, ...grant, issuedAt, expiresAt: issuedAt + lifetimeMs, ...from });
    },
    issueRefresh: (userId, grant) => keep(`5Aep${opaque(60)}`, { userId, ...grant, issuedAt: clock.now() }),
    session: (token) => {
      const found = alive(token);
      if (found?.expiresAt === undefined) return undefined;
      const expiresAt = clock.now() + lifetimeMs;
      if (expiresAt - found.expiresAt >= slideMs) {
        found.expiresAt = expiresAt;
        save();
      }
      return { userId: found.userId };
    },
    facts: (token) => {
      const found = alive(token);
      if (found === undefined) return undefined;
      const { userId, clientId, scope, issuedAt, expiresAt } = found;
      const facts = { userId, clientId, scope, issuedAt };
      return expiresAt === undefined
        ? { ...facts, kind: 'refresh_token' }
        : { ...facts, kind: 'access_token', expiresAt };
    },
    end: (token) => {
      if (alive(token) === undefined) return false;
      const hash = hashOf(token);
      kept.delete(hash);
      for (const [other, { from }] of kept) if (from === hash) kept.delete(other);
      save();
      return true;
    },
  };
}
