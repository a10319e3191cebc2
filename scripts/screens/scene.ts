/** What a scene is, and the paths and signs that scenes share. */
import type { Page } from 'playwright-core';
import type { Agency } from '../demo/agency.ts';
import type { Person } from '../demo/people.ts';

export interface Scene {
  readonly name: string;
  readonly role: Person['role'];
  /** Scenes of the same name share an agency that they write into; undefined is a name too. */
  readonly agency?: 'bridge' | 'meeting';
  /** Path of the page, found in the org. */
  readonly path: (agency: Agency) => Promise<string>;
  /** What people and browsers take for now; the machine's clock when undefined. */
  readonly at?: string;
  /** What is the case before the page is opened; what it changes, another scene's changes again. */
  readonly before?: (agency: Agency) => Promise<void>;
  /** Also what lies below the window. */
  readonly isWhole?: boolean;
  /** Resolves when the page shows what it is about. */
  readonly ready: (page: Page) => Promise<void>;
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
  (object: string): Scene['path'] =>
  async () =>
    `/lightning/o/${object}/list?filterName=All`;

export const shows =
  (selector: string): Scene['ready'] =>
  async (page) => {
    await page.locator(selector).first().waitFor();
  };

export const target = record('Target__c', `External_Key__c = '${targetKey}'`);
/** Of the unit of that rep. */
export const budget = record('Budget__c', `Id IN (SELECT Budget__c FROM Target__c WHERE External_Key__c = '${targetKey}')`);
