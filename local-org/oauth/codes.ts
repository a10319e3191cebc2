import { randomBytes } from 'node:crypto';
import type { Clock } from '../engine/engine.ts';

/** Small secrets that are good once and for minutes; they are held in memory, for nobody waits over a restart. */
export interface OneTime<Value> {
  issue(value: Value): string;
  /** The value, the first time and in time. */
  take(code: string): Value | undefined;
}

export function openOneTime<Value>(clock: Clock, lifetimeMs: number, prefix = ''): OneTime<Value> {
  const waiting = new Map<string, { readonly value: Value; readonly expiresAt: number }>();
  return {
    issue: (value) => {
      for (const [code, { expiresAt }] of waiting) if (expiresAt <= clock.now()) waiting.delete(code);
      const code = prefix + randomBytes(32).toString('base64url').replaceAll('-', '.');
      waiting.set(code, { value, expiresAt: clock.now() + lifetimeMs });
      return code;
    },
    take: (code) => {
      const found = waiting.get(code);
      waiting.delete(code);
      return found !== undefined && found.expiresAt > clock.now() ? found.value : undefined;
    },
  };
}

/** What a person allowed in the browser, until the app comes for its token. */
export interface Approval {
  readonly clientId: string;
  readonly userId: string;
  readonly redirectUri: string;
  readonly scope: string;
  /** SHA-256 of the verifier, base64url; absent without PKCE. */
  readonly challenge?: string;
}
