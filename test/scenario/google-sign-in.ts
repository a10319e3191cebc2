/** Application Default Credentials that end at this machine: workload identity with a token server of the test's own. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

export interface GoogleSignIn extends AsyncDisposable {
  /** For GOOGLE_APPLICATION_CREDENTIALS. */
  readonly file: string;
}

/** Source: Google Cloud IAM, "Workload Identity Federation", credential configuration files (RFC 8693 token exchange). */
export async function googleSignIn(dir: string): Promise<GoogleSignIn> {
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader('Content-Type', 'application/json').end(
      JSON.stringify({
        access_token: 'token-of-the-test',
        issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
        token_type: 'Bearer',
        expires_in: 3600,
      }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new TypeError('A server that listens has an address.');
  const subject = join(dir, 'subject.txt');
  const file = join(dir, 'credentials.json');
  writeFileSync(subject, 'subject-of-the-test');
  writeFileSync(
    file,
    JSON.stringify({
      type: 'external_account',
      audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/test/providers/test',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: `http://127.0.0.1:${address.port}/v1/token`,
      credential_source: { file: subject },
    }),
  );
  return {
    file,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
