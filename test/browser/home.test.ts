/** Home as each role opens it in the morning: what is open, the own gap, what was asked; no filter needed. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { integrationUsername } from '../../scripts/demo/people.ts';
import { thisWeek } from '../../scripts/demo/meeting.ts';
import { asUser } from '../../scripts/demo/steps.ts';
import { enterPictures } from '../../scripts/demo/weeks.ts';
import { assertLoopback } from './browser.ts';
import { englishWordsIn, namesInData } from './english-words.ts';
import { inYenOf, numberIn, openPage, openRoom, usernameOf, type Role, type Room } from './meeting-room.ts';
import { violations } from './violations.ts';

const home = '/lightning/page/home';

let room: Room;
before(async () => {
  room = await openRoom();
  const cycle = { External_Key__c: thisWeek.key, State__c: 'Open', Period_Start__c: monthIn(0) };
  await asUser(room.agency.org, integrationUsername).upsert('Forecast_Cycle__c', 'External_Key__c', [cycle]);
});
after(() => room[Symbol.asyncDispose]());

/** First day of the month of the clock, or so many months later: the page shows those. */
function monthIn(later: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + later, 1)).toISOString().slice(0, 10);
}

async function idOf(role: Role): Promise<string> {
  const where = `Username = '${usernameOf(room, role)}'`;
  const [user] = await room.agency.admin.query<{ Id: string }>(`SELECT Id FROM User WHERE ${where}`);
  return user?.Id ?? '';
}

interface OwnTarget {
  readonly Id: string;
  readonly Target_Amount__c: number;
  readonly Landing_Forecast__c: number;
  readonly Budget__r: { readonly Period_Start__c: string };
}

async function targets(): Promise<readonly OwnTarget[]> {
  return await room.agency.admin.query<OwnTarget>(
    `SELECT Id, Target_Amount__c, Landing_Forecast__c, Budget__r.Period_Start__c FROM Target__c WHERE Rep__c = '${await idOf('rep')}' AND Budget__r.Period_Start__c >= ${monthIn(0)} AND Budget__r.Period_Start__c <= ${monthIn(2)} ORDER BY Budget__r.Period_Start__c`,
  );
}

test('a rep sees the own gap of this month, and every target that still has to be confirmed this week', async () => {
  await using seen = await openPage(room, 'rep', home);
  const { page } = seen;
  await page.locator('c-home-page .own c-gap-header').first().waitFor();
  await inYenOf(page.locator('c-home-page .own'));
  const month = monthIn(0);
  const own = (await targets()).filter((one) => one.Budget__r.Period_Start__c === month);
  for (const one of own) {
    const sentence = page.locator(`c-home-page [data-target="${one.Id}"] .sentence`);
    assert.equal(numberIn(await sentence.locator('.strong').first().innerText()), one.Landing_Forecast__c);
  }
  const open = page.locator('c-home-page .open li[data-link]');
  const listed = await open.evaluateAll((rows) =>
    rows.map((row) => (row as unknown as { dataset: Record<string, string> }).dataset['link'] ?? ''),
  );
  const expected = (await targets()).map(({ Id }) => Id);
  assert.deepEqual(
    listed.filter((id) => id !== room.cycleId).sort(),
    [...expected].sort(),
    'the three months that are forecast',
  );
  assert.equal(await page.locator('c-home-page .units').count(), 0);
  assert.deepEqual(seen.errors, []);
  assertLoopback(seen.requests, room.agency.org.url);
});

