/**
 * `npm run local-org -- [--port N] [--file org.sqlite] [--empty] [--users users.json]`: serves an org with this project's
 * `force-app` in it. A file that holds custom objects already is served as it is; `--empty` deploys nothing, so that a new
 * org has the standard objects alone.
 */
import { main, UsageError } from '../local-org/cli/cli.ts';
import { Fault } from '../server/faults.ts';
import { cachedPackage } from './cached-package.ts';

await main(process.argv.slice(2), async () => {
  try {
    return await cachedPackage();
  } catch (error) {
    throw error instanceof Fault ? new UsageError(error.message) : error;
  }
});
