import BridgePanel from 'c/bridgePanel';
import { readBudget, readTarget, type Gap } from 'c/gapQuery';
import { budgetAnswer, list, record, targetAnswer, type Fields } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settle, show, textOf } from '../../../../../../test/jest/page';
import { answer, answerErrors, lastQuery } from '../../../../../../test/jest/platform';

afterEach(clearPage);

const MAN = 10_000;
const typed = (value: string, label: string): Fields => ({ value, label });

function line(id: string, type: Fields, amount: number, deal: string): Fields {
  return {
    Id: id,
    Type__c: type,
    Amount__c: amount * MAN,
    Deals__c: 1,
    Opportunity__c: null,
    Project__c: `p-${id}`,
    Project__r: record({ Name: deal }),
  };
}

const LINES = [
  line('l3', typed('Amount_Up', 'Amount up'), 140, '春日井食品｜秋の新商品'),
  line('l1', typed('New_Deal', 'New deal'), 180, 'Aoba Travel｜冬キャンペーン'),
  line('l2', typed('Pushed_Out', 'Pushed out'), -320, 'ノースリンク｜アプリ獲得'),
  line('l4', typed('Pushed_Out', 'Pushed out'), -80, 'みなと不動産｜ブランド認知'),
];

function run(change: Fields = {}): Fields {
  return {
    Id: 'r2',
    As_Of__c: '2026-11-20T14:00:00.000Z',
    Landing_Forecast__c: 10_920 * MAN,
    Previous_Landing__c: 11_000 * MAN,
    Previous_Run__c: 'r1',
    Previous_Run__r: record({ As_Of__c: '2026-11-13T14:00:00.000Z' }),
    Bridge_Lines__r: list(LINES),
    ...change,
  };
}

const bridged = (...runs: readonly Fields[]): unknown => ({ uiapi: { query: { bridged: list(runs) } } });
const lines = (landing: number): Fields => list([{ Id: `s${String(landing)}`, Landing__c: landing * MAN }]);

async function panel(gap: Gap | undefined = readBudget(budgetAnswer())): Promise<HTMLElement> {
  return show('c-bridge-panel', BridgePanel, { gap, unit: 'tenThousand' });
}

it('asks for the newest weekly snapshot of the budget, once', async () => {
  await panel();
  expect(lastQuery().variables).toEqual({ budget: 'b1', target: 'b1' });
});

it('M20 shows last week, every step in the fixed order, and this week, with nothing left over', async () => {
  const element = await panel();
  expect(textOf(element)).toContain('Loading');
  await answer(bridged(run()));
  expect(all(element, '.part').map(textOf)).toEqual(['New deal 1 +180', 'Pushed out 2 −400', 'Amount up 1 +140']);
  expect(textOf(one(element, '.identity'))).toBe('11,000 +180 −400 +140 = 10,920');
  expect(textOf(one(element, '.proof'))).toContain('nothing is left over');
  await expect(element).toBeAccessible();
});

it('says the unit of its amounts, and none where there are no amounts', async () => {
  const element = await panel();
  await answer(bridged());
  expect(all(element, 'c-unit-picker')).toHaveLength(0);
  await answer(bridged(run()));
  expect(textOf(one(element, 'c-unit-picker'))).toBe('Unit: ¥ ×10K');
});

it('puts last week beside this week and says what has happened since', async () => {
  const element = await panel();
  await answer(bridged(run()));
  const facts = all(element, '.facts > div').map(textOf);
  expect(facts).toEqual([
    'Friday before 11,000 Nov 13, 11:00 PM',
    'Last Friday 10,920 Nov 20, 11:00 PM',
    'Change −80',
    'Since Friday +80 now 11,000',
  ]);
});

it('opens a type to its deals, largest first, and a deal to its record', async () => {
  const element = await panel();
  await answer(bridged(run()));
  const button = one(element, 'button[data-type="Pushed_Out"]');
  expect(button.getAttribute('aria-expanded')).toBe('false');
  button.click();
  await settle();
  expect(all(element, '.deal').map(textOf)).toEqual([
    'ノースリンク｜アプリ獲得 −320',
    'みなと不動産｜ブランド認知 −80',
  ]);
  const told: unknown[] = [];
  element.addEventListener('recordopened', (event) => told.push((event as CustomEvent).detail));
  one(element, '.deal a').click();
  expect(told).toEqual([{ recordId: 'p-l2', objectApiName: 'Project__c' }]);
  await expect(element).toBeAccessible();
});

it('says that figures are rounded where those that are shown do not add up, and only there', async () => {
  const element = await panel();
  await answer(bridged(run()));
  expect(all(element, '.rounded')).toEqual([]);
  const halves = [6_000, 6_000, -1_000].map((amount, index) => ({ ...LINES[index], Amount__c: amount }));
  await answer(bridged(run({ Bridge_Lines__r: list(halves), Landing_Forecast__c: 11_000 * MAN + 11_000 })));
  expect(textOf(one(element, '.proof'))).toContain('nothing is left over');
  expect(textOf(one(element, '.rounded'))).toContain('rounded');
});

it('tells a remainder instead of hiding it', async () => {
  const element = await panel();
  await answer(bridged(run({ Landing_Forecast__c: 10_900 * MAN })));
  expect(textOf(one(element, '.proof'))).toContain('−20 are left over');
});

it('does not vouch for a sum of lines that could not all be read', async () => {
  const element = await panel();
  await answer(bridged(run({ Bridge_Lines__r: list(LINES, 1_500) })));
  expect(textOf(one(element, '.proof'))).toContain('1,496 more lines exist than could be read');
});

it('of a target compares its own lines of both weeks', async () => {
  const element = await panel(readTarget(targetAnswer()));
  await answer(bridged(run({ Snapshot_Lines__r: lines(5_400) }), { Id: 'r1', Snapshot_Lines__r: lines(5_480) }));
  expect(textOf(one(element, '.identity'))).toBe('5,480 +180 −400 +140 = 5,400');
  expect(textOf(one(element, '.proof'))).toContain('nothing is left over');
});

it('says when nothing has moved', async () => {
  const element = await panel();
  await answer(bridged(run({ Bridge_Lines__r: list([]), Landing_Forecast__c: 11_000 * MAN })));
  expect(textOf(element)).toContain('Nothing moved in that week.');
  expect(all(element, 'svg')).toEqual([]);
});

it('says that there is no snapshot yet, and with the first one when the comparison comes', async () => {
  const element = await panel();
  await answer(bridged());
  expect(textOf(element)).toContain('The first snapshot of this month has not been taken.');
  await answer(bridged(run({ Previous_Landing__c: null, Previous_Run__c: null, Bridge_Lines__r: list([]) })));
  expect(textOf(element)).toContain('The first snapshot was taken on Nov 20, 11:00 PM, landing at 10,920');
  await expect(element).toBeAccessible();
});

it('says what could not be read, and tries again on demand', async () => {
  const refresh = jest.fn(() => Promise.resolve());
  const element = await panel();
  await answerErrors([{ message: 'No access to Snapshot_Run__c.' }], refresh);
  expect(textOf(element)).toContain('No access to Snapshot_Run__c.');
  one(element, 'c-state-message').dispatchEvent(new CustomEvent('action'));
  await settle();
  expect(refresh).toHaveBeenCalledTimes(1);
});
