/** Faults in objects, fields, formulas and validation rules. */
import { fault, fieldFile, masterTo, rollupOfActual, xml, type Fault } from './faults.ts';

const targetActual = fieldFile('Target__c', 'Actual__c');
const lineLanding = fieldFile('Project_Amount__c', 'Landing__c');
const targetGap = fieldFile('Target__c', 'Gap__c');
const rule = 'objects/Project_Amount__c/validationRules/Expected_Not_Negative.validationRule-meta.xml';
const rulePlace = 'Project_Amount__c.Expected_Not_Negative';
const project = fieldFile('Project_Amount__c', 'Project__c');
const isLandingOpen = 'IF(In_Landing__c, MAX(Actual__c, Expected__c), 0)';

const fieldFaults: readonly Fault[] = [
  fault('a file that is no XML', targetGap, ['</CustomField>', ''], 'broken-xml', 'file'),
  fault(
    'elements of one name apart',
    targetGap,
    ['<label>Gap</label>', '<label>Gap</label><formula>1</formula>'],
    'scattered-elements',
    'formula',
  ),
  fault(
    'a name unlike the file',
    targetGap,
    ['<fullName>Gap__c', '<fullName>Gab__c'],
    'name-mismatch',
    'fullName Gab__c',
  ),
  fault(
    'a label over 40 characters',
    targetGap,
    ['<label>Gap', `<label>${'Gap '.repeat(12)}`],
    'too-long',
    'Target__c.Gap__c',
  ),
  fault('a field without a label', targetGap, ['<label>Gap</label>', ''], 'no-label', 'Target__c.Gap__c'),
  fault(
    'a lookup to nothing',
    project,
    ['<referenceTo>Project__c', '<referenceTo>Projekt__c'],
    'unknown-object',
    'Project_Amount__c.Project__c',
  ),
  fault(
    'a required lookup that is cleared',
    project,
    ['<required>false', '<required>true'],
    'required-set-null',
    'Project_Amount__c.Project__c',
  ),
  fault(
    'a master with options of a lookup',
    fieldFile('Target__c', 'Budget__c'),
    ['<fullName>', '<deleteConstraint>SetNull</deleteConstraint><fullName>'],
    'master-options',
    'Target__c.Budget__c',
  ),
  {
    name: 'two lists of children of one name',
    edits: [
      { file: fieldFile('Opportunity_Amount__c', 'Target__c'), find: 'Opportunity_Amounts<', put: 'Project_Amounts<' },
    ],
    code: 'child-name',
    file: fieldFile('Project_Amount__c', 'Target__c'),
    place: 'Project_Amount__c.Target__c',
  },
  fault(
    'a detail that is not controlled by its parent',
    'objects/Target__c/Target__c.object-meta.xml',
    ['ControlledByParent', 'Read'],
    'sharing-model',
    'Target__c',
  ),
  {
    name: 'a third master',
    edits: ['A__c', 'B__c'].map((name) => ({
      file: fieldFile('Menu_Amount__c', name),
      put: masterTo('Budget__c', name, `Menus_${name}`),
    })),
    code: 'too-many-masters',
    file: 'objects/Menu_Amount__c/Menu_Amount__c.object-meta.xml',
    place: 'Menu_Amount__c',
  },
  {
    name: 'details under an object with two masters',
    edits: [{ file: fieldFile('Target__c', 'Second__c'), put: masterTo('Department__c', 'Second__c', 'Targets') }],
    code: 'junction-master',
    file: 'objects/Target__c/Target__c.object-meta.xml',
    place: 'Target__c',
  },
  {
    name: 'a fourth detail level',
    edits: [{ file: fieldFile('Reconciliation__c', 'Menu__c'), put: masterTo('Menu_Amount__c', 'Menu__c', 'Checks') }],
    code: 'too-deep',
    file: 'objects/Reconciliation__c/Reconciliation__c.object-meta.xml',
    place: 'Reconciliation__c',
  },
];

