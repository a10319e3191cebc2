/** Roll-up summaries: type and digits come from what they summarise, one level down. */
import { factsOf, FormulaError } from '../../formula/formula.ts';
import {
  field as fieldOf,
  fieldSchema,
  isLongText,
  isNumber,
  type FieldSchema,
  type ObjectSchema,
  type Rollup,
  type RollupFilter,
} from '../../schema/schema.ts';
import { splitName, type Component, type Report } from '../component.ts';
import type { FieldFinder } from './fields.ts';
import { filterOperation, filterValues } from './filter-item.ts';
import { elements, textOf, type Element } from '../../xml.ts';

const operations: Readonly<Record<string, Rollup['operation']>> = {
  count: 'count',
  sum: 'sum',
  min: 'min',
  max: 'max',
};

function filterOf(component: Component, item: Element, child: string, report: Report): RollupFilter | undefined {
  const [object, field] = splitName(textOf(item, 'field') ?? '');
  const name = textOf(item, 'operation');
  const operation = filterOperation(name);
  if (operation === undefined || textOf(item, 'valueField') !== undefined) {
    report(component, `Unsupported summary filter on ${object}.${field}`);
    return undefined;
  }
  if (object.toLowerCase() !== child.toLowerCase()) {
    report(component, `A summary filter must be on ${child}, not on ${object}`);
    return undefined;
  }
  return { field, operation, values: filterValues(textOf(item, 'value') ?? '') };
}

/** Number-like for sums; dates too for the extremes. */
function fits(operation: Rollup['operation'], field: FieldSchema): boolean {
  if (isNumber(field)) return true;
  return (operation === 'min' || operation === 'max') && (field.type === 'date' || field.type === 'datetime');
}

/** What is summarised, or the reason why it cannot be; nothing for a count. */
function sourceOf(
  body: Element,
  operation: Rollup['operation'],
  child: string,
  find: FieldFinder,
): FieldSchema | string | undefined {
  if (operation === 'count') return undefined;
  const [object, name] = splitName(textOf(body, 'summarizedField') ?? '');
  const source = find(object, name);
  if (source === undefined) return `Could not resolve summarized field ${object}.${name}`;
  if (object.toLowerCase() === child.toLowerCase() && fits(operation, source)) return source;
  return `Field ${object}.${name} cannot be summarized by ${operation}`;
}

/** Reads the field; whether the objects fit together is checked when all of them are known. */
export function rollupOf(
  component: Component,
  label: string,
  common: Partial<FieldSchema>,
  report: Report,
  find: FieldFinder,
): FieldSchema | undefined {
  const { body } = component;
  const operation = operations[textOf(body, 'summaryOperation') ?? ''];
  const [childObject, childField] = splitName(textOf(body, 'summaryForeignKey') ?? '');
  if (operation === undefined || childField === '') {
    report(component, 'A roll-up summary needs summaryOperation and summaryForeignKey');
    return undefined;
  }
  const source = sourceOf(body, operation, childObject, find);
  if (typeof source === 'string') {
    report(component, source);
    return undefined;
  }
  const filters = elements(body, 'summaryFilterItems').map((item) => filterOf(component, item, childObject, report));
  const summarized = source === undefined ? {} : { summarizedField: source.name };
  const digits =
    source === undefined ? { precision: 18, scale: 0 } : { precision: source.precision, scale: source.scale };
  return fieldSchema(splitName(component.name)[1], label, source?.type ?? 'double', {
    ...common,
    ...digits,
    createable: false,
    updateable: false,
    rollup: { operation, childObject, childField, ...summarized, filters: filters.filter((one) => one !== undefined) },
  });
}

/** Standard objects that sum over a child although it is no custom detail (Help, "Roll-Up Summary Field"). */
const standardMasters = new Set([
  'opportunity<-opportunitylineitem',
  'account<-opportunity',
  'campaign<-campaignmember',
]);

function isMasterOf(master: ObjectSchema, child: ObjectSchema, childField: string): boolean {
  const through = fieldOf(child, childField)?.reference;
  const pointsHere = through?.to.some((to) => to.toLowerCase() === master.name.toLowerCase()) === true;
  const isStandard = standardMasters.has(`${master.name}<-${child.name}`.toLowerCase());
  return pointsHere && (through.kind === 'masterDetail' || isStandard);
}

/** Whether the child is a detail of this object, and what it offers can be summed at all. */
export function checkRollup(
  component: Component,
  master: ObjectSchema,
  rollup: Rollup,
  child: ObjectSchema | undefined,
  report: Report,
): void {
  const { childObject, childField, summarizedField, filters } = rollup;
  if (child === undefined || !isMasterOf(master, child, childField)) {
    report(
      component,
      `summaryForeignKey ${childObject}.${childField} must be a master-detail field that refers to ${master.name}`,
    );
    return;
  }
  const names = [...(summarizedField === undefined ? [] : [summarizedField]), ...filters.map((one) => one.field)];
  for (const name of names) {
    const field = fieldOf(child, name);
    if (field === undefined) report(component, `Field ${child.name}.${name} does not exist. Check spelling.`);
    else checkSource(component, child, field, report);
  }
}

/** Formulas that look at other records or at the clock cannot be summed, nor long text, nor lookups. */
function checkSource(component: Component, child: ObjectSchema, field: FieldSchema, report: Report): void {
  if (isLongText(field) || field.type === 'multipicklist' || field.type === 'reference') {
    report(component, `Field ${child.name}.${field.name} cannot be used in a roll-up summary`);
    return;
  }
  try {
    const { crosses, drifts } = factsOf(child, field);
    if (!crosses && !drifts) return;
    report(
      component,
      `Field ${child.name}.${field.name} is a formula that ${crosses ? 'refers to another object' : 'changes with time or user'} and cannot be used in a roll-up summary`,
    );
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error; // reported with the formula itself
  }
}
