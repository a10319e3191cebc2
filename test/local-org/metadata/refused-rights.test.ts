/** Permission sets, pages and files that a deployment refuses. */
import { field, file, object, text } from '../engine/build.ts';
import { permissions, objectRight, fieldRight, low, refuses } from './refusals.ts';

refuses({
  'a field type that is not known here': [
    [object('Top__c', field('A__c', 'EncryptedText', { length: 20 }))],
    'Top__c.A__c',
    /Fields of type EncryptedText are not available/,
  ],
  'a permission on a required field': [
    [
      object('Top__c', text('A__c', { required: true })),
      permissions(objectRight('Top__c', 'allowRead') + fieldRight('Top__c.A__c')),
    ],
    'P',
    /^You cannot deploy to a required field: Top__c\.A__c$/,
  ],
  'a permission on a master-detail field': [
    [
      object('Top__c'),
      low(),
      permissions(
        objectRight('Top__c', 'allowRead') + objectRight('Low__c', 'allowRead') + fieldRight('Low__c.Top__c'),
      ),
    ],
    'P',
    /^You cannot deploy to a required field: Low__c\.Top__c$/,
  ],
  'a permission on an unknown field': [
    [object('Top__c'), permissions(fieldRight('Top__c.A__c'))],
    'P',
    /^In field: field - no CustomField named Top__c\.A__c found$/,
  ],
  'a permission on an unknown object': [
    [permissions(objectRight('Top__c', 'allowRead'))],
    'P',
    /^In field: object - no CustomObject named Top__c found$/,
  ],
  'deleting without editing': [
    [object('Top__c'), permissions(objectRight('Top__c', 'allowRead', 'allowDelete'))],
    'P',
    /depends on permission\(s\): EditTop__c/,
  ],
  'a detail without its master': [
    [object('Top__c'), low(), permissions(objectRight('Low__c', 'allowRead'))],
    'P',
    /^Permission ReadLow__c depends on permission\(s\): ReadTop__c$/,
  ],
  'an unknown user permission': [
    [permissions('<userPermissions><enabled>true</enabled><name>Fly</name></userPermissions>')],
    'P',
    /Unknown user permission: Fly/,
  ],
  'a tab with a label': [
    [
      object('Top__c'),
      file('tabs/Top__c.tab', 'CustomTab', '<customObject>true</customObject><label>x</label><motif>y</motif>'),
    ],
    'Top__c',
    /must not have a label/,
  ],
  'a page of an unknown component': [
    [
      file(
        'flexipages/Page.flexipage',
        'FlexiPage',
        '<flexiPageRegions><itemInstances><componentInstance><componentName>c:nothing</componentName></componentInstance></itemInstances><name>main</name><type>Region</type></flexiPageRegions><masterLabel>P</masterLabel><template><name>t</name></template><type>AppPage</type>',
      ),
    ],
    'Page',
    /Component \[c:nothing\] was not found/,
  ],
  'a bundle without its description': [
    [{ path: 'lwc/gap/gap.js', content: new Uint8Array() }],
    'gap',
    /gap\.js-meta\.xml/,
  ],
  'broken XML': [
    [{ path: 'objects/Top__c.object', content: new TextEncoder().encode('<CustomObject><fields></CustomObject>') }],
    'Top__c',
    /Error parsing file/,
  ],
  'one field twice': [[object('Top__c', text('A__c'), text('A__c'))], 'Top__c.A__c', /Duplicate CustomField/],
  'a type that is not supported': [
    [file('classes/A.cls', 'x', '')],
    'A',
    /^Not available for deploy for this organization$/,
  ],
  'a translation of an unknown field': [
    [
      file(
        'objectTranslations/Account-ja.objectTranslation',
        'CustomObjectTranslation',
        '<fields><label>x</label><name>X__c</name></fields>',
      ),
    ],
    'Account-ja',
    /no CustomField named Account\.X__c found/,
  ],
  'OAuth settings of an app that is not there': [
    [
      file(
        'extlClntAppOauthSettings/Low_OAuth.ecaOauth',
        'ExtlClntAppOauthSettings',
        '<commaSeparatedOauthScopes>Api</commaSeparatedOauthScopes><externalClientApplication>Low</externalClientApplication><label>Low</label>',
      ),
    ],
    'Low_OAuth',
    /^In field: externalClientApplication - no ExternalClientApplication named Low found$/,
  ],
  'a certificate that is none': [
    [
      file('externalClientApps/Low.eca', 'ExternalClientApplication', '<label>Low</label>'),
      file(
        'extlClntAppGlobalOauthSets/Low_Global.ecaGlblOauth',
        'ExtlClntAppGlobalOauthSettings',
        '<certificate>x</certificate><externalClientApplication>Low</externalClientApplication>',
      ),
    ],
    'Low_Global',
    /^certificate: not a PEM-encoded X\.509 certificate$/,
  ],
});
