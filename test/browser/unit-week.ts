/** The sample agency in the middle of a forecast week: the people of one unit, its budget, and last Friday's picture of it. */
import assert from 'node:assert/strict';
import type { Browser, Locator } from 'playwright-core';
import { startAgency, type Agency } from '../../scripts/demo/agency.ts';
import type { Api, Fields } from '../../scripts/demo/api.ts';
import { keepFriday } from '../../scripts/demo/friday.ts';
import { integrationUsername, type Person } from '../../scripts/demo/people.ts';
import { asUser } from '../../scripts/demo/steps.ts';
import { visit, type Visit } from './browser.ts';

const HOUR = 3_600_000;
export const week = '2026-W48';

export interface UnitWeek extends AsyncDisposable {
  readonly agency: Agency;
  readonly budgetId: string;
  readonly budgetKey: string;
  readonly members: readonly { readonly id: string; readonly key: string; readonly username: string }[];
  readonly rep: Person;
  readonly head: Person;
  readonly chief: Person;
  /** What the landing was on Friday, and what each of the three lines that moved has added since. */
  readonly friday: { readonly landing: number; readonly moved: readonly number[] };
  /** As the loading user. */
  readonly api: Api;
  /** Puts the week into a state; its deadline is that many hours ahead. */
  cycle(state: string, hoursLeft?: number, fields?: Fields): Promise<void>;
  rows<Row extends object>(soql: string): Promise<readonly Row[]>;
  open(browser: Browser, person: Person, language?: 'ja' | 'en_US'): Promise<Visit>;
  userId(person: Person): Promise<string>;
}

function personOf(agency: Agency, key: string | null | undefined): Person {
  const found = agency.people.find((person) => person.key === key);
  assert.ok(found !== undefined, `the sample has ${String(key)}`);
  return found;
}

export async function startUnitWeek(): Promise<UnitWeek> {
  const agency = await startAgency();
  const api = asUser(agency.org, integrationUsername);
  const rep = personOf(agency, 'misaki.sato');
  const head = personOf(agency, rep.manager);
  const [own] = await agency.admin.query<{ Budget__c: string; Budget__r: { External_Key__c: string } }>(
    `SELECT Budget__c, Budget__r.External_Key__c FROM Target__c WHERE External_Key__c = '2026-11|Revenue|${rep.key}'`,
  );
  assert.ok(own !== undefined, 'the sample has a target of this rep and month');
  const budgetKey = own.Budget__r.External_Key__c;
  const cycleRow = (key: string, fields: Fields): Fields => ({
    External_Key__c: key,
    Name: key,
    Period_Start__c: '2026-11-01',
    Business_Zone__c: 'Asia/Tokyo',
    Tolerance__c: 100_000,
    ...fields,
  });
  const cycle: UnitWeek['cycle'] = async (state, hoursLeft = 5, fields = {}) => {
    const from = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();
    const times = {
      Unit_Deadline__c: from(hoursLeft),
      Freeze_At__c: from(hoursLeft + 17),
      Meeting_At__c: from(hoursLeft + 18),
    };
    const row = cycleRow(week, { Week_Start__c: '2026-11-23', State__c: state, ...times, ...fields });
    await api.upsert('Forecast_Cycle__c', 'External_Key__c', [row]);
  };
  await api.upsert('Forecast_Cycle__c', 'External_Key__c', [
    cycleRow('2026-W47', { Week_Start__c: '2026-11-16', State__c: 'Closed' }),
  ]);
  await cycle('Open');
  const friday = await keepFriday(api, {
    week: '2026-W47',
    budget: budgetKey,
    asOf: '2026-11-20T14:00:00.000Z',
    booked: 0.8,
    judgement: 0,
  });
  const targets = await agency.admin.query<{ Id: string; External_Key__c: string; Rep__r: { Username: string } }>(
    `SELECT Id, External_Key__c, Rep__r.Username FROM Target__c WHERE Budget__c = '${own.Budget__c}'`,
  );
  return {
    agency,
    api,
    budgetId: own.Budget__c,
    budgetKey,
    members: targets.map(({ Id, External_Key__c, Rep__r }) => ({
      id: Id,
      key: External_Key__c,
      username: Rep__r.Username,
    })),
    rep,
    head,
    chief: personOf(agency, head.manager),
    friday,
    cycle,
    rows: (soql) => agency.admin.query(soql),
    open: (browser, person, language = 'en_US') => openBudget(agency, browser, own.Budget__c, person, language),
    userId: async ({ username }) => {
      const [user] = await agency.admin.query<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${username}'`);
      return user?.Id ?? '';
    },
    [Symbol.asyncDispose]: () => agency[Symbol.asyncDispose](),
  };
}

/** A reason for every factor that has none yet. The factors come after the week they explain: without one there is no list. */
export async function giveReasons(panel: Locator, code: string): Promise<void> {
  await panel.locator('select.code').first().waitFor();
  for (const select of await panel.locator('select.code').all()) {
    if ((await select.inputValue()) === '') await select.selectOption(code);
  }
}

async function openBudget(
  agency: Agency,
  browser: Browser,
  budgetId: string,
  { username }: Person,
  language: 'ja' | 'en_US',
): Promise<Visit> {
  const [user] = await agency.admin.query<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${username}'`);
  const LocaleSidKey = language === 'ja' ? 'ja_JP' : 'en_US';
  await agency.admin.update('User', [{ Id: user?.Id, LanguageLocaleKey: language, LocaleSidKey }]);
  const size = { width: 1400, height: 2400 };
  const path = `/lightning/r/Budget__c/${budgetId}/view`;
  return visit(browser, path, { url: agency.org.url, token: agency.org.tokenFor(username), size });
}
