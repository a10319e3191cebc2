import { createRecord, updateRecord } from 'lightning/uiRecordApi';
import { createVersion, moveRecord, signedBy, versionKey, type Version } from 'c/submissions';

const create = jest.mocked(createRecord);
const update = jest.mocked(updateRecord);
const version: Version = {
  cycle: { id: 'c48', key: '2026-W48' },
  kind: 'Member',
  about: '2026-11|Revenue|misaki.sato',
  version: 2,
};
const refusal = (errorCode: string, message = 'No.'): unknown => ({
  status: 400,
  body: { output: { errors: [{ errorCode, message }], fieldErrors: {} } },
});

beforeEach(() => {
  create.mockReset().mockResolvedValue({ id: 's2' });
  update.mockReset().mockResolvedValue({ id: 's2' });
});

it('names a version by week, kind, target and number, and sends that with what it says', async () => {
  expect(await createVersion(version, { Landing_Forecast__c: 5 })).toEqual({ kind: 'saved', id: 's2' });
  expect(create.mock.calls).toEqual([
    [
      {
        apiName: 'Forecast_Submission__c',
        fields: {
          External_Key__c: '2026-W48|Member|2026-11|Revenue|misaki.sato|2',
          Cycle__c: 'c48',
          Kind__c: 'Member',
          Version__c: 2,
          Landing_Forecast__c: 5,
        },
      },
    ],
  ]);
  expect(versionKey(version)).toBe('2026-W48|Member|2026-11|Revenue|misaki.sato|2');
});

it('tells a version that is there already, a lost answer and a refusal apart', async () => {
  create.mockRejectedValueOnce(refusal('DUPLICATE_VALUE'));
  expect(await createVersion(version, {})).toEqual({ kind: 'duplicate' });
  create.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  expect(await createVersion(version, {})).toEqual({ kind: 'unknown' });
  create.mockRejectedValueOnce(refusal('FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Frozen.'));
  expect(await createVersion(version, {})).toMatchObject({ kind: 'rejected', problem: { messages: ['Frozen.'] } });
});

it('moves a submission only as it was seen', async () => {
  const seen = { id: 's2', modifiedAt: '2026-11-23T03:00:00.000Z' };
  expect(await moveRecord(seen, { State__c: 'Withdrawn' })).toEqual({ kind: 'saved', id: 's2' });
  expect(update.mock.calls).toEqual([
    [{ fields: { Id: 's2', State__c: 'Withdrawn' } }, { ifUnmodifiedSince: seen.modifiedAt }],
  ]);
  update.mockRejectedValueOnce({ status: 412, body: { message: 'Changed.' } });
  expect(await moveRecord(seen, { State__c: 'Withdrawn' })).toEqual({ kind: 'conflict' });
});

it('signs with who submits and the time of now', () => {
  expect(signedBy('u1', Date.UTC(2026, 10, 24, 9, 59))).toEqual({
    State__c: 'Submitted',
    Submitted_By__c: 'u1',
    Submitted_At__c: '2026-11-24T09:59:00.000Z',
  });
});
