/** The page host in Chromium: composition, data, texts, themes and what the platform would refuse. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { startSeason, type Season } from '../local-org/ui/season.ts';
import { assertLoopback, openBrowser, openContext, visit, type Visit, type VisitOptions } from './browser.ts';
import { orchardPage } from './orchard-page.ts';

let season: Season;
let browser: Browser;
const opened = new AsyncDisposableStack(); // whatever was opened is closed, even when the rest could not be
before(async () => {
  browser = opened.use(await openBrowser());
  season = opened.use(await startSeason(orchardPage));
  await season.world.org.builds.current();
});
after(() => opened.disposeAsync());

/** The one thing of the DOM that a test reads inside the page; its types are not those of Node. */
interface PageGlobals {
  readonly document: { readonly documentElement: { readonly scrollWidth: number; readonly clientWidth: number } };
}

const recordPath = (): string => `/lightning/r/Orchard__c/${season.north}/view`;

/** Opens a page as the administrator, or with what differs from that. */
function open(path: string, options: Partial<VisitOptions> = {}): Promise<Visit> {
  return visit(browser, path, { url: season.world.url, token: season.world.token, ...options });
}

const asKeeper = (): Partial<VisitOptions> => ({ token: season.keeperToken });

/** The one component that fails on purpose. */
const unexpected = (errors: readonly string[]): readonly string[] =>
  errors.filter((text) => !text.includes("reading 'at'"));

async function type(page: Page, field: Locator, text: string): Promise<void> {
  // A number field of the base components changes its own text on focus, so it is emptied the way a person does.
  await field.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}

async function box(locator: Locator): Promise<{ x: number; y: number; width: number }> {
  const found = await locator.boundingBox();
  assert.ok(found !== null, 'the element is on screen');
  return found;
}

test('a record page shows its flexipage: header, main and sidebar with their widths', async () => {
  await using seen = await open(recordPath());
  const { page } = seen;
  await page
    .getByRole('heading', { name: /Northfield/ })
    .first()
    .waitFor();
  const board = await box(page.locator('c-harvest-board'));
  const tools = await box(page.locator('c-season-tools'));
  const highlights = await box(page.locator('host-highlights-panel'));
  assert.ok(highlights.y < board.y && Math.abs(board.y - tools.y) < 120);
  assert.ok(tools.x > board.x + board.width - 1);
  assert.ok(Math.abs(board.width / tools.width - 2) < 0.1, `${board.width} to ${tools.width}`);
  assert.deepEqual(unexpected(seen.errors), []);
  assertLoopback(seen.requests, season.world.url);
});

test('a component gets the record and its design attributes, typed and with their defaults', async () => {
  await using seen = await open(recordPath());
  const board = seen.page.locator('c-harvest-board');
  await board.locator('.shown').first().waitFor();
  assert.equal(await board.locator('.shown').count(), 3);
  assert.equal(await board.locator('.note').innerText(), 'in the usual unit');
  assert.equal(await board.locator('.sum').innerText(), '6000.5');
});

test('a component the host does not have is shown by name, and one that fails takes only its own place', async () => {
  await using seen = await open(recordPath());
  const { page } = seen;
  await page.getByText('runtime_sales_activities:activityPanel is part of this page').waitFor();
  await page.getByText('This part of the page cannot be shown.').waitFor();
  await page.locator('c-wire-probe').getByText('Probe').waitFor();
  assert.equal(await page.locator('c-broken-widget').count(), 0);
});

