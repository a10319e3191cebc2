/** A rep's day in the page host: finds, reads, changes, creates, deletes, and sees only what is theirs. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser, openContext, visit, type Visit, type VisitOptions } from './browser.ts';
import { startStudio, type Studio, type StudioPerson } from './studio/studio.ts';

let studio: Studio;
let browser: Browser;
const opened = new AsyncDisposableStack(); // whatever was opened is closed, even when the rest could not be
before(async () => {
  browser = opened.use(await openBrowser());
  studio = opened.use(await startStudio());
  await studio.world.org.builds.current();
});
after(() => opened.disposeAsync());

function open(path: string, person: StudioPerson = studio.east, options: Partial<VisitOptions> = {}): Promise<Visit> {
  return visit(browser, path, { url: studio.world.url, token: person.token, ...options });
}

const dialog = (page: Page): Locator => page.getByRole('dialog');
const toast = (page: Page): Locator => page.locator('host-toasts .slds-notify');

/** A name typed into a lookup, and the record chosen that it finds. */
async function choose(form: Locator, label: string, term: string, name: string): Promise<void> {
  await form.getByRole('combobox', { name: label }).pressSequentially(term);
  await form.getByRole('option', { name }).first().click();
}

test('a rep logs in, opens the list of their targets and a record of it', async () => {
  await using context = await openContext(browser);
  const page = await context.newPage();
  await page.goto(`${studio.world.url}/lightning/o/Target__c/list?filterName=My_Targets`);
  await page.getByRole('button', { name: /Emi East.*Studio Rep/ }).click();
  await page.getByText('2 items').waitFor();
  const names = await page.locator('host-record-table td.first').allInnerTexts();
  assert.deepEqual(names.sort(), ['December East', 'November East']);
  await page.getByRole('link', { name: 'November East' }).click();
  await page.getByRole('heading', { name: 'November East' }).waitFor();
  assert.equal(await page.title(), 'November East | Target');
});

