/** The External Client App as metadata: the files of `template/` with what differs from org to org filled in. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** File of the template → folder of its metadata type. */
const files: Readonly<Record<string, string>> = {
  'Todoku.eca-meta.xml': 'externalClientApps',
  'Todoku_OAuth.ecaOauth-meta.xml': 'extlClntAppOauthSettings',
  'Todoku_Global.ecaGlblOauth-meta.xml': 'extlClntAppGlobalOauthSets',
  'Todoku_OAuth_Policies.ecaOauthPlcy-meta.xml': 'extlClntAppOauthPolicies',
};

export const globalSettings = { type: 'ExtlClntAppGlobalOauthSettings', name: 'Todoku_Global' } as const;

export interface Filling {
  readonly contactEmail: string;
  /** PEM; undefined: the app signs in by client credentials, as `runAs`. */
  readonly certificate: string | undefined;
  readonly runAs: string;
  /** Id of the permission set whose holders may sign in. */
  readonly permissionSet: string;
}

export interface StagedApp extends Disposable {
  /** A project of the CLI with the app and nothing else; removed at the end, since a retrieve brings the secret into it. */
  readonly folder: string;
  readonly globalFile: string;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escape = (text: string): string => text.replaceAll(/[&<>]/g, (sign) => escapes[sign] ?? sign);

function valuesOf({ contactEmail, certificate, runAs, permissionSet }: Filling): Readonly<Record<string, string>> {
  const isMachine = certificate === undefined;
  return {
    contactEmail: escape(contactEmail),
    permissionSet,
    clientCredentials: String(isMachine),
    certificate: isMachine ? '' : `<certificate>${escape(certificate.trim())}</certificate>`,
    runAs: isMachine ? `<clientCredentialsFlowUser>${escape(runAs)}</clientCredentialsFlowUser>` : '',
  };
}

export function stageApp(filling: Filling): StagedApp {
  const folder = mkdtempSync(join(tmpdir(), 'todoku-client-app-'));
  const values = valuesOf(filling);
  const place = (file: string): string => join(folder, 'client-app', files[file] ?? '', file);
  for (const file of Object.keys(files)) {
    const text = readFileSync(fileURLToPath(new URL(`template/${file}`, import.meta.url)), 'utf8');
    mkdirSync(dirname(place(file)), { recursive: true });
    // A line whose value is empty goes.
    const filled = text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '').replaceAll(/^ +\n/gm, '');
    writeFileSync(place(file), filled);
  }
  const project = { packageDirectories: [{ path: 'client-app', default: true }], sourceApiVersion: '66.0' };
  writeFileSync(join(folder, 'sfdx-project.json'), JSON.stringify(project));
  return {
    folder,
    globalFile: place('Todoku_Global.ecaGlblOauth-meta.xml'),
    [Symbol.dispose]: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
