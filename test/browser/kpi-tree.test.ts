/** U5, U6 and N2 on the pages of a target and its budget: figures as the warehouse has them, causes, and an action. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { startAgency, type Agency } from '../../scripts/demo/agency.ts';
import { attribution } from '../../server/formulas/formulas.ts';
import { openBrowser, visit } from './browser.ts';
import { englishWordsIn, namesInData } from './english-words.ts';
import { inYenOf, numberIn, openPage, ownTarget, pathOfTarget, type OwnTarget, type Room } from './meeting-room.ts';
import { violations } from './violations.ts';

let browser: Browser;
let agency: Agency;
let room: Room;
let own: OwnTarget;
before(async () => {
  browser = await openBrowser();
  agency = await startAgency();
  room = { agency, browser, cycleId: '', [Symbol.asyncDispose]: () => Promise.resolve() };
  own = await ownTarget(room);
});
after(async () => {
  await agency[Symbol.asyncDispose]();
  await browser.close();
});

const card = (page: Page): Locator => page.locator('c-kpi-tree');
const rowOf = (page: Page, name: string): Locator => card(page).locator('tbody tr', { hasText: name }).first();

interface Shown {
  readonly name: string;
  readonly level: number;
  readonly target: string;
  readonly actual: string;
  readonly effect: number;
}

async function openAll(page: Page): Promise<void> {
  await card(page).locator('[role="treegrid"] tbody tr').first().waitFor();
  const closed = card(page).locator('tr[aria-expanded="false"]');
  while ((await closed.count()) > 0) await closed.first().locator('.text').click();
}

async function shown(page: Page): Promise<readonly Shown[]> {
  const rows = await card(page).locator('[role="treegrid"] tbody tr').all();
  return Promise.all(
    rows.map(async (row) => {
      const cell = async (key: string): Promise<string> => row.locator(`[data-cell="${key}"]`).innerText();
      return {
        name: (await row.locator('.text > span').nth(1).innerText()).trim(),
        level: Number(await row.getAttribute('aria-level')),
        target: await cell('target'),
        actual: await cell('actual'),
        effect: numberIn(await cell('effect')),
      };
    }),
  );
}

/** The rows right below each row, by their levels. */
function belowOf(rows: readonly Shown[], at: number): readonly Shown[] {
  const level = rows[at]?.level ?? 0;
  const end = rows.findIndex((row, index) => index > at && row.level <= level);
  return rows.slice(at + 1, end === -1 ? undefined : end).filter((row) => row.level === level + 1);
}

const keyOf = async (): Promise<string> => {
  const [found] = await agency.admin.query<{ External_Key__c: string }>(
    `SELECT External_Key__c FROM Target__c WHERE Id = '${own.Id}'`,
  );
  return found?.External_Key__c ?? '';
};

test('the tree begins with the figures of the header, and each KPI is what the warehouse has', async () => {
  await using seen = await openPage(room, 'rep', pathOfTarget(own));
  const { page } = seen;
  await openAll(page);
  await inYenOf(page.locator('c-gap-panel'));
  const rows = await shown(page);
  const [root] = rows;
  assert.equal(numberIn(root?.target ?? ''), own.Target_Amount__c);
  assert.equal(numberIn(root?.actual ?? ''), own.Landing_Forecast__c);
  assert.equal(root?.effect, own.Landing_Forecast__c - own.Target_Amount__c);
  const key = await keyOf();
  const [done] = await agency.sql(
    `select sum(calls) as calls, sum(meetings) as meetings from mart.activity_lines where target_key = '${key}'`,
  );
  const [planned] = await agency.sql(
    `select calls, meetings, deal_amount from mart.activity_target_lines where target_key = '${key}'`,
  );
  const figures = (column: 'actual' | 'target', ...names: readonly string[]): readonly (number | undefined)[] =>
    names.map((name) => numberIn(rows.find((row) => row.name === name)?.[column] ?? ''));
  assert.deepEqual(figures('actual', 'Calls', 'Meetings'), [done?.['calls'], done?.['meetings']].map(Number));
  assert.deepEqual(
    figures('target', 'Calls', 'Meetings', 'Open deals counted'),
    [planned?.['calls'], planned?.['meetings'], planned?.['deal_amount']].map(Number),
  );
  assert.deepEqual(seen.errors, []);
});

