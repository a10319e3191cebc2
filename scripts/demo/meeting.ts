/**
 * A week of the sample agency up to its meeting: last week's freeze with what was promised in it, this week's submissions
 * by the unit managers themselves, and this week's freeze with its bridge. Where the backend runs the week it writes the
 * same records; this is for pages that are looked at without it.
 */
import type { LocalOrg } from '../../local-org/local-org.ts';
import type { Api, Fields } from './api.ts';
import { bridgeOf, previousOf, type Standing } from './meeting-numbers.ts';
import { integrationUsername, type Person } from './people.ts';
import { asRevOps, asUser } from './steps.ts';
import { holidays } from './weeks.ts';

export interface Stage {
  readonly org: LocalOrg;
  readonly admin: Api;
  readonly people: readonly Person[];
  /** What the org takes for now. */
  readonly now: () => number;
}

export interface Week {
  readonly key: string;
  readonly monday: string;
}

export const lastWeek: Week = { key: '2026-W47', monday: '2026-11-16' };
export const thisWeek: Week = { key: '2026-W48', monday: '2026-11-23' };
const firstMonth = '2026-11-01';

export interface Told {
  /** Id of this week's cycle. */
  readonly cycleId: string;
  /** The moment this week's numbers are frozen at; undefined before. */
  readonly asOf: string | undefined;
}

const HOUR_MS = 3_600_000;
const at = ({ now }: Stage, hours: number): string => new Date(now() + hours * HOUR_MS).toISOString();

/** `isFrozen` false stops before the freeze: submissions are in, the numbers still move. */
export async function writeMeeting(stage: Stage, isFrozen: boolean): Promise<Told> {
  const integration = asUser(stage.org, integrationUsername);
  const standings = await standingsIn(stage.admin);
  const [last, now] = await writeCycles(stage, integration);
  await moveTo(stage, 'Open');
  await freeze(integration, {
    cycle: last,
    week: lastWeek,
    asOf: at(stage, -7 * 24),
    standings: standings.map(previousOf),
  });
  await promise(stage, last, standings);
  await park(stage, last, standings);
  await submit(stage, now, standings);
  if (!isFrozen) return { cycleId: now, asOf: undefined };
  const asOf = at(stage, -0.25);
  await freeze(integration, { cycle: now, week: thisWeek, asOf, standings });
  await bridge(stage.admin, integration, standings);
  await moveTo(stage, 'Frozen', { Frozen_At__c: asOf });
  return { cycleId: now, asOf };
}

/** Puts this week into a state, whatever others have made of it; the units' deadline lies ahead. */
export async function moveTo(stage: Stage, State__c: 'Open' | 'Frozen', more: Fields = {}): Promise<void> {
  const times = { Unit_Deadline__c: at(stage, 1), Freeze_At__c: at(stage, 2), Meeting_At__c: at(stage, 0.75) };
  const cycle = { External_Key__c: thisWeek.key, State__c, Message__c: null, ...times, ...more };
  await asUser(stage.org, integrationUsername).upsert('Forecast_Cycle__c', 'External_Key__c', [cycle]);
}

async function standingsIn(admin: Api): Promise<readonly Standing[]> {
  return await admin.query<Standing>(
    `SELECT Id, External_Key__c, Department_Key__c, Measure__c, Period_Start__c, Current_Amount__c, Target_Amount__c, Actual__c, Line_Landing__c, Opportunity_Expected__c, Judgement__c, Landing_Forecast__c FROM Budget__c WHERE Period_Start__c >= ${firstMonth} AND Period_Start__c <= 2027-01-01 ORDER BY External_Key__c`,
  );
}

/** Both weeks, last week closed and this one open; their ids. */
async function writeCycles(stage: Stage, integration: Api): Promise<readonly [string, string]> {
  const cycle = ({ key, monday }: Week, State__c: string, more: Fields): Fields => ({
    External_Key__c: key,
    Name: key,
    State__c,
    Week_Start__c: monday,
    Period_Start__c: firstMonth,
    Business_Zone__c: 'Asia/Tokyo',
    Holidays__c: holidays.join(' '),
    Tolerance__c: 1_000_000,
    ...more,
  });
  await integration.upsert('Forecast_Cycle__c', 'External_Key__c', [
    cycle(lastWeek, 'Closed', { Frozen_At__c: at(stage, -7 * 24) }),
    cycle(thisWeek, 'Open', {}),
  ]);
  const found = await stage.admin.query<{ Id: string; External_Key__c: string }>(
    `SELECT Id, External_Key__c FROM Forecast_Cycle__c WHERE External_Key__c IN ('${lastWeek.key}', '${thisWeek.key}')`,
  );
  const idOf = (week: Week): string => {
    const id = found.find((one) => one.External_Key__c === week.key)?.Id;
    if (id === undefined) throw new Error(`The cycle ${week.key} was not written.`);
    return id;
  };
  return [idOf(lastWeek), idOf(thisWeek)];
}

