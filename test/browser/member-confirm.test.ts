/** A member's week on the Target page: N5 beside the entry, the confirmation, its refusals, by keyboard, for whom it is. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { momentAt, startAgency, tuesday, type Agency } from '../../scripts/demo/agency.ts';
import { integrationUsername } from '../../scripts/demo/people.ts';
import { asRevOps, asUser } from '../../scripts/demo/steps.ts';
import { enterHistory, enterWeek } from '../../scripts/demo/weeks.ts';
import { openBrowser, visit, type Visit } from './browser.ts';
import { violations } from './violations.ts';

const rep = 'misaki.sato';
const targetKey = `2026-11|Revenue|${rep}`;
const week = '2026-W48';

let agency: Agency;
let browser: Browser;
let targetId: string;
const moment = momentAt(tuesday);
const opened = new AsyncDisposableStack(); // whatever was opened is closed, even when the rest could not be
before(async () => {
  browser = opened.use(await openBrowser());
  agency = opened.use(await startAgency(moment));
  await enterHistory({ load: asUser(agency.org, integrationUsername), revOps: asRevOps(agency) }, tuesday);
  const [target] = await agency.admin.query<{ Id: string }>(
    `SELECT Id FROM Target__c WHERE External_Key__c = '${targetKey}'`,
  );
  targetId = target?.Id ?? '';
});
after(() => opened.disposeAsync());

beforeEach(async () => {
  await agency.admin.remove((await said()).map(({ Id }) => Id));
  await cycle({ State__c: 'Open' });
});

const cycle = (fields: Readonly<Record<string, unknown>>): Promise<void> =>
  enterWeek(asUser(agency.org, integrationUsername), week, fields);

interface Said {
  readonly Id: string;
  readonly Version__c: number;
  readonly State__c: string;
  readonly Landing_Forecast__c: number;
  readonly Previous_Landing__c: number;
  readonly Note__c: string | null;
  readonly Deals_Total__c: number;
  readonly Submitted_By__r: { readonly Username: string };
  readonly On_Behalf_Of__r: { readonly Username: string } | null;
}

/** What was said of the sample's target in the week, in order. */
function said(): Promise<readonly Said[]> {
  return agency.admin.query<Said>(
    `SELECT Id, Version__c, State__c, Landing_Forecast__c, Previous_Landing__c, Note__c, Deals_Total__c, Submitted_By__r.Username, On_Behalf_Of__r.Username
     FROM Forecast_Submission__c WHERE Cycle__r.External_Key__c = '${week}' AND Target__c = '${targetId}' ORDER BY Version__c`,
  );
}

const usernameOf = (key: string): string => `${key}@todoku.example.com`;
const head = (): string => agency.people.find(({ key }) => key === rep)?.manager ?? '';

/** The Target page in English, at the moment that the org takes for now. */
async function open(person = rep): Promise<Visit> {
  const username = usernameOf(person);
  const [user] = await agency.admin.query<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${username}'`);
  await agency.admin.update('User', [{ Id: user?.Id, LanguageLocaleKey: 'en_US', LocaleSidKey: 'en_US' }]);
  const seen = await visit(browser, `/lightning/r/Target__c/${targetId}/view`, {
    url: agency.org.url,
    token: agency.org.tokenFor(username),
    zone: 'Asia/Tokyo',
    now: moment.now(),
  });
  await seen.page.locator('c-member-confirm .figures').waitFor();
  return seen;
}

const standing = (page: Page): Promise<string> => page.locator('c-cycle-card .standing').innerText();
/** Until the card says so; in that case of letters, since “Not submitted yet” holds the word too. */
const stands = (page: Page, word: string): Promise<void> =>
  page.locator('c-cycle-card .standing', { hasText: new RegExp(`^\\s*${word}`) }).waitFor();
const confirm = (page: Page, name: string): Promise<void> =>
  page.locator('c-member-confirm').getByRole('button', { name, exact: true }).click();

async function landing(): Promise<number> {
  const [target] = await agency.admin.query<{ Landing_Forecast__c: number }>(
    `SELECT Landing_Forecast__c FROM Target__c WHERE Id = '${targetId}'`,
  );
  return target?.Landing_Forecast__c ?? 0;
}

interface Past {
  readonly Landing_Forecast__c: number;
  readonly Actual__c: number;
  readonly Target__r: { readonly Actual__c: number };
}

