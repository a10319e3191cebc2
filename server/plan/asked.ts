/** What a plan asks the org, counted: a push asks the same again before it writes. */
import type { Org } from '../org/org.ts';

export interface Asked {
  readonly org: Org;
  /** Calls so far: a description, the picklists of a record type, a page of a query. Not what was asked a second time because an answer was lost. */
  calls(): number;
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
        for await (const page of org.query(soql)) {
          calls += 1;
          yield page;
        }
      },
    },
  };
}
