/** What the drawer is answered: the records behind the target of `answers.ts`, and the loads that wrote them. */
import { list, OPPORTUNITIES, PROJECTS, record, type Fields } from './answers';

const MAN = 10_000;
const stamps = (key: string, load: string | null): Fields => ({ External_Key__c: key, Load_Batch__c: load });
const named = (name: string, fields: Fields = {}): Fields => record({ Name: name, ...fields });

function menu(id: string, project: string, name: string, actual: number, load: string | null = 'l1'): Fields {
  const account = named(project.split('｜')[0] ?? '');
  const line = record({ Project__c: `p-${id}`, Project__r: named(project, { Account__r: account }) });
  return {
    Id: id,
    Name: `MA-${id}`,
    Actual__c: actual * MAN,
    Menu__r: named(name),
    Project_Amount__r: line,
    ...stamps(`menu|${id}`, load),
  };
}

export const MENUS: readonly Fields[] = [
  menu('m1', '春日井食品｜秋の新商品', '検索', 1_850),
  menu('m2', 'ノースリンク｜アプリ獲得', '動画', 620),
  menu('m3', 'みなと不動産｜ブランド認知', '検索', 1_510),
];

/** Answers the rows and the loads alike; a test changes the lists it is about. */
export function lineageAnswer(change: Fields = {}): Fields {
  const rows = {
    Budget__c: list([{ Id: 'b1', Name: 'B-1', Current_Amount__c: 12_000 * MAN, ...stamps('budget|1', 'l2') }]),
    Target__c: list([
      {
        Id: 't1',
        Name: 'T-1',
        Rep__r: named('佐藤 美咲'),
        Target_Amount__c: 6_000 * MAN,
        Plan_Amount__c: 5_700 * MAN,
        LastModifiedBy: named('佐藤 美咲'),
        LastModifiedDate: '2026-11-20T03:00:00.000Z',
        ...stamps('target|1', 'l2'),
      },
    ]),
    Menu_Amount__c: list(MENUS),
    Project_Amount__c: list(PROJECTS.map((row) => ({ ...row, ...stamps(`project|${String(row['Id'])}`, 'l1') }))),
    Opportunity_Amount__c: list(OPPORTUNITIES.map((row) => ({ ...row, ...stamps(`deal|${String(row['Id'])}`, 'l1') }))),
  };
  const loads = {
    Load_Batch__c: list([load('l1', 'B-000123', 'menu-amount'), load('l2', 'B-000122', 'target')]),
    newest: list([load('l9', 'B-000200', 'menu-amount'), load('l8', 'B-000199', 'target')]),
    Reconciliation__c: list([
      {
        Sync__c: 'menu-amount',
        State__c: 'Matched',
        Checked_At__c: '2026-11-22T21:10:00.000Z',
        Source_As_Of__c: '2026-11-22T21:04:00.000Z',
      },
    ]),
  };
  return { uiapi: { query: { ...rows, ...loads, ...change } } };
}

export function load(id: string, name: string, sync: string, change: Fields = {}): Fields {
  return {
    Id: id,
    Name: name,
    Sync__c: sync,
    External_Key__c: `run-7:${sync}`,
    Model__c: `syncs/${sync}/model.sql`,
    State__c: 'Matched',
    Source_As_Of__c: '2026-11-16T21:04:00.000Z',
    Rows_Sent__c: 3,
    Rows_Created__c: 1,
    Rows_Updated__c: 2,
    Rows_Deleted__c: 0,
    Rows_Unchanged__c: 1_200,
    Rows_Failed__c: 0,
    Rows_Parked__c: 0,
    ...change,
  };
}
