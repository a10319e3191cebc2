/**
 * `npm run client-app`: the External Client App by which the loading user signs in, deployed by the `sf` CLI. New
 * connected apps cannot be made any more (Salesforce Help 005228017).
 */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { exitCodeOfError, exitCodes } from '../../server/cli/cli.ts';
import { Fault } from '../../server/faults.ts';
import { askSf, runSf } from '../sf.ts';
import { type ClientAppArguments, readArguments, usage } from './arguments.ts';
import { provideCertificate } from './key.ts';
import { globalSettings, stageApp } from './template.ts';

const permissionSet = { name: 'Todoku_Integration', label: 'Todoku Integration' } as const;

/** Gives the exit code: that of the `sf` CLI, or 2 when it was not asked. Never throws. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readArguments(args);
    if (!options.isHelp) return await deployApp(options);
    console.log(usage);
    return exitCodes.ok;
  } catch (error) {
    console.error(error instanceof Fault ? `${error.message}\n→ ${error.next}` : error);
    return exitCodeOfError(error);
  }
}

async function deployApp({ targetOrg, runAs, keyFile, contact }: ClientAppArguments): Promise<number> {
  const id = permissionSetOf(targetOrg, runAs);
  const certificate = keyFile === undefined ? undefined : await provideCertificate(keyFile);
  using staged = stageApp({ contactEmail: contact, certificate, runAs, permissionSet: id });
  const org = ['--target-org', targetOrg];
  const code = runSf(staged.folder, ['project', 'deploy', 'start', '--source-dir', 'client-app', ...org]);
  if (code !== 0) return code;
  const { type, name } = globalSettings;
  askSf(staged.folder, ['project', 'retrieve', 'start', '--metadata', `${type}:${name}`, ...org]);
  const [, key] = /<consumerKey>([^<]+)<\/consumerKey>/.exec(readFileSync(staged.globalFile, 'utf8')) ?? [];
  console.log(settings(targetOrg, key, runAs, keyFile));
  return exitCodes.ok;
}

/** The app lets in whoever holds the permission set: one id, and the loading user has to be among the holders. */
function permissionSetOf(targetOrg: string, runAs: string): string {
  const found = query(
    targetOrg,
    `SELECT PermissionSetId FROM PermissionSetAssignment WHERE PermissionSet.Name = '${permissionSet.name}' AND Assignee.Username = '${runAs}'`,
  );
  const id = found[0]?.['PermissionSetId'];
  if (typeof id === 'string') return id;
  throw new Fault('setup', 'run_as_lacks_permission_set', `${runAs} does not hold ${permissionSet.label}.`, {
    next: `npm run deploy, then: sf org assign permset --name ${permissionSet.name} --target-org ${targetOrg} --on-behalf-of ${runAs}`,
  });
}

function query(targetOrg: string, soql: string): readonly Readonly<Record<string, unknown>>[] {
  const result = askSf(tmpdir(), ['data', 'query', '--target-org', targetOrg, '--query', soql]);
  return (result as { readonly records: readonly Readonly<Record<string, unknown>>[] }).records; // `sf data query --json`
}

/** What the data engineer gets. The secret is told by Salesforce alone, and the key never leaves this machine. */
function settings(targetOrg: string, key: string | undefined, runAs: string, keyFile: string | undefined): string {
  const result = askSf(tmpdir(), ['org', 'display', '--target-org', targetOrg]);
  const { instanceUrl } = result as { readonly instanceUrl: string }; // `sf org display --json`
  const where = 'Setup → External Client App Manager → Todoku → Settings → OAuth Settings → Consumer Key and Secret';
  const lines = [
    '',
    'The app is there. What `todoku` needs:',
    `  TODOKU_ORG_URL=${instanceUrl}`,
    `  TODOKU_ORG_CLIENT_ID=${key ?? `(${where})`}`,
    ...(keyFile === undefined
      ? [`  TODOKU_ORG_CLIENT_SECRET=(${where})`]
      : [`  TODOKU_ORG_JWT_KEY_FILE=${resolve(keyFile)}`, `  TODOKU_ORG_USERNAME=${runAs}`]),
    '',
    'Then: npx todoku doctor',
  ];
  return lines.join('\n');
}
