/** The states of a unit's week on the Budget page. */
import { tuesday, type Agency } from '../demo/agency.ts';
import type { Api, Fields } from '../demo/api.ts';
import { integrationUsername } from '../demo/people.ts';
import { asRevOps, asUser } from '../demo/steps.ts';
import { enterWeek } from '../demo/weeks.ts';
import { userId, wednesday, week } from './member-scenes.ts';
import { budget, shows, type Scene } from './scene.ts';
import {
  askForBudgets,
  budgetOf,
  headOf,
  keepLastFriday,
  lastWeek,
  monday,
  nameStandIns,
  personOf,
  sayOfTheLanding,
  type Budget,
} from './unit-words.ts';

const apiOf = (agency: Agency): Api => asUser(agency.org, integrationUsername);

/** The unit and what its landing was last Friday. */
interface Begun extends Budget {
  readonly landingOnFriday: number;
}

interface MemberTarget {
  readonly Id: string;
  readonly External_Key__c: string;
  readonly Rep__c: string;
  readonly Actual__c: number;
  readonly Landing_Forecast__c: number;
}

/** What each of the unit's members says, in order; the last one has nothing to say. */
const words = [
  { State__c: 'Submitted', Note__c: '大型案件は来週の契約予定です。' },
  { State__c: 'Submitted' },
  { State__c: 'Submitted', asked: '動画の開始日は確定していますか？' },
];

/** The week in a state, last Friday kept, and what members said in it. */
async function begun(agency: Agency, fields: Fields, at: string): Promise<Begun> {
  const api = apiOf(agency);
  const unit = await budgetOf(agency);
  await cleared(agency, unit.Id);
  await enterWeek(api, lastWeek, { State__c: 'Closed' });
  await enterWeek(api, week, { State__c: 'Open', Message__c: null });
  const friday = await keepLastFriday(agency);
  const targets = await agency.admin.query<MemberTarget>(
    `SELECT Id, External_Key__c, Rep__c, Actual__c, Landing_Forecast__c FROM Target__c WHERE Budget__c = '${unit.Id}' ORDER BY External_Key__c`,
  );
  const said = (target: MemberTarget, over: Fields): Fields => ({
    External_Key__c: `${week}|Member|${target.External_Key__c}|1`,
    Budget__c: unit.Id,
    Target__c: target.Id,
    Cycle__r: { External_Key__c: week },
    Kind__c: 'Member',
    Version__c: 1,
    State__c: 'Submitted',
    Actual__c: target.Actual__c,
    Landing_Forecast__c: target.Landing_Forecast__c,
    Submitted_By__c: target.Rep__c,
    Submitted_At__c: at,
    ...over,
  });
  const now = words.flatMap(({ asked: _asked, ...over }, index) => {
    const target = targets[index];
    return target === undefined ? [] : [said(target, over)];
  });
  await asRevOps(agency).upsert('Forecast_Submission__c', 'External_Key__c', now);
  await ask(agency, unit.Id, targets, at);
  await enterWeek(api, week, { Message__c: null, ...fields });
  return { ...unit, landingOnFriday: friday.landing };
}

async function cleared(agency: Agency, budgetId: string): Promise<void> {
  for (const [object, weeks] of [
    ['Forecast_Submission__c', [week]],
    ['Gap_Action__c', [lastWeek, week]],
    ['Snapshot_Run__c', [lastWeek, week]],
  ] as const) {
    const found = await agency.admin.query<{ Id: string }>(
      `SELECT Id FROM ${object} WHERE Budget__c = '${budgetId}' AND Cycle__r.External_Key__c IN (${weeks.map((key) => `'${key}'`).join(', ')})`,
    );
    await agency.admin.remove(found.map(({ Id }) => Id));
  }
  const said = await agency.admin.query<{ Id: string }>(
    `SELECT Id FROM Gap_Action__c WHERE Budget__c = '${budgetId}' AND Kind__c IN ('Comment', 'Delegation', 'Revision')`,
  );
  await agency.admin.remove(said.map(({ Id }) => Id));
  await agency.admin.update('Budget__c', [{ Id: budgetId, Judgement_Until__c: null }]);
}

/** The head returns one with a question, confirms another, and nudges who has said nothing. */
async function ask(agency: Agency, budgetId: string, targets: readonly MemberTarget[], at: string): Promise<void> {
  const head = headOf(agency);
  const api = asUser(agency.org, head.username);
  const found = await api.query<{ Id: string; Target__c: string }>(
    `SELECT Id, Target__c FROM Forecast_Submission__c WHERE Budget__c = '${budgetId}' AND Kind__c = 'Member' AND Cycle__r.External_Key__c = '${week}'`,
  );
  const signed = { Decided_By__c: await userId(agency, head.key), Decided_At__c: at };
  const of = (index: number): string | undefined => found.find(({ Target__c }) => Target__c === targets[index]?.Id)?.Id;
  await api.update('Forecast_Submission__c', [
    { Id: of(1), State__c: 'Confirmed', ...signed },
    { Id: of(2), State__c: 'Returned', Question__c: words[2]?.asked, ...signed },
  ]);
  const last = targets.at(-1);
  await api.insert('Gap_Action__c', [
    {
      Budget__c: budgetId,
      Target__c: last?.Id,
      Cycle__r: { External_Key__c: week },
      Kind__c: 'Nudge',
      Subject__c: '2026年11月の着地見込を確認してください。',
      Assignee__c: last?.Rep__c,
    },
  ]);
}

