/** Steps that can be taken back: one for each cell that was typed into, each paste, each other change. */
import type { Drafts } from './forecastDraft';

const MOST_STEPS = 100;

export interface DraftHistory {
  readonly past: readonly Drafts[];
  readonly future: readonly Drafts[];
  /** What the last step was about: the keystrokes of one cell are one step. */
  readonly about: string | undefined;
}

export const NO_HISTORY: DraftHistory = { past: [], future: [], about: undefined };

/** Before the drafts change; `about` names the cell, and undefined makes a step of its own. */
export function noted(history: DraftHistory, drafts: Drafts, about: string | undefined): DraftHistory {
  if (about !== undefined && about === history.about) return { ...history, future: [] };
  return { past: [...history.past, drafts].slice(-MOST_STEPS), future: [], about };
}

export interface Step {
  readonly history: DraftHistory;
  readonly drafts: Drafts;
}

/** Undefined when there is nothing to take back. */
export function undone(history: DraftHistory, drafts: Drafts): Step | undefined {
  const before = history.past.at(-1);
  if (before === undefined) return undefined;
  const future = [...history.future, drafts];
  return { drafts: before, history: { past: history.past.slice(0, -1), future, about: undefined } };
}

export function redone(history: DraftHistory, drafts: Drafts): Step | undefined {
  const next = history.future.at(-1);
  if (next === undefined) return undefined;
  const past = [...history.past, drafts];
  return { drafts: next, history: { past, future: history.future.slice(0, -1), about: undefined } };
}
