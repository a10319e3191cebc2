/** A project and an opportunity by month: system beside member, what they land at, and the target each month counts for. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { englishWordsIn, namesInData } from './english-words.ts';
import { figure, inYenOf, openPage, openRoom, usernameOf, type Room } from './meeting-room.ts';
import { violations } from './violations.ts';

let room: Room;
before(async () => {
  room = await openRoom();
});
after(() => room[Symbol.asyncDispose]());

interface Amount {
  readonly Id: string;
  readonly Target__c: string;
  readonly Project__c: string;
  readonly Actual__c: number;
  readonly Expected_System__c: number;
  readonly Expected_Member__c: number | null;
  readonly Landing__c: number;
}

/** Amounts of the rep's project that somebody entered an own value for. */
async function amounts(): Promise<readonly Amount[]> {
  const fields = 'Id, Target__c, Project__c, Actual__c, Expected_System__c, Expected_Member__c, Landing__c';
  const of = `Target__r.Rep__r.Username = '${usernameOf(room, 'rep')}'`;
  const [entered] = await room.agency.admin.query<Amount>(
    `SELECT ${fields} FROM Project_Amount__c WHERE ${of} AND Expected_Member__c != null ORDER BY Id LIMIT 1`,
  );
  assert.ok(entered !== undefined, 'the sample’s rep entered an amount');
  return await room.agency.admin.query<Amount>(
    `SELECT ${fields} FROM Project_Amount__c WHERE Project__c = '${entered.Project__c}' AND ${of} ORDER BY Id`,
  );
}

test('a project shows each month with what the system and the rep expect, and opens its target', async () => {
  const lines = await amounts();
  const project = lines[0]?.Project__c ?? '';
  await using seen = await openPage(room, 'rep', `/lightning/r/Project__c/${project}/view`);
  const { page } = seen;
  await page.locator('c-deal-panel tr[data-line]').first().waitFor();
  await inYenOf(page.locator('c-deal-panel'));
  for (const line of lines) {
    const row = page.locator(`c-deal-panel tr[data-line="${line.Id}"]`);
    assert.equal(await figure(row, 'actual'), line.Actual__c);
    assert.equal(await figure(row, 'system'), line.Expected_System__c);
    assert.equal(await figure(row, 'landing'), line.Landing__c);
    const entered = await row.locator('[data-figure="entered"]').innerText();
    if (line.Expected_Member__c === null) assert.equal(entered, '–');
    else assert.equal(await figure(row, 'entered'), line.Expected_Member__c);
  }
  const [first] = lines;
  await page.locator(`c-deal-panel tr[data-line="${first?.Id ?? ''}"] a`).click();
  await page.waitForURL(new RegExp(`/Target__c/${first?.Target__c ?? ''}`));
  assert.deepEqual(seen.errors, []);
});

test('on a phone every figure of a month is in sight, named by its column', async () => {
  const [line] = await amounts();
  await using seen = await openPage(room, 'rep', `/lightning/r/Project__c/${line?.Project__c ?? ''}/view`);
  const { page } = seen;
  await page.setViewportSize({ width: 390, height: 844 });
  const cells = page.locator(`c-deal-panel tr[data-line="${line?.Id ?? ''}"] td`);
  await cells.first().waitFor();
  const [first, last] = [await cells.first().boundingBox(), await cells.last().boundingBox()];
  assert.ok(first !== null && last !== null);
  assert.ok(first.x >= 0 && last.x + last.width <= 390, `the last figure ends at ${last.x + last.width}`);
  const words = await cells.allInnerTexts();
  assert.deepEqual(
    words.map((text) => text.split('\n')[0]),
    ['Budget', 'Actual', 'System', 'Entered', 'Landing', 'Share of shortfall'],
  );
});

test('an opportunity shows what is expected of it, and what was decided about it', async () => {
  const [line] = await room.agency.admin.query<{
    readonly Id: string;
    readonly Opportunity__c: string;
    readonly Counted__c: number;
    readonly Target__r: { readonly Budget__c: string };
  }>(
    `SELECT Id, Opportunity__c, Counted__c, Target__r.Budget__c FROM Opportunity_Amount__c WHERE Opportunity__c != null AND Counted__c > 0 AND Target__r.Rep__r.Username = '${usernameOf(room, 'rep')}' LIMIT 1`,
  );
  assert.ok(line !== undefined, 'the sample’s rep has an open opportunity');
  await room.agency.admin.insert('Gap_Action__c', [
    {
      Budget__c: line.Target__r.Budget__c,
      Opportunity__c: line.Opportunity__c,
      Kind__c: 'Question',
      State__c: 'Open',
      Subject__c: 'When does the client decide?',
    },
  ]);
  await using seen = await openPage(room, 'rep', `/lightning/r/Opportunity/${line.Opportunity__c}/view`);
  const { page } = seen;
  const row = page.locator(`c-deal-panel tr[data-line="${line.Id}"]`);
  await row.waitFor();
  await inYenOf(page.locator('c-deal-panel'));
  assert.equal(await figure(row, 'landing'), line.Counted__c);
  await page.locator('c-deal-panel .actions', { hasText: 'When does the client decide?' }).waitFor();
  await page.waitForLoadState('networkidle');
  assert.equal(seen.requests.filter((address) => address.includes('/graphql')).length, 1);
  assert.deepEqual(seen.errors, []);
});

test('the panel of a deal breaks no rule of WCAG 2.2 AA, and in Japanese shows no English label', async () => {
  const [line] = await amounts();
  await using seen = await openPage(room, 'rep', `/lightning/r/Project__c/${line?.Project__c ?? ''}/view`, 'ja');
  const { page } = seen;
  const panel = page.locator('c-deal-panel');
  await panel.locator('tr[data-line]').first().waitFor();
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(englishWordsIn(await panel.innerText(), await namesInData(room.agency.admin)), []);
});
