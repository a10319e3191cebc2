/** A preview as data, for the command line and for whoever asks the service. */
import type { Plan } from '../model/model.ts';
import { planJson, planText } from '../plan/plan.ts';
import type { Usage, Warehouse } from '../warehouse/warehouse.ts';
import type { CoverageReport } from './result.ts';

export interface Preview {
  readonly plan: Plan;
  readonly coverage: readonly CoverageReport[];
  /** Runs left behind that a push would finish first; what they sent is not yet in this plan. */
  readonly unfinished: readonly string[];
}

export interface PreviewReport {
  /** Values and lists only; parsed from JSON it is the same. */
  readonly plan: unknown;
  readonly text: string;
  readonly isRefused: boolean;
  readonly coverage: readonly CoverageReport[];
  readonly unfinished: readonly string[];
  /** What the warehouse has processed for the plan: a push processes as much, and more to load and compare. */
  readonly processed?: Usage | undefined;
}

/** Reads the shown rows from the warehouse, so it comes before the next run. */
export async function reportPreview(
  { plan, coverage, unfinished }: Preview,
  warehouse: Warehouse,
): Promise<PreviewReport> {
  const [json, text] = [await planJson(plan, warehouse), await planText(plan, warehouse)];
  return {
    plan: json,
    text,
    isRefused: plan.refusals.length > 0,
    coverage,
    unfinished,
    processed: warehouse.usage(),
  };
}
