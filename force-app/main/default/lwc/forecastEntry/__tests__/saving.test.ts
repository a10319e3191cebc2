import { notifyRecordUpdateAvailable, updateRecord } from 'lightning/uiRecordApi';
import { list, PROJECTS, record, targetAnswer, type Fields } from '../../../../../../test/jest/answers';
import { clearPage, one, settle, textOf } from '../../../../../../test/jest/page';
import { answer } from '../../../../../../test/jest/platform';
import { enter, entry, input, landingOf, line, messagesOf, press, save, totalOf, type Button } from './entry';

const update = jest.mocked(updateRecord);

const NO = {
  status: 400,
  body: {
    output: {
      errors: [],
      fieldErrors: { Expected_Member__c: [{ field: 'Expected_Member__c', message: 'Not below zero, please.' }] },
    },
  },
};

/** The platform refuses this row, in the shape in which it refuses. */
function refuse(id: string): void {
  update.mockImplementation(async ({ fields }) => {
    if (fields['Id'] === id) throw Object.assign(new Error('refused'), NO);
    return { id: 'x' };
  });
}

function changed(id: string, change: Fields): Fields {
  return {
    Project_Amounts__r: list(PROJECTS.map((project) => (project['Id'] === id ? { ...project, ...change } : project))),
  };
}

beforeEach(() => {
  update.mockReset().mockResolvedValue({ id: 'x' });
  jest.mocked(notifyRecordUpdateAvailable).mockClear();
});

afterEach(clearPage);

it('sends the changed rows alone, each with its changed field alone', async () => {
  const element = await entry();
  await enter(element, 'a2', '14,000');
  await enter(element, 'o1', '');
  await save(element);
  expect(update.mock.calls.map(([input]) => input.fields)).toEqual([
    { Id: 'a2', Expected_Member__c: 14_000_000 },
    { Id: 'o1', Expected__c: null },
  ]);
});

it('looks before it writes, tells the page afterwards, and is clean when the roll-ups are back', async () => {
  const refresh = jest.fn(() => Promise.resolve());
  const element = await entry({}, { refresh });
  const heard: string[] = [];
  for (const name of ['lightning__refresh', 'lightning__showtoast']) {
    element.addEventListener(name, () => heard.push(name));
  }
  await enter(element, 'a2', '14,000');
  await save(element);
  expect(refresh).toHaveBeenCalledTimes(2);
  expect(heard).toEqual(['lightning__showtoast', 'lightning__refresh']);
  expect(jest.mocked(notifyRecordUpdateAvailable).mock.calls).toEqual([
    [[{ recordId: 'a2' }, { recordId: 't1' }, { recordId: 'b1' }]],
  ]);
  expect(line(element, 'a2')).toContain('Saved');
  expect(textOf(one(element, '[aria-live]'))).toBe('1 row saved');
  await expect(element).toBeAccessible();
  await answer(
    targetAnswer({ ...changed('a2', { Expected_Member__c: 14_000_000 }), Landing_Forecast__c: 55_400_000 }),
    refresh,
  );
  expect([landingOf(element, 'a2'), totalOf(element)]).toEqual(['14,000', '55,400']);
  expect(textOf(one(element, '.summary'))).toBe('No changes');
});

it('cleans the saved row and keeps the refused one as typed, with the platform’s words', async () => {
  refuse('a2');
  const element = await entry();
  await enter(element, 'a2', '−5');
  await enter(element, 'a1', '26,000');
  await save(element);
  await answer(targetAnswer(changed('a1', { Expected_Member__c: 26_000_000 })));
  expect(messagesOf(element)).toEqual(['Not below zero, please.']);
  expect(input(element, 'a2').value).toBe('−5');
  expect(line(element, 'a2')).toContain('Not saved');
  expect(input(element, 'a1').value).toBe('26,000');
  expect(line(element, 'a1')).not.toContain('Draft');
  expect(textOf(one(element, '[aria-live]'))).toBe('1 saved, 1 not saved. What you typed is kept. Each row says why.');
  expect(one<Button>(element, '.save').label).toBe('Save 1 row');
  await expect(element).toBeAccessible();
});

it('saves the readable rows and leaves the unreadable one', async () => {
  const element = await entry();
  await enter(element, 'a1', '26,000');
  await enter(element, 'a2', '120百');
  await save(element);
  expect(update.mock.calls.map(([input]) => input.fields['Id'])).toEqual(['a1']);
  expect(input(element, 'a2').value).toBe('120百');
});

