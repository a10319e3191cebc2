import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Keys {
  readonly privateKeyFile: string;
  readonly publicKey: string;
  /** These two follow from the private key, so that they stay the same without being written down. */
  readonly clientSecret: string;
  readonly password: string;
  readonly remove: () => void;
}

/** The key pair of the app that signs in by JWT: beside the org's file, or in a temporary folder. Mode 0600. */
export function openKeys(file: string | undefined): Keys {
  const folder = file === undefined ? mkdtempSync(join(tmpdir(), 'local-org-')) : undefined;
  const privateKeyFile = folder === undefined ? `${file ?? ''}.key.pem` : join(folder, 'key.pem');
  if (!existsSync(privateKeyFile)) {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    writeFileSync(privateKeyFile, privateKey, { mode: 0o600 });
  }
  const privateKey = readFileSync(privateKeyFile, 'utf8');
  const derived = (what: string): string => createHmac('sha256', privateKey).update(what).digest('hex');
  return {
    privateKeyFile,
    publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
    clientSecret: derived('client secret'),
    password: derived('password').slice(0, 24),
    remove: () => {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
