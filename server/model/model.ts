/** The nouns every module shares. Imports nothing but itself. */
export * from './approval.ts';
export * from './cell.ts';
export * from './change.ts';
export * from './cycle.ts';
export * from './decimal.ts';
export * from './field.ts';
export * from './outcome.ts';
export * from './plan.ts';
export * from './plausible.ts';
export * from './pull.ts';
export * from './run.ts';
export * from './sync.ts';
export * from './verdict.ts';
