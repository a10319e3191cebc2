/** External Client Apps that were deployed, as far as signing in goes (Metadata API Developer Guide, "ExtlClntApp…"). */
import type { Engine } from '../engine/engine.ts';
import { isTrue, parseXml, textOf, type Element } from '../xml.ts';
import { scopeNames } from './scopes.ts';

/** An app whose consumer key is known; what it may do follows from its settings and the admin's policies. */
export interface ClientApp {
  readonly clientId: string;
  readonly name: string;
  readonly secret: string;
  readonly callbacks: readonly string[];
  /** PEM of the certificate that checks its JWT bearer assertions. */
  readonly certificate: string | undefined;
  /** Username that client credentials run as; undefined where the flow is off. */
  readonly runAs: string | undefined;
  readonly scopes: readonly string[];
  /** Ids of permission sets whose holders are approved; undefined: people approve for themselves. */
  readonly approved: readonly string[] | undefined;
}

const folders = {
  apps: 'externalClientApps',
  settings: 'extlClntAppOauthSettings',
  global: 'extlClntAppGlobalOauthSets',
  oauthPolicies: 'extlClntAppOauthPolicies',
  policies: 'extlClntAppPolicies',
} as const;

const decoder = new TextDecoder();

function filesIn(engine: Engine, folder: string): readonly Element[] {
  return engine.deployed(folder).map(({ content }) => parseXml(decoder.decode(content)));
}

const listOf = (body: Element | undefined, name: string): readonly string[] =>
  ((body === undefined ? undefined : textOf(body, name)) ?? '').split(/[\s,]+/).filter((item) => item !== '');

/** The app with this consumer key; undefined when none was deployed, or the admin has switched it off. */
export function clientAppOf(engine: Engine, clientId: string): ClientApp | undefined {
  const global = filesIn(engine, folders.global).find((one) => textOf(one, 'consumerKey') === clientId);
  const app = global === undefined ? undefined : textOf(global, 'externalClientApplication');
  if (global === undefined || app === undefined) return undefined;
  const ofApp = (folder: string): Element | undefined =>
    filesIn(engine, folder).find(
      (one) => textOf(one, 'externalClientApplication')?.toLowerCase() === app.toLowerCase(),
    );
  const state = ofApp(folders.policies);
  if (state !== undefined && !isTrue(state, 'isEnabled')) return undefined;
  const policies = ofApp(folders.oauthPolicies);
  const isAdminApproved =
    policies !== undefined && textOf(policies, 'permittedUsersPolicyType') === 'AdminApprovedPreAuthorized';
  // Both sides have to switch it on: the developer in the settings, the admin in the policies.
  const mayRunAlone =
    isTrue(global, 'isClientCredentialsFlowEnabled') &&
    policies !== undefined &&
    isTrue(policies, 'isClientCredentialsFlowEnabled');
  return {
    clientId,
    name: app,
    secret: textOf(global, 'consumerSecret') ?? '',
    callbacks: listOf(global, 'callbackUrl'),
    certificate: textOf(global, 'certificate'),
    runAs: mayRunAlone ? textOf(policies, 'clientCredentialsFlowUser') : undefined,
    scopes: listOf(ofApp(folders.settings), 'commaSeparatedOauthScopes').flatMap((name) => scopeNames.get(name) ?? []),
    approved: isAdminApproved ? listOf(policies, 'commaSeparatedPermissionSet') : undefined,
  };
}
