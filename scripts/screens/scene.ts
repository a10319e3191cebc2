/** What a scene is, and the paths and signs that scenes share. */
import type { Page } from 'playwright-core';
import type { Agency } from '../demo/agency.ts';
import type { Person } from '../demo/people.ts';

export interface Scene {
  readonly name: string;
  readonly role: Person['role'];
  /** Scenes of the same name share an agency that they write into; undefined is a name too. */
  readonly agency?: 'bridge' | 'meeting' | 'states';
  /** Path of the page, found in the org. */
  readonly path: (agency: Agency) => Promise<string>;
  /** What people and browsers take for now; the sample's Tuesday when undefined. */
  readonly at?: string;
  /** What is the case before the page is opened; what it changes, another scene's changes again. */
  readonly before?: (agency: Agency) => Promise<void>;
  /** Before the page is asked for anything. */
  readonly opens?: (page: Page) => Promise<void>;
  /** Salesforce gives a phone its own page instead. */
  readonly isForDesktop?: true;
  /** Also what lies below the window. */
  readonly isWhole?: boolean;
  /** Resolves when the page shows what it is about. */
  readonly ready: (page: Page, agency: Agency) => Promise<void>;
  /** A guide shows it. */
  readonly isInGuide?: true;
}

const month = '2026-11';
export const rep = 'misaki.sato';
export const targetKey = `${month}|Revenue|${rep}`;

async function idOf(agency: Agency, object: string, where: string): Promise<string> {
  const [found] = await agency.admin.query<{ Id: string }>(`SELECT Id FROM ${object} WHERE ${where} LIMIT 1`);
  if (found === undefined) throw new Error(`The sample has no ${object} with ${where}.`);
  return found.Id;
}

export const record =
  (object: string, where: string) =>
  async (agency: Agency): Promise<string> =>
    `/lightning/r/${object}/${await idOf(agency, object, where)}/view`;

export const list =
  (object: string, view = 'All'): Scene['path'] =>
  async () =>
    `/lightning/o/${object}/list?filterName=${view}`;

export const shows =
  (selector: string): ((page: Page) => Promise<void>) =>
  async (page) => {
    await page.locator(selector).first().waitFor();
  };

export const target = record('Target__c', `External_Key__c = '${targetKey}'`);
/** Of the unit of that rep. */
export const budget = record(
  'Budget__c',
  `Id IN (SELECT Budget__c FROM Target__c WHERE External_Key__c = '${targetKey}')`,
);

/** The first cell of the grid that takes an amount. */
export const amount = 'c-forecast-entry [data-row] input';

export async function type(page: Page, text: string): Promise<void> {
  await page.locator(amount).first().click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}
