/** Two departments with deals, a warehouse beside them, and the weeks of a forecast cycle: for scenarios of the cycle. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { integrationUsername } from '../../scripts/demo/people.ts';
import type { Api, Fields } from '../../scripts/demo/api.ts';
import { asUser } from '../../scripts/demo/steps.ts';
import type { OwnPush, StepName } from '../../server/cycle/cycle.ts';
import { pushOwn, stepAt, weekOf } from '../../server/cycle/cycle.ts';
import type { Org } from '../../server/org/org.ts';
import { salesforceOrg } from '../../server/org/salesforce.ts';
import type { Parts, RunResult } from '../../server/run/run.ts';
import type { CycleRules, Project } from '../../server/syncs/syncs.ts';
import { readProject } from '../../server/syncs/syncs.ts';
import type { CycleState } from '../../server/model/model.ts';
import type { Departments } from '../local-org/departments.ts';
import { openDepartments, records } from '../local-org/departments.ts';
import { testProject } from '../server/syncs/folder.ts';
import type { CyclePlace, OpenPlace, Row } from './cycle-place.ts';
import { inDuckDb } from './cycle-place.ts';
import { impatientClock } from './stage.ts';

export type { Row } from './cycle-place.ts';

export const key = (External_Key__c: string): { readonly External_Key__c: string } => ({ External_Key__c });

const at = (weekday: number, hour: number): CycleRules['open'] => ({ weekday, hour, minute: 0 });

const rules: CycleRules = {
  open: at(0, 6),
  reminders: [],
  unitDeadline: at(1, 19),
  freeze: at(2, 12),
  meeting: at(2, 13),
  snapshot: at(4, 23),
  digest: undefined,
  holidays: new Set(),
  tolerance: 10,
  load: undefined,
  maxAgeHours: undefined,
};

export class CycleStage implements AsyncDisposable {
  readonly departments: Departments;
  /** As the load, and as RevOps, who enters for others. */
  readonly load: Api;
  readonly ops: Api;
  /** What people do after the budgets were read, and before the amounts are. */
  between: () => Promise<void> = () => Promise.resolve();
  readonly project: Project = readProject(testProject);
  readonly #dir: string;
  readonly #place: CyclePlace;

  private constructor(departments: Departments, dir: string, place: CyclePlace) {
    this.departments = departments;
    this.#dir = dir;
    this.#place = place;
    this.load = asUser(departments.world.org, integrationUsername);
    this.ops = asUser(departments.world.org, 'ops@todoku.example.com');
  }

  /** November and December of two departments, and a second rep in one of them. */
  static async open(openPlace: OpenPlace = inDuckDb): Promise<CycleStage> {
    const dir = mkdtempSync(join(tmpdir(), 'todoku-cycle-'));
    const stage = new CycleStage(await openDepartments(), dir, await openPlace(dir));
    const month = { Period_Start__c: '2026-12-01', Measure__c: 'Revenue' };
    await stage.save(
      'Budget__c',
      ['EAST', 'WEST'].map((name) => ({
        ...key(`${name}-12`),
        Department__r: key(name),
        Department_Key__c: name,
        ...month,
      })),
    );
    await stage.save('Target__c', [
      { ...key('EAST-12'), Budget__r: key('EAST-12'), Rep__r: { Employee_Key__c: 'east.rep' }, Target_Amount__c: 500 },
      { ...key('EAST-peer'), Budget__r: key('EAST'), Rep__r: { Employee_Key__c: 'east.peer' }, Target_Amount__c: 400 },
    ]);
    return stage;
  }

  /** Works with the parts of a run; the warehouse is closed again afterwards. */
  async with<T>(work: (parts: Parts) => Promise<T>): Promise<T> {
    const { org: local, url } = this.departments.world;
    const org = this.#busy(salesforceOrg({ kind: 'client-credentials', url, ...local.client }, impatientClock));
    const warehouse = await this.#place.open();
    try {
      return await work({ warehouse, org, clock: impatientClock, dir: join(this.#dir, 'files') });
    } finally {
      await warehouse.close();
    }
  }

  #busy(org: Org): Org {
    const between = (): Promise<void> => this.between();
    return {
      ...org,
      query: async function* (soql) {
        if (soql.includes('SystemModstamp') && soql.includes('FROM Opportunity_Amount__c')) await between();
        yield* org.query(soql);
      },
    };
  }

  /** Puts a week into a state and takes a step of it. */
  step(step: StepName, key: string, state: CycleState, over: Partial<OwnPush> = {}): Promise<RunResult> {
    const week = weekOf(key, { rules, timeZone: 'Asia/Tokyo' });
    return this.with(async (parts) => {
      await parts.warehouse.cycles.put({
        key,
        weekStart: week.start,
        periodStart: week.period,
        zone: 'Asia/Tokyo',
        opensAt: stepAt(week, 'open'),
        unitDeadline: stepAt(week, 'carry'),
        freezeAt: stepAt(week, 'freeze'),
        meetingAt: stepAt(week, 'meeting'),
        snapshotAt: stepAt(week, 'snapshot'),
        state,
        openedAt: stepAt(week, 'open'),
        frozenAt: undefined,
        snapshotTakenAt: state === 'Closed' ? stepAt(week, 'snapshot') : undefined,
        tolerance: rules.tolerance,
        message: undefined,
      });
      return await pushOwn({ ...parts, project: this.project }, { step, cycle: key, ...over });
    });
  }

  loseWarehouse(): Promise<void> {
    return this.#place.lose();
  }

  /** Rows of the warehouse, decimals as text. */
  asked(sql: string): Promise<readonly Row[]> {
    return this.#place.asked(sql);
  }

  async save(object: string, records: readonly Fields[], as: Api = this.load): Promise<void> {
    await as.upsert(object, 'External_Key__c', records);
  }

  async remove(object: string, key: string): Promise<void> {
    const [found] = await this.load.query<{ Id: string }>(`SELECT Id FROM ${object} WHERE External_Key__c = '${key}'`);
    await this.departments.world.ask('DELETE', `sobjects/${object}/${found?.Id ?? ''}`);
  }

  /** A deal that is still open, for a target. */
  async deal(name: string, target: string, expected: number): Promise<void> {
    const opportunity = { Name: name, StageName: 'Proposal/Price Quote', CloseDate: '2026-11-30' };
    await this.save('Opportunity', [{ ...key(name), ...opportunity }]);
    await this.save('Opportunity_Amount__c', [
      { ...key(`${target}|${name}`), Target__r: key(target), Opportunity__r: key(name), Open__c: true },
    ]);
    await this.save('Opportunity_Amount__c', [{ ...key(`${target}|${name}`), Expected__c: expected }], this.ops);
  }

  async close(name: string, target: string, stageName: string): Promise<void> {
    await this.save('Opportunity', [{ ...key(name), StageName: stageName }]);
    await this.save('Opportunity_Amount__c', [{ ...key(`${target}|${name}`), Open__c: false }]);
  }

  /** As the administrator sees them. */
  rows(soql: string): Promise<readonly Row[]> {
    return records(this.departments.world, soql);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.departments[Symbol.asyncDispose]();
    await this.#place[Symbol.asyncDispose]();
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
