import type { ComponentMessage } from '../../engine/engine.ts';
import type { Named, Problem } from '../component.ts';

export type State = 'created' | 'changed' | 'unchanged' | 'deleted';

export function failureMessage(problem: Problem, ignoresWarnings: boolean): ComponentMessage {
  const isWarning = problem.isWarning === true;
  return {
    componentType: problem.type,
    fullName: problem.name,
    fileName: problem.file,
    success: isWarning && ignoresWarnings,
    created: false,
    changed: false,
    deleted: false,
    problem: problem.problem,
    problemType: isWarning ? 'Warning' : 'Error',
    ...(problem.line === undefined ? {} : { lineNumber: problem.line }),
    ...(problem.column === undefined ? {} : { columnNumber: problem.column }),
  };
}

export function successMessage({ type, name, file }: Named, state: State | undefined): ComponentMessage {
  return {
    componentType: type,
    fullName: name,
    fileName: file,
    success: true,
    created: state === 'created',
    changed: state === 'changed',
    deleted: state === 'deleted',
  };
}
