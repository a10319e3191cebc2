/** A small project in source format, as somebody keeps it: an object, its field, a permission set, a label, a component. */
import type { Sf } from './sf.ts';

export const xml = (root: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${root}>\n`;

export const weightPath = 'objects/Crate__c/fields/Weight__c.field-meta.xml';

export const weight = (type = 'Number'): string =>
  xml(
    'CustomField',
    `<fullName>Weight__c</fullName><label>Weight</label><precision>10</precision><scale>2</scale><type>${type}</type>`,
  );

const files: Readonly<Record<string, string>> = {
  'objects/Crate__c/Crate__c.object-meta.xml': xml(
    'CustomObject',
    `<deploymentStatus>Deployed</deploymentStatus><label>Crate</label><pluralLabel>Crates</pluralLabel>
    <nameField><label>Crate Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel>`,
  ),
  [weightPath]: weight(),
  'permissionsets/Packers.permissionset-meta.xml': xml(
    'PermissionSet',
    `<fieldPermissions><editable>true</editable><field>Crate__c.Weight__c</field><readable>true</readable></fieldPermissions>
    <label>Packers</label>
    <objectPermissions><allowCreate>true</allowCreate><allowDelete>false</allowDelete><allowEdit>true</allowEdit>
    <allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Crate__c</object>
    <viewAllRecords>false</viewAllRecords></objectPermissions>`,
  ),
  'labels/CustomLabels.labels-meta.xml': xml(
    'CustomLabels',
    `<labels><fullName>Crate_Full</fullName><language>en_US</language><protected>false</protected>
    <shortDescription>full</shortDescription><value>Full</value></labels>`,
  ),
  'lwc/crate/crate.html': '<template><p>Crate</p></template>\n',
  'lwc/crate/crate.js':
    "import { LightningElement } from 'lwc';\nexport default class Crate extends LightningElement {}\n",
  'lwc/crate/crate.js-meta.xml': xml(
    'LightningComponentBundle',
    '<apiVersion>67.0</apiVersion><isExposed>false</isExposed>',
  ),
};

export const source = 'force-app/main/default';

/** Writes the project into the CLI's folder. */
export function writeCrates(sf: Sf): void {
  const project = { packageDirectories: [{ path: 'force-app', default: true }], sourceApiVersion: '67.0' };
  sf.write('sfdx-project.json', JSON.stringify(project));
  for (const [path, content] of Object.entries(files)) sf.write(`${source}/${path}`, content);
}
