/** Filters as metadata writes them (FilterItem): of roll-ups and of sharing rules. */
import type { RollupFilter } from '../../schema/schema.ts';

const operations = [
  'equals',
  'notEqual',
  'lessThan',
  'greaterThan',
  'lessOrEqual',
  'greaterOrEqual',
  'contains',
  'notContain',
  'startsWith',
] as const;

/** The operation of this name, if roll-ups and sharing rules have it. */
export function filterOperation(name: string | undefined): RollupFilter['operation'] | undefined {
  return operations.find((one) => one === name);
}

/** A comma separates alternatives; quotes protect one that belongs to a value; nothing at all asks for blank. */
export function filterValues(text: string): readonly string[] {
  if (text.trim() === '') return [];
  const values = text.match(/"(?:[^"]|"")*"|[^,]+/g) ?? [];
  return values.map((value) => {
    const trimmed = value.trim();
    return trimmed.startsWith('"') ? trimmed.slice(1, -1).replaceAll('""', '"') : trimmed;
  });
}
