/** What a meeting is answered: two units frozen a week after one another, their submissions, and what was said. In yen. */
import { list, record, type Fields } from './answers';

const MAN = 10_000;
const MEASURE = { value: 'Revenue', label: 'Revenue' };
const budgetOf = (unit: string, month = '2026-11-01'): Fields =>
  record({
    Period_Start__c: month,
    Measure__c: MEASURE,
    Department__r: record({ Name: unit, Manager__c: `head-${unit}` }),
  });

export const AS_OF = '2026-11-25T03:00:00.000Z';

/** `[budget, actual, landing, previous]` in 万円. */
export function run(
  budget: string,
  unit: string,
  [amount, actual, landing, previous]: readonly [number, number, number, number | null],
  month?: string,
): Fields {
  return {
    Id: `run-${budget}`,
    As_Of__c: AS_OF,
    Budget__c: budget,
    Current_Amount__c: amount * MAN,
    Target_Amount__c: amount * MAN,
    Actual__c: actual * MAN,
    Expected__c: (landing - actual) * MAN,
    Judgement__c: null,
    Landing_Forecast__c: landing * MAN,
    Previous_Landing__c: previous === null ? null : previous * MAN,
    Budget__r: budgetOf(unit, month),
  };
}

export function submission(budget: string, fields: Fields = {}): Fields {
  const factor = {
    Id: `f-${budget}`,
    Code__c: { value: 'Timing', label: 'Timing' },
    Amount__c: -300 * MAN,
    Comment__c: 'slips',
    Verdict__c: 'Open',
  };
  return {
    Id: `s-${budget}`,
    Budget__c: budget,
    Version__c: 1,
    State__c: { value: 'Submitted', label: 'Submitted' },
    Carried__c: false,
    Late__c: false,
    Landing_Forecast__c: 0,
    Submitted_At__c: '2026-11-24T09:00:00.000Z',
    Forecast_Factors__r: list([factor]),
    ...fields,
  };
}

export function said(id: string, fields: Fields = {}): Fields {
  return {
    Id: id,
    Kind__c: { value: 'Decision', label: 'Decision' },
    State__c: { value: 'Open', label: 'Open' },
    Subject__c: `promise ${id}`,
    Due__c: '2026-11-24',
    Kpi__c: 'Landing_Forecast__c',
    Expected_Effect__c: 400 * MAN,
    Value_At_Start__c: 9_000 * MAN,
    Value_At_Review__c: null,
    Budget__c: 'b1',
    Cycle__c: 'c47',
    Cycle__r: record({ Week_Start__c: '2026-11-16' }),
    Assignee__r: record({ Name: '鈴木 健' }),
    Budget__r: budgetOf('East'),
    LastModifiedDate: '2026-11-18T04:00:00.000Z',
    ...fields,
  };
}

const RUNS = [run('b1', 'East', [10_000, 6_000, 9_400, 9_000]), run('b2', 'West', [8_000, 5_000, 7_000, 7_600])];

interface Change {
  readonly cycle?: Fields;
  readonly runs?: readonly Fields[];
  readonly submissions?: readonly Fields[];
  readonly said?: readonly Fields[];
  /** Landing of each budget as it stands now, in 万円. */
  readonly live?: Readonly<Record<string, number>>;
  readonly parts?: readonly Fields[];
}

const isOpen = ({ State__c: state }: Fields): boolean => (state as { readonly value: string }).value === 'Open';

/** In the lists that the query asks for. */
function actionsOf(all: readonly Fields[]): Fields {
  const settled = all.filter((one) => !isOpen(one));
  return {
    Gap_Action__c: list(all.filter(isOpen)),
    ofThisWeek: list(settled.filter(({ Cycle__c: week }) => week === 'c48')),
    settled: list(settled.filter(({ Cycle__c: week }) => week !== 'c48')),
  };
}

/** Answers both queries alike. East lands at 9,400 of 10,000, West at 7,000 of 8,000. */
export function meetingAnswer(change: Change = {}): Fields {
  const cycle = {
    Id: 'c48',
    External_Key__c: '2026-W48',
    State__c: 'Frozen',
    Week_Start__c: '2026-11-23',
    Period_Start__c: '2026-11-01',
    Freeze_At__c: AS_OF,
    Meeting_At__c: '2026-11-25T04:00:00.000Z',
    Snapshot_Runs__r: list(change.runs ?? RUNS),
    Forecast_Submissions__r: list(change.submissions ?? [submission('b1'), submission('b2', { Carried__c: true })]),
    ...change.cycle,
  };
  const live = Object.entries(change.live ?? { b1: 9_400, b2: 7_000 }).map(([Id, landing]) => ({
    ...budgetOf(Id === 'b1' ? 'East' : 'West'),
    Id,
    Current_Amount__c: 10_000 * MAN,
    Target_Amount__c: 10_000 * MAN,
    Actual__c: 5_000 * MAN,
    Landing_Forecast__c: landing * MAN,
  }));
  return {
    uiapi: {
      query: {
        Forecast_Cycle__c: list([cycle]),
        ...actionsOf(change.said ?? [said('d1')]),
        Budget__c: list(live),
        Bridge_Line__c: list(change.parts ?? []),
      },
    },
  };
}

export function part(id: string, budget: string, type: string, amount: number): Fields {
  return {
    Id: id,
    Type__c: { value: type, label: type },
    Amount__c: amount * MAN,
    Project__c: `p-${id}`,
    Project__r: record({ Name: `Deal ${id}` }),
    Opportunity__c: null,
    Snapshot_Run__r: record({ Budget__c: budget }),
  };
}
