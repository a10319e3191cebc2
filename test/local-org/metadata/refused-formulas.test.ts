/** Formulas and rules that a deployment refuses. */
import { field, formula, object, rule, text } from '../engine/build.ts';
import { refuses } from './refusals.ts';

refuses({
  'a formula that cannot be read': [
    [object('Top__c', formula('A__c', 'Number', '1 +'))],
    'Top__c.A__c',
    /^Syntax error\. Found end of formula$/,
  ],
  'a formula with an unknown field': [
    [object('Top__c', formula('A__c', 'Number', 'B__c + 1'))],
    'Top__c.A__c',
    /^Field B__c does not exist\. Check spelling\.$/,
  ],
  'a formula with an unknown global variable': [
    [object('Top__c', formula('A__c', 'Text', '$Api.Nope'))],
    'Top__c.A__c',
    /^Field \$Api\.Nope does not exist\. Check spelling\.$/,
  ],
  'a rule with a custom permission that is not there': [
    [object('Top__c', rule('R', '$Permission.Nope', 'm'))],
    'Top__c.R',
    /^Field \$Permission\.Nope does not exist\. Check spelling\.$/,
  ],
  'a formula with a custom label that is not there': [
    [object('Top__c', formula('A__c', 'Text', '$Label.Nope'))],
    'Top__c.A__c',
    /^Field \$Label\.Nope does not exist\. Check spelling\.$/,
  ],
  'a formula with an unknown function': [
    [object('Top__c', formula('A__c', 'Number', 'VLOOKUP(1)'))],
    'Top__c.A__c',
    /Unknown function VLOOKUP/,
  ],
  'a formula of another type': [
    [object('Top__c', formula('A__c', 'Number', '"x"'))],
    'Top__c.A__c',
    /^Formula result is data type \(Text\), incompatible with expected data type \(Number\)\.$/,
  ],
  'a formula that adds text to a number': [
    [object('Top__c', formula('A__c', 'Number', '1 + "x"'))],
    'Top__c.A__c',
    /Incorrect parameter type/,
  ],
  'a formula with too few parameters': [
    [object('Top__c', formula('A__c', 'Number', 'IF(TRUE)'))],
    'Top__c.A__c',
    /^Incorrect number of parameters for function 'IF\(\)'\. Expected 3, received 1$/,
  ],
  'a formula that refers to itself': [
    [object('Top__c', formula('A__c', 'Number', 'B__c'), formula('B__c', 'Number', 'A__c'))],
    'Top__c.A__c',
    /Circular reference/,
  ],
  'a formula that is too long': [
    [object('Top__c', formula('A__c', 'Number', `1${' + 1'.repeat(1000)}`))],
    'Top__c.A__c',
    /Maximum length is 3900/,
  ],
  'ISCHANGED outside of a rule': [
    [object('Top__c', text('T__c'), formula('A__c', 'Checkbox', 'ISCHANGED(T__c)'))],
    'Top__c.A__c',
    /only be used in validation rules/,
  ],
  'a picklist compared as text': [
    [
      object(
        'Top__c',
        field('P__c', 'Picklist', {
          valueSet: { xml: '<valueSetDefinition><sorted>false</sorted></valueSetDefinition>' },
        }),
        rule('R', 'P__c = "x"', 'm'),
      ),
    ],
    'Top__c.R',
    /Picklist fields are only supported in certain functions/,
  ],
  'a rule that is no condition': [
    [object('Top__c', rule('R', '1 + 1', 'm'))],
    'Top__c.R',
    /expected data type \(Boolean\)/,
  ],
  'a rule beside an unknown field': [
    [object('Top__c', rule('R', 'TRUE', 'm', 'X__c'))],
    'Top__c.R',
    /Field X__c does not exist/,
  ],
});