interface Freeze {
  readonly cycle: string;
  readonly week: Week;
  readonly asOf: string;
  readonly standings: readonly Standing[];
}

const runKey = (week: Week, { External_Key__c: budget }: Standing): string => `${week.key}|Freeze|${budget}`;

async function freeze(integration: Api, { cycle, week, asOf, standings }: Freeze): Promise<void> {
  const runs = standings.map((one) => ({
    External_Key__c: runKey(week, one),
    Budget__c: one.Id,
    Cycle__c: cycle,
    Kind__c: 'Freeze',
    Planned_At__c: asOf,
    As_Of__c: asOf,
    Current_Amount__c: one.Current_Amount__c,
    Target_Amount__c: one.Target_Amount__c,
    Actual__c: one.Actual__c,
    Expected__c: one.Line_Landing__c + one.Opportunity_Expected__c - one.Actual__c,
    Judgement__c: one.Judgement__c,
    Landing_Forecast__c: one.Landing_Forecast__c,
    Previous_Landing__c: week === thisWeek ? previousOf(one).Landing_Forecast__c : null,
  }));
  await integration.upsert('Snapshot_Run__c', 'External_Key__c', runs);
}

async function bridge(admin: Api, integration: Api, standings: readonly Standing[]): Promise<void> {
  const runs = await admin.query<{ Id: string; External_Key__c: string }>(
    `SELECT Id, External_Key__c FROM Snapshot_Run__c WHERE Cycle__r.External_Key__c = '${thisWeek.key}'`,
  );
  const amounts = await admin.query<{ Project__c: string; Landing__c: number; Target__r: { Budget__c: string } }>(
    `SELECT Project__c, Landing__c, Target__r.Budget__c FROM Project_Amount__c WHERE Target__r.Budget__r.Period_Start__c >= ${firstMonth} AND Project__c != null ORDER BY Landing__c DESC, Id`,
  );
  const lines = runs.flatMap(({ Id, External_Key__c: key }) => {
    const standing = standings.find((one) => runKey(thisWeek, one) === key);
    if (standing === undefined) return [];
    const projects = amounts.filter((one) => one.Target__r.Budget__c === standing.Id).map((one) => one.Project__c);
    return bridgeOf(standing).map(({ type, amount }, index) => ({
      External_Key__c: `${key}|${type}`,
      Snapshot_Run__c: Id,
      Scope__c: 'Budget',
      Type__c: type,
      Amount__c: amount,
      Deals__c: 1,
      Project__c: projects[index] ?? null,
    }));
  });
  await integration.upsert('Bridge_Line__c', 'External_Key__c', lines);
}

const isThisMonth = (one: Standing): boolean => one.Measure__c === 'Revenue' && one.Period_Start__c === firstMonth;

async function idOfUser(admin: Api, username: string): Promise<string> {
  const [user] = await admin.query<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${username}'`);
  if (user === undefined) throw new Error(`The org has no user ${username}.`);
  return user.Id;
}

/**
 * Every unit manager submits this month's revenue the evening before, ahead of the deadline, but the last one, whose
 * forecast is carried over.
 */
async function submit(stage: Stage, cycle: string, standings: readonly Standing[]): Promise<void> {
  const { org, admin, people } = stage;
  const units = standings.filter(isThisMonth);
  for (const [index, unit] of units.entries()) {
    const head = people.find((one) => one.role === 'unit-manager' && one.department === unit.Department_Key__c);
    if (head === undefined) continue;
    const isCarried = index === units.length - 1;
    const said = { ...submissionOf(unit, cycle), Version__c: isCarried ? 0 : 1, Submitted_At__c: at(stage, -18) };
    const key = `${thisWeek.key}|Unit|${unit.External_Key__c}|${String(said.Version__c)}`;
    if (isCarried) await carry(asUser(org, integrationUsername), { ...said, External_Key__c: key });
    else {
      await submitAs(
        { head: asUser(org, head.username), runner: asRevOps(stage) },
        { ...said, External_Key__c: key },
        unit,
        await idOfUser(admin, head.username),
      );
    }
  }
}

