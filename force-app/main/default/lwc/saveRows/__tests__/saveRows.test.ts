import { updateRecord } from 'lightning/uiRecordApi';
import { saveRows, type RowChange, type RowOutcome } from 'c/saveRows';

const update = jest.mocked(updateRecord);

function change(recordId: string, seenModifiedAt?: string): RowChange {
  return { recordId, fields: { Expected_Member__c: 5 }, seenModifiedAt };
}

beforeEach(() => {
  update
    .mockReset()
    .mockImplementation(({ fields }) =>
      Promise.resolve({ id: String(fields['Id']), lastModifiedDate: '2026-11-23T00:00:00.000Z' }),
    );
});

it('sends the changed fields of each row, and what the person had seen', async () => {
  await saveRows([change('a', '2026-11-22T00:00:00.000Z'), change('b')], () => undefined);
  expect(update.mock.calls).toEqual([
    [{ fields: { Id: 'a', Expected_Member__c: 5 } }, { ifUnmodifiedSince: '2026-11-22T00:00:00.000Z' }],
    [{ fields: { Id: 'b', Expected_Member__c: 5 } }, undefined],
  ]);
});

it('owes exactly one outcome for each row; a refused row does not stop the next', async () => {
  update.mockRejectedValueOnce({ status: 400, body: { output: { errors: [{ message: 'No.' }], fieldErrors: {} } } });
  const heard: RowOutcome[] = [];
  const outcomes = await saveRows([change('a'), change('b')], (outcome) => heard.push(outcome));
  expect(outcomes.map(({ recordId, kind }) => [recordId, kind])).toEqual([
    ['a', 'rejected'],
    ['b', 'saved'],
  ]);
  expect(heard).toEqual(outcomes);
});

it('sends a row only after the one before has its answer', async () => {
  const answers: (() => void)[] = [];
  update.mockImplementation(
    ({ fields }) => new Promise((resolve) => answers.push(() => resolve({ id: String(fields['Id']) }))),
  );
  const saving = saveRows([change('a'), change('b')], () => undefined);
  expect(update).toHaveBeenCalledTimes(1);
  answers[0]?.();
  await Promise.resolve();
  await Promise.resolve();
  await Promise.resolve();
  expect(update).toHaveBeenCalledTimes(2);
  answers[1]?.();
  await saving;
});

it('tells a conflict and a missing answer from a refusal', async () => {
  update.mockRejectedValueOnce({ status: 412, body: {} }).mockRejectedValueOnce(new TypeError('Failed to fetch'));
  const outcomes = await saveRows([change('a'), change('b')], () => undefined);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['conflict', 'unknown']);
});