test('N5 beside the entry: last six periods at this checkpoint, bias and range as the records say', async () => {
  await using seen = await open();
  const { page } = seen;
  await page.locator('c-gap-panel c-unit-picker select').selectOption({ index: 0 });
  const past = await agency.admin.query<Past>(
    `SELECT Landing_Forecast__c, Actual__c, Target__r.Actual__c FROM Forecast_Submission__c
     WHERE Target__r.Rep__r.Employee_Key__c = '${rep}' AND Budget__r.Measure__c = 'Revenue' AND Budget__r.Period_Start__c < 2026-11-01
     ORDER BY Budget__r.Period_Start__c DESC LIMIT 6`,
  );
  const sum = (read: (one: Past) => number): number => past.reduce((total, one) => total + read(one), 0);
  const bias = sum((one) => one.Landing_Forecast__c - one.Target__r.Actual__c) / sum((one) => one.Target__r.Actual__c);
  const sentence = await page.locator('c-accuracy-line .sentence').innerText();
  const told = `${Math.abs(bias * 100).toFixed(1)}% ${bias > 0 ? 'high' : 'low'}`;
  assert.match(sentence, new RegExp(`^At this point you were on average ${told}; history suggests`));
  const came = past.map((one) => (one.Target__r.Actual__c - one.Actual__c) / (one.Landing_Forecast__c - one.Actual__c));
  const shares = came.sort((left, right) => left - right);
  const [low, high] = [...sentence.matchAll(/[\d,]{5,}/g)].map(([text]) => Number(text.replaceAll(',', '')));
  const [target] = await agency.admin.query<{ Actual__c: number }>(
    `SELECT Actual__c FROM Target__c WHERE Id = '${targetId}'`,
  );
  const actual = target?.Actual__c ?? 0;
  const expected = (await landing()) - actual;
  // q20 and q80 of six values lie on the second and the fifth.
  assert.ok(Math.abs((low ?? 0) - (actual + expected * (shares[1] ?? 0))) <= 1, sentence);
  assert.ok(Math.abs((high ?? 0) - (actual + expected * (shares[4] ?? 0))) <= 1, sentence);
  await page.locator('c-accuracy-line summary').click();
  assert.equal(await page.locator('c-accuracy-line tbody tr').count(), 6);
});

test('N5 under three periods there is no sentence', async () => {
  const old = await agency.admin.query<{ Id: string }>(
    `SELECT Id FROM Forecast_Submission__c WHERE Target__r.Rep__r.Employee_Key__c = '${rep}' AND Budget__r.Period_Start__c < 2026-09-01`,
  );
  await agency.admin.remove(old.map(({ Id }) => Id));
  try {
    await using seen = await open();
    await seen.page.getByText('Not enough history yet: 2 of 3 months.').waitFor();
    assert.equal(await seen.page.locator('c-accuracy-line .sentence').count(), 0);
  } finally {
    await enterHistory({ load: asUser(agency.org, integrationUsername), revOps: asRevOps(agency) }, tuesday);
  }
});

test('N5 the value is never changed by it: what is confirmed is the landing, and only the rep is shown it', async () => {
  const now = await landing();
  {
    await using seen = await open();
    const { page } = seen;
    await page.locator('c-accuracy-line .sentence').waitFor();
    await page.locator('c-member-confirm').getByLabel('Note (optional)').fill('Starts a week later.');
    await confirm(page, 'Confirm this landing');
    await stands(page, 'Submitted');
    assert.equal(await page.locator('c-cycle-card .open-items').innerText(), 'Nothing is open for you');
    assert.deepEqual(seen.errors, []);
  }
  const [only, ...more] = await said();
  assert.deepEqual(more, []);
  assert.equal(only?.Landing_Forecast__c, now);
  assert.equal(await landing(), now);
  assert.equal(only.State__c, 'Submitted');
  assert.equal(only.Note__c, 'Starts a week later.');
  assert.ok(only.Previous_Landing__c > 0 && only.Deals_Total__c > 0);
  await using seen = await open(head());
  assert.match(await standing(seen.page), /^Submitted/);
  assert.equal(await seen.page.locator('c-accuracy-line').count(), 0);
});

test('a confirmation needs zero unsaved cells; after saving, what is confirmed is the new landing', async () => {
  await using seen = await open();
  const { page } = seen;
  const cell = page.locator('c-forecast-entry [data-row] input').first();
  await cell.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('9.9M');
  await page.keyboard.press('Tab');
  await page.locator('c-cycle-card .open-items', { hasText: '1 unsaved row' }).waitFor();
  await page.getByText('Save or undo the row you typed first.').waitFor();
  const button = page.locator('c-member-confirm').getByRole('button', { name: 'Confirm this landing' });
  assert.equal(await button.isDisabled(), true);
  await page.locator('c-forecast-footer').getByRole('button', { name: /^Save/ }).click();
  await page.locator('c-member-confirm .blocks li').waitFor({ state: 'detached' });
  const now = await landing();
  await button.click();
  await stands(page, 'Submitted');
  assert.equal((await said())[0]?.Landing_Forecast__c, now);
});