const rollupFaults: readonly Fault[] = [
  fault(
    'a roll-up through a field that is no master',
    targetActual,
    ['Project_Amount__c.Target__c', 'Project_Amount__c.Project__c'],
    'rollup-key',
    'Target__c.Actual__c',
  ),
  fault(
    'a roll-up of a field that is not there',
    targetActual,
    ['Project_Amount__c.Actual__c', 'Project_Amount__c.Aktual__c'],
    'unknown-field',
    'Target__c.Actual__c',
  ),
  fault(
    'a sum of text',
    targetActual,
    ['Project_Amount__c.Actual__c', 'Project_Amount__c.Note__c'],
    'rollup-type',
    'Target__c.Actual__c',
  ),
  fault(
    'a filter on a field that is not there',
    targetActual,
    [
      '</CustomField>',
      '<summaryFilterItems><field>Project_Amount__c.Shut__c</field></summaryFilterItems></CustomField>',
    ],
    'unknown-field',
    'Target__c.Actual__c',
  ),
  {
    name: 'a roll-up of a formula that looks across objects',
    edits: [{ file: lineLanding, find: isLandingOpen, put: 'Target__r.Plan_Amount__c' }],
    code: 'rollup-crosses',
    file: fieldFile('Target__c', 'Line_Landing__c'),
    place: 'Target__c.Line_Landing__c',
  },
  {
    name: 'a roll-up of a formula that looks at the clock, through another formula',
    edits: [{ file: fieldFile('Project_Amount__c', 'Expected__c'), find: 'Expected_System__c,', put: 'DAY(TODAY()),' }],
    code: 'rollup-crosses',
    file: fieldFile('Target__c', 'Line_Landing__c'),
    place: 'Target__c.Line_Landing__c',
  },
  {
    name: 'a twenty-sixth roll-up',
    edits: Array.from({ length: 23 }, (_, index) => `Sum_${index}__c`).map((name) => ({
      file: fieldFile('Target__c', name),
      put: rollupOfActual(name),
    })),
    code: 'too-many-rollups',
    file: 'objects/Target__c/Target__c.object-meta.xml',
    place: 'Target__c',
  },
];

const formulaFaults: readonly Fault[] = [
  fault(
    'a formula with a field that is not there',
    targetGap,
    ['- Target_Amount__c', '- Target_Amont__c'],
    'unknown-field',
    'Target__c.Gap__c',
  ),
  fault(
    'a formula with a path that leads nowhere',
    targetGap,
    ['- Target_Amount__c', '- Budget__r.Boss__r.Pay__c'],
    'unknown-field',
    'Target__c.Gap__c',
  ),
  fault(
    'a function that is not there',
    lineLanding,
    ['MAX(', 'MAXIMUM('],
    'unknown-function',
    'Project_Amount__c.Landing__c',
  ),
  fault(
    'a function of rules in a formula field',
    lineLanding,
    ['IF(Closed__c,', 'IF(ISCHANGED(Closed__c),'],
    'rule-function',
    'Project_Amount__c.Landing__c',
  ),
  fault(
    'a test for blank that is never true',
    fieldFile('Project_Amount__c', 'Expected__c'),
    ['BlankAsBlank', 'BlankAsZero'],
    'never-blank',
    'Project_Amount__c.Expected__c',
  ),
  fault(
    'a rule with a field that is not there',
    rule,
    ['Expected_Member__c &lt; 0', 'Expected_Membre__c &lt; 0'],
    'unknown-field',
    rulePlace,
  ),
  fault(
    'a rule shown at a field that is not there',
    rule,
    ['<errorDisplayField>Expected_Member__c', '<errorDisplayField>Nowhere__c'],
    'unknown-field',
    rulePlace,
  ),
  fault(
    'a rule shown at a computed field',
    rule,
    ['<errorDisplayField>Expected_Member__c', '<errorDisplayField>Landing__c'],
    'rule-place',
    rulePlace,
  ),
  fault(
    'a rule without a message',
    rule,
    ['<errorMessage>The expected amount cannot be negative. Enter 0 if nothing is expected.', '<errorMessage>'],
    'no-message',
    rulePlace,
  ),
  fault(
    'a message over 255 characters',
    rule,
    ['<errorMessage>', `<errorMessage>${'No. '.repeat(64)}`],
    'too-long',
    rulePlace,
  ),
  {
    name: 'a formula over 3,900 characters',
    edits: [
      {
        file: fieldFile('Budget__c', 'Long__c'),
        put: xml(
          'CustomField',
          `<fullName>Long__c</fullName><formula>${'1 + '.repeat(1000)}1</formula><label>Long</label><type>Number</type>`,
        ),
      },
    ],
    code: 'too-long',
    place: 'Budget__c.Long__c',
  },
];

export const schemaFaults: readonly Fault[] = [...fieldFaults, ...rollupFaults, ...formulaFaults];
