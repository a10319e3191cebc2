import { createRecord } from 'lightning/uiRecordApi';
import MemberConfirm from 'c/memberConfirm';
import { all, clearPage, one, settleWrite, show, textOf } from '../../../../../../test/jest/page';
import { answer } from '../../../../../../test/jest/platform';
import { memberAnswer, submissionNode } from '../../../../../../test/jest/submissions';

// The platform's module: `true` for who holds the permission.
jest.mock('@salesforce/customPermission/Todoku_Enter_For_Others', () => ({ default: true }), { virtual: true });

const create = jest.mocked(createRecord);

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-24T04:48:30.000Z') });
  create.mockReset().mockResolvedValue({ id: 's1' });
});

afterEach(() => {
  clearPage();
  jest.useRealTimers();
});

it('names both when somebody enters for a member, and shows no accuracy', async () => {
  const element = await show('c-member-confirm', MemberConfirm, { recordId: 't1' });
  await answer(memberAnswer({ Mine__c: false }));
  expect(textOf(element)).toContain('You enter for 佐藤 美咲; the submission names you both.');
  expect(all(element, 'c-accuracy-line')).toEqual([]);
  one(element, 'lightning-button.submit').click();
  await settleWrite();
  expect(create.mock.calls[0]?.[0].fields).toMatchObject({ On_Behalf_Of__c: 'u1', Version__c: 1 });
  await answer(memberAnswer({ Mine__c: false, said: [submissionNode()] }));
  expect(all(element, 'lightning-button.withdraw')).toHaveLength(1);
});