test('a list is searched, and a record of it edited by the menu of its row', async () => {
  await using seen = await open('/lightning/o/Project__c/home');
  const { page } = seen;
  await page.getByText('1 item', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Actions for Autumn fair' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await dialog(page).getByLabel('Site').fill('fair.example.com');
  await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
  await toast(page).getByText('Project “Autumn fair” was saved.').waitFor();
  assert.equal(new URL(page.url()).pathname, '/lightning/o/Project__c/home');
  assert.deepEqual(
    studio.query("SELECT Site__c FROM Project__c WHERE Name = 'Autumn fair'")[0]?.['Site__c'],
    'fair.example.com',
  );
});

test('a field is edited in place: its pencil opens the form with the cursor in it', async () => {
  await using seen = await open(`/lightning/r/Target__c/${studio.targets[1]}/view`);
  const { page } = seen;
  const panel = page.locator('host-detail-panel');
  await panel.getByRole('button', { name: 'Edit Plan' }).click();
  const plan = panel.getByLabel('Plan');
  await plan.waitFor();
  await panel.locator('input:focus').waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('75000');
  await panel.getByRole('button', { name: 'Save' }).click();
  await panel.getByText('¥75,000').waitFor();
  await toast(page).getByRole('link', { name: 'December East' }).waitFor();
  assert.equal(studio.query(`SELECT Plan__c FROM Target__c WHERE Id = '${studio.targets[1]}'`)[0]?.['Plan__c'], 75_000);
});

test('a project is created below a target: record type, lookup by typing, an error at its field, corrected', async () => {
  await using seen = await open(`/lightning/r/Target__c/${studio.targets[0]}/view`);
  const { page } = seen;
  await page.locator('host-related-list').getByRole('button', { name: 'New' }).click();
  const form = dialog(page);
  await form.getByText('Retainer').click();
  await form.getByRole('button', { name: 'Next' }).click();
  // Its name is read after its id.
  const target = await form.getByRole('combobox', { name: 'Target' }).elementHandle();
  await page.waitForFunction(
    (input) => (input as { readonly value?: string } | null)?.value === 'November East',
    target,
  );
  await form.locator('[data-input-pill-search-icon] path').first().waitFor({ state: 'attached' });

  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await form.getByText('Review the errors on this page.').waitFor();
  assert.equal(await form.getByLabel('Project Name').getAttribute('aria-invalid'), 'true');

  await form.getByLabel('Project Name').fill('Spring fair');
  await form.getByLabel('Budget').fill('-5');
  await choose(form, 'Client', 'harb', 'Harbour Ltd');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await form.getByText('A budget is not negative.').waitFor();
  assert.equal(await form.getByLabel('Budget').getAttribute('aria-invalid'), 'true');
  assert.equal(await form.getByLabel('Project Name').inputValue(), 'Spring fair');

  await form.getByLabel('Budget').fill('450000');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await page.waitForURL('**/lightning/r/Project__c/*/view');
  await page.getByRole('heading', { name: 'Spring fair' }).waitFor();
  const [saved] = studio.query(
    "SELECT Budget__c, Client__r.Name, Target__c, RecordType.DeveloperName FROM Project__c WHERE Name = 'Spring fair'",
  );
  assert.equal(saved?.['Budget__c'], 450_000);
  assert.equal(saved['Target__c'], studio.targets[0]);
  assert.equal((saved['RecordType'] as { DeveloperName: string }).DeveloperName, 'Retainer');
  assert.equal((saved['Client__r'] as { Name: string }).Name, 'Harbour Ltd');
});

test('an error of the whole record stands above the form', async () => {
  const id = studio.insert('Project__c', { Name: 'Nobody pays' });
  await using seen = await open(`/lightning/r/Project__c/${id}/edit`);
  const { page } = seen;
  const form = dialog(page);
  await form.getByRole('heading', { name: 'Edit Nobody pays' }).waitFor();
  await form.getByText('Closed', { exact: true }).click();
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await form.getByRole('alert').getByText('Name the client before you close the project.').waitFor();
  await form.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await page.waitForURL(`**/lightning/r/Project__c/${id}/view`);
});

test('a record is copied, and deleted only when the question is answered', async () => {
  const id = studio.insert('Project__c', { Name: 'Twin', Budget__c: 10 });
  await using seen = await open(`/lightning/r/Project__c/${id}/view`);
  const { page } = seen;
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Clone' }).click();
  const form = dialog(page);
  await form.getByLabel('Project Name').fill('Twin of Twin');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('heading', { name: 'Twin of Twin' }).waitFor();
  const [copy] = studio.query("SELECT Budget__c, OwnerId FROM Project__c WHERE Name = 'Twin of Twin'");
  assert.deepEqual([copy?.['Budget__c'], copy?.['OwnerId']], [10, studio.east.id]);

  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await dialog(page).getByRole('button', { name: 'Cancel', exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal(studio.query("SELECT Id FROM Project__c WHERE Name = 'Twin of Twin'").length, 1);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await dialog(page).getByText('Delete Project “Twin of Twin”?').waitFor();
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await toast(page).getByText('Project “Twin of Twin” was deleted.').waitFor();
  await page.waitForURL('**/lightning/o/Project__c/home');
  assert.equal(studio.query("SELECT Id FROM Project__c WHERE Name = 'Twin of Twin'").length, 0);
});

test('changes that are not saved are not lost by a link, by Back or by Escape', async () => {
  await using seen = await open('/lightning/o/Project__c/home');
  const { page } = seen;
  await page.getByRole('link', { name: 'Autumn fair' }).click();
  await page.getByRole('heading', { name: 'Project Autumn fair' }).waitFor();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const form = dialog(page).filter({ hasText: 'Edit Autumn fair' });
  await form.getByLabel('Project Name').fill('Half typed');
  const question = dialog(page).filter({ hasText: 'Unsaved changes' });

  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await page.goBack();
  await question.getByRole('button', { name: 'Keep editing' }).click();
  assert.equal(await form.getByLabel('Project Name').inputValue(), 'Half typed');
  await page.goBack();
  await question.getByRole('button', { name: 'Discard changes' }).click();
  await page.getByRole('heading', { name: 'Project Autumn fair' }).waitFor();
  await form.waitFor({ state: 'detached' });
});

test('a save over a change of somebody else is refused once, and keeps what was typed', async () => {
  const id = studio.insert('Project__c', { Name: 'Shared', Budget__c: 1 });
  await using seen = await open(`/lightning/r/Project__c/${id}/edit`);
  const { page } = seen;
  const form = dialog(page);
  await form.getByLabel('Project Name').fill('Shared by me');
  studio.clock.advance(5_000);
  const { org } = studio.world;
  org.engine.save(
    { userId: studio.west.id },
    { operation: 'update', object: 'Project__c', rows: [{ Id: id, Budget__c: 777 }], allOrNone: true },
  );
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await form.getByText('Somebody changed this record while you were editing it.').waitFor();
  assert.equal(await form.getByLabel('Project Name').inputValue(), 'Shared by me');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await toast(page).getByText('was saved').waitFor();
  const [saved] = studio.query(`SELECT Name, Budget__c FROM Project__c WHERE Id = '${id}'`);
  assert.deepEqual([saved?.['Name'], saved?.['Budget__c']], ['Shared by me', 777]);
});

test('the search of every page finds records by name, and recent ones before one types', async () => {
  await using seen = await open('/lightning/page/home');
  const { page } = seen;
  const box = page.getByRole('combobox', { name: 'Search' });
  await box.fill('autumn');
  await page.getByRole('option', { name: /Autumn fair/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Project Autumn fair' }).waitFor();
  await box.focus();
  await page.getByRole('option', { name: /Autumn fair/ }).waitFor();
  await box.fill('nobody-is-called-so');
  await page.keyboard.press('Enter');
  await page.getByText('Nothing that you can see is named like “nobody-is-called-so”.').waitFor();
});

test('switching to somebody else shows only what that person may see, on the same page', async () => {
  await using seen = await open('/lightning/o/Target__c/list?filterName=All');
  const { page } = seen;
  await page.getByText('2 items').waitFor();
  const switchTo = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: /^Menu of|Menu of/ }).click();
    await page.getByRole('button', { name: 'Switch user' }).click();
    await dialog(page).getByPlaceholder('Search people').fill(name);
    await dialog(page)
      .getByRole('button', { name: new RegExp(name) })
      .click();
    await page.locator('host-user-menu').getByText(name).first().waitFor();
  };
  await switchTo('Wes');
  await page.getByText('1 item', { exact: true }).waitFor();
  assert.deepEqual(await page.locator('host-record-table td.first').allInnerTexts(), ['November West']);
  await switchTo('Mona');
  await page.getByText('3 items').waitFor();
  await page.goto(`${studio.world.url}/lightning/r/Target__c/${studio.westTarget}/view`);
  await page.getByRole('heading', { name: 'November West' }).waitFor();
  await switchTo('Emi');
  await page.getByRole('heading', { name: 'You do not have access' }).waitFor();
});

test('another language, another design and dark are chosen, and the page comes back in them', async () => {
  await using seen = await open(`/lightning/r/Target__c/${studio.targets[0]}/view`);
  const { page } = seen;
  const choose = async (label: string): Promise<void> => {
    await page.locator('host-user-menu button').first().click();
    await page.locator('host-user-menu').getByText(label, { exact: true }).click();
  };
  await choose('SLDS 2');
  await page.locator('html.slds2').waitFor();
  await choose('Dark');
  await page.locator('html.slds2.dark').waitFor();
  await page.locator('host-detail-panel').getByText('¥1,200,000').first().waitFor();
  await choose('日本語');
  await page.locator('host-detail-panel').getByText('定性目標', { exact: true }).waitFor();
  await page.getByRole('button', { name: '編集', exact: true }).waitFor();
  await choose('English');
  await page.getByRole('button', { name: 'Edit', exact: true }).waitFor();
});

test('a session that ended leads to the sign-in page and back to the same place', async () => {
  await using seen = await open('/lightning/o/Target__c/list?filterName=My_Targets');
  const { page } = seen;
  await page.getByText('2 items').waitFor();
  await seen.context.clearCookies();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByText('Your session has ended.').waitFor();
  await page.getByRole('button', { name: /Emi East/ }).click();
  await page.waitForURL('**/lightning/o/Target__c/list?filterName=My_Targets');
  await page.getByText('2 items').waitFor();
});

test('a session that ends under a half-typed form keeps it, and saving goes on after signing in elsewhere', async () => {
  await using seen = await open(`/lightning/r/Target__c/${studio.targets[0]}/edit`);
  const { page } = seen;
  const form = dialog(page);
  await form.getByLabel('Goal').fill('Win the harbour');
  await seen.context.clearCookies();
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await form.getByText('Your session has ended. Nothing you typed is lost.').waitFor();
  await using again = await open('/lightning/page/home', studio.east, { context: seen.context });
  await again.page.locator('host-user-menu').waitFor();
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await toast(page).getByText('was saved').waitFor();
  assert.equal(
    studio.query(`SELECT Goal__c FROM Target__c WHERE Id = '${studio.targets[0]}'`)[0]?.['Goal__c'],
    'Win the harbour',
  );
});
