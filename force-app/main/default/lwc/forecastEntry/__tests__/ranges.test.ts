import { all, clearPage, one, settle, textOf } from '../../../../../../test/jest/page';
import { entry, enter, input, landingOf, press, totalOf, type } from './entry';

afterEach(clearPage);

interface Copied {
  readonly text: string | undefined;
  readonly isOurs: boolean;
}

async function clipboard(element: HTMLElement, id: string, kind: 'copy' | 'cut' | 'paste', text = ''): Promise<Copied> {
  const event = new CustomEvent(kind, { bubbles: true, composed: true, cancelable: true });
  let copied: string | undefined;
  const setData = (_type: string, data: string): void => {
    copied = data;
  };
  Object.assign(event, { clipboardData: { setData, getData: () => text } });
  input(element, id).dispatchEvent(event);
  await settle();
  return { text: copied, isOurs: event.defaultPrevented };
}

const said = (element: HTMLElement): string => textOf(one(element, '[aria-live]'));
const selected = (element: HTMLElement): readonly string[] =>
  all(element, '[aria-selected="true"]').map((cell) => {
    const focusable = cell.dataset['column'] === undefined ? cell.querySelector<HTMLElement>('[data-column]') : cell;
    return `${focusable?.dataset['id'] ?? ''} ${focusable?.dataset['column'] ?? ''}`;
  });

async function cursor(element: HTMLElement, id: string): Promise<void> {
  input(element, id).focus();
  await settle();
}

const shift = { shiftKey: true };
const control = { ctrlKey: true };

it('selects a range with Shift and the arrows, and gives it up with Escape', async () => {
  const element = await entry();
  await cursor(element, 'a2');
  expect(one(element, '[role="grid"]').getAttribute('aria-multiselectable')).toBe('true');
  await press(element, 'a2', 'ArrowDown', shift);
  expect(selected(element)).toEqual(['a2 entered', 'a3 entered']);
  await press(element, 'a3', 'ArrowLeft', shift);
  expect(selected(element)).toEqual(['a2 system', 'a2 entered', 'a3 system', 'a3 entered']);
  await expect(element).toBeAccessible();
  await press(element, 'a3', 'Escape');
  expect(selected(element)).toEqual([]);
});

it('selects to where somebody clicks with Shift', async () => {
  const element = await entry();
  await cursor(element, 'a2');
  const event = new MouseEvent('mousedown', { bubbles: true, composed: true, cancelable: true, shiftKey: true });
  input(element, 'a1').dispatchEvent(event);
  await settle();
  expect(event.defaultPrevented).toBe(true);
  expect(selected(element)).toEqual(['a2 entered', 'a3 entered', 'a1 entered']);
});

it('copies a range as a spreadsheet takes it, every digit in the unit shown', async () => {
  const element = await entry();
  await enter(element, 'a2', '14,000.5');
  await cursor(element, 'a2');
  await press(element, 'a2', 'ArrowDown', shift);
  expect(await clipboard(element, 'a3', 'copy')).toEqual({ text: '14,000.5\n', isOurs: true });
  expect(said(element)).toBe('Cells copied: 2.');
});

it('copies everything with the names of the columns', async () => {
  const element = await entry();
  await cursor(element, 'a2');
  await press(element, 'a2', 'a', control);
  const { text = '' } = await clipboard(element, 'a2', 'copy');
  expect(text.split('\n').slice(0, 2)).toEqual([
    'Row\tLast Friday\tSystem\tEntered\tActual\tLanding',
    'ノースリンク｜アプリ獲得\t\t13,000\t\t6,200\t13,000',
  ]);
  expect(text.split('\n')).toHaveLength(5);
});

it('leaves the clipboard to the browser while a cell is edited', async () => {
  const element = await entry();
  await type(element, 'a2', '14');
  expect(await clipboard(element, 'a2', 'copy')).toEqual({ text: undefined, isOurs: false });
});

it('fills down, clears and cuts a range, each as one step that is taken back', async () => {
  const element = await entry();
  await enter(element, 'a2', '30,000');
  await cursor(element, 'a2');
  await press(element, 'a2', 'ArrowDown', shift);
  await press(element, 'a3', 'ArrowDown', shift);
  await press(element, 'a1', 'd', control);
  const three = (): readonly string[] => ['a2', 'a3', 'a1'].map((id) => input(element, id).value);
  expect(three()).toEqual(['30,000', '30,000', '30,000']);
  expect(said(element)).toBe('Cells changed: 3, not saved yet.');
  await press(element, 'a1', 'Delete');
  expect(three()).toEqual(['', '', '']);
  await press(element, 'a1', 'z', control);
  expect(three()).toEqual(['30,000', '30,000', '30,000']);
  await press(element, 'a1', 'z', control);
  expect(three()).toEqual(['30,000', '', '']);
  await press(element, 'a1', 'y', control);
  expect(three()).toEqual(['30,000', '30,000', '30,000']);
  const { text } = await clipboard(element, 'a1', 'cut');
  expect([text, three()]).toEqual(['30,000\n30,000\n30,000', ['', '', '']]);
});

it('takes the amount above with Ctrl+D where nothing else is selected', async () => {
  const element = await entry();
  await enter(element, 'a2', '30,000');
  await cursor(element, 'a3');
  await press(element, 'a3', 'd', control);
  expect(landingOf(element, 'a3')).toBe('30,000 +14,900');
});

it('types one amount into the whole range with Ctrl+Enter', async () => {
  const element = await entry();
  await cursor(element, 'a2');
  await press(element, 'a2', 'ArrowDown', shift);
  await type(element, 'a3', '40,000');
  await press(element, 'a3', 'Enter', control);
  expect([landingOf(element, 'a2'), landingOf(element, 'a3')]).toEqual(['40,000 +27,000', '40,000 +24,900']);
  await press(element, 'a3', 'z', control);
  await press(element, 'a3', 'z', control);
  expect(totalOf(element)).toBe('54,400');
});

it('says how many cells take no amount', async () => {
  const element = await entry({}, { editable: ['Expected_Member__c'] });
  await cursor(element, 'a2');
  await press(element, 'a2', 'a', control);
  await press(element, 'a2', 'Delete');
  expect(said(element)).toBe('Cells changed: 3, not saved yet. Cells that take no amount: 1.');
});

it('shows one copied amount for every row of the range before it is entered', async () => {
  const element = await entry();
  await cursor(element, 'a2');
  await press(element, 'a2', 'ArrowDown', shift);
  expect((await clipboard(element, 'a3', 'paste', '50,000')).isOurs).toBe(true);
  one(element, '.accept').click();
  await settle();
  expect([landingOf(element, 'a2'), landingOf(element, 'a3'), landingOf(element, 'a1')]).toEqual([
    '50,000 +37,000',
    '50,000 +34,900',
    '24,500',
  ]);
});
