/** Acts when loaded: `npm run client-app`. See scripts/client-app/client-app.ts. */
import { main } from './client-app/client-app.ts';

process.exitCode = await main(process.argv.slice(2));