test('U6: below the own gap stands what the month asks of a day, as the Target page has it', async () => {
  const revenue = `Budget__r.Measure__c = 'Revenue' AND Budget__r.Period_Start__c = ${monthIn(0)}`;
  const [own] = await room.agency.admin.query<{ Id: string }>(
    `SELECT Id FROM Target__c WHERE Rep__c = '${await idOf('rep')}' AND ${revenue}`,
  );
  const rows = async (path: string): Promise<readonly string[]> => {
    await using seen = await openPage(room, 'rep', path);
    const lines = seen.page.locator('c-kpi-scorecard tbody tr');
    await lines.first().waitFor();
    return await lines.allInnerTexts();
  };
  const shown = await rows(home);
  assert.ok(shown.length > 3);
  assert.deepEqual(shown, await rows(`/lightning/r/Target__c/${own?.Id ?? ''}/view`));
});

test('what a rep has confirmed is not open any more', async () => {
  const [own] = await targets();
  assert.ok(own !== undefined);
  const rep = asUser(room.agency.org, usernameOf(room, 'rep'));
  const [found] = await room.agency.admin.query<{ Budget__c: string }>(
    `SELECT Budget__c FROM Target__c WHERE Id = '${own.Id}'`,
  );
  await rep.insert('Forecast_Submission__c', [
    {
      External_Key__c: `${thisWeek.key}|Member|${own.Id}|1`,
      Budget__c: found?.Budget__c,
      Target__c: own.Id,
      Cycle__c: room.cycleId,
      Kind__c: 'Member',
      Version__c: 1,
      State__c: 'Submitted',
      Landing_Forecast__c: own.Landing_Forecast__c,
      Submitted_By__c: await idOf('rep'),
      Submitted_At__c: new Date().toISOString(),
    },
  ]);
  await using seen = await openPage(room, 'rep', home);
  await seen.page.locator('c-home-page .open li[data-link]').first().waitFor();
  assert.equal(await seen.page.locator(`c-home-page .open li[data-link="${own.Id}"]`).count(), 0);
});

test('nudges and what is due are there for the person who was asked, the overdue one marked', async () => {
  const [own] = await targets();
  const [found] = await room.agency.admin.query<{ Budget__c: string }>(
    `SELECT Budget__c FROM Target__c WHERE Id = '${own?.Id ?? ''}'`,
  );
  const base = { Budget__c: found?.Budget__c, Target__c: own?.Id, Assignee__c: await idOf('rep'), State__c: 'Open' };
  const { people, org } = room.agency;
  const manager = people.find(({ username }) => username === usernameOf(room, 'rep'))?.manager;
  const head = people.find(({ key }) => key === manager);
  await asUser(org, head?.username ?? '').insert('Gap_Action__c', [
    { ...base, Kind__c: 'Nudge', Subject__c: 'Please confirm your forecast for November.' },
    {
      ...base,
      Kind__c: 'Action',
      Subject__c: 'Propose video to three',
      Due__c: '2020-01-01',
      Kpi__c: 'Proposals',
      Expected_Effect__c: 5,
    },
  ]);
  await using seen = await openPage(room, 'rep', home);
  const { page } = seen;
  await page.locator('c-home-page .nudges', { hasText: 'Please confirm your forecast' }).waitFor();
  const due = page.locator('c-home-page .due li', { hasText: 'Propose video to three' });
  assert.equal(await due.locator('.mark').innerText(), 'Overdue');
  await due.locator('a').click();
  await page.waitForURL(new RegExp(`/Target__c/${own?.Id ?? ''}`));
});

test('a manager sees the units, what is missing most first, and the submissions to decide on', async () => {
  await using seen = await openPage(room, 'manager', home);
  const { page } = seen;
  const bars = page.locator('c-stake-bars li[data-unit]');
  await bars.first().waitFor();
  await inYenOf(page.locator('c-home-page .units'));
  const gaps = (await bars.locator('.figures').allInnerTexts()).map((text) => numberIn(text.split(', ').at(-1) ?? ''));
  assert.deepEqual(
    gaps,
    [...gaps].sort((left, right) => left - right),
  );
  await page.locator('c-home-page .open', { hasText: 'Confirm or return the forecast of the unit' }).waitFor();
  assert.equal(await page.locator('c-home-page .own').count(), 0);
});

