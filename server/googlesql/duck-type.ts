/** The types of DuckDB's columns, read back into GoogleSQL's. */
import type { Field, Type } from './type.ts';
import { duckType, scalars } from './type.ts';

const spaceless = (text: string): string => text.replaceAll(', ', ',');

const byName: ReadonlyMap<string, Type> = new Map(scalars.map((kind) => [spaceless(duckType({ kind })), { kind }]));

/** Undefined for a type that no translated query makes, such as DECIMAL(18,3). */
export function typeOfDuck(text: string): Type | undefined {
  if (text.endsWith('[]')) {
    const of = typeOfDuck(text.slice(0, -2));
    return of === undefined ? undefined : { kind: 'ARRAY', of };
  }
  const inside = /^STRUCT\((.*)\)$/s.exec(text)?.[1];
  if (inside === undefined) return byName.get(spaceless(text));
  const fields = partsOf(inside).map(fieldOf);
  return fields.every((field) => field !== undefined) ? { kind: 'STRUCT', fields } : undefined;
}

function fieldOf(part: string): Field | undefined {
  const found = /^(?:"((?:[^"]|"")*)"|(\w+)) (.*)$/s.exec(part);
  const type = typeOfDuck(found?.[3] ?? '');
  return type === undefined ? undefined : { name: found?.[1]?.replaceAll('""', '"') ?? found?.[2], type };
}

/** Split at the commas that stand in no parenthesis and no quotes. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  let isQuoted = false;
  for (const letter of text) {
    if (letter === '"') isQuoted = !isQuoted;
    if (!isQuoted && letter === '(') depth += 1;
    if (!isQuoted && letter === ')') depth -= 1;
    if (!isQuoted && depth === 0 && letter === ',') {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  return [...parts, part].map((one) => one.trim());
}

/** What a column of DuckDB's own SQL becomes, so that GoogleSQL can read it; undefined when there is nothing like it. */
export function nearestType(text: string): Type | undefined {
  if (/^U?(TINY|SMALL)INT$|^U?INTEGER$/.test(text)) return { kind: 'INT64' };
  if (text === 'FLOAT') return { kind: 'FLOAT64' };
  const [, width, scale] = /^DECIMAL\((\d+), ?(\d+)\)$/.exec(text) ?? [];
  const isNumeric = scale !== undefined && Number(scale) <= 9 && Number(width) - Number(scale) <= 29;
  return isNumeric ? { kind: 'NUMERIC' } : typeOfDuck(text);
}
