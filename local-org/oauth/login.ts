import type { Clock, Engine, Session } from '../engine/engine.ts';
import type { Client } from './clients.ts';
import { type Approval, type OneTime, openOneTime } from './codes.ts';
import { type OpenIdKeys, openKeys } from './openid.ts';
import { openPasswords, type Passwords } from './passwords.ts';
import type { Tokens } from './tokens.ts';

export interface LoginOptions {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly client: Client;
  /** Own origin, without a trailing slash. */
  readonly origin: string;
  readonly tokens: Tokens;
  /** By whose rights people are listed on the page of the web login. */
  readonly administrator: Session;
}

/** What signing in needs; every part of this folder works on it. */
export interface Login extends LoginOptions {
  readonly passwords: Passwords;
  readonly keys: OpenIdKeys;
  /** What people allowed apps, good for fifteen minutes (Help, "OAuth 2.0 Web Server Flow"). */
  readonly codes: OneTime<Approval>;
  /** User ids behind single-access links. */
  readonly doors: OneTime<string>;
}

const minuteMs = 60_000;

export function openLogin(options: LoginOptions): Login {
  const { engine, clock } = options;
  return {
    ...options,
    passwords: openPasswords(engine),
    keys: openKeys(engine),
    codes: openOneTime(clock, 15 * minuteMs, 'aPrx'),
    doors: openOneTime(clock, minuteMs),
  };
}
