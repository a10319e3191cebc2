/** The key that signs assertions, and the certificate by which Salesforce checks them. */
import { X509Certificate, createPrivateKey, createPublicKey } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { generate } from 'selfsigned';
import { Fault } from '../../server/faults.ts';

/** After that Salesforce refuses assertions; the command run again with the key and its certificate removed renews both. */
const validYears = 2;

const certificateOf = (keyFile: string): string => `${keyFile}.crt`;

/** Makes both files when there is none, the key for its owner alone; a Fault when only one of them is there. */
export async function provideCertificate(keyFile: string): Promise<string> {
  const file = certificateOf(keyFile);
  const [hasKey, hasCertificate] = [existsSync(keyFile), existsSync(file)];
  if (hasKey !== hasCertificate) {
    const [there, missing] = hasKey ? [keyFile, file] : [file, keyFile];
    throw new Fault('setup', 'key_incomplete', `${there} is there, ${missing} is not.`, {
      next: `Put ${missing} beside it, or take ${there} away to have both made anew.`,
    });
  }
  return hasKey ? existing(keyFile, file) : made(keyFile, file);
}

async function made(keyFile: string, file: string): Promise<string> {
  const notAfterDate = new Date();
  notAfterDate.setFullYear(notAfterDate.getFullYear() + validYears);
  const name = [{ name: 'commonName', value: 'Todoku' }];
  const pair = await generate(name, { keySize: 2048, algorithm: 'sha256', notAfterDate });
  writeFileSync(keyFile, pair.private, { mode: 0o600, flag: 'wx' });
  writeFileSync(file, pair.cert, { flag: 'wx' });
  return pair.cert;
}

function existing(keyFile: string, file: string): string {
  const pem = readFileSync(file, 'utf8');
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
    const wanted = certificate.publicKey.export({ type: 'spki', format: 'pem' });
    const own = createPublicKey(createPrivateKey(readFileSync(keyFile))).export({ type: 'spki', format: 'pem' });
    if (wanted !== own) throw new Error('they belong to different pairs');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Fault('setup', 'key_wrong', `${keyFile} and ${file} are no private key and its certificate: ${why}.`, {
      next: 'Name another file, or take both away to have them made anew.',
    });
  }
  if (certificate.validToDate.getTime() > Date.now()) return pem;
  throw new Fault('setup', 'certificate_expired', `${file} was valid until ${certificate.validTo}.`, {
    next: 'Take the key and its certificate away to have both made anew.',
  });
}
