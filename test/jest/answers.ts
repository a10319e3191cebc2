/** Answers of the UI API's GraphQL in the platform's shape, from plain records. Amounts as in the mockup, in yen. */
export type Fields = Readonly<Record<string, unknown>>;

/** `{ value }` around each field; ids and related records as they are. */
export function record(fields: Fields): Fields {
  const wrapped = Object.entries(fields).map(([name, value]) => {
    const isPlain = name === 'Id' || (typeof value === 'object' && value !== null);
    return [name, isPlain ? value : { value }] as const;
  });
  return Object.fromEntries(wrapped);
}

export function list(nodes: readonly Fields[], totalCount: number = nodes.length): Fields {
  return { totalCount, edges: nodes.map((node) => ({ node: record(node) })) };
}

export function queryAnswer(objectApiName: string, nodes: readonly Fields[]): Fields {
  return { uiapi: { query: { [objectApiName]: list(nodes) } } };
}

const named = (name: string): Fields => record({ Name: name });
const MAN = 10_000;

function project(id: string, name: string, amounts: readonly [number, number, number, number], menus: number): Fields {
  const [budget, actual, expected, landing] = amounts.map((amount) => amount * MAN);
  return {
    Id: id,
    Name: `PA-${id}`,
    Project__c: `p-${id}`,
    Project__r: named(name),
    Budget_Amount__c: budget,
    Actual__c: actual,
    Expected__c: expected,
    Expected_System__c: expected,
    Expected_Member__c: null,
    Landing__c: landing,
    Closed__c: false,
    In_Landing__c: true,
    Confidence__c: 'B',
    Note__c: null,
    LastModifiedDate: '2026-11-22T21:04:00.000Z',
    LastModifiedBy: named('Todoku Integration'),
    Menu_Amounts__r: { totalCount: menus, edges: [] },
  };
}

export const PROJECTS: readonly Fields[] = [
  project('a1', '春日井食品｜秋の新商品', [2_400, 1_850, 2_450, 2_450], 3),
  project('a2', 'ノースリンク｜アプリ獲得', [1_800, 620, 1_300, 1_300], 2),
  project('a3', 'みなと不動産｜ブランド認知', [1_500, 1_510, 1_500, 1_510], 1),
];

export const OPPORTUNITIES: readonly Fields[] = [
  {
    Id: 'o1',
    Name: 'OA-1',
    Opportunity__c: 'opp-1',
    Opportunity__r: named('Aoba Travel｜冬キャンペーン'),
    Expected__c: 180 * MAN,
    Counted__c: 180 * MAN,
    Open__c: true,
    In_Landing__c: true,
    LastModifiedDate: '2026-11-22T21:04:00.000Z',
    LastModifiedBy: named('佐藤 美咲'),
  },
];

export function check(fields: Fields): Fields {
  return {
    State__c: 'Matched',
    Checked_At__c: '2026-11-22T21:10:00.000Z',
    Source_As_Of__c: '2026-11-22T21:04:00.000Z',
    Measure__c: 'Actual__c',
    Difference__c: 0,
    Warehouse_Rows__c: 41,
    ...fields,
  };
}

const DEPARTMENT = record({ Name: 'Sales 1', Name_Ja__c: '第1営業部' });
const MEASURE = { value: 'Revenue', label: 'Revenue' };

/** A Target that lands at 5,440 of 6,000 (万円), with a plan of 5,700. */
export function targetAnswer(change: Fields = {}): Fields {
  const node = {
    Id: 't1',
    Rep__r: named('佐藤 美咲'),
    Budget__c: 'b1',
    Budget__r: record({ Period_Start__c: '2026-11-01', Measure__c: MEASURE, Department__r: DEPARTMENT }),
    Target_Amount__c: 6_000 * MAN,
    Plan_Amount__c: 5_700 * MAN,
    Actual__c: 3_980 * MAN,
    Line_Landing__c: 5_260 * MAN,
    Opportunity_Expected__c: 180 * MAN,
    Landing_Forecast__c: 5_440 * MAN,
    Source_As_Of__c: '2026-11-16T21:04:00.000Z',
    Load_Batch__r: record({ Name: 'B-000123', Model__c: 'mart.target' }),
    Reconciliations__r: list([check({})]),
    Project_Amounts__r: list(PROJECTS),
    Opportunity_Amounts__r: list(OPPORTUNITIES),
    ...change,
  };
  return queryAnswer('Target__c', [node]);
}

function target(id: string, rep: string, [amount, actual, landing]: readonly [number, number, number]): Fields {
  return {
    Id: id,
    Name: `T-${id}`,
    Rep__r: named(rep),
    Target_Amount__c: amount * MAN,
    Actual__c: actual * MAN,
    Line_Landing__c: landing * MAN,
    Opportunity_Expected__c: 0,
  };
}

/** A Budget of 12,000 whose two members hold targets of 11,000 and land at 11,200; judged down by 200. */
export function budgetAnswer(change: Fields = {}): Fields {
  const node = {
    Id: 'b1',
    Department__r: DEPARTMENT,
    Period_Start__c: '2026-11-01',
    Measure__c: MEASURE,
    Current_Amount__c: 12_000 * MAN,
    Target_Amount__c: 11_000 * MAN,
    Actual__c: 6_000 * MAN,
    Line_Landing__c: 11_000 * MAN,
    Opportunity_Expected__c: 200 * MAN,
    Judgement__c: -200 * MAN,
    Judgement_Until__c: null,
    Judgement_In_Force__c: -200 * MAN,
    Source_As_Of__c: '2026-11-22T21:04:00.000Z',
    Load_Batch__r: record({ Name: 'B-000120', Model__c: 'mart.budget' }),
    Reconciliations__r: list([check({})]),
    Targets__r: list([
      target('t1', '佐藤 美咲', [6_000, 3_980, 5_260]),
      target('t2', 'Ken Mori', [5_000, 2_020, 5_940]),
    ]),
    LastModifiedDate: '2026-11-22T21:04:00.000Z',
    LastModifiedBy: named('部長 一郎'),
    ...change,
  };
  return queryAnswer('Budget__c', [node]);
}
