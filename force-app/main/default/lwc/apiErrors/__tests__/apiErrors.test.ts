import { problemOf, problemText } from 'c/apiErrors';

it('reads a record error of the UI API with its field', () => {
  const problem = problemOf({
    status: 400,
    body: {
      message: 'An error occurred while trying to update the record. Please try again.',
      statusCode: 400,
      errorCode: 'UNKNOWN_EXCEPTION',
      output: {
        errors: [],
        fieldErrors: {
          Expected_Member__c: [
            {
              errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
              field: 'Expected_Member__c',
              fieldLabel: 'Expected (Member)',
              message: 'This month is closed.',
            },
          ],
        },
      },
    },
  });
  expect(problem).toEqual({
    kind: 'rejected',
    messages: [],
    byField: { Expected_Member__c: ['This month is closed.'] },
  });
  expect(problemText(problem)).toBe('This month is closed.');
});

it('reads record errors that belong to no field', () => {
  const body = { output: { errors: [{ errorCode: 'UNABLE_TO_LOCK_ROW', message: 'Locked.' }], fieldErrors: {} } };
  expect(problemOf({ status: 400, body }).messages).toEqual(['Locked.']);
});

it('reads a list of errors', () => {
  const problem = problemOf({ status: 404, body: [{ errorCode: 'NOT_FOUND', message: 'Gone.' }] });
  expect(problem).toEqual({ kind: 'missing', messages: ['Gone.'], byField: {} });
});

it('reads the errors of a query', () => {
  expect(problemOf([{ message: 'Field not found.' }, { message: 'Field not found.' }])).toEqual({
    kind: 'failed',
    messages: ['Field not found.'],
    byField: {},
  });
});

it('knows a lost connection from a refusal', () => {
  expect(problemOf(new TypeError('Failed to fetch')).kind).toBe('offline');
  expect(problemOf({ status: 503, body: undefined }).kind).toBe('offline');
  expect(problemOf({ status: 403, body: { message: 'No.' } }).kind).toBe('denied');
});

it('knows a record that has changed meanwhile, by status or by code', () => {
  expect(problemOf({ status: 412, body: { message: 'Changed.' } }).kind).toBe('conflict');
  expect(problemOf({ status: 400, body: [{ errorCode: 'CONFLICT', message: 'Changed.' }] }).kind).toBe('conflict');
});

it('knows a record that is there already, by its code', () => {
  const body = { output: { errors: [{ errorCode: 'DUPLICATE_VALUE', message: 'There.' }], fieldErrors: {} } };
  expect(problemOf({ status: 400, body }).kind).toBe('duplicate');
});

it('says something in the user’s language where the platform said nothing', () => {
  expect(problemText(problemOf({ status: 403 }))).toBe('You have no access to this record or to one of its fields.');
  expect(problemText(problemOf(undefined))).toBe('Salesforce gave no usable answer.');
});
