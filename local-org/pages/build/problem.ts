/** Why the deployed components could not be built, in terms of the component and not of the tool. */
import { basename, dirname } from 'node:path';

export interface ComponentProblem {
  readonly component: string;
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

export class BuildProblem extends Error {
  readonly problems: readonly ComponentProblem[];
  constructor(problems: readonly ComponentProblem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.problems = problems;
  }
}

export function describeProblem({ component, file, line, column, message }: ComponentProblem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `${component} (${place}): ${message}`;
}

interface ToolError {
  readonly message: string;
  readonly id?: string;
  readonly filename?: string;
  readonly loc?: { readonly file?: string; readonly line: number; readonly column: number };
  readonly location?: { readonly line: number; readonly column: number };
}

/** Rollup wraps an error of the LWC compiler; both name the place, in different fields. */
export function problemOf(error: unknown, fileOf: (id: string) => string | undefined): ComponentProblem {
  const { message, id, filename, loc, location } = (
    error instanceof Error ? error : new Error(String(error))
  ) as ToolError;
  const path = filename ?? loc?.file ?? id ?? '';
  const file = fileOf(path) ?? path;
  const place = location ?? loc;
  return {
    component: basename(dirname(file)),
    file,
    ...(place === undefined ? {} : { line: place.line, column: place.column }),
    // The compiler puts its own name and the path in front of its code: `SyntaxError: /path: LWC1099: …`.
    message: (message.split('\n', 1)[0] ?? message).replace(/^.*?(?=LWC\d{4})/, ''),
  };
}
