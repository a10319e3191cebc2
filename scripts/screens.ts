/** Acts when loaded: `npm run screens`. See scripts/screens/screens.ts. */
import { main } from './screens/screens.ts';

process.exitCode = await main(process.argv.slice(2));
