/** A week of the cycle on a stage: people of one department, a clock that the test holds, and what they enter. */
import type { Person } from '../../scripts/demo/people.ts';
import { provision } from '../../scripts/demo/people.ts';
import { asAdmin, asUser } from '../../scripts/demo/steps.ts';
import { runCycle } from '../../server/cycle/cycle.ts';
import type { CycleOrder, CycleResult } from '../../server/model/model.ts';
import { readProject } from '../../server/syncs/syncs.ts';
import type { CycleRecord, StepNote } from '../../server/warehouse/warehouse.ts';
import type { HeldClock } from '../world/world.ts';
import { heldClock } from '../world/world.ts';
import { loader } from './loader.ts';
import { Stage } from './stage.ts';

const person = (key: string, role: Person['role'], language: Person['language']): Person => ({
  ...{ key, name: key, firstName: null, lastName: key, email: `${key}@example.com`, role, language },
  ...{ username: `${key}@todoku.example.com`, department: 'EAST', manager: null },
});

export const people = { rep: person('aoki', 'rep', 'ja'), head: person('head', 'unit-manager', 'en_US') };

/** Monday 11 May 2026, 06:00 in Tokyo, less a minute. */
const start = '2026-05-10T20:59:00Z';

export const week = '2026-W20';

export interface WeekStage extends AsyncDisposable {
  readonly stage: Stage;
  readonly clock: HeldClock;
  /** Sets the clock, in Tokyo: `2026-05-12T19:00`. */
  at(moment: string): void;
  /** Whatever is due, or a step that somebody asks for. */
  run(order?: CycleOrder): Promise<CycleResult>;
  /** Outcomes of what was done: `open done`. */
  due(): Promise<readonly string[]>;
  /** Every attempt that was noted, of all weeks. */
  notes(): Promise<readonly StepNote[]>;
  cycle(key?: string): Promise<CycleRecord | undefined>;
  /** The rep and the head of EAST are known to the org, once its records are there. */
  appoint(): Promise<void>;
  /** The rep confirms the target of May. */
  submit(version?: number): Promise<void>;
}

/** `open`: a stage of another warehouse than DuckDB, on the clock. */
export async function openWeek(open: (clock: HeldClock) => Promise<Opened> = openStage): Promise<WeekStage> {
  const clock = heldClock(start);
  const opened = await open(clock);
  const { stage } = opened;
  stage.edit('todoku.yml', (text) => `${text}cycle: {}\n`);
  await provision(Object.values(people), asAdmin(stage.world.org));
  const run = (order: CycleOrder = {}): Promise<CycleResult> =>
    stage.with((parts) => runCycle({ ...parts, project: readProject(stage.project) }, order));
  return {
    ...{ stage, clock, run },
    at: (moment) => {
      clock.advance(Date.parse(`${moment}:00+09:00`) - clock.now());
    },
    due: async () => (await run()).steps.map(({ step, outcome }) => `${step} ${outcome}`),
    notes: () => stage.with(async ({ warehouse }) => warehouse.cycles.steps('')),
    cycle: (key = week) => stage.with(async ({ warehouse }) => warehouse.cycles.find(key)),
    appoint: () => appoint(stage),
    submit: (version = 1) => submit(stage, clock, version),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

interface Opened extends AsyncDisposable {
  readonly stage: Stage;
}

async function openStage(clock: HeldClock): Promise<Opened> {
  const stage = await Stage.open(clock);
  return { stage, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
}

async function appoint(stage: Stage): Promise<void> {
  const load = asUser(stage.world.org, loader);
  await load.upsert('Budget__c', 'External_Key__c', [{ External_Key__c: 'EAST|2026-05', Department_Key__c: 'EAST' }]);
  await load.upsert('Target__c', 'External_Key__c', [
    { External_Key__c: 'EAST|2026-05|aoki', Rep__r: { Employee_Key__c: 'aoki' } },
  ]);
  await load.upsert('Department__c', 'External_Key__c', [
    { External_Key__c: 'EAST', Manager__r: { Employee_Key__c: 'head' } },
  ]);
}

async function submit(stage: Stage, clock: HeldClock, version: number): Promise<void> {
  const key = 'EAST|2026-05|aoki';
  const rep = asUser(stage.world.org, people.rep.username);
  const [target] = await rep.query<{ Id: string; Budget__c: string; Rep__c: string }>(
    `SELECT Id, Budget__c, Rep__c FROM Target__c WHERE External_Key__c = '${key}'`,
  );
  const [cycle] = await rep.query<{ Id: string }>(`SELECT Id FROM Forecast_Cycle__c WHERE External_Key__c = '${week}'`);
  await rep.insert('Forecast_Submission__c', [
    {
      External_Key__c: `${week}|Member|${key}|${version}`,
      Budget__c: target?.Budget__c,
      Target__c: target?.Id,
      Cycle__c: cycle?.Id,
      ...{ Kind__c: 'Member', Version__c: version, State__c: 'Submitted', Landing_Forecast__c: 1000 },
      Submitted_By__c: target?.Rep__c,
      Submitted_At__c: new Date(clock.now()).toISOString(),
    },
  ]);
}
