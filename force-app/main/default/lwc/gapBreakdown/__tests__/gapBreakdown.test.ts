import GapBreakdown from 'c/gapBreakdown';
import { csvText } from 'c/csvFile';
import { readBudget, readTarget, type Friday, type Gap } from 'c/gapQuery';
import { budgetAnswer, list, PROJECTS, targetAnswer } from '../../../../../../test/jest/answers';
import { fileHandedBy } from '../../../../../../test/jest/files';
import { all, clearPage, one, settle, show, textOf } from '../../../../../../test/jest/page';

afterEach(clearPage);

async function breakdown(gap: Gap | undefined, friday?: Friday): Promise<HTMLElement> {
  return show('c-gap-breakdown', GapBreakdown, { gap, friday, unit: 'tenThousand' });
}

const rows = (element: HTMLElement): readonly string[] =>
  all(element, 'tr').map((row) =>
    [...row.children]
      .map((cell) =>
        textOf(cell).replace(
          /^(Budget|Actual|Expected|Landing|Menus|Target|Gap|Achievement|Landing rate) (?=[\d−+–])/,
          '',
        ),
      )
      .join(' | '),
  );

it('lists projects and deals, largest landing first, down to the total', async () => {
  const element = await breakdown(readTarget(targetAnswer()));
  expect(rows(element)).toEqual([
    'Projects 3 | Budget | Actual | Expected | Landing | Menus',
    '春日井食品｜秋の新商品 | 2,400 | 1,850 | 2,450 | 2,450 | 3',
    'みなと不動産｜ブランド認知 | 1,500 | 1,510 | 1,500 | 1,510 | 1',
    'ノースリンク｜アプリ獲得 | 1,800 | 620 | 1,300 | 1,300 | 2',
    'Open opportunities 1',
    'Aoba Travel｜冬キャンペーン | – | – | 180 | 180 | –',
    'Total | 5,700 | 3,980 | 5,430 | 5,440 | Menus',
  ]);
  await expect(element).toBeAccessible();
});

it('lists a budget’s members, the judgement and the total', async () => {
  const element = await breakdown(readBudget(budgetAnswer()));
  expect(rows(element).slice(1)).toEqual([
    'Ken Mori | 5,000 | 2,020 | 5,940 | +940 | 40.4% | 118.8%',
    '佐藤 美咲 | 6,000 | 3,980 | 5,260 | −740 | 66.3% | 87.7%',
    'Judgement | Target | Actual | −200 | Gap | Achievement | Landing rate',
    'Total | 11,000 | 6,000 | 11,000 | 0 | 54.5% | 100.0%',
  ]);
  expect(textOf(one(element, '.proof'))).toBe('Total = landing forecast');
  await expect(element).toBeAccessible();
});

it('says what the total is against where the rows have other targets than the page', async () => {
  const target = await breakdown(readTarget(targetAnswer({ Target_Amount__c: 60_000_000 })));
  expect(textOf(one(target, '.note'))).toBe(
    'The budgets of the lines add up to 5,700: 300 less than the target of 6,000.',
  );
  const even = await breakdown(readTarget(targetAnswer({ Target_Amount__c: 57_000_000 })));
  expect(all(even, '.note')).toEqual([]);
  const budget = await breakdown(readBudget(budgetAnswer()));
  expect(textOf(one(budget, '.note'))).toBe(
    'The total is against the members’ targets, 11,000: 1,000 less than the budget of 12,000.',
  );
});

it('says that figures are rounded where the rows, as shown, do not add up to the total', async () => {
  const noteOf = async (more: number): Promise<string> => {
    const projects = PROJECTS.map((line) => ({ ...line, Actual__c: Number(line['Actual__c']) + more }));
    const Actual__c = 39_800_000 + more * PROJECTS.length;
    const gap = readTarget(targetAnswer({ Project_Amounts__r: list(projects), Actual__c }));
    return textOf(one(await breakdown(gap), '.note'));
  };
  // Three rows of 4,000 yen more than what is shown are one more in their total.
  expect(await noteOf(4_000)).toMatch(/less than the target of 6,000\. Every figure is rounded to the unit/);
  expect(await noteOf(0)).not.toMatch(/rounded/);
});

it('says it when the rows do not add up to the landing, and by how much', async () => {
  const element = await breakdown(readTarget(targetAnswer({ Line_Landing__c: 53_200_000 })));
  expect(textOf(one(element, '.proof'))).toBe('Total 5,440, landing forecast 5,500: −60 apart');
  expect(one(element, '.proof').className).toContain('differs');
});

it('says it when not all rows could be read, and sums none of them', async () => {
  const element = await breakdown(readTarget(targetAnswer({ Project_Amounts__r: list(PROJECTS, 2_345) })));
  expect(textOf(one(element, '.proof'))).toBe(
    '4 of 2,346 rows are read. The totals are the record’s own and cover all of them.',
  );
  expect(rows(element).at(-1)).toBe('Total | – | 3,980 | – | 5,440 | Menus');
  expect(all(element, '.note')).toEqual([]);
});

it('marks what is closed or left out, in words', async () => {
  const [first = {}, second = {}] = PROJECTS;
  const projects = list([
    { ...first, Closed__c: true },
    { ...second, In_Landing__c: false, Landing__c: 0 },
  ]);
  const element = await breakdown(readTarget(targetAnswer({ Project_Amounts__r: projects })));
  expect(all(element, '.chip').map(textOf)).toEqual(['Closed', 'Not in landing']);
});