test('N2: contributions add to the gap, as SQL has them; causes are sorted by what they take away', async () => {
  await using seen = await openPage(room, 'rep', pathOfTarget(own));
  const { page } = seen;
  await openAll(page);
  await inYenOf(page.locator('c-gap-panel'));
  const rows = await shown(page);
  rows.forEach((row, index) => {
    const below = belowOf(rows, index);
    if (below.length === 0) return;
    assert.equal(
      below.reduce((sum, { effect }) => sum + effect, 0),
      row.effect,
      row.name,
    );
    const effects = below.filter(({ name }) => !name.startsWith('Not explained')).map(({ effect }) => effect);
    assert.deepEqual(
      effects,
      effects.toSorted((left, right) => left - right),
      row.name,
    );
  });
  const key = await keyOf();
  const [org] = await agency.admin.query<{ Opportunity_Expected__c: number }>(
    `SELECT Opportunity_Expected__c FROM Target__c WHERE Id = '${own.Id}'`,
  );
  const children = `
    select 'DEALS' as parent, place, 'Product' as combines, target, actual from (
      select t.deal_amount * 1e0 as dt, t.mql_amount * 1e0 as qt, t.proposals * 1e0 as pt, t.meetings * 1e0 as mt,
        a.q * 1e0 as qa, a.p * 1e0 as pa, a.m * 1e0 as ma
      from mart.activity_target_lines as t
      join (select target_key, sum(mql_amount) as q, sum(proposals) as p, sum(meetings) as m from mart.activity_lines group by target_key) as a
        on a.target_key = t.target_key
      where t.target_key = '${key}'
    ) as one, lateral (values
      ('Meetings', mt, ma), ('Proposals per meeting', pt / mt, pa / ma),
      ('MQL amount per proposal', qt / pt, qa / pa), ('Counted share of MQL amount', dt / qt, ${org?.Opportunity_Expected__c ?? 0} / qa)
    ) as child(place, target, actual)`;
  const wanted = await agency.sql(`select place, contribution from (${attribution(children)}) as c`);
  assert.equal(wanted.length, 4);
  for (const { place, contribution } of wanted) {
    const { effect } = rows.find(({ name }) => name === place) ?? { effect: Number.NaN };
    assert.ok(
      Math.abs(effect - Number(contribution)) <= 2,
      `${String(place)}: ${effect}, in SQL ${String(contribution)}`,
    );
  }
  assert.deepEqual(seen.errors, []);
});

test('N2: an action cannot be saved without KPI, owner, due date, expected effect; next week its KPI says what became of it', async () => {
  await using seen = await openPage(room, 'rep', pathOfTarget(own));
  const { page } = seen;
  await card(page).locator('.record-top').waitFor();
  await inYenOf(page.locator('c-gap-panel'));
  await card(page).locator('.record-top').press('Enter');
  const form = card(page).locator('c-plan-form');
  const save = form.locator('.save');
  await form.locator('[data-field="subject"]:focus').waitFor();
  await page.keyboard.type('Call ten clients a day');
  const chosen = (await form.locator('[data-field="kpi"] option:checked').innerText()).trim();
  const { effect } = (await shown(page)).find(({ name }) => name === chosen) ?? { effect: Number.NaN };
  assert.equal(numberIn(await form.locator('[data-field="effect"]').inputValue()), -effect, 'the yen at stake');
  assert.equal(await save.isDisabled(), false);
  const effectField = form.locator('[data-field="effect"]');
  await effectField.fill('');
  assert.equal(await save.isDisabled(), true, 'without effect');
  await effectField.fill(String(-effect));
  await form.locator('[data-field="kpi"]').selectOption('other');
  assert.equal(await save.isDisabled(), true, 'without KPI');
  await form.locator('[data-field="kpi"]').selectOption({ label: chosen });
  assert.equal(await save.isDisabled(), false);
  assert.deepEqual(await violations(page), []);
  await save.click();
  const row = rowOf(page, chosen);
  await row.locator('.action', { hasText: 'Call ten clients a day' }).waitFor();
  const kept = await agency.admin.query<Readonly<Record<string, unknown>>>(
    `SELECT Target__c, Budget__c, Assignee__c, Due__c, Kpi__c, Kpi_Definition__r.Name, Kpi_At_Start__c, Expected_Effect__c FROM Gap_Action__c WHERE Subject__c = 'Call ten clients a day'`,
  );
  assert.equal(kept.length, 1);
  assert.deepEqual(
    [kept[0]?.['Target__c'], kept[0]?.['Budget__c'], kept[0]?.['Assignee__c']],
    [own.Id, own.Budget__c, own.Rep__c],
  );
  assert.deepEqual([kept[0]?.['Kpi__c'], kept[0]?.['Expected_Effect__c']], [chosen, -effect]);
  assert.ok(typeof kept[0]?.['Due__c'] === 'string' && typeof kept[0]['Kpi_At_Start__c'] === 'number');
  const [calls] = await agency.admin.query<{ Id: string }>(
    `SELECT Id FROM KPI_Definition__c WHERE External_Key__c = 'CALLS'`,
  );
  const whole = {
    Budget__c: own.Budget__c,
    Target__c: own.Id,
    Kind__c: 'Action',
    State__c: 'Done',
    Subject__c: 'Morning calls',
  };
  const due = { Assignee__c: own.Rep__c, Due__c: '2026-11-20', Kpi_Definition__c: calls?.Id, Kpi_At_Start__c: 1 };
  await assert.rejects(agency.admin.insert('Gap_Action__c', [{ ...whole, ...due, Expected_Effect__c: 100 }]));
  await assert.rejects(agency.admin.insert('Gap_Action__c', [{ ...whole, ...due, Kpi__c: 'Calls' }]));
  const named = { ...whole, Kpi__c: 'Calls', Expected_Effect__c: 100 };
  await assert.rejects(agency.admin.insert('Gap_Action__c', [{ ...named, ...due, Assignee__c: null }]));
  await assert.rejects(agency.admin.insert('Gap_Action__c', [{ ...named, ...due, Due__c: null }]));
  await agency.admin.insert('Gap_Action__c', [{ ...named, ...due }]);
  await page.reload();
  await openAll(page);
  const said = await rowOf(page, 'Calls').locator('.action', { hasText: 'Morning calls' }).innerText();
  const { actual } = (await shown(page)).find(({ name }) => name === 'Calls') ?? { actual: '' };
  assert.match(said, /Done/);
  assert.ok(said.includes(`1 → ${actual}`), said);
  assert.deepEqual(seen.errors, []);
});

