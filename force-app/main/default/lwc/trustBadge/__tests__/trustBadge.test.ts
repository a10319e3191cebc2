import TrustBadge from 'c/trustBadge';
import { check, list, queryAnswer, targetAnswer } from '../../../../../../test/jest/answers';
import { clearPage, show, textOf } from '../../../../../../test/jest/page';
import { answer, answerErrors, lastQuery } from '../../../../../../test/jest/platform';

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-23T02:10:00.000Z'));
});
afterEach(clearPage);

const badge = (): Promise<HTMLElement> =>
  show('c-trust-badge', TrustBadge, { recordId: 't1', objectApiName: 'Target__c' });

it('N3 says matched, which measure, and when it was found', async () => {
  const element = await badge();
  expect(textOf(element)).toBe('');
  expect(lastQuery().variables).toEqual({ id: 't1' });
  await answer(targetAnswer());
  expect(textOf(element)).toBe('Matched Actual: Matched Compared 5 hours ago');
  await expect(element).toBeAccessible();
});

it('N3 says mismatch although every total agrees, and which key it is', async () => {
  const element = await badge();
  const keys = check({ State__c: 'Mismatch', Measure__c: 'Count', Keys__c: 'DELETED_IN_SALESFORCE menu-amount A|B' });
  await answer(targetAnswer({ Reconciliations__r: list([check({}), keys]) }));
  expect(textOf(element)).toBe('Mismatch Actual: Matched Compared 5 hours ago 1 record differs from the warehouse A|B');
  await expect(element).toBeAccessible();
});

it('N3 says explained and not checked by words of their own', async () => {
  const element = await badge();
  await answer(targetAnswer({ Reconciliations__r: list([check({ State__c: 'Explained' })]) }));
  expect(textOf(element)).toContain('Explained');
  await answer(targetAnswer({ Reconciliations__r: list([]) }));
  expect(textOf(element)).toBe('Not checked');
});

it('does not call checked what it could not read, and is silent on a record that is not there', async () => {
  const element = await badge();
  await answerErrors([{ message: 'Down.' }]);
  expect(textOf(element)).toBe('Not checked Down.');
  await expect(element).toBeAccessible();
  await answer(queryAnswer('Target__c', []));
  expect(textOf(element)).toBe('');
});
