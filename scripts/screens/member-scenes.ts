/** The states of a member's week on the Target page. */
import { tuesday, type Agency } from '../demo/agency.ts';
import type { Fields } from '../demo/api.ts';
import { integrationUsername } from '../demo/people.ts';
import { asRevOps, asUser } from '../demo/steps.ts';
import { enterWeek } from '../demo/weeks.ts';
import { rep, shows, target, targetKey, type Scene } from './scene.ts';

export const week = '2026-W48';
export const wednesday = '2026-11-25T00:15:00.000Z';
const held =
  'LOAD-MISMATCH | Revenue differs by ¥1,200,000 from the warehouse. The load is being looked into. | 売上が元データと1,200,000円違います。ロードを調べています。';

export const userId = async ({ admin }: Agency, key: string): Promise<string> => {
  const [user] = await admin.query<{ Id: string }>(`SELECT Id FROM User WHERE Employee_Key__c = '${key}'`);
  if (user === undefined) throw new Error(`The sample has no user ${key}.`);
  return user.Id;
};

/** What the last comparison of one measure says, and how far Salesforce is from the warehouse. */
export async function compare({ admin }: Agency, State__c: string, difference: number): Promise<void> {
  const [found] = await admin.query<{ Id: string; Warehouse_Value__c: number }>(
    `SELECT Id, Warehouse_Value__c FROM Reconciliation__c WHERE Target__r.External_Key__c = '${targetKey}' LIMIT 1`,
  );
  const Keys__c = difference === 0 ? null : `DELETED_IN_SALESFORCE menu-amount ${targetKey}|P-0006|SEARCH`;
  const Salesforce_Value__c = (found?.Warehouse_Value__c ?? 0) + difference;
  await admin.update('Reconciliation__c', [{ Id: found?.Id, State__c, Salesforce_Value__c, Keys__c }]);
}

/** The week in a state, its numbers matched, with nothing said in it by the sample's rep. */
async function untouched(agency: Agency, fields: Fields): Promise<void> {
  const said = await agency.admin.query<{ Id: string }>(
    `SELECT Id FROM Forecast_Submission__c WHERE Cycle__r.External_Key__c = '${week}' AND Target__r.External_Key__c = '${targetKey}'`,
  );
  await agency.admin.remove(said.map(({ Id }) => Id));
  await enterWeek(asUser(agency.org, integrationUsername), week, { Message__c: null, ...fields });
  await compare(agency, 'Matched', 0);
}

/** The week is open and nobody has said anything. */
export const opened = (agency: Agency): Promise<void> => untouched(agency, { State__c: 'Open' });

/** A submission of the sample's rep; the landing is today's unless said otherwise. */
async function said(agency: Agency, at: string, fields: Fields = {}, version = 1): Promise<string> {
  const api = asRevOps(agency);
  const [found] = await api.query<{ Landing_Forecast__c: number; Actual__c: number; Budget__c: string; Id: string }>(
    `SELECT Id, Budget__c, Landing_Forecast__c, Actual__c FROM Target__c WHERE External_Key__c = '${targetKey}'`,
  );
  const key = `${week}|Member|${targetKey}|${version}`;
  await api.upsert('Forecast_Submission__c', 'External_Key__c', [
    {
      External_Key__c: key,
      Budget__c: found?.Budget__c,
      Target__c: found?.Id,
      Cycle__r: { External_Key__c: week },
      Kind__c: 'Member',
      Version__c: version,
      State__c: 'Submitted',
      Actual__c: found?.Actual__c,
      Landing_Forecast__c: found?.Landing_Forecast__c,
      Submitted_By__c: await userId(agency, rep),
      Submitted_At__c: at,
      ...fields,
    },
  ]);
  const [made] = await api.query<{ Id: string }>(
    `SELECT Id FROM Forecast_Submission__c WHERE External_Key__c = '${key}'`,
  );
  return made?.Id ?? '';
}

/** The landing that the rep said in an earlier week. */
async function saidLast({ admin }: Agency): Promise<number | undefined> {
  const [last] = await admin.query<{ Landing_Forecast__c: number }>(
    `SELECT Landing_Forecast__c FROM Forecast_Submission__c WHERE Kind__c = 'Member'
     AND Target__r.External_Key__c = '${targetKey}' AND Cycle__r.External_Key__c < '${week}'
     ORDER BY External_Key__c DESC LIMIT 1`,
  );
  return last?.Landing_Forecast__c;
}

/** Said on time in a week that is over. */
export async function closed(agency: Agency): Promise<void> {
  await untouched(agency, { State__c: 'Open' });
  await said(agency, '2026-11-24T01:05:00.000Z');
  await enterWeek(asUser(agency.org, integrationUsername), week, { State__c: 'Closed' });
}

async function returned(agency: Agency): Promise<void> {
  await untouched(agency, { State__c: 'Open' });
  const id = await said(agency, '2026-11-24T01:05:00.000Z', { Note__c: '潮見リンクの開始が1週間遅れます。' });
  const head = agency.people.find(({ key }) => key === rep)?.manager ?? '';
  const asHead = asUser(agency.org, agency.people.find(({ key }) => key === head)?.username ?? '');
  await asHead.update('Forecast_Submission__c', [
    {
      Id: id,
      State__c: 'Returned',
      Question__c: '大型案件の開始日は確定していますか？',
      Decided_By__c: await userId(agency, head),
      Decided_At__c: '2026-11-24T04:40:00.000Z',
    },
  ]);
}

const ready: Scene['ready'] = async (page) => {
  await shows('c-member-confirm .figures')(page);
  await page.waitForLoadState('networkidle');
};
const scene = (name: string, over: Partial<Scene>): Scene => ({
  name,
  role: 'rep',
  path: target,
  at: tuesday,
  isWhole: true,
  ready,
  ...over,
});

export const memberScenes: readonly Scene[] = [
  scene('week-open', { isInGuide: true, before: opened }),
  scene('week-submitted', {
    before: async (agency) => {
      await untouched(agency, { State__c: 'Open' });
      await said(agency, '2026-11-24T01:05:00.000Z');
    },
  }),
  scene('week-returned', { before: returned }),
  scene('week-late', {
    at: wednesday,
    before: async (agency) => {
      await untouched(agency, { State__c: 'Late' });
      await said(agency, '2026-11-24T23:40:00.000Z');
    },
  }),
  scene('week-carried', {
    at: wednesday,
    before: async (agency) => {
      await untouched(agency, { State__c: 'Late' });
      const id = await said(agency, '2026-11-24T10:01:00.000Z', { Landing_Forecast__c: await saidLast(agency) }, 0);
      // Only the cycle itself says that a value was carried.
      const cycle = asUser(agency.org, integrationUsername);
      await cycle.update('Forecast_Submission__c', [{ Id: id, Carried__c: true }]);
    },
  }),
  scene('week-frozen', {
    at: '2026-11-25T03:20:00.000Z',
    before: async (agency) => {
      await untouched(agency, { State__c: 'Open' });
      await said(agency, '2026-11-24T01:05:00.000Z');
      await enterWeek(asUser(agency.org, integrationUsername), week, { State__c: 'Frozen' });
    },
  }),
  scene('week-held', {
    before: async (agency) => {
      await untouched(agency, { State__c: 'Held', Message__c: held });
      await compare(agency, 'Mismatch', -1_200_000);
    },
  }),
  scene('week-for-a-member', { role: 'unit-manager', before: opened }),
];
