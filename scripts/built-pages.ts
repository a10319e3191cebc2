/** Makes what tests of pages share, the components as they are built and the sample agency, before several want it at once. */
import { startAgency } from './demo/agency.ts';

await using _agency = await startAgency();
