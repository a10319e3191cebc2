/** What a page shows when its numbers are late, differ, can't be read, or are not for whoever looks. */
import type { Page } from 'playwright-core';
import type { Agency } from '../demo/agency.ts';
import { integrationUsername } from '../demo/people.ts';
import { asUser } from '../demo/steps.ts';
import { closed, compare, opened } from './member-scenes.ts';
import { amount, budget, record, rep, shows, target, targetKey, type } from './scene.ts';
import type { Scene } from './scene.ts';

const grid = shows(amount);
const emptyKey = `2026-11|Without lines|${rep}`;
const ofTarget = `Target__r.External_Key__c = '${targetKey}'`;

/** The requests of the panels are held until the page is closed. */
async function hold(page: Page): Promise<void> {
  await page.route('**/graphql', () => undefined);
}

/** The answer says no word of what went wrong. */
async function fail(page: Page): Promise<void> {
  const body = JSON.stringify({ data: null, errors: [{ message: '' }] });
  await page.route('**/graphql', (route) => route.fulfill({ contentType: 'application/json', body }));
}

/** A stencil shows itself only when the wait is noticed. */
async function stencil(page: Page): Promise<void> {
  await shows('c-loading-stencil')(page);
  await page.waitForTimeout(1_000);
}

/** The week is open, and the comparison of one measure says so and so. */
const compared =
  (state: string, difference = 0) =>
  async (agency: Agency): Promise<void> => {
    await opened(agency);
    await compare(agency, state, difference);
  };

/** A target that has no lines yet. */
async function emptyTarget(agency: Agency): Promise<string> {
  const api = asUser(agency.org, integrationUsername);
  const [from] = await api.query<{ Budget__c: string; Rep__c: string }>(
    `SELECT Budget__c, Rep__c FROM Target__c WHERE External_Key__c = '${targetKey}'`,
  );
  const isThere = await api.query(`SELECT Id FROM Target__c WHERE External_Key__c = '${emptyKey}'`);
  if (isThere.length === 0) {
    await api.insert('Target__c', [
      { External_Key__c: emptyKey, Budget__c: from?.Budget__c, Rep__c: from?.Rep__c, Target_Amount__c: 9_000_000 },
    ]);
  }
  return record('Target__c', `External_Key__c = '${emptyKey}'`)(agency);
}

interface Entered {
  readonly Id: string;
  readonly Expected_Member__c: number;
}

/** What stood in the lines that a picture has changed. */
const before = new WeakMap<Agency, Entered>();

const asRep = ({ org, people }: Agency): ReturnType<typeof asUser> =>
  asUser(org, people.find(({ key }) => key === rep)?.username ?? '');

/** The week is open, and what other pictures have made is gone: a target without lines, which its budget counts, an amount. */
async function openedAgain(agency: Agency): Promise<void> {
  const found = await agency.admin.query<{ Id: string }>(
    `SELECT Id FROM Target__c WHERE External_Key__c = '${emptyKey}'`,
  );
  await agency.admin.remove(found.map(({ Id }) => Id));
  const entered = before.get(agency);
  if (entered !== undefined) await asRep(agency).update('Project_Amount__c', [{ ...entered }]);
  await opened(agency);
}

/** The same person, on another device. */
async function enterElsewhere(agency: Agency, page: Page): Promise<void> {
  const id = await page.locator('c-forecast-entry [data-row]').first().getAttribute('data-row');
  const [now] = await asRep(agency).query<Entered>(
    `SELECT Id, Expected_Member__c FROM Project_Amount__c WHERE Id = '${id ?? ''}'`,
  );
  if (now === undefined) throw new Error('The grid has no line.');
  before.set(agency, { Id: now.Id, Expected_Member__c: now.Expected_Member__c });
  await asRep(agency).update('Project_Amount__c', [{ Id: now.Id, Expected_Member__c: 980_000 }]);
}

const scene = (name: string, over: Partial<Scene>): Scene => ({
  name,
  role: 'rep',
  agency: 'states',
  path: target,
  before: openedAgain,
  ready: grid,
  isWhole: true,
  ...over,
});

export const stateScenes: readonly Scene[] = [
  scene('target-loading', { opens: hold, ready: stencil }),
  scene('target-error', { opens: fail, ready: shows('c-gap-panel c-state-message') }),
  // One of its measures has not been compared yet: a source is late.
  scene('target-partial', { before: compared('Not_Checked'), ready: shows('c-trust-line .state') }),
  scene('target-mismatch', { before: compared('Mismatch', -1_200_000), ready: shows('c-trust-line .state') }),
  // The load that would have opened the next week has not come.
  scene('target-stale', { before: closed, at: '2026-12-01T00:15:00.000Z', ready: shows('c-trust-line .state') }),
  scene('target-empty', { path: emptyTarget, ready: shows('c-forecast-entry c-state-message') }),
  scene('target-no-access', {
    path: record('Target__c', `Rep__r.Employee_Key__c != '${rep}' AND Budget__r.Measure__c = 'Revenue'`),
    ready: async (page) => {
      await page.waitForLoadState('networkidle');
    },
  }),
  scene('target-offline', {
    ready: async (page) => {
      await grid(page);
      await page.context().setOffline(true);
      await type(page, '1.5M');
    },
  }),
  scene('target-conflict', {
    ready: async (page, agency) => {
      await grid(page);
      await type(page, '1.5M');
      await enterElsewhere(agency, page);
      await page.keyboard.press('Control+S');
      await shows('c-forecast-entry .choices')(page);
    },
  }),
  scene('budget-loading', { role: 'unit-manager', path: budget, opens: hold, ready: stencil }),
  scene('budget-error', {
    role: 'unit-manager',
    path: budget,
    opens: fail,
    ready: shows('c-gap-panel c-state-message'),
  }),
  scene('budget-read-only', { path: budget, ready: shows('c-judgement-entry') }),
  scene('load', {
    role: 'revops',
    path: record('Load_Batch__c', "Sync__c = 'target'"),
    ready: async (page) => {
      await page.waitForLoadState('networkidle');
    },
  }),
  scene('check', {
    role: 'revops',
    path: record('Reconciliation__c', ofTarget),
    ready: async (page) => {
      await page.waitForLoadState('networkidle');
    },
  }),
];
