/** N8: three hundred cells from a spreadsheet, a tab that is closed in the middle, a connection that is lost. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { apiOf } from '../../scripts/demo/api.ts';
import { startWideOrg, systemAmount, type WideOrg } from '../../scripts/demo/wide-target.ts';
import { openBrowser, openContext, visit, type Visit } from './browser.ts';

let wide: WideOrg;
let browser: Browser;
const opened = new AsyncDisposableStack(); // whatever was opened is closed, even when the rest could not be
before(async () => {
  browser = opened.use(await openBrowser());
  wide = opened.use(await startWideOrg());
  await wide.org.builds.current();
});
after(() => opened.disposeAsync());

interface Line {
  readonly Id: string;
  readonly Expected_Member__c: number | null;
  readonly Confidence__c: string | null;
  readonly Note__c: string | null;
}

/** In the order of the grid. */
function linesOf(target: string): Promise<readonly Line[]> {
  return wide.admin.query<Line>(
    `SELECT Id, Expected_Member__c, Confidence__c, Note__c FROM Project_Amount__c WHERE Target__c = '${target}' ORDER BY Project__r.Name`,
  );
}

async function open(path: string, context: BrowserContext): Promise<Visit> {
  const seen = await visit(browser, path, { url: wide.org.url, token: wide.token, context });
  await seen.page.locator('c-forecast-entry [data-row] input').first().waitFor();
  await seen.page.locator('c-gap-panel c-unit-picker select').selectOption({ index: 0 });
  return seen;
}

const preview = (page: Page): Locator => page.locator('c-paste-preview');
const summary = (page: Page): Locator => page.locator('c-forecast-footer .summary');
const amount = (page: Page, id: string): Locator => page.locator(`c-forecast-entry [data-row="${id}"] input`);

/** What the person's other program put on the clipboard, pasted by its keys. */
async function paste(page: Page, cell: Locator, text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await cell.click();
  await page.keyboard.press('Control+V');
}

/** As people write amounts, and what they mean in yen. */
const written: readonly (readonly [text: string, meant: number])[] = [
  ['12,345', 12_345],
  ['１２，３４５', 12_345],
  ['1.2百万', 1_200_000],
  ['120万', 1_200_000],
  ['1.2M', 1_200_000],
];
const rejectedAt = 41;
const count = 100;

const textAt = (index: number): string =>
  index === rejectedAt ? 'about 5' : (written[index % written.length]?.[0] ?? '');
const amountAt = (index: number): number | null =>
  index === rejectedAt ? null : (written[index % written.length]?.[1] ?? null);
const cells = Array.from({ length: count }, (_, index) => `${textAt(index)}\tB\tnote ${index + 1}`).join('\r\n');

test('N8: closing the tab in the middle of a paste of 300 cells loses nothing', async () => {
  const target = await wide.target(110);
  const before = await linesOf(target.id);
  const first = before[0]?.Id ?? '';
  await using context = await openContext(browser);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);

  const pasting = await open(target.path, context);
  await paste(pasting.page, amount(pasting.page, first), cells);
  await preview(pasting.page).getByRole('heading', { name: '300 cells to enter' }).waitFor();
  assert.deepEqual(await linesOf(target.id), before, 'nothing is saved by a paste');
  await pasting.page.close();

  const accepting = await open(target.path, context);
  await accepting.page.getByText('The paste that was open when the page was closed is shown again below.').waitFor();
  await preview(accepting.page).getByText('1 not entered').waitFor();
  const rejected = preview(accepting.page).locator('tr.rejected');
  assert.match(await rejected.innerText(), /Project 042.*about 5/s);
  await preview(accepting.page).getByText('“about 5” is not an amount.', { exact: false }).waitFor();
  await accepting.page.locator('c-paste-preview .accept').click();
  await summary(accepting.page).filter({ hasText: '100 rows changed' }).waitFor();
  await accepting.page.close();

  const saving = await open(target.path, context);
  await saving.page.getByText('Unsaved changes from', { exact: false }).waitFor();
  await summary(saving.page).filter({ hasText: '100 rows changed' }).waitFor();
  await saving.page.locator('c-forecast-footer .save').click();
  await summary(saving.page)
    .filter({ hasText: /Saving [2-9]\d of/ })
    .waitFor();
  await saving.page.close();
  const stored = (await linesOf(target.id)).filter(({ Note__c }) => Note__c !== null).length;
  assert.ok(stored > 0 && stored < count, `the tab was closed in the middle of saving, ${stored} rows are stored`);

  const last = await open(target.path, context);
  await summary(last.page)
    .filter({ hasText: /rows? changed/ })
    .waitFor();
  await last.page.locator('c-forecast-footer .save').click();
  await summary(last.page).filter({ hasText: 'No changes' }).waitFor({ timeout: 60_000 });
  const after = await linesOf(target.id);
  assert.deepEqual(
    after.map((line) => [line.Expected_Member__c, line.Confidence__c, line.Note__c]),
    after.map((_, index) => (index < count ? [amountAt(index), 'B', `note ${index + 1}`] : [null, null, null])),
  );
  assert.deepEqual(last.errors, []);
});

test('N8: an amount below zero is read as one, in either way of writing it', async () => {
  const target = await wide.target(31);
  const [first, second] = await linesOf(target.id);
  await using context = await openContext(browser);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = await open(target.path, context);
  await paste(page, amount(page, first?.Id ?? ''), '▲1,200\n(1,200)');
  await page.locator('c-paste-preview .accept').click();
  for (const line of [first, second]) {
    assert.equal(await amount(page, line?.Id ?? '').inputValue(), '−1,200');
  }
});

test('N8: what was typed offline stays, and on reconnection only true conflicts are listed', async () => {
  const target = await wide.target(31);
  const [both, note, same, mine] = await linesOf(target.id);
  assert.ok(both !== undefined && note !== undefined && same !== undefined && mine !== undefined);
  await using context = await openContext(browser);
  const { page } = await open(target.path, context);
  await context.setOffline(true);
  const notice = page.locator('c-state-message', { hasText: 'You are offline.' });
  await notice.waitFor();
  await amount(page, both.Id).click();
  for (const typed of ['100', '200', '300', '400']) {
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Control+S');
  await summary(page).filter({ hasText: '4 rows changed' }).waitFor();

  const elsewhere = apiOf(wide.org.url, wide.token); // the same person, on another device
  await elsewhere.update('Project_Amount__c', [
    { Id: both.Id, Expected_Member__c: 150 },
    { Id: note.Id, Note__c: 'from elsewhere' },
    { Id: same.Id, Expected_Member__c: 300 },
  ]);
  await context.setOffline(false);
  await notice.waitFor({ state: 'detached' });
  await summary(page).filter({ hasText: '1 to settle' }).waitFor();
  const told = page.locator('c-forecast-entry .messages');
  assert.equal(await told.count(), 1);
  assert.match(await told.innerText(), /changed Expected from blank to 150 .*Yours: 100\./);

  await page.locator(`[data-row="${both.Id}"]`).getByRole('button', { name: 'Keep mine' }).click();
  await page.locator('c-forecast-footer .save').click();
  await summary(page).filter({ hasText: 'No changes' }).waitFor();
  const after = await linesOf(target.id);
  assert.deepEqual(
    after.slice(0, 5).map((line) => [line.Expected_Member__c, line.Note__c]),
    [
      [100, null],
      [200, 'from elsewhere'],
      [300, null],
      [400, null],
      [null, null],
    ],
  );
  assert.equal(systemAmount, 1_000_000, 'what the system expects is larger than what is typed here');
});
