/** Shorthand for the metadata of the tests' studio. */
import { file, xml } from '../../local-org/ui/orchard.ts';

export { file, xml };

export const element = (name: string, body: string): string => `<${name}>${body}</${name}>`;

/** `{ label: 'Budget', type: 'Currency' }` → its elements, in order. */
export const elements = (entries: Readonly<Record<string, string | number | boolean>>): string =>
  Object.entries(entries)
    .map(([name, value]) => element(name, String(value)))
    .join('');

/** A custom field with further elements. */
export const field = (
  fullName: string,
  entries: Readonly<Record<string, string | number | boolean>>,
  more = '',
): string => element('fields', elements({ fullName, ...entries }) + more);

export function picklist(fullName: string, label: string, values: readonly string[], more = ''): string {
  const listed = values.map((value) => element('value', elements({ fullName: value, default: false, label: value })));
  const definition = element('valueSetDefinition', `<sorted>false</sorted>${listed.join('')}`);
  return field(
    fullName,
    { label, type: 'Picklist' },
    element('valueSet', `${more}<restricted>true</restricted>${definition}`),
  );
}

export const lookup = (fullName: string, label: string, referenceTo: string, relationshipName: string): string =>
  field(fullName, { deleteConstraint: 'SetNull', label, referenceTo, relationshipName, type: 'Lookup' });

const layoutItem = (name: string): string => {
  const [own = '', mark] = name.split('!');
  const behaviors: Readonly<Record<string, string>> = { required: 'Required', readonly: 'Readonly' };
  return element('layoutItems', elements({ behavior: behaviors[mark ?? ''] ?? 'Edit', field: own }));
};

/** Two columns of fields; `Name!required` and `Total__c!readonly` say how a field behaves. */
export function section(label: string, left: readonly string[], right: readonly string[]): string {
  const columns = [left, right].map((names) => element('layoutColumns', names.map(layoutItem).join('')));
  const head = elements({ customLabel: true, detailHeading: true, editHeading: true, label });
  return element('layoutSections', `${head}${columns.join('')}<style>TwoColumnsTopToBottom</style>`);
}

export const relatedList = (name: string, fields: readonly string[]): string =>
  element('relatedLists', fields.map((one) => element('fields', one)).join('') + element('relatedList', name));

export const listView = (fullName: string, label: string, scope: string, columns: readonly string[]): string =>
  element(
    'listViews',
    element('fullName', fullName) +
      columns.map((one) => element('columns', one)).join('') +
      elements({ filterScope: scope, label }),
  );

export const property = (name: string, value: string): string =>
  element('componentInstanceProperties', elements({ name, value }));

/** A component on a page, with its properties and its rule. */
export const placed = (name: string, inside = ''): string =>
  element(
    'itemInstances',
    element('componentInstance', `${inside}${elements({ componentName: name, identifier: name.replace(/\W/g, '_') })}`),
  );

export const placedField = (name: string, behavior = 'none', rule = ''): string => {
  const properties = element('fieldInstanceProperties', elements({ name: 'uiBehavior', value: behavior }));
  const identifier = `Record${name}`;
  return element(
    'itemInstances',
    element('fieldInstance', `${properties}${elements({ fieldItem: `Record.${name}`, identifier })}${rule}`),
  );
};

export const region = (name: string, type: 'Region' | 'Facet', ...items: readonly string[]): string =>
  element('flexiPageRegions', `${items.join('')}<mode>Replace</mode>${elements({ name, type })}`);

/** Criteria as `left operator right`, joined by the logic or all together. */
export function rule(criteria: readonly (readonly [string, string, string])[], logic?: string): string {
  const list = criteria.map(([leftValue, operator, rightValue]) =>
    element('criteria', elements({ leftValue, operator, rightValue })),
  );
  return element('visibilityRule', (logic === undefined ? '' : element('booleanFilter', logic)) + list.join(''));
}

export function flexipage(
  label: string,
  type: 'RecordPage' | 'AppPage' | 'HomePage',
  template: string,
  regions: readonly string[],
  object?: string,
): string {
  const about = `<masterLabel>${label}</masterLabel>${object === undefined ? '' : element('sobjectType', object)}`;
  return xml(
    'FlexiPage',
    `${regions.join('')}${about}${element('template', element('name', template))}<type>${type}</type>`,
  );
}

/** Assigns a page to an object or to the home tab, for both sizes of window. */
export const pageOverrides = (action: 'View' | 'Tab', page: string, target: string): string =>
  ['Large', 'Small']
    .map((formFactor) =>
      element(
        'actionOverrides',
        elements({
          actionName: action,
          content: page,
          formFactor,
          skipRecordTypeSelect: false,
          type: 'Flexipage',
          pageOrSobjectType: target,
        }),
      ),
    )
    .join('');
