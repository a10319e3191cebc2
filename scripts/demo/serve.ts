/** After the table: the pages and the service stay up until Ctrl-C. */
import type { LocalOrg } from '../../local-org/local-org.ts';
import { exitCodes } from '../../server/cli/cli.ts';
import type { Project } from '../../server/syncs/syncs.ts';
import { apiOf } from './api.ts';
import type { DemoOptions } from './arguments.ts';
import type { Person } from './people.ts';

export interface Stage {
  readonly project: Project;
  readonly warehouseFile: string;
  readonly org: LocalOrg;
  readonly people: readonly Person[];
  readonly options: DemoOptions;
  readonly raw: string | undefined;
}

export async function serve(stage: Stage): Promise<number> {
  const { org, people } = stage;
  console.log(`\nPages            ${org.url}/`);
  const link = await firstPage(org, people);
  if (link !== undefined) console.log(`${link.title.padEnd(17)}${link.url}`);
  console.log('Ctrl-C ends.');
  await interrupted();
  return exitCodes.ok;
}

interface Link {
  readonly title: string;
  readonly url: string;
}

/** This month's Target page of a rep, signed in as that rep. */
async function firstPage(org: LocalOrg, people: readonly Person[]): Promise<Link | undefined> {
  const api = apiOf(org.url, org.admin.accessToken);
  const [target] = await api.query<{ Id: string; Rep__r: { Username: string; Name: string } }>(
    "SELECT Id, Rep__r.Username, Rep__r.Name FROM Target__c WHERE Budget__r.Measure__c = 'Revenue' AND Target_Amount__c > 0 AND Actual__c > 0 AND Budget__r.Period_Start__c <= TODAY ORDER BY Budget__r.Period_Start__c DESC, Rep__r.Username LIMIT 1",
  );
  if (target === undefined || !people.some(({ username }) => username === target.Rep__r.Username)) return undefined;
  const session = org.tokenFor(target.Rep__r.Username);
  const page = new URL('/secur/frontdoor.jsp', org.url);
  page.searchParams.set('sid', session);
  page.searchParams.set('retURL', `/lightning/r/Target__c/${target.Id}/view`);
  return { title: target.Rep__r.Name, url: page.href };
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      resolve();
    };
    process.once('SIGINT', end).once('SIGTERM', end);
  });
}
