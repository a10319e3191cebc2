/** Acts when loaded: the command that serves an org. */
import { main } from './cli/cli.ts';

await main(process.argv.slice(2));
