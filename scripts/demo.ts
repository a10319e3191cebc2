/** Acts when loaded: `npm start`. See scripts/demo/demo.ts. */
import { main } from './demo/demo.ts';

process.exitCode = await main(process.argv.slice(2));
