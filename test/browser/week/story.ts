/** What the tests of a week share: its people, its records, and what SQL and SOQL say of them. */
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { openWeekWorld, personOf, type WeekWorld } from './world.ts';

export const week = '2026-W47';
export const rep = 'misaki.sato';
export const target = `2026-11|Revenue|${rep}`;
/** Of the next month, with many small lines. */
export const wide = `2026-12|Revenue|${rep}`;
/** Lines that the rep pastes from a spreadsheet. */
export const pastedLines = 300;

export interface Amounts {
  readonly Actual__c: number;
  readonly Target_Amount__c: number;
  readonly Landing_Forecast__c: number;
}

export interface Said {
  readonly Id: string;
  readonly Version__c: number;
  readonly State__c: string;
  readonly Late__c: boolean;
  readonly Carried__c: boolean;
  readonly Landing_Forecast__c: number;
  readonly Unexplained__c: number | null;
}

export interface Story extends AsyncDisposable {
  readonly world: WeekWorld;
  /** Employee keys. */
  readonly people: Readonly<Record<'head' | 'director' | 'revops' | 'colleague', string>>;
  /** Key of the unit's budget of November. */
  readonly budget: string;
  /** The raw tables of a day, and in December as many small projects as the rep has in a spreadsheet. */
  renew(today: string): Promise<void>;
  /** The first record of a SOQL query. */
  one<Row extends object>(soql: string): Promise<Row>;
  /** The only value of a SQL query on the warehouse. */
  value(sql: string): Promise<number>;
  pathOf(object: string, key: string): Promise<string>;
  amounts(object: 'Target__c' | 'Budget__c', key: string): Promise<Amounts>;
  /** What was said of a target, or of the unit, this week; the first version first. */
  ofRep(key?: string): Promise<readonly Said[]>;
  ofUnit(): Promise<readonly Said[]>;
}

export async function openStory(): Promise<Story> {
  const world = await openWeekWorld(new URL('../../..', import.meta.url).pathname, '2026-11-09T05:00');
  const users = await world.admin.query<{ Id: string }>('SELECT Id FROM User WHERE Employee_Key__c != null');
  const english = { LanguageLocaleKey: 'en_US', LocaleSidKey: 'en_US' };
  await world.admin.update(
    'User',
    users.map(({ Id }) => ({ Id, ...english })),
  );
  const own = personOf(world.people, rep);
  const head = personOf(world.people, own.manager);
  const keyOf = (fits: (person: WeekWorld['people'][number]) => boolean): string => world.people.find(fits)?.key ?? '';
  const budget = `2026-11|Revenue|${own.department ?? ''}`;
  const said = (kind: 'Member' | 'Unit', above: string): Promise<readonly Said[]> =>
    world.admin.query<Said>(
      `SELECT Id, Version__c, State__c, Late__c, Carried__c, Landing_Forecast__c, Unexplained__c FROM Forecast_Submission__c
       WHERE Kind__c = '${kind}' AND Cycle__r.External_Key__c = '${week}' AND ${above} ORDER BY Version__c`,
    );
  return {
    ...{ world, budget },
    one: (soql) => first(world, soql),
    people: {
      head: head.key,
      director: head.manager ?? '',
      revops: keyOf(({ role }) => role === 'revops'),
      colleague: keyOf(({ key, manager }) => manager === own.manager && key !== rep),
    },
    renew: async (today) => {
      await world.renew(today);
      addSmallProjects(world.raw);
    },
    value: async (sql) => Number(Object.values((await world.sql(sql))[0] ?? {})[0]),
    pathOf: async (object, key) => {
      const { Id } = await first<{ Id: string }>(world, `SELECT Id FROM ${object} WHERE External_Key__c = '${key}'`);
      return `/lightning/r/${object}/${Id}/view`;
    },
    amounts: (object, key) =>
      first(
        world,
        `SELECT Actual__c, Target_Amount__c, Landing_Forecast__c FROM ${object} WHERE External_Key__c = '${key}'`,
      ),
    ofRep: (key = target) => said('Member', `Target__r.External_Key__c = '${key}'`),
    ofUnit: () => said('Unit', `Budget__r.External_Key__c = '${budget}'`),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

async function first<Row extends object>({ admin }: WeekWorld, soql: string): Promise<Row> {
  const [row] = await admin.query<Row>(soql);
  assert.ok(row !== undefined, soql);
  return row;
}

function addSmallProjects(raw: string): void {
  const numbers = Array.from({ length: pastedLines }, (_, index) => String(9001 + index));
  const projects = numbers.map((number) => `P-${number},C-1001,,小口案件 ${number},new,running\n`);
  const plans = numbers.map((number) => `L-9${number},P-${number},SOCIAL,E101,2026-12,10000,2000\n`);
  appendFileSync(join(raw, 'projects.csv'), projects.join(''));
  appendFileSync(join(raw, 'plans.csv'), plans.join(''));
}

export const states = (versions: readonly Said[]): readonly string[] =>
  versions.map(({ Version__c, State__c }) => `${Version__c} ${State__c}`);

/** Where somebody stands, on the card of the week. */
export const standing = (page: Page): Locator => page.locator('c-cycle-card .standing').first();

/** Digits of a figure however it is written. */
export const numberIn = (text: string): number => Number(text.replace(/[^\d−-]/g, '').replace('−', '-'));

export async function inYen(page: Page, place: string): Promise<void> {
  await page.locator(`${place} c-unit-picker select`).first().selectOption({ index: 0 });
}