it('marks the rows on their way, which take no keys meanwhile', async () => {
  update.mockReturnValue(new Promise(() => undefined));
  const element = await entry();
  await enter(element, 'a2', '14,000');
  await save(element);
  expect(line(element, 'a2')).toContain('Saving');
  expect(input(element, 'a2').readOnly).toBe(true);
  expect(textOf(one(element, '.summary'))).toBe('Saving 1 of 1');
  await expect(element).toBeAccessible();
});

it('saves with Ctrl+S from a cell that is still being typed', async () => {
  const element = await entry();
  await enter(element, 'a2', '14,000');
  const event = await press(element, 'a2', 's', { ctrlKey: true });
  expect(event.defaultPrevented).toBe(true);
  expect(update).toHaveBeenCalledTimes(1);
});

it('does not guess when no answer comes: the value stays, and reading again tells', async () => {
  update.mockRejectedValue(new TypeError('Failed to fetch'));
  const element = await entry();
  await enter(element, 'a2', '14,000');
  await save(element);
  expect(messagesOf(element)).toEqual([
    'No answer came, so it is not known whether this was saved. What you typed is kept; save again.',
  ]);
  await answer(targetAnswer(changed('a2', { Expected_Member__c: 14_000_000 })));
  expect(messagesOf(element)).toEqual([]);
  expect(textOf(one(element, '.summary'))).toBe('No changes');
});

describe('when somebody else has changed the same amount', () => {
  const theirs = changed('a2', {
    Expected_Member__c: 12_000_000,
    LastModifiedDate: '2026-11-23T01:30:00.000Z',
    LastModifiedBy: record({ Name: '鈴木 健' }),
  });

  async function conflict(): Promise<HTMLElement> {
    const element = await entry({}, { refresh: () => answer(targetAnswer(theirs)) });
    await enter(element, 'a2', '14,000');
    await save(element);
    return element;
  }

  it('lets the other panels see the change, too', async () => {
    const element = await entry({}, { refresh: () => answer(targetAnswer(theirs)) });
    const refreshed = jest.fn();
    element.addEventListener('lightning__refresh', refreshed);
    await enter(element, 'a2', '14,000');
    await save(element);
    expect(refreshed).toHaveBeenCalledTimes(1);
    expect(textOf(one(element, '.summary'))).toBe('1 to settle');
  });

  it('writes nothing over it and shows both values', async () => {
    const element = await conflict();
    expect(update).not.toHaveBeenCalled();
    expect(messagesOf(element)).toEqual([
      '鈴木 健 changed Expected from blank to 12,000 (Nov 23, 10:30 AM). Yours: 14,000.',
    ]);
    expect(line(element, 'a2')).toContain('Changed elsewhere');
    await expect(element).toBeAccessible();
  });

  it('saves one’s own value when the member says so', async () => {
    const element = await conflict();
    one(element, '.choices lightning-button').click();
    await settle();
    await save(element);
    expect(update.mock.calls.map(([{ fields }, options]) => [fields, options])).toEqual([
      [{ Id: 'a2', Expected_Member__c: 14_000_000 }, { ifUnmodifiedSince: '2026-11-23T01:30:00.000Z' }],
    ]);
  });

  it('shows theirs when the member says so', async () => {
    const element = await conflict();
    one(element, '.choices lightning-button:last-child').click();
    await settle();
    expect(input(element, 'a2').value).toBe('12,000');
    expect(textOf(one(element, '.summary'))).toBe('No changes');
  });

  it('keeps the value when the platform met the change first', async () => {
    update.mockRejectedValue({ status: 412, body: {} });
    const element = await entry();
    await enter(element, 'a2', '14,000');
    await save(element);
    expect(messagesOf(element)).toEqual([
      'The record changed while saving. What you typed is kept; look at the row and save again.',
    ]);
    expect(input(element, 'a2').value).toBe('14,000');
  });
});

it('saves over a load that only moved the system value', async () => {
  const load = changed('a2', { Expected_System__c: 15_000_000, LastModifiedDate: '2026-11-23T01:30:00.000Z' });
  const element = await entry({}, { refresh: () => answer(targetAnswer(load)) });
  await enter(element, 'a2', '14,000');
  await save(element);
  expect(update).toHaveBeenCalledTimes(1);
});