test('what is saved reaches every wire, the header after a refresh, the related list and a toast', async () => {
  await using seen = await open(recordPath());
  const { page } = seen;
  const board = page.locator('c-harvest-board');
  await page.getByRole('tab', { name: 'Related' }).click();
  const related = page.locator('host-related-list');
  await related.getByText('Harvests (3)').waitFor();
  await type(page, board.getByLabel('Pears'), '2500');
  await type(page, board.getByLabel('Apples'), '-1');
  await board.getByRole('button', { name: 'Save' }).click();

  await board.getByRole('alert').getByText('An amount is not negative.').waitFor();
  // The saved row reaches the query's wire without asking again; the roll-up is the server's, and nobody asked for it.
  assert.deepEqual(await board.locator('.shown').allInnerTexts(), ['¥1,000.5', '¥2,500', '¥3,000']);
  assert.equal(await board.locator('.total').innerText(), '¥6,000.5');

  await type(page, board.getByLabel('Apples'), '1000.5');
  await board.getByRole('button', { name: 'Save' }).click();
  await page.locator('host-toasts').getByText('Total ¥6,500.5').waitFor();
  await page.locator('host-highlights-panel').getByText('¥6,500.5').waitFor();
  await related.getByText('¥2,500').waitFor();
  assert.equal(await board.getByRole('alert').count(), 0);
  await page.getByRole('button', { name: 'Close' }).click();
  assert.equal(await page.locator('host-toasts .slds-notify').count(), 0);
  await season.ui('PATCH', `/records/${season.harvests[1]}`, { fields: { Amount__c: 2000 } });
});

test('a wire is empty first, its data is read-only, and errors have the documented shape', async () => {
  await using seen = await open(recordPath());
  const probe = seen.page.locator('c-wire-probe');
  await probe.locator('.frozen', { hasText: 'yes' }).waitFor();
  assert.match(await probe.locator('.log').innerText(), /^empty data/);
  await probe.getByRole('button', { name: 'Fail' }).click();
  await probe.locator('.failure', { hasText: 'fieldErrors' }).waitFor();
  const error = JSON.parse(await probe.locator('.failure').innerText()) as Record<string, unknown>;
  assert.deepEqual(
    { ok: error['ok'], status: error['status'], statusText: error['statusText'], errorType: error['errorType'] },
    { ok: false, status: 400, statusText: 'Bad Request', errorType: 'fetchResponse' },
  );
  const body = error['body'] as { enhancedErrorType: string; output: { fieldErrors: Record<string, unknown> } };
  assert.equal(body.enhancedErrorType, 'RecordError');
  assert.deepEqual(Object.keys(body.output.fieldErrors), ['Region__c']);
  await probe.getByRole('button', { name: 'Tell' }).click();
  await probe.locator('.message', { hasText: 'pear' }).waitFor();
});

test('navigation opens lists and records without loading the page again, and back returns', async () => {
  await using seen = await open(recordPath());
  const { page } = seen;
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
  await page.locator('c-season-tools').getByText('standard__recordPage:Orchard__c').waitFor();
  await page.getByRole('button', { name: 'Open list' }).click();
  await page.waitForURL('**/lightning/o/Orchard__c/list?filterName=All');
  await page.getByRole('link', { name: 'Southbank' }).click();
  await page.waitForURL(`**/lightning/r/Orchard__c/${season.south}/view`);
  await page.locator('host-highlights-panel').getByText('South', { exact: true }).waitFor();
  assert.equal(await page.locator('c-season-tools').count(), 0, 'its rule wants the northern region');
  await page.goBack();
  await page.getByRole('link', { name: 'Northfield' }).waitFor();
  assert.equal(await page.evaluate(() => 'sameDocument' in globalThis), true);
});

test('a list is sorted by its headings and shows its views', async () => {
  await using seen = await open('/lightning/o/Orchard__c/list');
  const { page } = seen;
  const names = page.locator('host-record-table tbody td.first');
  await page.getByText('2 items').waitFor();
  await page.getByRole('button', { name: 'Total' }).click();
  await page.locator('th[aria-sort="ascending"]').waitFor();
  await names.first().getByText('Southbank').waitFor();
  assert.deepEqual(await names.allInnerTexts(), ['Southbank', 'Northfield']);
  await page.getByRole('button', { name: 'Select a list view' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'North or rich' }).click();
  await page.getByText('1 item', { exact: true }).waitFor();
});

