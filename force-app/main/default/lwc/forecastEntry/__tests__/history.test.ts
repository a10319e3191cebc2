/** U14: what was entered for a line before, and the way back to the value of the system. */
import { list, record, targetAnswer, type Fields } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settle, textOf } from '../../../../../../test/jest/page';
import { answer, answerErrors, lastQuery } from '../../../../../../test/jest/platform';
import { entry, enter, input, landingOf, totalOf } from './entry';

afterEach(clearPage);

const MAN = 10_000;

async function opened(id: string, options: Parameters<typeof entry>[1] = {}): Promise<HTMLElement> {
  const element = await entry({}, options);
  one(element, `button[data-id="${id}"]`).click();
  await settle();
  return element;
}

const kept = (id: string, asOf: string, kind: string, entered: number | null, landing: number): Fields => ({
  Id: id,
  Expected_Member__c: entered,
  Expected_System__c: 1_240 * MAN,
  Landing__c: landing,
  Rep__r: record({ Name: '佐藤 美咲' }),
  Snapshot_Run__r: record({ Kind__c: kind, As_Of__c: asOf }),
});

/** Every query of the page is answered with the same data: the target, and what the weeks have kept of a line. */
function history(lines: readonly Fields[]): Fields {
  const { query } = targetAnswer()['uiapi'] as { readonly query: Fields }; // the shape of targetAnswer
  return { uiapi: { query: { ...query, Snapshot_Line__c: list(lines) } } };
}

const rows = (element: HTMLElement): readonly string[] => all(element, 'tbody tr').map(textOf);

it('asks for a line when it is opened, by its target and its project', async () => {
  await opened('a2');
  expect(lastQuery().variables).toEqual({ target: 't1', project: 'p-a2', opportunity: 'p-a2' });
});

it('tells what each Friday and each freeze kept, newest first, with what moved between', async () => {
  const element = await opened('a2');
  await answer(
    history([
      kept('s3', '2026-11-20T14:00:00.000Z', 'Week', null, 1_240 * MAN),
      kept('s2', '2026-11-18T03:00:00.000Z', 'Freeze', 1_100 * MAN, 1_100 * MAN),
      kept('s1', '2026-11-13T14:00:00.000Z', 'Week', 1_100 * MAN, 1_100 * MAN),
    ]),
  );
  expect(rows(element).map((row) => row.replace(/^Now \S.*? (?=– 13)/, 'Now … '))).toEqual([
    'Now … – 13,000 13,000 +600',
    'Nov 20, 11:00 PM 佐藤 美咲 – 12,400 12,400 +1,400',
    'Nov 18, 12:00 PM (freeze) 佐藤 美咲 11,000 12,400 11,000 0',
    'Nov 13, 11:00 PM 佐藤 美咲 11,000 12,400 11,000 –',
  ]);
  await expect(element).toBeAccessible();
});

it('says when no week has kept the line, and when the weeks cannot be read', async () => {
  const element = await opened('a2');
  await answer(history([]));
  expect(textOf(one(element, 'c-cell-history'))).toContain('No week has kept this line yet.');
  await answerErrors([{ message: 'Snapshots are being moved.' }]);
  expect(textOf(one(element, '.history .reason'))).toContain('Snapshots are being moved.');
});

it('gives an entered amount up for the value of the system, as a draft that can be taken back', async () => {
  const element = await entry();
  await enter(element, 'a2', '14,000');
  one(element, 'button[data-id="a2"]').click();
  await settle();
  const total = totalOf(element);
  one(element, '.revert').click();
  await settle();
  expect(textOf(one(element, '[aria-live="polite"]'))).toBe('The system value counts again; not saved yet.');
  expect(input(element, 'a2').value).toBe('');
  expect(landingOf(element, 'a2')).toBe('13,000');
  expect(total).not.toBe(totalOf(element));
  expect(all(element, '.revert')).toEqual([]);
  await expect(element).toBeAccessible();
});

it('offers no way back to who may not enter', async () => {
  const element = await opened('a1', { editable: [] });
  expect(one(element, 'c-cell-history')).toBeDefined();
  expect(all(element, '.revert')).toEqual([]);
});
