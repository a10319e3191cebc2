/** The search of every page: by name, over the objects of the person's tabs. */
import { iconOf, readObject } from './facts.ts';
import { findRecords, type FoundGroup, type FoundRecord } from './names.ts';
import { recordAddress } from './references.ts';

export interface SearchResult extends FoundRecord {
  readonly url: string;
}

export interface SearchGroup {
  readonly objectApiName: string;
  readonly labelPlural: string;
  readonly icon: string;
  readonly records: readonly SearchResult[];
  /** `5`, or `5+` when there are more. */
  readonly count: string;
}

/** Objects of the open app first, then what every org has. */
function searchedObjects(): readonly string[] {
  const ofTabs = globalThis.__sf.app.items.flatMap(({ objectApiName }) => objectApiName ?? []);
  return [...new Set([...ofTabs, 'Account', 'Contact', 'Opportunity', 'Lead', 'Case', 'Product2', 'User'])];
}

async function shownGroup({ objectApiName, labelPlural, records, hasMore }: FoundGroup): Promise<SearchGroup> {
  return {
    objectApiName,
    labelPlural,
    icon: iconOf(await readObject(objectApiName)) ?? 'standard:default',
    records: records.map((record) => ({ ...record, url: recordAddress(objectApiName, record.id) })),
    count: `${records.length}${hasMore ? '+' : ''}`,
  };
}

/** Only groups in which something was found. */
export async function searchAll(term: string, limit: number): Promise<readonly SearchGroup[]> {
  const groups = await findRecords(searchedObjects(), term, limit);
  return Promise.all(groups.filter(({ records }) => records.length > 0).map(shownGroup));
}
