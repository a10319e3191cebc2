/** What the org's benches load: sales of shops of regions, each level summing up the one below. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const xml = (root: string, body: string): Uint8Array =>
  new TextEncoder().encode(
    `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${root}>`,
  );

const key = `<fields><fullName>Key__c</fullName><label>Key</label><type>Text</type><length>40</length>
  <externalId>true</externalId><unique>true</unique><caseSensitive>false</caseSensitive></fields>`;
const amount = `<fields><fullName>Amount__c</fullName><label>Amount</label><type>Currency</type>
  <precision>18</precision><scale>2</scale></fields>`;
const master = (parent: string, children: string): string =>
  `<fields><fullName>${parent}__c</fullName><label>${parent}</label><type>MasterDetail</type>
  <referenceTo>${parent}__c</referenceTo><relationshipName>${children}</relationshipName>
  <relationshipLabel>${children}</relationshipLabel><relationshipOrder>0</relationshipOrder></fields>`;
const rollup = (name: string, child: string, parent: string, operation: string, summed?: string): string =>
  `<fields><fullName>${name}__c</fullName><label>${name}</label><type>Summary</type>
  ${summed === undefined ? '' : `<summarizedField>${child}__c.${summed}__c</summarizedField>`}
  <summaryForeignKey>${child}__c.${parent}__c</summaryForeignKey><summaryOperation>${operation}</summaryOperation></fields>`;

function object(
  name: string,
  sharing: string,
  fields: string,
): { readonly path: string; readonly content: Uint8Array } {
  const body = `<deploymentStatus>Deployed</deploymentStatus><label>${name}</label><pluralLabel>${name}s</pluralLabel>
    <nameField><label>${name} Name</label><type>Text</type></nameField><sharingModel>${sharing}</sharingModel>${key}${fields}`;
  return { path: `objects/${name}__c.object`, content: xml('CustomObject', body) };
}

const objects: Readonly<Record<string, readonly string[]>> = {
  Region: ['Key', 'Amount', 'Shops'],
  Shop: ['Key', 'Region', 'Amount', 'Sales', 'Last'],
  Sale: ['Key', 'Shop', 'Amount', 'Sold_On'],
};
const type = (name: string, members: readonly string[]): string =>
  `<types>${members.map((member) => `<members>${member}</members>`).join('')}<name>${name}</name></types>`;

/** `Region__c` ← `Shop__c` ← `Sale__c`, master and detail, in deploy format. */
export const salesPackage = [
  {
    path: 'package.xml',
    content: xml(
      'Package',
      `${type(
        'CustomObject',
        Object.keys(objects).map((name) => `${name}__c`),
      )}${type(
        'CustomField',
        Object.entries(objects).flatMap(([name, fields]) => fields.map((field) => `${name}__c.${field}__c`)),
      )}<version>67.0</version>`,
    ),
  },
  object(
    'Region',
    'ReadWrite',
    rollup('Amount', 'Shop', 'Region', 'sum', 'Amount') + rollup('Shops', 'Shop', 'Region', 'count'),
  ),
  object(
    'Shop',
    'ControlledByParent',
    master('Region', 'Shops') +
      rollup('Amount', 'Sale', 'Shop', 'sum', 'Amount') +
      rollup('Sales', 'Sale', 'Shop', 'count') +
      rollup('Last', 'Sale', 'Shop', 'max', 'Sold_On'),
  ),
  object(
    'Sale',
    'ControlledByParent',
    `${master('Shop', 'Sales')}${amount}<fields><fullName>Sold_On__c</fullName><label>Sold On</label><type>Date</type></fields>`,
  ),
];

/** Shops in 100 regions; each has 100 sales. */
export const [regions, salesOfShop] = [100, 100];

function* lines(header: string, count: number, line: (row: number) => string): Generator<string> {
  let text = `${header}\n`;
  for (let row = 0; row < count; row += 1) {
    text += `${line(row)}\n`;
    if (text.length < 65_536) continue;
    yield text;
    text = '';
  }
  yield text;
}

const day = (row: number): string =>
  `2026-${String((row % 12) + 1).padStart(2, '0')}-${String((row % 28) + 1).padStart(2, '0')}`;

export const csvOf = {
  Region__c: (count: number) => lines('Key__c,Name', count, (row) => `R-${row},Region ${row}`),
  Shop__c: (count: number) =>
    lines('Key__c,Name,Region__r.Key__c', count, (row) => `S-${row},Shop ${row},R-${row % regions}`),
  /** `round` changes every amount, for an upsert of rows that are there. */
  Sale__c: (count: number, round = 0) =>
    lines('Key__c,Name,Shop__r.Key__c,Amount__c,Sold_On__c', count, (row) => {
      const shop = Math.floor(row / salesOfShop);
      return `T-${row},Sale ${row},S-${shop},${(row % 1000) + round}.${String(row % 100).padStart(2, '0')},${day(row)}`;
    }),
};

/** The same without the master, which an existing detail must not be given again. */
export const changesOf = (count: number, round: number): Generator<string> =>
  lines('Key__c,Amount__c', count, (row) => `T-${row},${(row % 1000) + round}.${String(row % 100).padStart(2, '0')}`);

export async function writeCsv(path: string, content: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(content), createWriteStream(path));
}
