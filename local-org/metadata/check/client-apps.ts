/** External Client Apps: their settings and policies belong to an app, and a certificate is one. */
import { X509Certificate } from 'node:crypto';
import { element, textOf } from '../../xml.ts';
import { noSuch, type Component } from '../component.ts';
import { componentsOf, isKnown, type Checking } from './checking.ts';

const plugins = [
  'ExtlClntAppOauthSettings',
  'ExtlClntAppGlobalOauthSettings',
  'ExtlClntAppOauthConfigurablePolicies',
  'ExtlClntAppConfigurablePolicies',
] as const;

function checkOwner(checking: Checking, component: Component): void {
  const app = textOf(component.body, 'externalClientApplication');
  if (app === undefined || isKnown(checking, 'ExternalClientApplication', app)) return;
  const at = element(component.body, 'externalClientApplication');
  checking.report(component, noSuch('externalClientApplication', 'ExternalClientApplication', app), at);
}

/** Text unverified. */
function checkCertificate(checking: Checking, component: Component): void {
  const pem = textOf(component.body, 'certificate');
  if (pem === undefined) return;
  try {
    new X509Certificate(pem);
  } catch {
    checking.report(
      component,
      'certificate: not a PEM-encoded X.509 certificate',
      element(component.body, 'certificate'),
    );
  }
}

export function checkClientApps(checking: Checking): void {
  for (const type of plugins) for (const component of componentsOf(checking, type)) checkOwner(checking, component);
  for (const component of componentsOf(checking, 'ExtlClntAppGlobalOauthSettings')) {
    checkCertificate(checking, component);
  }
}
