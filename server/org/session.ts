/** Signing in, and signing in again: once, however many requests find the token expired at the same moment. */
import { createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Connection } from 'jsforce/lib/core.js';
import type { Clock } from '../clock.ts';
import { Fault } from '../faults.ts';
import { JsforceTransport } from './transport.ts';
import type { Wire } from './wire.ts';

/** How to sign in; which one is chosen is the configuration's business. */
export type Credentials =
  | {
      readonly kind: 'client-credentials';
      readonly url: string;
      readonly clientId: string;
      readonly clientSecret: string;
    }
  | {
      readonly kind: 'jwt';
      readonly url: string;
      readonly clientId: string;
      readonly username: string;
      readonly keyFile: string;
      /** `https://login.salesforce.com`, `https://test.salesforce.com` or the org's own address. */
      readonly audience: string;
    }
  | { readonly kind: 'token'; readonly url: string; readonly accessToken: string };

export interface Token {
  readonly accessToken: string;
  readonly instanceUrl: string;
  /** 18-character id of the signed-in user; undefined when an access token was handed in. */
  readonly userId: string | undefined;
}

export class Session {
  readonly #credentials: Credentials;
  readonly #wire: Wire;
  readonly #clock: Clock;
  #token: Promise<Token> | undefined;

  constructor(credentials: Credentials, wire: Wire, clock: Clock) {
    this.#credentials = credentials;
    this.#wire = wire;
    this.#clock = clock;
  }

  current(): Promise<Token> {
    this.#token ??= this.#kept(this.#signIn());
    return this.#token;
  }

  /** A token newer than the stale one; those who ask while a sign-in is under way share it. */
  async renew(stale: string): Promise<Token> {
    const asked = this.current();
    const known = await asked;
    if (known.accessToken !== stale) return known;
    // The first to come here begins; the others find what it has begun.
    if (this.#token === asked) this.#token = this.#kept(this.#signIn(true));
    return this.current();
  }

  /** A failed sign-in is forgotten, so that the next request tries again. */
  #kept(signing: Promise<Token>): Promise<Token> {
    const kept = signing.catch((error: unknown) => {
      if (this.#token === kept) this.#token = undefined;
      throw error;
    });
    return kept;
  }

  async #signIn(isAgain = false): Promise<Token> {
    const credentials = this.#credentials;
    if (credentials.kind === 'token') {
      if (!isAgain) return { accessToken: credentials.accessToken, instanceUrl: credentials.url, userId: undefined };
      throw new Fault('setup', 'token-expired', 'The access token has expired or was refused.', {
        next: 'Set TODOKU_ORG_ACCESS_TOKEN anew, or configure client credentials or JWT, which renew themselves.',
      });
    }
    const connection = new Connection({ loginUrl: credentials.url, instanceUrl: credentials.url });
    connection.oauth2._transport = new JsforceTransport(this.#wire, 'sign in', true);
    const user = await connection.authorize(this.#grant(credentials));
    return { accessToken: connection.accessToken ?? '', instanceUrl: connection.instanceUrl, userId: user.id };
  }

  #grant(credentials: Exclude<Credentials, { kind: 'token' }>): { grant_type: string; [name: string]: string } {
    if (credentials.kind === 'client-credentials') {
      return {
        grant_type: 'client_credentials',
        client_id: credentials.clientId,
        client_secret: credentials.clientSecret,
      };
    }
    const claims = {
      iss: credentials.clientId,
      sub: credentials.username,
      aud: credentials.audience,
      exp: Math.floor(this.#clock.now() / 1000) + 180,
    };
    return {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: signedBy(credentials.keyFile, claims),
    };
  }
}

function signedBy(keyFile: string, claims: Readonly<Record<string, string | number>>): string {
  try {
    return signJwt(claims, readFileSync(keyFile, 'utf8'));
  } catch (cause) {
    throw new Fault('setup', 'key-unusable', `${keyFile} holds no private key that can sign.`, {
      next: 'It has to be an RSA key in PEM, without a passphrase, that this user may read; "npm run client-app" makes one.',
      place: keyFile,
      cause,
    });
  }
}

/** RS256, as the JWT bearer flow wants it. */
export function signJwt(claims: Readonly<Record<string, string | number>>, privateKey: string): string {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const content = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  const signature = createSign('RSA-SHA256').update(content).sign(privateKey, 'base64url');
  return `${content}.${signature}`;
}
