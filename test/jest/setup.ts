/** Before each test file: accessibility matchers, the words of the deployed labels, and the user's locale. */
import { registerSa11yMatcher } from '@sa11y/jest';
import { gql, type GraphQLDocument } from 'lightning/graphql';
import { testUser } from './user';
import { wordsIn } from './words';

registerSa11yMatcher();

const virtual = { virtual: true };

for (const name of wordsIn('en').keys()) {
  jest.doMock(`@salesforce/label/c.${name}`, () => ({ default: wordsIn(testUser().language).get(name) }), virtual);
}
jest.doMock('@salesforce/i18n/lang', () => ({ default: testUser().language }), virtual);
jest.doMock('@salesforce/i18n/locale', () => ({ default: testUser().locale }), virtual);
jest.doMock('@salesforce/i18n/currency', () => ({ default: testUser().currency }), virtual);
jest.doMock('@salesforce/i18n/timeZone', () => ({ default: testUser().timeZone }), virtual);

for (const name of ['Confirm_Forecasts', 'Enter_For_Others', 'Run_Cycle', 'Submit_For_Unit'].map(
  (one) => `Todoku_${one}`,
)) {
  const granted = (): true | undefined => (testUser().permissions.includes(name) ? true : undefined);
  jest.doMock(`@salesforce/customPermission/${name}`, () => ({ default: granted() }), virtual);
}

// The stub of sfdx-lwc-jest answers nothing, and a query that is nothing asks nothing.
// A test reads the query as text; components only hand it on.
jest.mocked(gql).mockImplementation((parts) => parts.join('') as unknown as GraphQLDocument);
