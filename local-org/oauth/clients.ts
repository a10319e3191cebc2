/** The apps that may ask for a session. */
import { timingSafeEqual } from 'node:crypto';
import { type ClientApp, clientAppOf } from './client-apps.ts';
import { OAuthError } from './errors.ts';
import type { Login } from './login.ts';
import { machineScope } from './scopes.ts';

/** The one app that may sign in without a person, as an External Client App would declare it. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
  /** PEM of the certificate or public key that checks JWT bearer assertions; without it that grant is refused. */
  readonly publicKey?: string;
  /** Username that client credentials run as. */
  readonly runAs: string;
  /** Where a person is sent after signing in, besides any address of this machine. */
  readonly callbacks?: readonly string[];
}

/** An app that sends people to the page where they allow it, or signs in without them. */
export interface App {
  readonly clientId: string;
  readonly name: string;
  /** Absent for an app that cannot keep one; it has to use PKCE. */
  readonly secret?: string;
  readonly accepts: (redirectUri: string) => boolean;
  /** PEM that checks JWT bearer assertions; absent where that grant is off. */
  readonly publicKey?: string;
  /** Username that client credentials run as; absent where that grant is off. */
  readonly runAs?: string;
  /** What a session without a person may do. */
  readonly machineScope?: string;
  /** Ids of the permission sets whose holders may sign in; absent: everybody. */
  readonly approved?: readonly string[];
}

/** `localhost` and `127.0.0.1` at any port (RFC 8252, 7.3): apps under test have no fixed one. */
function isOfThisMachine(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname, hash } = new URL(uri);
  return (
    ['http:', 'https:'].includes(protocol) && ['localhost', '127.0.0.1', '[::1]'].includes(hostname) && hash === ''
  );
}

/** What every org knows: the app of the Salesforce CLI, with the CLI's own callback (@salesforce/core, WebOAuthServer). */
const cli: App = {
  clientId: 'PlatformCLI',
  name: 'Salesforce CLI',
  accepts: (uri) => uri === 'http://localhost:1717/OauthRedirect',
};

/** The app with this consumer key; `invalid_client_id` when the org has none. */
export function appOf({ client, engine }: Login, clientId: string | undefined): App {
  if (clientId === cli.clientId) return cli;
  if (clientId === client.clientId) return seededApp(client);
  const deployed = clientId === undefined ? undefined : clientAppOf(engine, clientId);
  if (deployed === undefined) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  return deployedApp(deployed);
}

function seededApp({ clientId, clientSecret, callbacks = [], publicKey, runAs }: Client): App {
  const accepts = (uri: string): boolean => isOfThisMachine(uri) || callbacks.includes(uri);
  const key = publicKey === undefined ? {} : { publicKey };
  return { clientId, name: clientId, secret: clientSecret, accepts, runAs, machineScope, ...key };
}

function deployedApp({ clientId, name, secret, callbacks, certificate, runAs, scopes, approved }: ClientApp): App {
  return {
    clientId,
    name,
    secret,
    accepts: (uri) => callbacks.includes(uri),
    machineScope: scopes.filter((scope) => scope !== 'refresh_token' && scope !== 'offline_access').join(' '),
    ...(certificate === undefined ? {} : { publicKey: certificate }),
    ...(runAs === undefined ? {} : { runAs }),
    ...(approved === undefined ? {} : { approved }),
  };
}

function areEqual(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** A secret that is sent has to be right; an app that has one has to send it, unless `optional` says why not. */
export function checkSecret(app: App, given: string | undefined, optional = false): void {
  if (given === undefined && (app.secret === undefined || optional)) return;
  if (app.secret !== undefined && areEqual(given ?? '', app.secret)) return;
  if (app.secret === undefined && given === '') return; // the sf CLI sends an empty one
  throw new OAuthError('invalid_client', 'invalid client credentials');
}