/** The week is open, its members have said something and its head nothing; no stand-in, wish or comment is left. */
export async function unitOpened(agency: Agency): Promise<void> {
  await begun(agency, { State__c: 'Open' }, monday);
}

const factors = [
  { Bridge_Type__c: 'New_Deal', Code__c: 'New_Demand', share: 0.6, Comment__c: null },
  { Bridge_Type__c: 'Amount_Up', Code__c: 'Customer_Budget', share: 0.4, Comment__c: '年末予算の追加' },
];

/** The unit's forecast, submitted by its head; `over` goes to the submission. Gives its id. */
async function submitted(agency: Agency, unit: Begun, at: string, over: Fields = {}): Promise<string> {
  const api = asRevOps(agency);
  const key = `${week}|Unit|${unit.External_Key__c}|1`;
  const change = unit.Landing_Forecast__c - unit.landingOnFriday;
  await api.upsert('Forecast_Submission__c', 'External_Key__c', [
    {
      External_Key__c: key,
      Budget__c: unit.Id,
      Cycle__r: { External_Key__c: week },
      Kind__c: 'Unit',
      Version__c: 1,
      State__c: 'Draft',
      Actual__c: unit.Actual__c,
      Rolled_Up__c: unit.Landing_Forecast__c - unit.Judgement__c,
      Judgement__c: unit.Judgement__c,
      Landing_Forecast__c: unit.Landing_Forecast__c,
      Previous_Landing__c: unit.landingOnFriday,
      ...over,
    },
  ]);
  const [made] = await api.query<{ Id: string }>(
    `SELECT Id FROM Forecast_Submission__c WHERE External_Key__c = '${key}'`,
  );
  const Id = made?.Id ?? '';
  await asUser(agency.org, headOf(agency).username).insert(
    'Forecast_Factor__c',
    factors.map(({ share, ...factor }) => ({ Submission__c: Id, Amount__c: Math.round(share * change), ...factor })),
  );
  const by = await userId(agency, headOf(agency).key);
  await api.update('Forecast_Submission__c', [{ Id, State__c: 'Submitted', Submitted_By__c: by, Submitted_At__c: at }]);
  return Id;
}

async function returned(agency: Agency, at: string): Promise<void> {
  const Id = await submitted(agency, await begun(agency, { State__c: 'Open' }, at), at);
  const chief = personOf(agency, headOf(agency).manager);
  await asUser(agency.org, chief.username).update('Forecast_Submission__c', [
    {
      Id,
      State__c: 'Returned',
      Question__c: '新規案件は契約済みですか？',
      Decided_By__c: await userId(agency, chief.key),
      Decided_At__c: at,
    },
  ]);
}

const frozenAt = '2026-11-25T03:20:00.000Z';
const ready = shows('c-member-states table');
const scene = (name: string, over: Partial<Scene>): Scene => ({
  name,
  role: 'unit-manager',
  path: budget,
  at: tuesday,
  isWhole: true,
  ready: async (page) => {
    await ready(page);
    await shows('c-unit-forecast .sums')(page);
    await page.waitForLoadState('networkidle');
  },
  ...over,
});

export const unitScenes: readonly Scene[] = [
  scene('unit-open', {
    isInGuide: true,
    before: unitOpened,
  }),
  scene('unit-submitted', {
    before: async (agency) => {
      await submitted(agency, await begun(agency, { State__c: 'Open' }, monday), monday);
    },
  }),
  scene('unit-decide', {
    role: 'manager',
    isInGuide: true,
    before: async (agency) => {
      await submitted(agency, await begun(agency, { State__c: 'Open' }, monday), monday);
    },
  }),
  scene('unit-returned', { before: (agency) => returned(agency, monday) }),
  scene('unit-late', {
    at: wednesday,
    before: async (agency) => {
      await submitted(agency, await begun(agency, { State__c: 'Late' }, wednesday), wednesday);
    },
  }),
  scene('unit-frozen', {
    at: frozenAt,
    role: 'manager',
    before: async (agency) => {
      await submitted(agency, await begun(agency, { State__c: 'Late' }, wednesday), wednesday);
      await enterWeek(apiOf(agency), week, { State__c: 'Frozen' });
    },
  }),
  scene('unit-held', {
    ready,
    before: async (agency) => {
      await begun(agency, { State__c: 'Held' }, monday);
    },
  }),
  scene('unit-judgement-ended', {
    before: async (agency) => {
      const { Id } = await begun(agency, { State__c: 'Open' }, monday);
      await agency.admin.update('Budget__c', [{ Id, Judgement_Until__c: '2026-11-23' }]);
    },
  }),
  scene('unit-revision', {
    before: async (agency) => {
      await begun(agency, { State__c: 'Open' }, monday);
      await askForBudgets(agency);
      await sayOfTheLanding(agency);
    },
  }),
  scene('unit-stand-in', {
    before: async (agency) => {
      await begun(agency, { State__c: 'Open' }, monday);
      await nameStandIns(agency);
    },
  }),
  scene('unit-as-stand-in', {
    role: 'rep',
    before: async (agency) => {
      await begun(agency, { State__c: 'Open' }, monday);
      await nameStandIns(agency);
    },
  }),
];
