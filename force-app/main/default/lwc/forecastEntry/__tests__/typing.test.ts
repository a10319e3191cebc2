import { OPPORTUNITIES, PROJECTS, list } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settle, textOf } from '../../../../../../test/jest/page';
import { entry, enter, input, landingOf, line, messagesOf, press, totalOf, type, type Button } from './entry';

afterEach(clearPage);

it('shows the value of the system, of the member, the actual and the landing of each line', async () => {
  const element = await entry();
  expect(textOf(one(element, '.head'))).toBe('Details Projects Last Friday System Entered Actual Landing');
  expect(line(element, 'a2')).toBe(
    'ノースリンク ｜ アプリ獲得 Last Friday – System 13,000 Entered Actual 6,200 Landing 13,000',
  );
  expect(input(element, 'a2').placeholder).toBe('13,000');
  await expect(element).toBeAccessible();
});

it('moves the landing and the totals with every key, and says what was before', async () => {
  const element = await entry();
  expect(totalOf(element)).toBe('54,400');
  await type(element, 'a2', '14,0');
  await type(element, 'a2', '14,000');
  expect(landingOf(element, 'a2')).toBe('14,000 +1,000');
  expect(totalOf(element)).toBe('55,400 +1,000');
  expect(textOf(one(element, '.effect'))).toBe('Landing 54,400 → 55,400 +1,000');
  expect(line(element, 'a2')).toContain('Draft');
  await expect(element).toBeAccessible();
});

it('keeps a booked amount in the landing when less is expected', async () => {
  const element = await entry();
  await enter(element, 'a1', '0');
  expect(landingOf(element, 'a1')).toBe('18,500 −6,000');
});

it('does not complain while somebody is still typing', async () => {
  const element = await entry();
  await type(element, 'a2', '120百');
  expect(messagesOf(element)).toEqual([]);
});

it('keeps what cannot be read, quotes it and shows what can', async () => {
  const element = await entry();
  await enter(element, 'a2', '120百');
  expect(input(element, 'a2').value).toBe('120百');
  expect(messagesOf(element)).toEqual([
    '“120百” is not an amount. Type for example 1.2M or 12k. What you typed is kept.',
  ]);
  expect(input(element, 'a2').getAttribute('aria-invalid')).toBe('true');
  expect(one<Button>(element, '.save').disabled).toBe(true);
  await expect(element).toBeAccessible();
});

it('shows a figure again when the cell is left, and every digit while it is edited', async () => {
  const element = await entry({ Project_Amounts__r: list([{ ...PROJECTS[0], Expected_Member__c: 24_503_200 }]) });
  const cell = input(element, 'a1');
  expect(cell.value).toBe('24,503');
  cell.focus();
  await settle();
  expect(cell.value).toBe('24,503.2');
  cell.blur();
  await settle();
  expect(cell.value).toBe('24,503');
  expect(textOf(one(element, '.summary'))).toBe('No changes');
});

it('reads a typed amount once: another unit shows it, and does not change it', async () => {
  const element = await entry();
  await enter(element, 'a2', '14,000');
  expect(textOf(one(element, 'c-unit-picker'))).toBe('Unit: ¥K');
  one(element, '.widen').click();
  await settle();
  const select = one<HTMLSelectElement>(element, 'select');
  select.value = 'million';
  select.dispatchEvent(new CustomEvent('change'));
  await settle();
  expect(input(element, 'a2').value).toBe('14.0');
  expect(landingOf(element, 'a2')).toBe('14.0 +1.0');
});

it('takes one amount back with Escape and everything with Undo', async () => {
  const element = await entry();
  await enter(element, 'a1', '20,000');
  await type(element, 'a2', '14,000');
  await press(element, 'a2', 'Escape');
  expect(totalOf(element)).toBe('49,900 −4,500');
  one(element, '.undo').click();
  await settle();
  expect(totalOf(element)).toBe('54,400');
  expect(input(element, 'a1').value).toBe('');
});

it('has one tab stop, moved by the arrows', async () => {
  const element = await entry();
  const stops = (): readonly (string | undefined)[] =>
    all(element, '[data-column][tabindex="0"]').map((cell) => `${cell.dataset['id']} ${cell.dataset['column']}`);
  expect(stops()).toEqual(['a2 entered']);
  input(element, 'a2').focus();
  await settle();
  await press(element, 'a2', 'ArrowDown');
  expect(stops()).toEqual(['a3 entered']);
  await press(element, 'a3', 'ArrowLeft');
  expect(stops()).toEqual(['a3 system']);
});

it('goes on to the next line with Enter from a typed amount', async () => {
  const element = await entry();
  await type(element, 'a2', '16,000');
  await press(element, 'a2', 'Enter');
  expect(one(element, '[data-column][tabindex="0"]').dataset['id']).toBe('a3');
});

it('opens the details of a line, whose changes move the totals too', async () => {
  const element = await entry();
  const toggle = one(element, 'button[data-id="a2"]');
  expect(toggle.getAttribute('aria-label')).toBe('Details of ノースリンク｜アプリ獲得');
  toggle.click();
  await settle();
  expect(toggle.getAttribute('aria-expanded')).toBe('true');
  one(element, 'lightning-input').dispatchEvent(new CustomEvent('change', { detail: { checked: false } }));
  await settle();
  expect(landingOf(element, 'a2')).toBe('0 −13,000');
  expect(totalOf(element)).toBe('41,400 −13,000');
  await expect(element).toBeAccessible();
});

it('locks a closed line and says why', async () => {
  const element = await entry({
    Project_Amounts__r: list([{ ...PROJECTS[0], Closed__c: true, Expected_Member__c: 99_000_000 }]),
    Opportunity_Amounts__r: list([{ ...OPPORTUNITIES[0], Open__c: false }]),
  });
  expect([input(element, 'a1').readOnly, input(element, 'o1').readOnly]).toEqual([true, true]);
  expect(line(element, 'a1')).toContain('Closed');
  expect(line(element, 'o1')).toContain('Not open');
  expect(input(element, 'a1').getAttribute('aria-label')).toContain('The month is closed: only the actual counts.');
  expect([landingOf(element, 'a1'), landingOf(element, 'o1')]).toEqual(['18,500', '0']);
  await expect(element).toBeAccessible();
});
