/** What is photographed: a page, who looks at it, and what they have done before the picture is taken. */
import type { Page } from 'playwright-core';
import type { Agency } from '../demo/agency.ts';
import { keepTwoFridays } from '../demo/bridge.ts';
import { meetingScenes } from './meeting-scenes.ts';
import { memberScenes, opened } from './member-scenes.ts';
import { amount, budget, list, record, shows, target, targetKey, type, type Scene } from './scene.ts';
import { stateScenes } from './state-scenes.ts';
import { unitOpened, unitScenes } from './unit-scenes.ts';

/** Into the first amount, as the browser hands over what was copied in a spreadsheet. */
async function paste(page: Page, text: string): Promise<void> {
  await page
    .locator(amount)
    .first()
    .evaluate((element, copied) => {
      // A function of the page: it knows the DOM, whose types are not those of Node.
      const given = globalThis as unknown as Record<
        'DataTransfer' | 'ClipboardEvent',
        new (...args: unknown[]) => never
      >;
      const clipboardData = new given.DataTransfer() as { setData(type: string, data: string): void };
      clipboardData.setData('text/plain', copied);
      const event = new given.ClipboardEvent('paste', {
        clipboardData,
        bubbles: true,
        composed: true,
        cancelable: true,
      });
      (element as unknown as { dispatchEvent(event: unknown): void }).dispatchEvent(event);
    }, text);
}

/** With its icons, which come last. */
async function listed(page: Page): Promise<void> {
  await shows('[role="grid"], table')(page);
  await page.waitForLoadState('networkidle');
}

async function scrollTo(page: Page, selector: string, block: 'start' | 'end'): Promise<void> {
  await page.locator(selector).evaluate((panel, where) => {
    // A function of the page: it knows the DOM, whose types are not those of Node.
    (panel as unknown as { scrollIntoView(where: object): void }).scrollIntoView({ block: where });
  }, block);
}

/** The week is open, and two Fridays lie behind it. */
async function kept(agency: Agency): Promise<void> {
  await opened(agency);
  await keepTwoFridays(agency, targetKey);
}

export const scenes: readonly Scene[] = [
  ...memberScenes,
  ...unitScenes,
  { name: 'target', isInGuide: true, role: 'rep', path: target, before: opened, ready: shows(amount) },
  {
    name: 'target-by-friday',
    role: 'rep',
    path: target,
    before: opened,
    isWhole: true,
    ready: shows('c-by-friday-panel .line'),
  },
  {
    name: 'target-kpi',
    isInGuide: true,
    role: 'rep',
    path: target,
    before: opened,
    ready: async (page) => {
      await shows('c-kpi-tree tr[aria-level="3"]')(page);
      await scrollTo(page, 'c-kpi-tree', 'end');
    },
  },
  {
    name: 'target-kpi-action',
    role: 'rep',
    path: target,
    before: opened,
    isWhole: true,
    ready: async (page) => {
      await page.locator('c-kpi-tree .record-top').click();
      await shows('c-kpi-tree c-plan-form')(page);
    },
  },
  {
    name: 'unit-by-friday',
    role: 'manager',
    // A unit of this manager's that is short of its budget.
    path: record(
      'Budget__c',
      `Department__r.Name = 'Sales 3' AND Measure__c = 'Revenue' AND Period_Start__c = 2026-11-01`,
    ),
    before: opened,
    isWhole: true,
    ready: shows('c-by-friday-panel .line, c-by-friday-panel c-state-message'),
  },
  {
    name: 'target-draft',
    role: 'rep',
    path: target,
    before: opened,
    ready: async (page) => {
      await shows(amount)(page);
      await type(page, '1.5M');
    },
  },
  {
    name: 'target-unreadable',
    role: 'rep',
    path: target,
    before: opened,
    ready: async (page) => {
      await shows(amount)(page);
      await type(page, '120百');
    },
  },
  {
    name: 'target-paste',
    isInGuide: true,
    role: 'rep',
    path: target,
    before: opened,
    ready: async (page) => {
      await shows(amount)(page);
      await page.locator(amount).first().click();
      await paste(page, '１２３万\n約500\n0.8M');
      await shows('c-paste-preview .accept')(page);
    },
  },
  {
    name: 'target-lineage',
    role: 'rep',
    path: target,
    before: opened,
    ready: async (page) => {
      await shows(amount)(page);
      await page.locator('c-gap-numbers button[data-figure="actual"]').click();
      await shows('c-lineage-drawer .step.ages p')(page);
    },
  },
  {
    name: 'target-plan',
    agency: 'bridge',
    role: 'rep',
    path: target,
    before: opened,
    ready: async (page) => {
      await page.locator('c-plan-panel .add-action').click();
      await scrollTo(page, 'c-plan-panel', 'start');
    },
  },
  {
    name: 'target-wide',
    agency: 'bridge',
    role: 'rep',
    path: target,
    before: kept,
    ready: async (page) => {
      await shows(amount)(page);
      await page.locator('c-forecast-entry .widen').click();
    },
  },
  {
    name: 'target-history',
    agency: 'bridge',
    role: 'rep',
    path: target,
    before: kept,
    isWhole: true,
    ready: async (page) => {
      await shows(amount)(page);
      await page.locator('c-forecast-row .toggle').nth(3).click();
      await shows('c-cell-history tbody tr:nth-child(2)')(page);
    },
  },
  {
    name: 'target-last-week',
    agency: 'bridge',
    role: 'rep',
    path: target,
    before: kept,
    isWhole: true,
    ready: async (page) => {
      await shows(amount)(page);
      await shows('c-bridge-panel .identity')(page);
    },
  },
  {
    name: 'budget-bridge',
    agency: 'bridge',
    isInGuide: true,
    role: 'unit-manager',
    path: budget,
    before: kept,
    ready: async (page) => {
      await shows('c-bridge-panel .identity')(page);
      await page.locator('c-bridge-panel button[data-type]').first().click();
      await scrollTo(page, 'c-bridge-panel', 'end');
    },
  },
  ...(['day', 'week', 'month', 'quarter'] as const).map((unit) => ({
    name: `target-by-${unit}`,
    role: 'rep' as const,
    path: target,
    before: opened,
    isWhole: true,
    ready: async (page: Page) => {
      await shows(amount)(page);
      await page.locator(`c-period-picker input[value="${unit}"]`).check();
      await page.locator('c-period-picker input[value="cumulative"]').check();
      await shows('c-course-chart tbody tr')(page);
    },
  })),
  {
    name: 'target-read-only',
    role: 'manager',
    path: target,
    before: opened,
    ready: shows('c-forecast-entry c-state-message'),
  },
  {
    name: 'budget',
    role: 'unit-manager',
    path: budget,
    before: unitOpened,
    isWhole: true,
    ready: shows('c-judgement-entry'),
  },
  { name: 'budget-list', role: 'manager', path: list('Budget__c', 'This_Month'), ready: listed },
  { name: 'target-list', role: 'rep', path: list('Target__c', 'My_Targets_This_Month'), ready: listed },
  { name: 'load-list', role: 'revops', path: list('Load_Batch__c'), ready: listed },
  ...stateScenes,
  ...meetingScenes,
  {
    name: 'no-record',
    role: 'rep',
    path: async () => '/lightning/r/Target__c/a08000000000000AAA/view',
    ready: async (page) => {
      await page.waitForLoadState('networkidle');
    },
  },
];
