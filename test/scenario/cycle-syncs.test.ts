/** Weeks that are kept in DuckDB. */
import { inDuckDb } from './cycle-place.ts';
import { testCycleSyncs } from './cycle-syncs.ts';

testCycleSyncs(inDuckDb);
