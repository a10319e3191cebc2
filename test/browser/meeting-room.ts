/** What the tests of the meeting page share: the agency up to its meeting, who opens it, and what was frozen. */
import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import { startAgency, type Agency } from '../../scripts/demo/agency.ts';
import { writeMeeting } from '../../scripts/demo/meeting.ts';
import { openBrowser, visit, type Visit } from './browser.ts';

export interface Room extends AsyncDisposable {
  readonly agency: Agency;
  readonly browser: Browser;
  /** The week that is frozen. */
  readonly cycleId: string;
}

export async function openRoom(): Promise<Room> {
  await using opened = new AsyncDisposableStack(); // whatever was opened is closed, even when the rest could not be
  const browser = opened.use(await openBrowser());
  const agency = opened.use(await startAgency());
  const { cycleId } = await writeMeeting(agency, true);
  const kept = opened.move();
  return { agency, browser, cycleId, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

export type Role = 'rep' | 'manager' | 'revops';

export async function open(
  room: Room,
  role: Role,
  language: 'ja' | 'en_US' = 'en_US',
  id = room.cycleId,
): Promise<Visit> {
  const { agency, browser } = room;
  const username = agency.people.find((person) => person.role === role)?.username ?? '';
  const [user] = await agency.admin.query<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${username}'`);
  assert.ok(user !== undefined, `the sample has somebody in the role ${role}`);
  const locale = language === 'ja' ? 'ja_JP' : 'en_US';
  await agency.admin.update('User', [{ Id: user.Id, LanguageLocaleKey: language, LocaleSidKey: locale }]);
  const token = agency.org.tokenFor(username);
  return await visit(browser, `/lightning/r/Forecast_Cycle__c/${id}/view`, { url: agency.org.url, token });
}

export const numberIn = (text: string): number => Number(text.replace(/[^\d−-]/g, '').replace('−', '-'));

export async function inYen(page: Page): Promise<void> {
  await page.locator('c-meeting-page c-unit-picker select').selectOption({ index: 0 });
}

export const units = (page: Page): Locator => page.locator('c-meeting-units tr[data-unit]');

export async function ready(page: Page): Promise<void> {
  await units(page).first().waitFor();
  await page.locator('c-meeting-causes .identity').waitFor();
}

export async function figure(place: Locator, name: string): Promise<number> {
  return numberIn(await place.locator(`[data-figure="${name}"]`).innerText());
}

export interface Run {
  readonly Budget__c: string;
  readonly Current_Amount__c: number;
  readonly Actual__c: number;
  readonly Landing_Forecast__c: number;
}

/** This month's revenue as it was frozen. */
export async function frozen({ agency, cycleId }: Room): Promise<readonly Run[]> {
  return await agency.admin.query<Run>(
    `SELECT Budget__c, Current_Amount__c, Actual__c, Landing_Forecast__c FROM Snapshot_Run__c WHERE Cycle__c = '${cycleId}' AND Kind__c = 'Freeze' AND Budget__r.Period_Start__c = 2026-11-01 AND Budget__r.Measure__c = 'Revenue'`,
  );
}

export async function namesInData({ agency }: Room): Promise<readonly string[]> {
  const named = ['Project__c', 'Account', 'Department__c'].map((object) =>
    agency.admin.query<{ Name: string }>(`SELECT Name FROM ${object}`),
  );
  const users = await agency.admin.query<{ FirstName: string | null; LastName: string }>(
    'SELECT FirstName, LastName FROM User',
  );
  const people = users.flatMap(({ FirstName, LastName }) => [FirstName ?? '', LastName]).filter((name) => name !== '');
  return [...(await Promise.all(named)).flat().map(({ Name }) => Name), ...people, 'KANSAI'];
}
