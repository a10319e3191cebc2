/** The Target page as a rep uses it: what it shows, what saving does, and the words it says it in. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { startAgency, type Agency } from '../../scripts/demo/agency.ts';
import { assertLoopback, openBrowser, visit, type Visit } from './browser.ts';
import { englishWordsIn, namesInData } from './english-words.ts';

const month = '2026-11';
const rep = 'misaki.sato';
const targetKey = `${month}|Revenue|${rep}`;

let agency: Agency;
let browser: Browser;
const opened = new AsyncDisposableStack(); // whatever was opened is closed, even when the rest could not be
before(async () => {
  browser = opened.use(await openBrowser());
  agency = opened.use(await startAgency());
});
after(() => opened.disposeAsync());

interface Amounts {
  readonly Id: string;
  readonly Budget__c: string;
  readonly Actual__c: number;
  readonly Target_Amount__c: number;
  readonly Line_Landing__c: number;
  readonly Landing_Forecast__c: number;
  readonly Budget__r: { readonly Line_Landing__c: number; readonly Landing_Forecast__c: number };
}

async function amounts(): Promise<Amounts> {
  const [target] = await agency.admin.query<Amounts>(
    `SELECT Id, Budget__c, Actual__c, Target_Amount__c, Line_Landing__c, Landing_Forecast__c, Budget__r.Line_Landing__c, Budget__r.Landing_Forecast__c FROM Target__c WHERE External_Key__c = '${targetKey}'`,
  );
  assert.ok(target !== undefined, 'the sample has a target of this rep and month');
  return target;
}

async function open(path: string, language: 'ja' | 'en_US', username = `${rep}@todoku.example.com`): Promise<Visit> {
  const locale = language === 'ja' ? 'ja_JP' : 'en_US';
  const [user] = await agency.admin.query<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${username}'`);
  assert.ok(user !== undefined);
  await agency.admin.update('User', [{ Id: user.Id, LanguageLocaleKey: language, LocaleSidKey: locale }]);
  return await visit(browser, path, { url: agency.org.url, token: agency.org.tokenFor(username) });
}

const targetPage = async (): Promise<string> => `/lightning/r/Target__c/${(await amounts()).Id}/view`;

/** Digits of a figure however it is written: `¥12,345,678`, `12,345,678`. */
function numberIn(text: string): number {
  return Number(text.replace(/[^\d−-]/g, '').replace('−', '-'));
}

async function inYen(panel: Locator): Promise<void> {
  await panel.locator('c-unit-picker select').selectOption({ index: 0 });
}

async function figure(page: Page, label: string): Promise<number> {
  const item = page.locator('c-gap-numbers').locator('dt, .label', { hasText: label }).first();
  await item.waitFor();
  const value = item.locator('xpath=following-sibling::*[1]');
  return numberIn(await value.innerText());
}

/** Types into a cell as a person does. */
async function enter(page: Page, cell: Locator, text: string): Promise<void> {
  await cell.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}

test('U27: the breakdown is downloaded with its as-of line, and the rows of the file add up to the landing', async () => {
  const { Landing_Forecast__c: landing } = await amounts();
  await using seen = await open(await targetPage(), 'en_US');
  const { page } = seen;
  await inYen(page.locator('c-gap-panel'));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('c-gap-breakdown .download').press('Enter'),
  ]);
  const text = readFileSync(await download.path(), 'utf8');
  assert.match(text, /Matched · Load B-\d+/);
  const lines = text
    .split('\r\n')
    .map((line) => [...line.matchAll(/("[^"]*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell));
  const head = lines.findIndex((cells) => cells.includes('Landing'));
  const total = lines.findIndex(([name]) => name === 'Total');
  const column = lines[head]?.indexOf('Landing') ?? -1;
  const landings = lines.map((cells) => numberIn(cells[column] ?? ''));
  assert.ok(total > head + 2, text);
  assert.equal(landings[total], landing);
  assert.equal(
    landings.slice(head + 1, total).reduce((sum, amount) => sum + amount, 0),
    landing,
  );
});

test('the numbers on the Target page equal the SQL of the warehouse', async () => {
  const [expected] = await agency.sql(
    `select (select sum(actual)::varchar from mart."menu-amount" where key like '${targetKey}|%') as actual,
            (select target_amount::varchar from mart.target where key = '${targetKey}') as target`,
  );
  assert.ok(expected !== undefined);
  await using seen = await open(await targetPage(), 'en_US');
  const { page } = seen;
  await page.locator('c-gap-panel .sentence').waitFor();
  await inYen(page.locator('c-gap-panel'));
  assert.equal(await figure(page, 'Actual'), Number(expected['actual']));
  assert.equal(await figure(page, 'Target'), Number(expected['target']));
  assert.equal(await figure(page, 'Landing'), (await amounts()).Landing_Forecast__c);
  assert.deepEqual(seen.errors, []);
  assertLoopback(seen.requests, agency.org.url);
});

