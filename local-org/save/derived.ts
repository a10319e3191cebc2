/** Fields of standard objects that follow from others, as the platform fills them. */
import { field as fieldOf, knownField, knownObject } from '../schema/schema.ts';
import type { SqlValue } from '../store/store.ts';
import { nextValue, type Saving, type Work } from './work.ts';

type Derive = (get: (name: string) => SqlValue, saving: Saving, work: Work) => Readonly<Record<string, SqlValue>>;

const fullName: Derive = (get) => ({
  Name: [get('FirstName'), get('LastName')].filter((part) => part !== null).join(' '),
});

/** Stage → probability, forecast category (a new org's stages). */
const stages: Readonly<Record<string, readonly [number, string]>> = {
  Prospecting: [10, 'Pipeline'],
  Qualification: [10, 'Pipeline'],
  'Needs Analysis': [20, 'Pipeline'],
  'Value Proposition': [50, 'Pipeline'],
  'Id. Decision Makers': [60, 'Pipeline'],
  'Perception Analysis': [70, 'Pipeline'],
  'Proposal/Price Quote': [75, 'Pipeline'],
  'Negotiation/Review': [90, 'Pipeline'],
  'Closed Won': [100, 'Closed'],
  'Closed Lost': [0, 'Omitted'],
};

function isGiven(saving: Saving, work: Work, name: string): boolean {
  const field = fieldOf(saving.object, name);
  return field !== undefined && work.values.has(field);
}

const opportunity: Derive = (get, saving, work) => {
  const stage = String(get('StageName') ?? '');
  const [probability, category] = stages[stage] ?? [0, 'Pipeline'];
  const takesProbability = isGiven(saving, work, 'StageName') && !isGiven(saving, work, 'Probability');
  return {
    IsClosed: stage.startsWith('Closed ') ? 1 : 0,
    IsWon: stage === 'Closed Won' ? 1 : 0,
    ForecastCategory: category,
    ...(takesProbability ? { Probability: probability } : {}),
  };
};

/** A column of another record, by its id. */
function lookUp(saving: Saving, object: string, column: string, id: SqlValue): SqlValue {
  if (id === null) return null;
  knownField(knownObject(saving.schema, object), column);
  return saving.store.first(`SELECT "${column}" FROM "${object}" WHERE "Id" = ?1`, [id])?.[0] ?? null;
}

/** Whoever has a group has the permission set that the platform made of it. */
const assignment: Derive = (get, { store }) => {
  const group = get('PermissionSetGroupId');
  const [set] = store.first('SELECT "Id" FROM "PermissionSet" WHERE "PermissionSetGroupId" = ?1', [group]) ?? [];
  return group === null || set === undefined ? {} : { PermissionSetId: set };
};

const derivations: Readonly<Record<string, Derive>> = {
  User: fullName,
  Contact: fullName,
  Lead: fullName,
  Opportunity: opportunity,
  OpportunityLineItem: (get, saving) => {
    const product = lookUp(saving, 'PricebookEntry', 'Product2Id', get('PricebookEntryId'));
    return {
      TotalPrice: Number(get('Quantity') ?? 0) * Number(get('UnitPrice') ?? 0),
      Product2Id: product,
      Name: lookUp(saving, 'Product2', 'Name', product),
    };
  },
  PricebookEntry: (get, saving) => ({ Name: lookUp(saving, 'Product2', 'Name', get('Product2Id')) }),
  Case: (get, saving) => {
    const isClosed = get('Status') === 'Closed';
    return {
      IsClosed: isClosed ? 1 : 0,
      ClosedDate: isClosed ? (get('ClosedDate') ?? saving.store.runtime.now) : null,
    };
  },
  Task: (get) => ({ IsClosed: get('Status') === 'Completed' ? 1 : 0 }),
  PermissionSetAssignment: assignment,
  CampaignMember: (get) => ({ HasResponded: get('Status') === 'Responded' ? 1 : 0 }),
};

export function applyDerived(saving: Saving, works: readonly Work[]): void {
  const derive = Object.hasOwn(derivations, saving.object.name) ? derivations[saving.object.name] : undefined;
  if (derive === undefined) return;
  for (const work of works) {
    const get = (name: string): SqlValue => nextValue(work, knownField(saving.object, name));
    for (const [name, value] of Object.entries(derive(get, saving, work))) {
      work.values.set(knownField(saving.object, name), value);
    }
  }
}
