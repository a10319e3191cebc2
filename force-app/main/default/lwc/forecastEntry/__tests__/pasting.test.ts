import { all, clearPage, one, settle, textOf } from '../../../../../../test/jest/page';
import { entry, enter, input, landingOf, press, totalOf, type, type Button } from './entry';

afterEach(clearPage);

/** The browser keeps what it was given. */
function closeTab(): void {
  document.body.replaceChildren();
}

async function paste(element: HTMLElement, id: string, text: string): Promise<Event> {
  input(element, id).focus();
  await settle();
  const event = new CustomEvent('paste', { bubbles: true, composed: true, cancelable: true });
  Object.assign(event, { clipboardData: { getData: () => text } });
  input(element, id).dispatchEvent(event);
  await settle();
  return event;
}

const preview = (element: HTMLElement): HTMLElement | undefined => all(element, 'c-paste-preview')[0];

it('shows what a paste would enter, and enters nothing before the person says so', async () => {
  const element = await entry();
  const event = await paste(element, 'a2', '1,400万\r\nabout\r\n25M\r\n');
  expect(event.defaultPrevented).toBe(true);
  const panel = preview(element);
  expect(panel).toBeDefined();
  if (panel === undefined) return;
  expect(textOf(panel)).toContain('3 cells to enter');
  expect(textOf(panel)).toContain('“about” is not an amount.');
  expect(textOf(panel)).toContain('1 not entered');
  expect(totalOf(element)).toBe('54,400');
  await expect(element).toBeAccessible();
  one<Button>(element, '.accept').click();
  await settle();
  expect(preview(element)).toBeUndefined();
  expect(['a2', 'a3', 'a1'].map((id) => landingOf(element, id))).toEqual(['14,000 +1,000', '15,100', '25,000 +500']);
});

it('leaves a single cell to the input, and enters nothing when it is cancelled', async () => {
  const element = await entry();
  expect((await paste(element, 'a1', '25,000')).defaultPrevented).toBe(false);
  await paste(element, 'a1', '1\n2');
  one<Button>(element, '.cancel').click();
  await settle();
  expect(preview(element)).toBeUndefined();
  expect(totalOf(element)).toBe('54,400');
});

it('takes back cell by cell and paste by paste, and does it again', async () => {
  const element = await entry();
  await type(element, 'a2', '14');
  await type(element, 'a2', '14,000');
  await enter(element, 'a2', '14,000');
  await paste(element, 'a2', '15,000\n\n25,000');
  one<Button>(element, '.accept').click();
  await settle();
  expect([landingOf(element, 'a1'), landingOf(element, 'a2')]).toEqual(['25,000 +500', '15,000 +2,000']);
  await press(element, 'a1', 'z', { ctrlKey: true });
  expect([landingOf(element, 'a1'), landingOf(element, 'a2')]).toEqual(['24,500', '14,000 +1,000']);
  await press(element, 'a1', 'z', { ctrlKey: true });
  expect(totalOf(element)).toBe('54,400');
  await press(element, 'a1', 'y', { ctrlKey: true });
  expect(landingOf(element, 'a2')).toBe('14,000 +1,000');
});

it('N8: what was typed is there again when the page is opened anew, and says so', async () => {
  const element = await entry();
  await enter(element, 'a2', '14,000');
  closeTab();
  const again = await entry();
  expect(landingOf(again, 'a2')).toBe('14,000 +1,000');
  expect(textOf(again)).toContain('are back: 1.');
  await press(again, 'a2', 'Escape');
  closeTab();
  expect(textOf(await entry())).not.toContain('are back');
});
