/** Records by name, and those opened lately: what lookups and the search ask the org (`/host/records`). */
import { queryString, request } from './fetch.ts';

export interface FoundRecord {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

export interface FoundGroup {
  readonly objectApiName: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly records: readonly FoundRecord[];
  readonly hasMore: boolean;
}

/** Groups in the order asked; without a term what was opened lately. */
export async function findRecords(
  objects: readonly string[],
  term: string,
  limit: number,
): Promise<readonly FoundGroup[]> {
  const answer = await request(`/host/records${queryString({ objects, term, limit })}`);
  return (answer as { readonly groups: readonly FoundGroup[] }).groups; // our own server
}

export interface RecentRecord extends FoundRecord {
  readonly objectApiName: string;
}

export async function recentRecords(limit: number): Promise<readonly RecentRecord[]> {
  const answer = await request(`/host/recent${queryString({ limit })}`);
  return (answer as { readonly records: readonly RecentRecord[] }).records; // our own server
}

export async function noteRecent(recordId: string): Promise<void> {
  await request(`/host/recent/${recordId}`, { method: 'POST' });
}