it('shows the first rows and the others on demand', async () => {
  const many = Array.from({ length: 40 }, (_, index) => ({ ...PROJECTS[0], Id: 'x' + String(index) }));
  const element = await breakdown(
    readTarget(targetAnswer({ Project_Amounts__r: list(many), Opportunity_Amounts__r: list([]) })),
  );
  expect(all(element, 'a')).toHaveLength(30);
  const more = one<HTMLElement & { label: string }>(element, 'lightning-button');
  expect(more.label).toBe('Show 10 more');
  more.click();
  await settle();
  expect(all(element, 'a')).toHaveLength(40);
});

it('says why it is empty and what to do', async () => {
  const nothing = { Project_Amounts__r: list([]), Opportunity_Amounts__r: list([]) };
  const element = await breakdown(readTarget(targetAnswer(nothing)));
  expect(textOf(element)).toBe(
    'No project or opportunity has an amount in this month yet Lines arrive with the next load. If one is missing, ask RevOps.',
  );
  await expect(element).toBeAccessible();
});

it('leaves a click with a modifier to the browser', async () => {
  const element = await breakdown(readTarget(targetAnswer()));
  const opened = jest.fn();
  element.addEventListener('recordopened', opened);
  const link = one<HTMLAnchorElement>(element, 'a');
  expect(link.getAttribute('href')).toBe('/lightning/r/Project__c/p-a1/view');
  const click = new MouseEvent('click', { ctrlKey: true, cancelable: true });
  link.dispatchEvent(click);
  expect([opened.mock.calls.length, click.defaultPrevented]).toEqual([0, false]);
});

const MAN = 10_000;

/** The texts of the column of changes, with the row they stand in. */
const since = (element: HTMLElement): readonly string[] =>
  all(element, 'tr').flatMap((row) => {
    const [head] = row.children;
    const cell = row.querySelector('td[data-cell="since"]');
    return head === undefined || cell === null
      ? []
      : [`${textOf(head)}: ${textOf(cell).replace('Since Friday', '').trim()}`];
  });

it('says of each line what has changed since Friday, which are new, and what is gone; together the whole change', async () => {
  const [first = {}, second = {}] = PROJECTS;
  const projects = list([
    { ...first, External_Key__c: 'a' },
    { ...second, External_Key__c: 'b' },
  ]);
  const gap = readTarget(targetAnswer({ Project_Amounts__r: projects, Opportunity_Amounts__r: list([]) }));
  const element = await breakdown(gap, { landings: { a: 2_400 * MAN, c: 300 * MAN }, judgement: null });
  expect(since(element)).toEqual([
    '春日井食品｜秋の新商品: +50',
    'ノースリンク｜アプリ獲得 New: +1,300',
    'Gone since Friday: 1: −300',
    'Total: +1,050',
  ]);
  await expect(element).toBeAccessible();
});

it('says of each member, and of the judgement, what has changed since Friday', async () => {
  const gap = readBudget(budgetAnswer());
  const [first, second] = gap?.members.lines ?? [];
  const landings = { [first?.id ?? '']: 6_000 * MAN, [second?.id ?? '']: 5_260 * MAN };
  const element = await breakdown(gap, { landings, judgement: -100 * MAN });
  expect(since(element)).toEqual(['Ken Mori: −60', '佐藤 美咲: 0', 'Judgement: −100', 'Total: −160']);
});

it('leaves the column out when not all rows could be read', async () => {
  const gap = readTarget(targetAnswer({ Project_Amounts__r: list(PROJECTS, 2_345) }));
  expect(since(await breakdown(gap, { landings: {}, judgement: null }))).toEqual([]);
});

/** What the browser is handed when the button is pressed. */
async function downloaded(element: HTMLElement): Promise<{ readonly name: string; readonly lines: readonly string[] }> {
  const { name, type, text } = await fileHandedBy(() => one(element, '.download').click());
  expect(type).toBe('text/plain');
  expect(text.startsWith('\uFEFF')).toBe(true);
  return { name, lines: text.slice(1).split('\r\n') };
}

it('U27: what is on screen is a file, with its subject, as-of and unit, and the total that it adds up to', async () => {
  const { name, lines } = await downloaded(await breakdown(readTarget(targetAnswer())));
  expect(name).toBe('佐藤-美咲-November-2026-Revenue.csv');
  expect(lines[0]).toBe('佐藤 美咲 · November 2026 · Revenue');
  expect(lines[1]).toBe('"Nov 23, 6:04 AM · Matched · Load B-000123"');
  expect(lines.slice(2)).toEqual([
    'Amounts in ¥ ×10K',
    ',Budget,Actual,Expected,Landing,Menus',
    'Projects',
    '春日井食品｜秋の新商品,"2,400","1,850","2,450","2,450",3',
    'みなと不動産｜ブランド認知,"1,500","1,510","1,500","1,510",1',
    'ノースリンク｜アプリ獲得,"1,800",620,"1,300","1,300",2',
    'Open opportunities',
    'Aoba Travel｜冬キャンペーン,,,180,180,',
    'Total,"5,700","3,980","5,430","5,440",',
    'Total = landing forecast',
    '',
  ]);
});

it('a name that a spreadsheet would run as a formula stays a name, and a shortfall a number', () => {
  expect(csvText([['=HYPERLINK("x")', '−1,200', '+64.3%', '-']])).toBe(`"'=HYPERLINK(""x"")","-1,200",+64.3%,'-\r\n`);
});