test('the header of a Target names its rep as the viewer writes names', async () => {
  for (const [language, name] of [
    ['ja', '佐藤 美咲'],
    ['en_US', '美咲 佐藤'],
  ] as const) {
    await using seen = await open(await targetPage(), language);
    await seen.page.locator('host-highlights-panel').getByText(name, { exact: true }).first().waitFor();
  }
});

test('an expected amount that is saved moves the line, the Target and the Budget, and the left pane follows', async () => {
  const beforeSave = await amounts();
  await using seen = await open(await targetPage(), 'en_US');
  const { page } = seen;
  await inYen(page.locator('c-gap-panel'));
  const row = page.locator('c-forecast-entry [data-row]').first();
  const id = (await row.getAttribute('data-row')) ?? '';
  const line = await lineOf(id);
  const typed = Math.max(line.Landing__c, line.Actual__c) + 1_000_000;

  await enter(page, row.locator('input'), String(typed));
  await page.locator('c-forecast-footer .save').click();
  // The left pane shows what is typed before it is saved.
  await page.locator('c-forecast-footer .summary', { hasText: 'No changes' }).waitFor();
  await page
    .locator('c-gap-numbers', { hasText: typedText(beforeSave.Landing_Forecast__c + typed - line.Landing__c) })
    .waitFor();

  const afterSave = await amounts();
  const moved = typed - line.Landing__c;
  assert.equal((await lineOf(id)).Expected_Member__c, typed);
  assert.equal(afterSave.Line_Landing__c - beforeSave.Line_Landing__c, moved);
  assert.equal(afterSave.Budget__r.Line_Landing__c - beforeSave.Budget__r.Line_Landing__c, moved);
  assert.equal(afterSave.Budget__r.Landing_Forecast__c - beforeSave.Budget__r.Landing_Forecast__c, moved);
  assert.equal(afterSave.Actual__c, beforeSave.Actual__c);
  assert.equal(await figure(page, 'Landing'), afterSave.Landing_Forecast__c);
  assert.deepEqual(seen.errors, []);
});

test('a rejected value stays in its cell with its message, and the other rows are saved', async () => {
  await using seen = await open(await targetPage(), 'en_US');
  const { page } = seen;
  await inYen(page.locator('c-gap-panel'));
  const rows = page.locator('c-forecast-entry [data-row]');
  const [bad, good] = [rows.nth(0), rows.nth(1)];
  const [badId, goodId] = [await bad.getAttribute('data-row'), await good.getAttribute('data-row')];
  const kept = await lineOf(badId ?? '');

  await enter(page, bad.locator('input'), '-5');
  await enter(page, good.locator('input'), '3210000');
  await page.locator('c-forecast-footer .save').click();
  const message = page.locator('c-forecast-entry .messages').first();
  await message.waitFor();

  assert.match(await message.innerText(), /negative|less than/i);
  assert.equal(numberIn(await bad.locator('input').inputValue()), -5);
  assert.equal(await bad.locator('input').getAttribute('aria-invalid'), 'true');
  assert.equal((await lineOf(badId ?? '')).Expected_Member__c, kept.Expected_Member__c);
  assert.equal((await lineOf(goodId ?? '')).Expected_Member__c, 3_210_000);
});

/** As the browser hands over what was copied in a spreadsheet. */
async function paste(cell: Locator, text: string): Promise<void> {
  await cell.evaluate((element, copied) => {
    // A function of the page: it knows the DOM, whose types are not those of Node.
    const given = globalThis as unknown as Record<'DataTransfer' | 'ClipboardEvent', new (...args: unknown[]) => never>;
    const clipboardData = new given.DataTransfer() as { setData(type: string, data: string): void };
    clipboardData.setData('text/plain', copied);
    const event = new given.ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true });
    (element as unknown as { dispatchEvent(event: unknown): void }).dispatchEvent(event);
  }, text);
}

