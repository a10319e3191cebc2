/**
 * `npm run local-org -- [--port N] [--file org.sqlite] [--empty] [--users users.json]`: serves an org with this project's
 * `force-app` in it. A file that holds custom objects already is served as it is; `--empty` deploys nothing, so that a new
 * org has the standard objects alone.
 */
import { main } from '../local-org/cli/cli.ts';
import { Fault } from '../server/faults.ts';
import { cachedPackage } from './cached-package.ts';

/** The arguments of the org's own command. */
async function orgArguments(args: readonly string[]): Promise<readonly string[]> {
  const others = args.filter((arg) => arg !== '--empty');
  if (others.length < args.length || others.includes('--package')) return others;
  return [...others, '--package', await cachedPackage()];
}

try {
  await main(await orgArguments(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof Fault)) throw error;
  process.stderr.write(`local-org: ${error.message}\n`);
  process.exitCode = 1;
}
