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
  const outcomes = await saveRows([change('a'), change('b')], (news) => heard.push(...news));
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

describe('what is told while rows are saved', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  /** Saves rows whose answers come when asked for, and notes what is told. */
  function saving(ids: readonly string[]): {
    readonly heard: string[][];
    readonly done: Promise<readonly RowOutcome[]>;
    readonly answer: (error?: unknown) => Promise<void>;
  } {
    const waiting: {
      readonly id: string;
      readonly resolve: (saved: { id: string }) => void;
      readonly reject: (error: unknown) => void;
    }[] = [];
    update.mockImplementation(
      ({ fields }) => new Promise((resolve, reject) => waiting.push({ id: String(fields['Id']), resolve, reject })),
    );
    const heard: string[][] = [];
    const done = saveRows(
      ids.map((id) => change(id)),
      (news) => {
        heard.push(news.map(({ recordId, kind }) => `${recordId} ${kind}`));
      },
    );
    const answer = async (error?: unknown): Promise<void> => {
      const next = waiting.shift();
      if (error === undefined) next?.resolve({ id: next.id });
      else next?.reject(error);
      await jest.advanceTimersByTimeAsync(0);
    };
    return { heard, done, answer };
  }

  it('tells together what happens within a moment, each outcome at its row', async () => {
    const { heard, done, answer } = saving(['a', 'b', 'c', 'd']);
    await answer();
    await answer({ status: 412, body: {} });
    await answer();
    expect(heard).toEqual([]);
    await jest.advanceTimersByTimeAsync(200);
    expect(heard).toEqual([['a saved', 'b conflict', 'c saved']]);
    await answer();
    await done;
    expect(heard).toEqual([['a saved', 'b conflict', 'c saved'], ['d saved']]);
  });

  it('keeps no outcome back while the next row waits for its answer', async () => {
    const { heard, done, answer } = saving(['a', 'b']);
    await answer();
    await jest.advanceTimersByTimeAsync(200);
    expect(heard).toEqual([['a saved']]);
    await answer();
    expect((await done).map(({ recordId }) => recordId)).toEqual(['a', 'b']);
    await jest.advanceTimersByTimeAsync(1000);
    expect(heard).toEqual([['a saved'], ['b saved']]);
  });
});