test('the tree is walked by keys, as a treegrid is, and stays as it was left', async () => {
  await using seen = await openPage(room, 'rep', pathOfTarget(own));
  const { page } = seen;
  await openAll(page);
  const rows = card(page).locator('[role="treegrid"] tbody tr');
  const all = await rows.count();
  await rows.first().focus();
  await page.keyboard.press('End');
  await card(page).locator('tbody tr:last-child:focus').waitFor();
  await page.keyboard.press('Home');
  await card(page).locator('tbody tr:first-child:focus').waitFor();
  await page.keyboard.press('ArrowDown');
  await card(page).locator('tbody tr[aria-level="2"]:focus').waitFor();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await card(page).locator('tbody tr[aria-expanded="false"]:focus').waitFor();
  assert.equal(await rows.count(), 1);
  await page.reload();
  await card(page).locator('tbody tr[aria-expanded="false"]').waitFor();
  assert.equal(await rows.count(), 1, 'as it was left');
  await rows.first().focus();
  await page.keyboard.press('ArrowRight');
  await card(page).locator('tbody tr[aria-expanded="true"]:focus').waitFor();
  await openAll(page);
  assert.equal(await rows.count(), all);
  assert.deepEqual(seen.errors, []);
});

test('U6: the newest day, its week and the month of the scorecard are what the warehouse adds up', async () => {
  await using seen = await openPage(room, 'rep', pathOfTarget(own));
  const { page } = seen;
  const score = card(page).locator('c-kpi-scorecard');
  await score.locator('tbody tr').first().waitFor();
  const [sums] = await agency.sql(`
    with line as (select * from mart.activity_lines where target_key = '${await keyOf()}'), newest as (select max(day) as day from line)
    select sum(if(line.day = newest.day, calls, 0)) as day, sum(if(line.day >= date_trunc('week', newest.day), calls, 0)) as week, sum(calls) as month
    from line cross join newest`);
  const calls = score.locator('tbody tr').first().locator('td');
  const first = async (index: number): Promise<number> =>
    numberIn((await calls.nth(index).innerText()).split(' of ')[0] ?? '');
  assert.deepEqual(
    [await first(0), await first(1), await first(2)],
    [sums?.['day'], sums?.['week'], sums?.['month']].map(Number),
  );
  assert.deepEqual(await violations(page), []);
});

test('a budget has the tree of its unit, which adds up', async () => {
  const rep = agency.people.find(({ role }) => role === 'rep');
  const head = agency.people.find(({ key }) => key === rep?.manager);
  const token = agency.org.tokenFor(head?.username ?? '');
  await using seen = await visit(browser, `/lightning/r/Budget__c/${own.Budget__c}/view`, {
    url: agency.org.url,
    token,
  });
  const { page } = seen;
  await openAll(page);
  await inYenOf(page.locator('c-gap-panel'));
  const rows = await shown(page);
  const [budget] = await agency.admin.query<{ Current_Amount__c: number; Landing_Forecast__c: number }>(
    `SELECT Current_Amount__c, Landing_Forecast__c FROM Budget__c WHERE Id = '${own.Budget__c}'`,
  );
  assert.equal(rows[0]?.effect, (budget?.Landing_Forecast__c ?? 0) - (budget?.Current_Amount__c ?? 0));
  const ofGap = belowOf(rows, 0);
  const names = ofGap.map(({ name }) => name).toSorted();
  assert.deepEqual(names, ['商談の見込', '案件の着地', '読み補正'], 'the head reads Japanese');
  assert.equal(
    ofGap.reduce((sum, { effect }) => sum + effect, 0),
    rows[0].effect,
  );
  assert.deepEqual(seen.errors, []);
});

test('the card in Japanese shows no English label', async () => {
  await using seen = await openPage(room, 'rep', pathOfTarget(own), 'ja');
  const { page } = seen;
  await openAll(page);
  const typed = ['KPI', 'MQL', 'Call', 'ten', 'clients', 'a', 'day', 'Morning', 'calls'];
  const names = [...(await namesInData(room.agency.admin)), ...typed];
  assert.deepEqual(englishWordsIn(await card(page).innerText(), names), []);
});
