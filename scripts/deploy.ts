/** Acts when loaded: `npm run deploy`. See scripts/deploy/deploy.ts. */
import { main } from './deploy/deploy.ts';

process.exitCode = await main(process.argv.slice(2));
