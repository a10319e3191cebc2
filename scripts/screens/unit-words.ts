/** Whose the sample's unit is, and what people of it say to each other. */
import type { Agency } from '../demo/agency.ts';
import { keepFriday } from '../demo/friday.ts';
import { integrationUsername, type Person } from '../demo/people.ts';
import { asRevOps, asUser } from '../demo/steps.ts';
import { userId } from './member-scenes.ts';
import { rep, targetKey } from './scene.ts';

export const monday = '2026-11-24T04:10:00.000Z';
/** Four hours before: what was said then was about the number of then. */
const morning = '2026-11-24T00:10:00.000Z';

export const lastWeek = '2026-W47';

export interface Budget {
  readonly Id: string;
  readonly External_Key__c: string;
  readonly Actual__c: number;
  readonly Judgement__c: number;
  readonly Landing_Forecast__c: number;
}

export async function budgetOf(agency: Agency): Promise<Budget> {
  const [found] = await agency.admin.query<Budget>(
    `SELECT Id, External_Key__c, Actual__c, Judgement__c, Landing_Forecast__c FROM Budget__c
     WHERE Id IN (SELECT Budget__c FROM Target__c WHERE External_Key__c = '${targetKey}')`,
  );
  if (found === undefined) throw new Error(`The sample has no budget of ${targetKey}.`);
  return found;
}

export function personOf({ people }: Agency, key: string | null | undefined): Person {
  const found = people.find((person) => person.key === key);
  if (found === undefined) throw new Error(`The sample has nobody called ${String(key)}.`);
  return found;
}

export const headOf = (agency: Agency): Person => personOf(agency, personOf(agency, rep).manager);

/** What the unit landed at on the Friday before the sample's Tuesday. */
export async function keepLastFriday(agency: Agency): Promise<{ readonly landing: number }> {
  const { External_Key__c: budget } = await budgetOf(agency);
  const friday = { week: lastWeek, budget, asOf: '2026-11-20T14:00:00.000Z', booked: 0.8, judgement: 0 };
  return await keepFriday(asUser(agency.org, integrationUsername), friday);
}

/** The head asks a member about the landing, and the member answers. */
export async function sayOfTheLanding(agency: Agency): Promise<void> {
  const { Id, Landing_Forecast__c: landing } = await budgetOf(agency);
  const member = personOf(agency, rep);
  const said = { Budget__c: Id, Kind__c: 'Comment', Kpi__c: 'Landing_Forecast__c', As_Of__c: monday };
  const asked = {
    ...said,
    As_Of__c: morning,
    State__c: 'Open',
    Assignee__c: await userId(agency, rep),
    Value_At_Start__c: landing - 1_200_000,
    Subject__c: '先週から動いた一番大きな案件はどれですか',
  };
  await asUser(agency.org, headOf(agency).username).insert('Gap_Action__c', [asked]);
  const answer = { ...said, Value_At_Start__c: landing, Subject__c: '秋の新商品です。金曜に発注書が届く予定です' };
  await asUser(agency.org, member.username).insert('Gap_Action__c', [answer]);
}

/** Two requests for another budget: one that was declined, one that waits. */
export async function askForBudgets(agency: Agency): Promise<void> {
  const { Id } = await budgetOf(agency);
  const [budget] = await agency.admin.query<{ Current_Amount__c: number }>(
    `SELECT Current_Amount__c FROM Budget__c WHERE Id = '${Id}'`,
  );
  const asked = {
    Budget__c: Id,
    Kind__c: 'Revision',
    State__c: 'Open',
    Kpi__c: 'Current_Amount__c',
    Value_At_Start__c: budget?.Current_Amount__c,
  };
  const head = asUser(agency.org, headOf(agency).username);
  await head.insert('Gap_Action__c', [
    { ...asked, Expected_Effect__c: -3_000_000, Subject__c: '担当者が1名、来月まで不在になるため' },
  ]);
  const [first] = await agency.admin.query<{ Id: string }>(
    `SELECT Id FROM Gap_Action__c WHERE Budget__c = '${Id}' AND Kind__c = 'Revision'`,
  );
  const answer = {
    Id: first?.Id,
    State__c: 'Not_Done',
    Answer__c: '隣の部署の応援で補う前提のため、予算は据え置きます',
  };
  await asRevOps(agency).update('Gap_Action__c', [answer]);
  await head.insert('Gap_Action__c', [
    { ...asked, Expected_Effect__c: -5_000_000, Subject__c: '大口顧客の出稿停止が決まったため' },
  ]);
}

/** The head has named one member who stands in today and another for the end of the year. */
export async function nameStandIns(agency: Agency): Promise<void> {
  const { Id } = await budgetOf(agency);
  const head = headOf(agency);
  const named = {
    Budget__c: Id,
    Kind__c: 'Delegation',
    State__c: 'Open',
    Subject__c: `${head.name} さんの代理：部署の見込の提出`,
  };
  const others = agency.people.filter(({ manager, key }) => manager === head.key && key !== rep);
  await asUser(agency.org, head.username).insert('Gap_Action__c', [
    { ...named, Assignee__c: await userId(agency, rep), Begins__c: '2026-11-24', Due__c: '2026-11-26' },
    {
      ...named,
      Assignee__c: await userId(agency, others[0]?.key ?? ''),
      Begins__c: '2026-12-21',
      Due__c: '2027-01-04',
    },
  ]);
}
