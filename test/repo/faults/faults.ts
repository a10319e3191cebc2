/** Faults to plant into a copy of the package, and what the check has to say about each. */

export interface Edit {
  /** From `force-app/main/default`. */
  readonly file: string;
  /** Text to find, which must be there; absent when the file is new. */
  readonly find?: string;
  readonly put: string;
}

export interface Fault {
  readonly name: string;
  readonly edits: readonly Edit[];
  readonly code: string;
  /** The file and the place that the finding names; the first edited file when absent. */
  readonly file?: string;
  readonly place: string;
}

/** One edit of one file. */
export function fault(
  name: string,
  file: string,
  [find, put]: readonly [string, string],
  code: string,
  place: string,
): Fault {
  return { name, edits: [{ file, find, put }], code, place };
}

export const fieldFile = (object: string, field: string): string => `objects/${object}/fields/${field}.field-meta.xml`;

export function xml(root: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">${content}</${root}>\n`;
}

export function masterTo(object: string, name: string, children: string): string {
  return xml(
    'CustomField',
    `<fullName>${name}</fullName><label>${name}</label><referenceTo>${object}</referenceTo>` +
      `<relationshipLabel>${children}</relationshipLabel><relationshipName>${children}</relationshipName>` +
      '<type>MasterDetail</type>',
  );
}

export function rollupOfActual(name: string): string {
  return xml(
    'CustomField',
    `<fullName>${name}</fullName><label>${name}</label><summarizedField>Project_Amount__c.Actual__c</summarizedField>` +
      '<summaryForeignKey>Project_Amount__c.Target__c</summaryForeignKey>' +
      '<summaryOperation>sum</summaryOperation><type>Summary</type>',
  );
}