test('cells pasted from a spreadsheet are shown first, outlive the tab, and are saved as they were meant', async () => {
  await using seen = await open(await targetPage(), 'ja');
  const { page } = seen;
  await inYen(page.locator('c-gap-panel'));
  const rows = page.locator('c-forecast-entry [data-row]');
  const ids = await Promise.all([0, 1, 2].map(async (at) => (await rows.nth(at).getAttribute('data-row')) ?? ''));
  const before = await Promise.all(ids.map(lineOf));
  const cell = rows.first().locator('input');
  await cell.click();
  await paste(cell, '１２，３４５，０００\r\n約500\r\n2,000万\r\n');
  const preview = page.locator('c-paste-preview');
  await preview.getByText('3件の貼り付け').waitFor();
  await preview
    .getByText('“約500”', { exact: false })
    .or(preview.getByText('「約500」', { exact: false }))
    .first()
    .waitFor();
  assert.deepEqual(await Promise.all(ids.map(lineOf)), before, 'nothing is saved by a paste');
  await preview.locator('.accept').click();
  assert.equal(numberIn(await cell.inputValue()), 12_345_000);

  await page.reload();
  await page.locator('c-forecast-entry').getByText('未保存の変更2件を復元しました', { exact: false }).waitFor();
  await page.locator('c-forecast-footer .save').click();
  await page.locator('c-forecast-footer .summary', { hasText: '変更なし' }).waitFor();
  const after = await Promise.all(ids.map(lineOf));
  assert.deepEqual(
    after.map(({ Expected_Member__c }) => Expected_Member__c),
    [12_345_000, before[1]?.Expected_Member__c, 20_000_000],
  );
  await page.reload();
  await page.locator('c-forecast-footer .summary', { hasText: '変更なし' }).waitFor();
  assert.deepEqual(seen.errors, []);
});

test('a text that is no amount is refused in its cell and nothing is sent', async () => {
  await using seen = await open(await targetPage(), 'ja');
  const { page } = seen;
  const row = page.locator('c-forecast-entry [data-row]').first();
  await enter(page, row.locator('input'), '120百');
  assert.match(await page.locator('c-forecast-entry .messages').first().innerText(), /「120百」/);
  assert.equal(await row.locator('input').inputValue(), '120百');
  const writes = seen.requests.filter((address) => address.includes('/ui-api/records/') && !address.includes('?'));
  assert.deepEqual(writes, []);
});

test('an English word on a Japanese page is found, a name in the data is not', () => {
  const page = ['着地見込', 'Landing forecast', 'Brightfield｜秋の新商品', 'TG-000463 保存'].join('\n');
  assert.deepEqual(englishWordsIn(page, ['Brightfield']), ['Landing forecast']);
});

for (const [object, path] of [
  ['Target', targetPage],
  ['Budget', async () => `/lightning/r/Budget__c/${(await amounts()).Budget__c}/view`],
] as const) {
  test(`the ${object} page in Japanese shows no English label`, async () => {
    await using seen = await open(await path(), 'ja');
    const { page } = seen;
    await page.locator('c-gap-panel .sentence').waitFor();
    await page.locator('c-forecast-entry [role=grid], c-judgement-entry').first().waitFor();
    const names = await namesInData(agency.admin);
    assert.deepEqual(englishWordsIn(await page.locator('body').innerText(), names), []);
    assert.match(await page.locator('c-gap-panel .sentence').innerText(), /着地見込/);
    assert.deepEqual(seen.errors, []);
  });

  test(`the ${object} page in English shows no Japanese label`, async () => {
    await using seen = await open(await path(), 'en_US');
    await seen.page.locator('c-gap-panel .sentence').waitFor();
    const names = await namesInData(agency.admin);
    const words = (await seen.page.locator('body').innerText()).split('\n');
    const japanese = words.filter((text) => /[぀-ヿ一-鿿]/.test(text) && !names.some((name) => text.includes(name)));
    assert.deepEqual(japanese, []);
  });
}

test('a rep sees the unit landing but cannot change the judgement', async () => {
  await using seen = await open(`/lightning/r/Budget__c/${(await amounts()).Budget__c}/view`, 'en_US');
  const entry = seen.page.locator('c-judgement-entry');
  await entry.waitFor();
  await entry.getByText('Todoku Unit Manager').waitFor();
  assert.equal(await entry.locator('input:not([readonly]):not([disabled])').count(), 0);
});

interface Line {
  readonly Actual__c: number;
  readonly Landing__c: number;
  readonly Expected_Member__c: number | null;
}

async function lineOf(id: string): Promise<Line> {
  const [line] = await agency.admin.query<Line>(
    `SELECT Actual__c, Landing__c, Expected_Member__c FROM Project_Amount__c WHERE Id = '${id}'`,
  );
  assert.ok(line !== undefined);
  return line;
}

function typedText(amount: number): string {
  return new Intl.NumberFormat('en-US').format(amount);
}