test('the page of a Japanese user is Japanese: app, tabs, fields, values, dates and base components', async () => {
  await using seen = await open(recordPath(), asKeeper());
  const { page } = seen;
  await page.locator('c-harvest-board').getByText('今季の収穫').waitFor();
  for (const text of [
    '果樹園アプリ',
    'ホーム',
    '地域',
    '管理人',
    '果樹園の情報',
    'システム情報',
    '作成者',
    '詳細',
    '関連',
  ]) {
    await page.getByText(text, { exact: true }).first().waitFor();
  }
  const tools = page.locator('c-season-tools');
  assert.equal(await tools.locator('.lang').innerText(), 'ja');
  assert.equal(await tools.getByLabel('Day').inputValue(), '2026/11/30');
  await tools.getByRole('combobox', { name: 'Region' }).click();
  await tools.getByRole('option', { name: '北' }).waitFor();
  await page.keyboard.press('Escape');
  await tools.getByLabel('Day').click();
  await tools.getByText('今日').waitFor();
  await tools.getByText('11月').waitFor();
  assert.match(await page.locator('c-harvest-board .total').innerText(), /^[¥￥]6,000\.5$/);
  assert.equal(await page.locator('html').getAttribute('lang'), 'ja');
});

test('a person changes their language and the design, and the page comes back in it', async () => {
  await using seen = await open(recordPath(), asKeeper());
  const { page } = seen;
  const choose = async (label: string, called = '雪 木村'): Promise<void> => {
    await page.getByRole('button', { name: called }).click();
    await page.locator('host-user-menu').getByText(label, { exact: true }).click();
  };
  await choose('English', '木村 雪');
  await page.getByRole('tab', { name: 'Details' }).waitFor();
  await choose('SLDS 2');
  await page.locator('html.slds2').waitFor();
  await page.getByRole('tab', { name: 'Details' }).waitFor();
  await choose('日本語');
  await page.getByRole('tab', { name: '詳細' }).waitFor();
});

test('a day that is typed is taken where the clock is ahead of Greenwich, too', async () => {
  await using tokyo = await browser.newContext({ locale: 'en-US', timezoneId: 'Asia/Tokyo' });
  await using seen = await open(recordPath(), { context: tokyo });
  const day = seen.page.locator('c-season-tools').getByLabel('Day', { exact: true });
  await type(seen.page, day, '11/24/2026');
  assert.equal(await day.inputValue(), 'Nov 24, 2026');
});

test('on a phone the regions are stacked and rules on the device hold', async () => {
  await using seen = await open(recordPath(), { size: { width: 390, height: 844 } });
  const { page } = seen;
  await page.locator('c-small-only').getByText('Small').waitFor();
  assert.equal(await page.locator('c-wire-probe').count(), 0, 'its rule is (1 AND 2) OR 3, and none of it holds');
  const board = await box(page.locator('c-harvest-board'));
  const tools = await box(page.locator('c-season-tools'));
  assert.ok(tools.y > board.y && Math.abs(tools.x - board.x) < 2);
  const overflow = await page.evaluate(() => {
    const { document } = globalThis as unknown as PageGlobals;
    return document.documentElement.scrollWidth - document.documentElement.clientWidth;
  });
  assert.equal(overflow, 0);
  await using large = await open(recordPath());
  await large.page.locator('c-wire-probe').waitFor();
  assert.equal(await large.page.locator('c-small-only').count(), 0);
});

test('both designs show the same page', async () => {
  for (const theme of ['slds1', 'slds2'] as const) {
    await using seen = await open(recordPath(), { theme });
    await seen.page.locator(`html.${theme}`).waitFor();
    await seen.page.locator('c-harvest-board .shown').first().waitFor();
    await seen.page.locator('host-detail-panel').getByText('gold').waitFor();
    assert.deepEqual(unexpected(seen.errors), []);
  }
});

test('a stranger chooses who they are and comes to the page they wanted', async () => {
  await using context = await openContext(browser);
  const page = await context.newPage();
  await page.goto(season.world.url + recordPath());
  await page.getByText('This page exists only in the local org').waitFor();
  await page.getByRole('button', { name: /木村/ }).click();
  await page.waitForURL(`**${recordPath()}`);
  await page.getByRole('button', { name: /木村 雪/ }).waitFor();
});
