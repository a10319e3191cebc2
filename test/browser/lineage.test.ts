/** Where a figure comes from and whether it can be trusted, on the pages, against the server's own verify. */
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

async function open(object: 'Target__c' | 'Budget__c'): Promise<Visit> {
  const username = `${rep}@todoku.example.com`;
  const [user] = await agency.admin.query<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${username}'`);
  await agency.admin.update('User', [{ Id: user?.Id, LanguageLocaleKey: 'en_US', LocaleSidKey: 'en_US' }]);
  const [target] = await agency.admin.query<{ Id: string; Budget__c: string }>(
    `SELECT Id, Budget__c FROM Target__c WHERE External_Key__c = '${targetKey}'`,
  );
  const id = object === 'Target__c' ? target?.Id : target?.Budget__c;
  return await visit(browser, `/lightning/r/${object}/${id ?? ''}/view`, {
    url: agency.org.url,
    token: agency.org.tokenFor(username),
  });
}

async function inYen(page: Page): Promise<void> {
  await page.locator('c-gap-panel c-unit-picker select').selectOption({ index: 0 });
}

const numberIn = (text: string): number => Number(text.replace(/[^\d−-]/g, '').replace('−', '-'));

async function openLineage(page: Page, figure: string): Promise<void> {
  await page.locator(`c-gap-numbers button[data-figure="${figure}"]`).click();
  await page.locator('c-lineage-drawer .step.ages p').first().waitFor();
}

/** As somebody does who presses Delete. */
async function deleteAmount(id: string): Promise<void> {
  const { url, admin } = agency.org;
  const headers = { authorization: `Bearer ${admin.accessToken}` };
  const answer = await fetch(`${url}/services/data/v66.0/sobjects/Menu_Amount__c/${id}`, { method: 'DELETE', headers });
  assert.equal(answer.status, 204);
}

for (const object of ['Target__c', 'Budget__c'] as const) {
  test(`N1 on a ${object}, the records of each figure add up to it and name table, key and load`, async () => {
    await using seen = await open(object);
    const { page } = seen;
    await inYen(page);
    for (const figure of ['target', 'actual', 'landing', 'gap']) {
      const shown = numberIn(await page.locator(`c-gap-numbers button[data-figure="${figure}"]`).innerText());
      await openLineage(page, figure);
      const drawer = page.locator('c-lineage-drawer');
      assert.match(await drawer.locator('.proof').innerText(), /equal to the figure/, figure);
      const more = drawer.getByText(/^Show \d+ more/);
      while ((await more.count()) > 0) await more.first().click();
      const rows = drawer.locator('tr.row');
      const amounts = await rows.locator('td.number').allInnerTexts();
      assert.equal(
        amounts.reduce((sum, text) => sum + (text === '–' ? 0 : numberIn(text)), 0),
        shown,
        figure,
      );
      for (const place of await rows.locator('.place').allInnerTexts()) {
        assert.match(place, /^\S.* · syncs\/[\w-]+\/model\.sql · B-\d+$|^Entered in Salesforce/, figure);
      }
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'detached' });
    }
    assert.deepEqual(seen.errors, []);
  });
}

test('N1 Escape closes the drawer and gives the focus back; the drawer breaks no rule of WCAG 2.2 AA', async () => {
  await using seen = await open('Target__c');
  const { page } = seen;
  await page.locator('c-gap-numbers button[data-figure="actual"]').focus();
  await page.keyboard.press('Enter');
  await page.locator('c-lineage-drawer .step.ages p').first().waitFor();
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('Escape');
  await page.locator('c-lineage-drawer').waitFor({ state: 'detached' });
  const focused = await page.evaluate(`(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.dataset.figure;
  })()`);
  assert.equal(focused, 'actual');
});

test('N1 a record whose load is gone is shown, and its source is said to be unknown', async () => {
  const [line] = await agency.admin.query<{ Id: string; Load_Batch__c: string }>(
    `SELECT Id, Load_Batch__c FROM Menu_Amount__c WHERE Project_Amount__r.Target__r.External_Key__c = '${targetKey}' LIMIT 1`,
  );
  await agency.admin.update('Menu_Amount__c', [{ Id: line?.Id, Load_Batch__c: null }]);
  try {
    await using seen = await open('Target__c');
    await openLineage(seen.page, 'actual');
    const drawer = seen.page.locator('c-lineage-drawer');
    await drawer.getByText('1 records have no load', { exact: false }).waitFor();
    assert.match(await drawer.locator('.proof').innerText(), /equal to the figure/);
  } finally {
    await agency.admin.update('Menu_Amount__c', [{ Id: line?.Id, Load_Batch__c: line?.Load_Batch__c }]);
  }
});

test('N3 one row deleted in the org: after verify, page header and tile say mismatch and list its key', async () => {
  await using seen = await open('Target__c');
  const { page } = seen;
  await page.locator('c-trust-badge .state', { hasText: 'Matched' }).waitFor();
  await page.locator('c-trust-line .state', { hasText: 'Matched' }).waitFor();
  const [line] = await agency.admin.query<{ Id: string; External_Key__c: string }>(
    `SELECT Id, External_Key__c FROM Menu_Amount__c WHERE Project_Amount__r.Target__r.External_Key__c = '${targetKey}' LIMIT 1`,
  );
  assert.ok(line !== undefined);
  await deleteAmount(line.Id);
  assert.equal((await agency.verify()).state, 'mismatch');
  await page.reload();
  await page.locator('c-trust-badge .state', { hasText: 'Mismatch' }).waitFor();
  await page.locator('c-trust-line .state', { hasText: 'Mismatch' }).waitFor();
  await page.locator('c-trust-badge').getByText(line.External_Key__c, { exact: true }).waitFor();
  const listed = page.locator('c-gap-panel c-key-differences li', { hasText: line.External_Key__c });
  assert.match(await listed.innerText(), /Deleted in Salesforce/);
  assert.deepEqual(seen.errors, []);
});
