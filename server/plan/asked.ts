/** What a plan asks the org, counted: a push asks the same again before it writes. */
import type { Org } from '../org/org.ts';

export interface Asked {
  readonly org: Org;
  /** Calls so far: a description, the picklists of a record type, a page of a query; not what was repeated. */
  readonly calls: () => number;
}

export function asked(org: Org): Asked {
  let calls = 0;
  const once = <T>(answer: Promise<T>): Promise<T> => {
    calls += 1;
    return answer;
  };
  return {
    calls: () => calls,
    org: {
      ...org,
      describe: (object) => once(org.describe(object)),
      offered: (object, type) => once(org.offered(object, type)),
      query: async function* (soql) {
        // An answer without a record is a call too.
        let page = 0;
        calls += 1;
        for await (const rows of org.query(soql)) {
          if (page > 0) calls += 1;
          page += 1;
          yield rows;
        }
      },
    },
  };
}
