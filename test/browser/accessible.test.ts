/** The page host breaks no rule of WCAG 2.2 AA that axe-core knows: in both languages, both designs, light and dark. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, visit } from './browser.ts';
import { startStudio, type Studio } from './studio/studio.ts';
import { violations } from './violations.ts';

let studio: Studio;
let browser: Browser;
const opened = new AsyncDisposableStack(); // whatever was opened is closed, even when the rest could not be
before(async () => {
  browser = opened.use(await openBrowser());
  studio = opened.use(await startStudio());
  await studio.world.org.builds.current();
});
after(() => opened.disposeAsync());

interface Place {
  readonly name: string;
  readonly path: () => string;
  /** Waits until the page is whole, and opens what is looked at beside it. */
  readonly ready: (page: Page) => Promise<void>;
}

const projectPath = (): string => {
  const [project] = studio.query('SELECT Id FROM Project__c');
  return `/lightning/r/Project__c/${String(project?.['Id'])}/edit`;
};

const places: readonly Place[] = [
  {
    name: 'home page with the choice of another person',
    path: () => '/lightning/page/home',
    ready: async (page) => {
      await page.locator('host-user-menu button').first().click();
      await page.getByRole('button', { name: /^(Switch user|ユーザを切り替える)/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: /Wes/ }).waitFor();
    },
  },
  {
    name: 'list with the menu of a row',
    path: () => '/lightning/o/Target__c/list?filterName=All',
    ready: async (page) => {
      await page.locator('host-row-menu button').first().click();
      await page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'record page',
    path: () => `/lightning/r/Target__c/${studio.targets[0]}/view`,
    ready: async (page) => {
      await page
        .locator('host-detail-panel')
        .getByText(/1,200,000/)
        .first()
        .waitFor();
      await page.locator('host-related-list').getByRole('link', { name: 'Autumn fair' }).waitFor();
    },
  },
  {
    name: 'form of a record',
    path: projectPath,
    ready: (page) => page.getByRole('dialog').getByRole('combobox').first().waitFor(),
  },
];

async function speak(LanguageLocaleKey: string, LocaleSidKey: string): Promise<void> {
  const { engine, admin } = studio.world.org;
  const rows = [{ Id: studio.boss.id, LanguageLocaleKey, LocaleSidKey }];
  const [saved] = engine.save({ userId: admin.id }, { operation: 'update', object: 'User', rows, allOrNone: true });
  assert.deepEqual(saved?.errors, []);
  await studio.world.org.builds.current();
}

for (const [language, locale, theme, mode] of [
  ['en_US', 'en_US', 'slds1', 'light'],
  ['en_US', 'en_US', 'slds2', 'dark'],
  ['ja', 'ja_JP', 'slds2', 'light'],
  ['ja', 'ja_JP', 'slds1', 'dark'],
] as const) {
  test(`pages in ${language}, ${theme} and ${mode} break no rule`, async () => {
    await speak(language, locale);
    const { url } = studio.world;
    for (const { name, path, ready } of places) {
      await using seen = await visit(browser, path(), { url, token: studio.boss.token, theme, mode });
      await seen.page.emulateMedia({ reducedMotion: 'reduce' });
      await seen.page.locator(`html.${theme}[lang^="${language.slice(0, 2)}"]`).waitFor();
      await ready(seen.page);
      assert.deepEqual(await violations(seen.page), [], name);
    }
  });
}
