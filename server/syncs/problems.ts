import { relative } from 'node:path';
import { Fault } from '../faults.ts';

/** Something in a project's files that a person has to correct. Lines and columns count from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly next: string;
}

/** A project that cannot be used, with everything that is wrong with it: nobody should have to ask twice. */
export class ProjectFault extends Fault {
  readonly problems: readonly Problem[];
  constructor(dir: string, problems: readonly Problem[]) {
    const shown = (file: string): string => relative(dir, file) || file;
    const lines = problems.map(
      ({ file, line, column, message, next }) => `${shown(file)}:${line}:${column}: ${message} ${next}`,
    );
    const first = problems[0];
    super('setup', 'project-invalid', lines.join('\n'), {
      next: `Correct ${problems.length === 1 ? 'the line above' : `the ${problems.length} places above`}, then run "todoku validate".`,
      ...(first === undefined ? {} : { place: `${first.file}:${first.line}:${first.column}` }),
    });
    this.name = 'ProjectFault';
    this.problems = problems;
  }
}

/** Line and column of an offset in a text, both from 1. */
export function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: offset - lastBreak };
}
