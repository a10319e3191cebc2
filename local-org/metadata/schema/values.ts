/** Values of picklists: defined with the field, shared by fields (GlobalValueSet) or of a standard field (StandardValueSet). */
import type { FieldSchema, PicklistValue } from '../../schema/schema.ts';
import { element, elements, isTrue, numberOf, textOf, textsOf, type Element } from '../../xml.ts';
import { keyOf, type Catalog, type Component, type Report } from '../component.ts';

type Picklist = NonNullable<FieldSchema['picklist']>;

/** What a value of a stage or a status says besides its name. */
function meaningOf(value: Element): PicklistValue['meaning'] {
  const isClosed = isTrue(value, 'closed') || isTrue(value, 'converted');
  const forecastCategory = textOf(value, 'forecastCategory');
  const probability = numberOf(value, 'probability');
  if (
    element(value, 'closed') === undefined &&
    element(value, 'converted') === undefined &&
    probability === undefined
  ) {
    return undefined;
  }
  return {
    isClosed,
    isWon: isTrue(value, 'won'),
    ...(probability === undefined ? {} : { probability }),
    ...(forecastCategory === undefined ? {} : { forecastCategory }),
  };
}

function valuesIn(parent: Element, tag: string): readonly PicklistValue[] {
  return elements(parent, tag).map((value) => {
    const name = textOf(value, 'fullName') ?? '';
    const meaning = meaningOf(value);
    return {
      value: name,
      label: textOf(value, 'label') ?? name,
      active: textOf(value, 'isActive') !== 'false',
      isDefault: isTrue(value, 'default'),
      ...(meaning === undefined ? {} : { meaning }),
    };
  });
}

/** Reports values that come twice, by name or by label. */
function checkTwice(component: Component, values: readonly PicklistValue[], report: Report): void {
  const names = new Set<string>();
  const labels = new Set<string>();
  for (const { value, label } of values) {
    if (names.has(value.toLowerCase())) report(component, `Duplicate value: ${value}`);
    else if (labels.has(label.toLowerCase())) report(component, `Duplicate label: ${label}`);
    names.add(value.toLowerCase());
    labels.add(label.toLowerCase());
  }
}

/** Which values of the controlling field a value may stand beside. */
function withSettings(component: Component, set: Element, values: readonly PicklistValue[], report: Report): Picklist {
  const restricted = isTrue(set, 'restricted');
  const controller = textOf(set, 'controllingField');
  if (controller === undefined) return { values, restricted };
  const validFor = new Map<string, string[]>();
  for (const setting of elements(set, 'valueSettings')) {
    const name = textOf(setting, 'valueName') ?? '';
    if (!values.some(({ value }) => value === name)) {
      report(component, `Picklist value: ${name} in picklist: ${component.name} not found`, setting);
    }
    validFor.set(name, [...(validFor.get(name) ?? []), ...textsOf(setting, 'controllingFieldValue')]);
  }
  return {
    values: values.map((one) => ({ ...one, validFor: validFor.get(one.value) ?? [] })),
    restricted,
    controller,
  };
}

/** Record types write the values of picklists as they would stand in an address: `North%2FWest`. */
export function decodedName(text: string): string {
  return /%(?![0-9A-Fa-f]{2})/.test(text) ? text : decodeURIComponent(text);
}

/** The picklist of a custom field; `find` is the org's catalog. */
export function picklistOf(component: Component, catalog: Catalog, report: Report): Picklist {
  const nothing: Picklist = { values: [], restricted: false };
  const set = element(component.body, 'valueSet');
  if (set === undefined) {
    report(component, 'Must specify a valueSet for a picklist field'); // text unverified
    return nothing;
  }
  const shared = textOf(set, 'valueSetName');
  const definition = element(set, 'valueSetDefinition');
  if (shared !== undefined) {
    const values = catalog.get(keyOf('GlobalValueSet', shared));
    if (values === undefined) report(component, `In field: valueSetName - no GlobalValueSet named ${shared} found`);
    // Fields of a global value set are always restricted (Metadata API Developer Guide, "ValueSet").
    const found = values === undefined ? nothing : { values: valuesIn(values.body, 'customValue'), restricted: true };
    return { ...withSettings(component, set, found.values, report), restricted: true };
  }
  if (definition === undefined) {
    report(component, 'A valueSet needs a valueSetDefinition or a valueSetName'); // text unverified
    return nothing;
  }
  const values = valuesIn(definition, 'value');
  checkTwice(component, values, report);
  return withSettings(component, set, values, report);
}

/** StandardValueSet → the fields that show it (Metadata API Developer Guide, "StandardValueSet Names"). */
const standardSets: Readonly<Record<string, readonly string[]>> = {
  AccountOwnership: ['Account.Ownership'],
  AccountRating: ['Account.Rating'],
  AccountType: ['Account.Type'],
  CampaignMemberStatus: ['CampaignMember.Status'],
  CampaignStatus: ['Campaign.Status'],
  CampaignType: ['Campaign.Type'],
  CaseOrigin: ['Case.Origin'],
  CasePriority: ['Case.Priority'],
  CaseReason: ['Case.Reason'],
  CaseStatus: ['Case.Status'],
  CaseType: ['Case.Type'],
  Industry: ['Account.Industry', 'Lead.Industry'],
  LeadSource: ['Account.AccountSource', 'Contact.LeadSource', 'Lead.LeadSource', 'Opportunity.LeadSource'],
  LeadStatus: ['Lead.Status'],
  OpportunityStage: ['Opportunity.StageName'],
  OpportunityType: ['Opportunity.Type'],
  Product2Family: ['Product2.Family'],
  Salutation: ['Contact.Salutation', 'Lead.Salutation'],
  TaskPriority: ['Task.Priority'],
  TaskStatus: ['Task.Status'],
};

export const standardValueSetNames: readonly string[] = Object.keys(standardSets);

/** Fields of a standard value set; undefined for one that this org has not. */
export function fieldsOfStandardSet(name: string): readonly string[] | undefined {
  const known = Object.keys(standardSets).find((one) => one.toLowerCase() === name.toLowerCase());
  return known === undefined ? undefined : standardSets[known];
}

const setOfField = new Map(
  Object.entries(standardSets).flatMap(([set, fields]) => fields.map((field) => [field.toLowerCase(), set] as const)),
);

/** The values that a deployed StandardValueSet gives a standard field; undefined when none was deployed. */
export function standardValues(catalog: Catalog, object: string, field: string): readonly PicklistValue[] | undefined {
  const set = setOfField.get(`${object}.${field}`.toLowerCase());
  const component = set === undefined ? undefined : catalog.get(keyOf('StandardValueSet', set));
  return component === undefined ? undefined : valuesIn(component.body, 'standardValue');
}

/** Reports what is wrong with value sets themselves. */
export function checkValueSets(catalog: Catalog, report: Report): void {
  for (const component of catalog.values()) {
    if (component.type === 'GlobalValueSet') {
      checkTwice(component, valuesIn(component.body, 'customValue'), report);
    } else if (component.type === 'StandardValueSet') {
      if (fieldsOfStandardSet(component.name) === undefined) {
        report(component, 'Not available for deploy for this organization');
      }
      const values = valuesIn(component.body, 'standardValue');
      if (values.length === 0) report(component, 'Required field is missing: standardValue');
      checkTwice(component, values, report);
    }
  }
}