test('by keyboard alone: note, submit by Alt+S, withdraw; no rule of WCAG 2.2 AA is broken', async () => {
  await using seen = await open();
  const { page } = seen;
  assert.deepEqual(await violations(page), []);
  await page.locator('c-member-confirm textarea').focus();
  await page.keyboard.type('By keys.');
  await page.keyboard.press('Alt+s');
  await stands(page, 'Submitted');
  assert.deepEqual(await violations(page), []);
  await page.locator('c-member-confirm').getByRole('button', { name: 'Withdraw' }).focus();
  await page.keyboard.press('Enter');
  await stands(page, 'Withdrawn');
  assert.deepEqual(
    (await said()).map(({ State__c, Note__c }) => [State__c, Note__c]),
    [['Withdrawn', 'By keys.']],
  );
});

test('a returned one shows its question, and the next version answers it', async () => {
  {
    await using seen = await open();
    await confirm(seen.page, 'Confirm this landing');
    await stands(seen.page, 'Submitted');
  }
  const [first] = await said();
  const manager = head();
  const [user] = await agency.admin.query<{ Id: string }>(
    `SELECT Id FROM User WHERE Username = '${usernameOf(manager)}'`,
  );
  await asUser(agency.org, usernameOf(manager)).update('Forecast_Submission__c', [
    {
      Id: first?.Id,
      State__c: 'Returned',
      Question__c: 'Is the start certain?',
      Decided_By__c: user?.Id,
      Decided_At__c: new Date(moment.now()).toISOString(),
    },
  ]);
  await using seen = await open();
  const { page } = seen;
  await page.getByText('asks: Is the start certain?').waitFor();
  assert.match(await page.locator('c-cycle-card .open-items').innerText(), /question to answer/);
  await page.locator('c-member-confirm').getByLabel('Your answer').fill('Yes, signed today.');
  await confirm(page, 'Submit a new version');
  await stands(page, 'Submitted');
  assert.deepEqual(
    (await said()).map(({ Version__c, State__c, Note__c }) => [Version__c, State__c, Note__c]),
    [
      [1, 'Returned', null],
      [2, 'Submitted', 'Yes, signed today.'],
    ],
  );
});

test('N7 after the deadline the page is late by its own clock, and what is submitted then is flagged late', async () => {
  moment.set('2026-11-25T00:15:00.000Z');
  try {
    await using seen = await open();
    const { page } = seen;
    assert.equal(
      await page.locator('c-cycle-card .headline').innerText(),
      'Past the deadline: 2 hr 45 min to the freeze',
    );
    assert.match(await standing(page), /^Overdue/);
    await confirm(page, 'Confirm this landing');
    await stands(page, 'Submitted late');
  } finally {
    moment.set(tuesday);
  }
});

test('a week that was frozen meanwhile refuses in place, keeps the note, and says what to do', async () => {
  await using seen = await open();
  const { page } = seen;
  await page.locator('c-member-confirm textarea').fill('Keep this.');
  // Between the look and the write: the record is frozen when the request to create arrives.
  await page.route('**/ui-api/records', async (route) => {
    await cycle({ State__c: 'Frozen' });
    await route.continue();
  });
  await confirm(page, 'Confirm this landing');
  await page
    .getByText(/This cycle takes no submissions now.* Your note is kept/)
    .first()
    .waitFor();
  assert.deepEqual(await said(), []);
});

test('a request that is lost keeps the note, and the next try submits once', async () => {
  await using seen = await open();
  const { page } = seen;
  await page.locator('c-member-confirm textarea').fill('Kept offline.');
  await page.context().setOffline(true);
  await confirm(page, 'Confirm this landing');
  await page.locator('c-member-confirm .message', { hasText: 'Your note is kept' }).waitFor();
  await page.context().setOffline(false);
  assert.equal(await page.locator('c-member-confirm textarea').inputValue(), 'Kept offline.');
  await confirm(page, 'Confirm this landing');
  await stands(page, 'Submitted');
  assert.deepEqual(
    (await said()).map(({ Note__c }) => Note__c),
    ['Kept offline.'],
  );
});

test('a unit manager enters for a member: the record names both', async () => {
  await using seen = await open(head());
  const { page } = seen;
  await page.getByText('the submission names you both').waitFor();
  await confirm(page, 'Confirm this landing');
  await stands(page, 'Submitted');
  const [one] = await said();
  assert.equal(one?.Submitted_By__r.Username, usernameOf(head()));
  assert.equal(one.On_Behalf_Of__r?.Username, usernameOf(rep));
});
