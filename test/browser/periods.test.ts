/** The period switch of the left pane, against the SQL of the warehouse. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startAgency, type Agency } from '../../scripts/demo/agency.ts';
import { openBrowser, visit, type Visit } from './browser.ts';
import { violations } from './violations.ts';

const rep = 'misaki.sato';
const targetKey = `2026-11|Revenue|${rep}`;

let agency: Agency;
let browser: Browser;
const opened = new AsyncDisposableStack(); // whatever was opened is closed, even when the rest could not be
before(async () => {
  browser = opened.use(await openBrowser());
  agency = opened.use(await startAgency());
});
after(() => opened.disposeAsync());

/** What a function of the page uses of it: its types are not those of Node. */
interface Boxed {
  readonly parentElement: unknown;
  getBoundingClientRect(): { readonly right: number };
}

const phone = { width: 390, height: 844 };

async function open(object: 'Target__c' | 'Budget__c', size?: typeof phone): Promise<Visit> {
  const username = `${rep}@todoku.example.com`;
  const [user] = await agency.admin.query<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${username}'`);
  await agency.admin.update('User', [{ Id: user?.Id, LanguageLocaleKey: 'en_US', LocaleSidKey: 'en_US' }]);
  const [target] = await agency.admin.query<{ Id: string; Budget__c: string }>(
    `SELECT Id, Budget__c FROM Target__c WHERE External_Key__c = '${targetKey}'`,
  );
  const id = object === 'Target__c' ? target?.Id : target?.Budget__c;
  const seen = await visit(browser, `/lightning/r/${object}/${id ?? ''}/view`, {
    url: agency.org.url,
    token: agency.org.tokenFor(username),
    ...(size === undefined ? {} : { size }),
  });
  await seen.page.locator('c-gap-panel c-unit-picker select').selectOption({ index: 0 });
  return seen;
}

async function choose(page: Page, unit: string, span: 'single' | 'cumulative'): Promise<void> {
  await page.locator(`c-period-picker input[value="${unit}"]`).check();
  await page.locator(`c-period-picker input[value="${span}"]`).check();
}

const numberIn = (text: string): number => Number(text.replace(/[^\d−-]/g, '').replace('−', '-'));

async function figure(page: Page, name: string): Promise<number> {
  return numberIn(await page.locator(`c-gap-numbers button[data-figure="${name}"]`).innerText());
}

/** Target and actual in the months, as the warehouse adds them up. */
async function inSql(where: string): Promise<{ readonly target: number; readonly actual: number }> {
  const [row] = await agency.sql(
    `SELECT (SELECT sum(target_amount)::varchar FROM mart.target WHERE key LIKE '%|Revenue|${rep}' AND ${where}) AS target,
       (SELECT sum(actual)::varchar FROM mart."menu-amount" WHERE key LIKE '%|Revenue|${rep}|%' AND ${where}) AS actual`,
  );
  return { target: Number(row?.['target']), actual: Number(row?.['actual']) };
}

test('a quarter and the year so far equal the SQL of the warehouse, and the records of the quarter add up to it', async () => {
  await using seen = await open('Target__c');
  const { page } = seen;
  await choose(page, 'quarter', 'single');
  await page.locator('c-gap-header').getByText('October – December 2026').waitFor();
  const quarter = await inSql(`key BETWEEN '2026-10' AND '2026-13'`);
  assert.equal(await figure(page, 'target'), quarter.target);
  assert.equal(await figure(page, 'actual'), quarter.actual);
  await page.locator('c-gap-numbers button[data-figure="actual"]').click();
  await page.locator('c-lineage-drawer .step.ages p').first().waitFor();
  assert.match(await page.locator('c-lineage-drawer .proof').innerText(), /equal to the figure/);
  await page.keyboard.press('Escape');
  await choose(page, 'month', 'cumulative');
  await page.locator('c-gap-header').getByText('April – November 2026').waitFor();
  const year = await inSql(`key BETWEEN '2026-04' AND '2026-12'`);
  assert.equal(await figure(page, 'target'), year.target);
  assert.equal(await figure(page, 'actual'), year.actual);
  const current = page.locator('c-course-chart tr.current td');
  assert.equal(numberIn(await current.first().innerText()), year.target);
  assert.deepEqual(seen.errors, []);
});

test('days and weeks say what is not known instead of inventing it', async () => {
  await using seen = await open('Target__c');
  const { page } = seen;
  await choose(page, 'day', 'single');
  await page.locator('c-period-course').getByText('No daily figures', { exact: false }).waitFor();
  await page.locator('c-period-course dl').getByText('Due a day').waitFor();
  await choose(page, 'week', 'single');
  await page.locator('c-course-chart tbody tr').first().waitFor();
  const weeks = await page.locator('c-course-chart tbody tr').allInnerTexts();
  // 1 November is a Sunday: nobody works in a week of that alone.
  assert.equal(weeks.length, 5);
  assert.match(weeks[1] ?? '', /–/);
  await page.getByText('Weeks without a snapshot', { exact: false }).waitFor();
  assert.deepEqual(seen.errors, []);
});

test('a budget adds up its quarter, the switch works by keys alone and breaks no rule of WCAG 2.2 AA', async () => {
  await using seen = await open('Budget__c');
  const { page } = seen;
  await page.locator('c-period-picker input[value="month"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.locator('c-gap-header').getByText('October – December 2026').waitFor();
  const rows = page.locator('c-course-chart tbody tr');
  await rows.first().waitFor();
  assert.equal(await rows.count(), 4);
  const shown = numberIn(await page.locator('c-course-chart tr.current td').first().innerText());
  assert.equal(shown, await figure(page, 'target'));
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(seen.errors, []);
});

test('on a phone every column of the months and quarters is in sight', async () => {
  await using seen = await open('Target__c', phone);
  const { page } = seen;
  await page.locator('c-gap-panel c-unit-picker select').selectOption({ label: '¥K' });
  for (const unit of ['month', 'quarter']) {
    await choose(page, unit, 'cumulative');
    await page.locator('c-period-course').getByText(`By ${unit}`, { exact: false }).waitFor();
    const table = page.locator('c-course-chart table');
    await table.getByRole('columnheader', { name: 'Landing' }).waitFor();
    const { end, edge } = await table.evaluate((element) => {
      const box = (shown: unknown): { right: number } => (shown as Boxed).getBoundingClientRect();
      return { end: box(element).right, edge: box((element as unknown as Boxed).parentElement).right };
    });
    assert.ok(end <= edge + 0.5, `by ${unit} the table ends at ${String(end)}, its card at ${String(edge)}`);
  }
  assert.deepEqual(seen.errors, []);
});
