import { lastBefore, latestIn, readSubmission, standingOf, type Submission } from 'c/submissions';
import { record, type Fields } from '../../../../../../test/jest/answers';
import { submissionNode } from '../../../../../../test/jest/submissions';

const read = (change: Fields = {}): Submission => readSubmission(record(submissionNode(change)));
const inWeek = (key: string, version: number, change: Fields = {}): Submission =>
  read({ Cycle__c: key, Cycle__r: record({ External_Key__c: key }), Version__c: version, ...change });

it('reads what was said, by whom and for whom', () => {
  const submission = read({ On_Behalf_Of__r: record({ Name: 'Ken Mori' }), Note__c: 'Two weeks of delay.' });
  expect(submission).toMatchObject({
    kind: 'Member',
    version: 1,
    cycleKey: '2026-W48',
    state: 'Submitted',
    landing: 54_400_000,
    submittedBy: '佐藤 美咲',
    onBehalfOf: 'Ken Mori',
    note: 'Two weeks of delay.',
    question: '',
  });
});

it('counts the highest version of a week, whatever the order of the answer', () => {
  const said = [inWeek('2026-W48', 2), inWeek('2026-W48', 10), inWeek('2026-W48', 9), inWeek('2026-W47', 12)];
  expect(latestIn(said, '2026-W48')?.version).toBe(10);
  expect(latestIn(said, undefined)).toBeUndefined();
});

it('finds what was said last before a week, over a week in which nothing was said', () => {
  const said = [
    inWeek('2026-W48', 1),
    inWeek('2026-W47', 2, { State__c: 'Withdrawn' }),
    inWeek('2026-W46', 1),
    inWeek('2026-W46', 2, { State__c: 'Returned' }),
    inWeek('2026-W46', 3, { State__c: 'Draft' }),
  ];
  expect(lastBefore(said, '2026-W48')).toMatchObject({ cycleKey: '2026-W46', version: 2 });
  expect(lastBefore(said, '2026-W46')).toBeUndefined();
});

it('tells where somebody stands', () => {
  expect(standingOf(undefined, false)).toBe('notStarted');
  expect(standingOf(undefined, true)).toBe('overdue');
  expect(standingOf(read({ State__c: 'Draft' }), true)).toBe('draft');
  expect(standingOf(read(), true)).toBe('submitted');
  expect(standingOf(read({ Late__c: true }), true)).toBe('late');
  expect(standingOf(read({ Carried__c: true, Version__c: 0 }), true)).toBe('carried');
  expect(standingOf(read({ State__c: 'Returned', Late__c: true }), true)).toBe('returned');
  expect(standingOf(read({ State__c: 'Confirmed', Late__c: true }), true)).toBe('confirmed');
  expect(standingOf(read({ State__c: 'Withdrawn' }), false)).toBe('withdrawn');
  expect(standingOf(read({ State__c: 'Withdrawn' }), true)).toBe('overdue');
});