test('RevOps sees the loads and what does not match', async () => {
  await using seen = await openPage(room, 'revops', home);
  const { page } = seen;
  await page.locator('c-home-page .loads li').first().waitFor();
  await page.locator('c-home-page .mismatches').getByText('Everything that was checked matches.').waitFor();
});

interface Kept {
  readonly As_Of__c: string;
  readonly Landing_Forecast__c: number;
  readonly Budget__r: { readonly Period_Start__c: string; readonly Actual__c: number };
}

/** M16 of one unit by the last picture of each of the six months, as it is told. */
async function accuracyOf(unitName: string): Promise<string> {
  const runs = await room.agency.admin.query<Kept>(
    `SELECT As_Of__c, Landing_Forecast__c, Budget__r.Period_Start__c, Budget__r.Actual__c FROM Snapshot_Run__c
     WHERE Kind__c = 'Week' AND Budget__r.Measure__c = 'Revenue' AND Budget__r.Department__r.Name = '${unitName}'
     AND Budget__r.Period_Start__c >= ${monthIn(-6)} AND Budget__r.Period_Start__c < ${monthIn(0)} ORDER BY As_Of__c`,
  );
  const last = new Map(runs.map((run) => [run.Budget__r.Period_Start__c, run]));
  const sum = (of: (run: Kept) => number): number => [...last.values()].reduce((total, run) => total + of(run), 0);
  const errors = sum(({ Landing_Forecast__c, Budget__r }) => Math.abs(Landing_Forecast__c - Budget__r.Actual__c));
  assert.ok(last.size >= 3, 'the sample has months that have ended');
  return `${((1 - errors / sum(({ Budget__r }) => Budget__r.Actual__c)) * 100).toFixed(1)}%`;
}

test('U20: who leads units sees how near their forecasts came, from what was kept on Fridays; a unit manager the own one', async () => {
  await enterPictures(asUser(room.agency.org, integrationUsername), new Date().toISOString());
  const names = new Map<Role, readonly string[]>();
  for (const role of ['manager', 'unit-manager'] as const) {
    await using seen = await openPage(room, role, home);
    const rows = seen.page.locator('c-unit-accuracy tr[data-unit]');
    await rows.first().waitFor();
    names.set(role, await rows.locator('th').allInnerTexts());
    const shown = await rows.first().locator('[data-days="0"] .rate').innerText();
    assert.equal(shown, await accuracyOf(names.get(role)?.[0] ?? ''));
  }
  assert.ok((names.get('manager')?.length ?? 0) > 1);
  assert.equal(names.get('unit-manager')?.length, 1);
});

for (const [role, more] of [
  ['rep', 'the own activity'],
  ['unit-manager', 'how far the people are whom somebody leads'],
] as const) {
  test(`one data request brings the page of ${role}, and one more ${more}`, async () => {
    await using seen = await openPage(room, role, home);
    await seen.page.locator('c-home-page .open li').first().waitFor();
    await seen.page.waitForLoadState('networkidle');
    assert.equal(seen.requests.filter((address) => address.includes('/graphql')).length, 2);
  });
}

/** Named as their folders are, in any language. */
const syncs = readdirSync(join(import.meta.dirname, '..', '..', 'syncs'));

for (const role of ['rep', 'unit-manager', 'manager', 'revops'] as const) {
  test(`the home page of ${role} breaks no rule of WCAG 2.2 AA, and in Japanese shows no English label`, async () => {
    await using seen = await openPage(room, role, home, 'ja');
    const { page } = seen;
    await page.locator('c-home-page .open c-link-list').first().waitFor();
    assert.deepEqual(await violations(page), []);
    const names = [...(await namesInData(room.agency.admin)), ...syncs, '2026-W48'];
    const said = ['Please confirm your forecast for November.', 'Propose video to three'];
    assert.deepEqual(englishWordsIn(await page.locator('c-home-page').innerText(), [...names, ...said]), []);
  });
}
