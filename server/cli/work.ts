/** Carries out plan, push and verify: here, or in the service that has the warehouse. */
import { orgAccess } from '../config.ts';
import { Fault } from '../faults.ts';
import type { OnEvent, PreviewReport, RunOptions, RunResult } from '../run/run.ts';
import { preview, push, reportPreview, verifyProject } from '../run/run.ts';
import type { Project } from '../syncs/syncs.ts';
import { openParts } from './compose.ts';
import { runningService } from './remote.ts';

export interface Work {
  readonly project: Project;
  readonly warehouseFile: string;
  readonly raw: string | undefined;
  readonly only: readonly string[] | undefined;
  readonly isDeep: boolean;
  readonly onEvent: OnEvent;
  readonly signal: AbortSignal;
}

export async function runCommand(command: 'push' | 'verify', work: Work): Promise<RunResult> {
  const { project, signal, onEvent, raw, only, isDeep } = work;
  const service = await runningService(work.warehouseFile);
  if (service !== undefined) {
    const request = { command, project: project.dir, raw, only, isDeep };
    return ofKind((await service.run(request, onEvent, signal)).result, service.url);
  }
  await using parts = await openParts(work.warehouseFile, orgAccess());
  const run = command === 'push' ? push : verifyProject;
  return await run(project, parts, { ...optionsOf(work), signal, onEvent });
}

export async function runPlan(work: Work): Promise<PreviewReport> {
  const { project, signal, onEvent, raw, only, isDeep } = work;
  const service = await runningService(work.warehouseFile);
  if (service !== undefined) {
    const request = { command: 'plan' as const, project: project.dir, raw, only, isDeep };
    return ofKind((await service.run(request, onEvent, signal)).preview, service.url);
  }
  await using parts = await openParts(work.warehouseFile, orgAccess());
  return await reportPreview(await preview(project, parts, optionsOf(work)), parts.warehouse);
}

function optionsOf({ raw, only, isDeep }: Work): RunOptions {
  return { rawDir: raw, only, isDeep };
}

function ofKind<T>(answer: T | undefined, url: string): T {
  if (answer !== undefined) return answer;
  throw new Fault('bug', 'answer-missing', `The service at ${url} has ended the run without its result.`, {
    next: 'Report this with the log of the service.',
  });
}
