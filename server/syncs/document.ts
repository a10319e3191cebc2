/** A YAML file checked against a schema, with the place of everything that is wrong. */
import { existsSync, readFileSync } from 'node:fs';
import { LineCounter, isMap, isNode, isPair, isScalar, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { z } from 'zod';
import type { Problem } from './problems.ts';

type Path = readonly PropertyKey[];

/** A parsed file that can still say where its parts stood. */
export interface YamlFile<T> {
  readonly value: T;
  /** A problem at the value (or, with `key`, at the key) that the path leads to. */
  problem(path: Path, message: string, next: string, at?: 'key' | 'value'): Problem;
}

/** The file's content, or what is wrong with it: all of it, not the first thing. */
export function readYaml<T>(file: string, schema: z.ZodType<T>): YamlFile<T> | readonly Problem[] {
  if (!existsSync(file)) {
    return [{ file, line: 1, column: 1, message: 'the file is missing.', next: 'Create it as ARCHITECTURE.md shows.' }];
  }
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (document.errors.length > 0) {
    return document.errors.map((error) => ({
      file,
      ...at(error.pos[0]),
      message: `not valid YAML: ${error.message}.`,
      next: 'Correct the line.',
    }));
  }
  const problem: YamlFile<T>['problem'] = (path, message, next, side = 'value') => ({
    file,
    ...at(offsetOf(document, path, side)),
    message,
    next,
  });
  const checked = schema.safeParse(document.toJS());
  if (checked.success) return { value: checked.data, problem };
  return checked.error.issues.flatMap((issue) => problemsOf(issue, schema, problem));
}

function problemsOf(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  problem: YamlFile<unknown>['problem'],
): readonly Problem[] {
  const name = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    const next = known.length === 0 ? 'Remove it.' : `Remove it, or use one of: ${known.join(', ')}.`;
    return issue.keys.map((key) => problem([...issue.path, key], `unknown key "${key}".`, next, 'key'));
  }
  if (issue.code === 'invalid_key') {
    const reason = issue.issues[0]?.message ?? issue.message;
    return [problem(issue.path, `"${name}" is not a valid name: ${reason}.`, 'Correct the name.', 'key')];
  }
  if (issue.code === 'invalid_union') {
    const deepest = issue.errors.flat().find((inner) => inner.code === 'unrecognized_keys');
    if (deepest !== undefined) {
      return problemsOf({ ...deepest, path: [...issue.path, ...deepest.path] }, schema, problem);
    }
  }
  const subject = name === '' ? 'the file' : `"${name}"`;
  return [problem(issue.path, `${subject}: ${issue.message.replace(/\.$/, '')}.`, 'Correct the value.')];
}

/** Offset of what the path leads to; of the nearest thing above it when it is not there. */
function offsetOf(document: Document.Parsed, path: Path, side: 'key' | 'value'): number {
  const whole = document.contents?.range[0] ?? 0;
  let node: unknown = document.contents;
  let offset = whole;
  for (const [index, step] of path.entries()) {
    const isLast = index === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step),
      );
      if (pair === undefined) return offset;
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      if (isLast && side === 'key') return offset;
      node = pair.value;
    } else {
      node = document.getIn(path.slice(0, index + 1), true);
    }
    if (isNode(node)) offset = node.range?.[0] ?? offset;
  }
  return offset;
}

/** The keys the schema knows at a path, for the hint beside an unknown one. */
function keysAt(schema: unknown, path: Path): readonly string[] {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) {
    const [step, ...rest] = path;
    if (step === undefined) return Object.keys(inner.shape);
    return keysAt(inner.shape[String(step)], rest);
  }
  if (inner instanceof z.ZodRecord) return keysAt(inner.valueType, path.slice(1));
  if (inner instanceof z.ZodArray) return keysAt(inner.element, path.slice(1));
  if (inner instanceof z.ZodUnion) return inner.options.flatMap((option) => keysAt(option, path));
  return [];
}

function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return unwrap(schema.unwrap());
  return schema;
}
