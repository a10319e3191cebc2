/**
 * Layouts and compact layouts that an org has of Account and Opportunity before anything is deployed: their fields and
 * lists are those of a Developer Edition, as far as the local org knows them (unverified). A custom field gets a place on
 * them only when somebody gives it one, as on the platform.
 */
import type { Layout, LayoutSection } from './model.ts';

const rest = { tabOrder: 'TopDown', detailHeading: true, editHeading: true } as const;

/** Names of fields, one text a column; a field that only the platform writes is marked with `=`. */
function section(label: string, ...columns: readonly string[]): LayoutSection {
  const items = columns.map((column) =>
    column
      .split(' ')
      .map((name) => ({ field: name.replace('=', ''), behavior: name.startsWith('=') ? 'Readonly' : 'Edit' }) as const),
  );
  return { label, ...rest, columns: items };
}

const system = section('System Information', '=CreatedById', '=LastModifiedById');

const list = (name: string, columns: string): Layout['relatedLists'][number] => ({
  name,
  columns: columns.split(' '),
  isDescending: false,
  customButtons: [],
  excludedButtons: [],
});

const buttons = { customButtons: [], excludedButtons: [] };

const layouts: readonly Layout[] = [
  {
    name: 'Account-Account Layout',
    sections: [
      section(
        'Account Information',
        'OwnerId Name ParentId AccountNumber Site Type Industry AnnualRevenue',
        'Rating Phone Fax Website TickerSymbol Ownership NumberOfEmployees Sic',
      ),
      section('Address Information', 'BillingAddress', 'ShippingAddress'),
      system,
      section('Description Information', 'Description'),
    ],
    relatedLists: [
      list('RelatedContactList', 'Name Title Email Phone'),
      list('RelatedOpportunityList', 'Name StageName Amount CloseDate'),
    ],
    ...buttons,
  },
  {
    name: 'Opportunity-Opportunity Layout',
    sections: [
      section(
        'Opportunity Information',
        'OwnerId IsPrivate Name AccountId Type LeadSource',
        'Amount CloseDate NextStep StageName Probability CampaignId',
      ),
      system,
      section('Description Information', 'Description'),
    ],
    relatedLists: [list('RelatedLineItemList', 'Name Quantity UnitPrice ServiceDate Description')],
    ...buttons,
  },
];

const compact: Readonly<Record<string, string>> = {
  Account: 'Name Type Phone Website OwnerId Industry',
  Opportunity: 'Name AccountId CloseDate Amount OwnerId',
};

/** Undefined for an object that has none of the platform's own here. */
export const standardLayout = (object: string): Layout | undefined =>
  layouts.find(({ name }) => name.startsWith(`${object}-`));

/** The fields of the system's own compact layout; undefined where it is the name alone. */
export const standardCompact = (object: string): readonly string[] | undefined => compact[object]?.split(' ');
