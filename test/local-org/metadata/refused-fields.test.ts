/** Fields and objects that a deployment refuses, with the words of the platform where they are known. */
import { field, file, object, onObject, text } from '../engine/build.ts';
import { refuses } from './refusals.ts';

refuses({
  'a field of an unknown object': [[onObject('Nothing__c', text('A__c'))], 'Nothing__c.A__c', /no such object/],
  'a field without a label': [
    [object('Top__c', text('A__c').replace(/<label>.*?<\/label>/, ''))],
    'Top__c.A__c',
    /^Required field is missing: label$/,
  ],
  'a text without a length': [
    [object('Top__c', field('A__c', 'Text'))],
    'Top__c.A__c',
    /Required field is missing: length/,
  ],
  'a number with too many digits': [
    [object('Top__c', field('A__c', 'Number', { precision: 19, scale: 2 }))],
    'Top__c.A__c',
    /Precision/,
  ],
  'a checkbox without a default': [
    [object('Top__c', field('A__c', 'Checkbox'))],
    'Top__c.A__c',
    /default value of a checkbox/,
  ],
  'a name without __c': [[object('Top__c', text('A'))], 'Top__c.A', /^Could not resolve standard field's name\.$/],
  'a name with two underscores': [[object('Top__c', text('A__B__c'))], 'Top__c.A__B__c', /single underscores/],
  'a unique picklist': [[object('Top__c', field('A__c', 'Date', { unique: true }))], 'Top__c.A__c', /cannot be unique/],
  'an object without a label': [
    [
      file(
        'objects/Top__c.object',
        'CustomObject',
        '<nameField><type>Text</type></nameField><pluralLabel>T</pluralLabel><sharingModel>ReadWrite</sharingModel>',
      ),
    ],
    'Top__c',
    /^Required field is missing: label$/,
  ],
});