function submissionOf(unit: Standing, cycle: string): Fields {
  const judgement = unit.Judgement__c ?? 0;
  return {
    Budget__c: unit.Id,
    Cycle__c: cycle,
    Kind__c: 'Unit',
    Actual__c: unit.Actual__c,
    Rolled_Up__c: unit.Landing_Forecast__c - judgement,
    Judgement__c: judgement,
    Landing_Forecast__c: unit.Landing_Forecast__c,
    Previous_Landing__c: previousOf(unit).Landing_Forecast__c,
  };
}

async function carry(integration: Api, said: Fields): Promise<void> {
  await integration.insert('Forecast_Submission__c', [{ ...said, State__c: 'Submitted', Carried__c: true }]);
}

/**
 * As the panel does it: a draft by its key, its factors, and then the step. Only whoever runs the week may sign with
 * another moment than now.
 */
async function submitAs(
  { head: api, runner }: Readonly<Record<'head' | 'runner', Api>>,
  said: Fields,
  unit: Standing,
  userId: string,
): Promise<void> {
  await api.insert('Forecast_Submission__c', [{ ...said, State__c: 'Draft' }]);
  const [draft] = await api.query<{ Id: string }>(
    `SELECT Id FROM Forecast_Submission__c WHERE External_Key__c = '${String(said['External_Key__c'])}'`,
  );
  const factors = bridgeOf(unit).map(({ type, amount, comment, code }) => ({
    Submission__c: draft?.Id,
    Code__c: code,
    Bridge_Type__c: type,
    Amount__c: amount,
    Comment__c: comment,
  }));
  await api.insert('Forecast_Factor__c', factors);
  const { Submitted_At__c } = said;
  const signed = { Id: draft?.Id, State__c: 'Submitted', Submitted_By__c: userId, Submitted_At__c };
  await runner.update('Forecast_Submission__c', [signed]);
}

/** A topic that last week's meeting noted without deciding it, of each director's first unit. */
async function park({ org, people }: Stage, Cycle__c: string, standings: readonly Standing[]): Promise<void> {
  const units = standings.filter(isThisMonth);
  const topics = ['来期の運用体制をどう組むか', '単価改定の進め方', '年度末の大型案件の分担'];
  for (const [index, director] of people.filter(({ role }) => role === 'manager').entries()) {
    const heads = people.filter(({ role, manager }) => role === 'unit-manager' && manager === director.key);
    const unit = units.find(({ Department_Key__c }) =>
      heads.some(({ department }) => department === Department_Key__c),
    );
    if (unit === undefined) continue;
    const topic = { Budget__c: unit.Id, Cycle__c, Kind__c: 'Parked', State__c: 'Open' };
    await asUser(org, director.username).insert('Gap_Action__c', [
      { ...topic, Subject__c: topics[index % topics.length] },
    ]);
  }
}

/** What the managers decided last week: one is done, one was not done, the others are open, the first past its date. */
async function promise({ org, admin, people }: Stage, cycle: string, standings: readonly Standing[]): Promise<void> {
  const units = standings.filter(isThisMonth);
  const said = [
    { subject: '検索担当を2名、関西の繁忙案件へ回す', state: 'Open', due: '2026-11-20', effect: 4_000_000 },
    { subject: '年末キャンペーンの追加提案を上位5社に出す', state: 'Done', due: '2026-11-24', effect: 6_000_000 },
    { subject: '値引きの承認を部長決裁に戻す', state: 'Not_Done', due: '2026-11-20', effect: 1_500_000 },
    { subject: '失注した動画案件の再提案日を決める', state: 'Open', due: '2026-12-02', effect: 3_000_000 },
  ];
  for (const [index, { subject, state, due, effect }] of said.entries()) {
    const unit = units[index];
    const head = people.find((one) => one.role === 'unit-manager' && one.department === unit?.Department_Key__c);
    const manager = people.find(({ key }) => key === head?.manager);
    if (unit === undefined || head === undefined || manager === undefined) continue;
    await asUser(org, manager.username).insert('Gap_Action__c', [
      {
        Budget__c: unit.Id,
        Cycle__c: cycle,
        Kind__c: 'Decision',
        State__c: state,
        Subject__c: subject,
        Assignee__c: await idOfUser(admin, head.username),
        Due__c: due,
        Kpi__c: 'Landing_Forecast__c',
        Expected_Effect__c: effect,
        Value_At_Start__c: previousOf(unit).Landing_Forecast__c,
      },
    ]);
  }
}
