/** Acts when loaded: the service, as a process of its own. The same as `todoku serve`. */
import { main } from './cli/cli.ts';

process.exitCode = await main(['serve', ...process.argv.slice(2)]);
