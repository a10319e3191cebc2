/** The operations page in Chromium, on the service of a real project and a local org. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { serviceSettings } from '../../server/config.ts';
import { startService, type Service } from '../../server/serve/serve.ts';
import { Stage } from '../scenario/stage.ts';
import { readLog } from '../server/schedule/stand.ts';
import { assertLoopback, openBrowser } from './browser.ts';
import { violations } from './violations.ts';

let stage: Stage;
let service: Service;
let browser: Browser;
const opened = new AsyncDisposableStack(); // whatever was opened is closed, even when the rest could not be
before(async () => {
  stage = opened.use(await Stage.open());
  service = await startService({
    project: stage.project,
    warehouseFile: stage.warehouseFile,
    access: stage.access,
    settings: { ...serviceSettings({}), port: 0 },
    log: readLog().log,
  });
  opened.defer(() => service.close());
  browser = opened.use(await openBrowser());
});
after(() => opened.disposeAsync());

interface Seen extends AsyncDisposable {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly errors: readonly string[];
}

async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<Seen> {
  const context: BrowserContext = await browser.newContext({ locale: 'en-US', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const requests: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(service.url);
  return { page, requests, errors, [Symbol.asyncDispose]: () => context.close() };
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel(/Token of the service|サービスのトークン/).fill(service.token);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^(Runs|実行履歴)$/ }).waitFor();
}

test('nobody sees anything without the token, and a wrong one is told as wrong', async () => {
  await using seen = await open();
  const { page } = seen;
  await page.getByLabel('Token of the service').fill('not-the-token');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('This is not the token of this service.').waitFor();
  assert.deepEqual(await violations(page), []);
  assert.equal(await page.getByRole('heading', { name: 'Runs' }).count(), 0);
});

test('a plan is read field by field, a push asks first, is watched, and ends with its books', async () => {
  await using seen = await open();
  const { page, requests, errors } = seen;
  await signIn(page);
  await page.getByText('No run yet.').waitFor();
  await page.getByRole('button', { name: 'Plan' }).click();
  await page.getByText('Planned').waitFor();
  await page.locator('summary', { hasText: 'Menu_Amount__c insert 8' }).click();
  const changes = page.getByRole('region', { name: 'Changes: Menu_Amount__c' });
  await changes.getByRole('cell', { name: 'Actual__c' }).first().waitFor();
  assert.equal(await stage.count('Menu_Amount__c'), 0, 'a plan writes nothing');

  await page.getByRole('button', { name: 'Push' }).click();
  const question = page.getByRole('dialog', { name: 'Push to Salesforce now?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Push' }).click();
  await question.getByRole('button', { name: 'Push' }).click();
  const books = page.getByRole('row').filter({ hasText: 'Menu_Amount__c' }).filter({ hasText: 'closed' });
  await books.getByText('Matched').waitFor();
  assert.equal(await stage.count('Menu_Amount__c'), 8);
  await page.getByText('totals, all equal on both sides').first().waitFor();
  assert.deepEqual(await violations(page), []);

  await page.getByRole('button', { name: 'Plan rollback' }).click();
  await page.locator('summary', { hasText: 'Menu_Amount__c delete 8' }).waitFor();
  assert.equal(await stage.count('Menu_Amount__c'), 8, 'a plan takes nothing back');

  await page.getByRole('link', { name: 'All runs' }).click();
  const row = page.getByRole('region', { name: 'Runs' }).getByRole('row').filter({ hasText: 'Push' });
  await row.getByText('Matched').waitFor();
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(errors, []);
  assertLoopback(requests, service.url);
});

test('what stopped a run stands there with its next step, and is approved by name', async () => {
  stage.edit('raw/budgets.csv', (text) => text.split('\n').slice(0, 1).join('\n'));
  await using seen = await open();
  const { page } = seen;
  await signIn(page);
  await page.getByRole('button', { name: 'Push' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Push' }).click();
  await page.getByText('Next step:').first().waitFor();
  await page.getByText('Refused').first().waitFor();
  await page.getByLabel('Your name').fill('Ito');
  await page.getByLabel('Reason').fill('the year has ended');
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Approved. The next push may do it.').waitFor();
  assert.deepEqual(await violations(page), []);
});

test('in Japanese and on a phone the page has no English sentence, and nothing is cut off', async () => {
  await using seen = await open({ locale: 'ja-JP', viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  const { page } = seen;
  await signIn(page);
  await page.getByText('準備完了').waitFor();
  const text = (await page.locator('#page').innerText()).replaceAll(/Todoku|English|Salesforce|API|todoku\.yml/g, '');
  const sentences = text.split('\n').filter((line) => /[a-z]{3,} [a-z]{3,}/i.test(line));
  assert.deepEqual(sentences, []);
  const widths = await page.evaluate<readonly number[]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  assert.equal(widths[0], widths[1]);
  assert.deepEqual(await violations(page), []);
});

test('in Japanese what a guard refused, and what to do about it, is Japanese; the figures stay as the service says them', async () => {
  await using seen = await open({ locale: 'ja-JP' });
  const { page } = seen;
  await signIn(page);
  await page.getByRole('link', { name: /月/ }).first().waitFor();
  await page.getByRole('row').filter({ hasText: 'ガードで停止' }).getByRole('link').first().click();
  await page.getByText('モデルの結果が 0 行です。').waitFor();
  await page.getByText('guards.minRows を下げます').waitFor();
  assert.match(await page.locator('.fault .quiet[lang="en"]').first().innerText(), /the model returns 0 rows/);
});
