/** `npm run deploy -- --target-org ORG`: compiles the components and has the `sf` CLI deploy `force-app`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodeOfError, exitCodes } from '../../server/cli/cli.ts';
import { Fault } from '../../server/faults.ts';
import { metadataFolder, stagePackage } from '../package/package.ts';
import { runSf } from '../sf.ts';
import { type DeployArguments, readArguments, usage } from './arguments.ts';

/** Gives the exit code: that of the `sf` CLI, or 2 when it was not asked. Never throws. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readArguments(args);
    if (!options.isHelp) return deploy(options);
    console.log(usage);
    return exitCodes.ok;
  } catch (error) {
    console.error(error instanceof Fault ? `${error.message}\n→ ${error.next}` : error);
    return exitCodeOfError(error);
  }
}

/** `--concise` leaves out the table of more than a thousand components that went well; what was refused is always told. */
function deploy({ targetOrg, isCheckOnly, waitMinutes }: DeployArguments): number {
  using staged = stagePackage();
  const code = runSf(staged.folder, [
    ...['project', 'deploy', 'start', '--source-dir', 'force-app', '--target-org', targetOrg],
    ...['--concise', '--wait', String(waitMinutes), ...(isCheckOnly ? ['--dry-run'] : [])],
  ]);
  if (code !== 0) return code;
  console.log(isCheckOnly ? '\nNothing was changed.' : nextSteps(staged.folder, targetOrg));
  return exitCodes.ok;
}

function nextSteps(folder: string, targetOrg: string): string {
  const sets = join(folder, metadataFolder, 'permissionsets');
  const lines = readdirSync(sets)
    .filter((name) => name.endsWith('.permissionset-meta.xml'))
    .map((file) => {
      const [, label = ''] = /<label>([^<]*)<\/label>/.exec(readFileSync(join(sets, file), 'utf8')) ?? [];
      const name = file.slice(0, file.indexOf('.'));
      return `  ${label.padEnd(22)} sf org assign permset --name ${name} --target-org ${targetOrg} --on-behalf-of USERNAME`;
    });
  return ['', 'Who gets which permission set is in docs/admin.md:', ...lines].join('\n');
}
