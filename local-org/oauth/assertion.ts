import { createPublicKey, verify } from 'node:crypto';
import { isObject } from '../http/http.ts';
import { OAuthError } from './errors.ts';

/** The claims of a JWT bearer assertion whose signature was checked. */
export interface Claims {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
  /** Seconds since 1970, as the standard has it. */
  readonly expires: number;
}

const invalid = (detail: string): OAuthError => new OAuthError('invalid_grant', `invalid assertion: ${detail}`);

function decode(part: string, what: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    throw invalid(`its ${what} is not JSON`);
  }
  if (!isObject(value)) throw invalid(`its ${what} is not an object`);
  return value;
}

function textClaim(claims: Readonly<Record<string, unknown>>, name: string): string {
  const value = claims[name];
  if (typeof value !== 'string' || value === '') throw invalid(`claim ${name} is missing`);
  return value;
}

/** Whose assertion it says it is, before anything of it was checked: it tells which certificate to check it with. */
export function issuerOf(assertion: string): string {
  return textClaim(decode(assertion.split('.')[1] ?? '', 'payload'), 'iss');
}

/** Checks an RS256 assertion against the certificate (or bare public key, PEM) registered for the client. */
export function verifyAssertion(assertion: string, publicKey: string | undefined): Claims {
  if (publicKey === undefined) throw new OAuthError('invalid_client', 'no certificate is registered for this client');
  const [header = '', payload = '', signature = '', ...more] = assertion.split('.');
  if (signature === '' || more.length > 0) throw invalid('it is not a signed JWT');
  if (decode(header, 'header')['alg'] !== 'RS256') throw invalid('it has to be signed with RS256');
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify('RSA-SHA256', signed, createPublicKey(publicKey), Buffer.from(signature, 'base64url'))) {
    throw invalid('its signature does not match the certificate');
  }
  const claims = decode(payload, 'payload');
  const expires = claims['exp'];
  if (typeof expires !== 'number') throw invalid('claim exp is missing');
  return {
    issuer: textClaim(claims, 'iss'),
    subject: textClaim(claims, 'sub'),
    audience: textClaim(claims, 'aud'),
    expires,
  };
}
