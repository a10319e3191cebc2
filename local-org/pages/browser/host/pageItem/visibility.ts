/** Component visibility: rules of a flexipage against the record, the device and the user. */
import type { VisibilityCriterion, VisibilityRule } from '../../../model.ts';
import { asText, isObject } from '../../data/freeze.ts';
import { isTrue, parseLogic } from '../../data/logic.ts';

export interface Facts {
  readonly record: unknown;
  readonly pageFacts: Readonly<Record<string, string>>;
}

const field = /^\{!Record\.([\w.]+)\}$/;

/** Paths below the record that the rule compares: `Measure__c`, `Budget__r.Name`. */
export function recordPaths(rule: VisibilityRule | undefined): readonly string[] {
  return (rule?.criteria ?? []).flatMap(({ left }) => field.exec(left)?.[1] ?? []);
}

function recordValue(record: unknown, path: string): unknown {
  let value: unknown = record;
  for (const name of path.split('.')) {
    const fields = isObject(value) ? value['fields'] : undefined;
    const found = isObject(fields) ? fields[name] : undefined;
    value = isObject(found) ? found['value'] : undefined;
  }
  return value;
}

function valueOf(left: string, { record, pageFacts }: Facts): unknown {
  const path = field.exec(left)?.[1];
  if (path !== undefined) return recordValue(record, path);
  const name = /^\{!\$(.+)\}$/.exec(left)?.[1] ?? '';
  return name === 'Client.FormFactor' ? globalThis.__sf.formFactor : pageFacts[name];
}

type Compare = (value: unknown, right: string) => boolean;

const order = (value: unknown, right: string): number => {
  const numbers = [Number(value), Number(right)] as const;
  if (numbers.every((number) => !Number.isNaN(number))) return numbers[0] - numbers[1];
  return asText(value).localeCompare(right);
};

const operators: Readonly<Record<string, Compare>> = {
  EQUAL: (value, right) => asText(value).toLowerCase() === right.toLowerCase(),
  NE: (value, right) => asText(value).toLowerCase() !== right.toLowerCase(),
  CONTAINS: (value, right) => asText(value).toLowerCase().includes(right.toLowerCase()),
  GT: (value, right) => asText(value) !== '' && order(value, right) > 0,
  GE: (value, right) => asText(value) !== '' && order(value, right) >= 0,
  LT: (value, right) => asText(value) !== '' && order(value, right) < 0,
  LE: (value, right) => asText(value) !== '' && order(value, right) <= 0,
};

function holds({ left, operator, right }: VisibilityCriterion, facts: Facts): boolean {
  const compare = operators[operator];
  if (compare === undefined) throw new Error(`A visibility rule uses ${operator}, which this host does not know.`);
  return compare(valueOf(left, facts), right);
}

export function isShown(rule: VisibilityRule | undefined, facts: Facts): boolean {
  if (rule === undefined) return true;
  const truths = rule.criteria.map((criterion) => holds(criterion, facts));
  return rule.logic === undefined ? truths.every(Boolean) : isTrue(parseLogic(rule.logic), truths);
}
