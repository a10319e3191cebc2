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
  const { cycleId } = await writeMeeting({ ...agency, now: () => Date.now() }, true);
  const kept = opened.move();
  return { agency, browser, cycleId, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

export type Role = 'rep' | 'unit-manager' | 'manager' | 'revops';

/** The first of the sample in that role. */
export function usernameOf({ agency }: Room, role: Role): string {
  const found = agency.people.find((person) => person.role === role);
  assert.ok(found !== undefined, `the sample has somebody in the role ${role}`);
  return found.username;
}

export async function openPage(
  room: Room,
  role: Role,
  path: string,
  language: 'ja' | 'en_US' = 'en_US',
): Promise<Visit> {
  const { agency, browser } = room;
  const username = usernameOf(room, role);
  const [user] = await agency.admin.query<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${username}'`);
  const locale = language === 'ja' ? 'ja_JP' : 'en_US';
  await agency.admin.update('User', [{ Id: user?.Id, LanguageLocaleKey: language, LocaleSidKey: locale }]);
  return await visit(browser, path, { url: agency.org.url, token: agency.org.tokenFor(username) });
}

export interface OwnTarget {
  readonly Id: string;
  readonly Budget__c: string;
  readonly Rep__c: string;
  readonly Target_Amount__c: number;
  readonly Landing_Forecast__c: number;
}

/** The rep's target of the month, for revenue. */
export async function ownTarget(room: Room): Promise<OwnTarget> {
  const [found] = await room.agency.admin.query<OwnTarget>(
    `SELECT Id, Budget__c, Rep__c, Target_Amount__c, Landing_Forecast__c FROM Target__c WHERE Rep__r.Username = '${usernameOf(room, 'rep')}' AND External_Key__c LIKE '2026-11|Revenue|%'`,
  );
  assert.ok(found !== undefined, 'the sample has a target of the rep');
  return found;
}

export const pathOfTarget = ({ Id }: OwnTarget): string => `/lightning/r/Target__c/${Id}/view`;

/** The page of a week. */
export function open(
  room: Room,
  role: Role,
  language: 'ja' | 'en_US' = 'en_US',
  id: string = room.cycleId,
): Promise<Visit> {
  return openPage(room, role, `/lightning/r/Forecast_Cycle__c/${id}/view`, language);
}

export const numberIn = (text: string): number => Number(text.replace(/[^\d−-]/g, '').replace('−', '-'));

export async function inYenOf(place: Locator): Promise<void> {
  await place.locator('c-unit-picker select').first().selectOption({ index: 0 });
}

export async function inYen(page: Page): Promise<void> {
  await inYenOf(page.locator('c-meeting-page'));
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

/** The day of a decision, as the locale of whoever records it writes days. */
export async function enterDue(recorder: Locator, day: string): Promise<void> {
  const due = recorder.locator('.due input');
  await due.fill(day);
  await due.press('Tab');
}
