/** Carries out whatever runs: here, or in the service that has the warehouse. */
import { orgAccess } from '../config.ts';
import { Fault } from '../faults.ts';
import type {
  CorrectionOrder,
  OnEvent,
  PreviewReport,
  PullResult,
  RetriedKind,
  RunOptions,
  RunResult,
  WritingCommand,
} from '../run/run.ts';
import { preview, pull, push, reportPreview, resume, retry, rollback, verifyProject } from '../run/run.ts';
import type { Project } from '../syncs/syncs.ts';
import type { OpenParts } from './compose.ts';
import { openParts } from './compose.ts';
import { runningService } from './remote.ts';

export interface Work {
  readonly project: Project;
  readonly warehouseFile: string;
  readonly raw: string | undefined;
  /** Names of syncs; of pulls where the command is a pull. */
  readonly only: readonly string[] | undefined;
  /** Pulls that come before a push. */
  readonly pull: readonly string[] | undefined;
  readonly isDeep: boolean;
  /** The earlier run that it is about. */
  readonly of: string | undefined;
  readonly kinds: readonly RetriedKind[] | undefined;
  readonly corrections: CorrectionOrder | undefined;
  readonly onEvent: OnEvent;
  readonly signal: AbortSignal;
}

export async function runCommand(command: WritingCommand | 'verify', work: Work): Promise<RunResult> {
  const { project, signal, onEvent, ...request } = work;
  const service = await runningService(work.warehouseFile);
  if (service !== undefined) {
    const answer = await service.run({ ...request, command, project: project.dir }, onEvent, signal);
    return ofKind(answer.result, service.url);
  }
  await using parts = await openParts(project, work.warehouseFile, orgAccess());
  return await here(command, work, parts);
}

function here(command: WritingCommand | 'verify', work: Work, parts: OpenParts): Promise<RunResult> {
  const { project, signal, onEvent, of = '', kinds = [] } = work;
  const options = { ...optionsOf(work), signal, onEvent };
  switch (command) {
    case 'push':
      return push(project, parts, options);
    case 'verify':
      return verifyProject(project, parts, options);
    case 'retry':
      return retry(project, parts, of, kinds, options);
    case 'resume':
      return resume(project, parts, of, options);
    case 'rollback':
      return rollback(project, parts, of, options);
  }
}

export async function runPull(work: Work): Promise<PullResult> {
  const { project, signal, onEvent, ...request } = work;
  const service = await runningService(work.warehouseFile);
  if (service !== undefined) {
    const answer = await service.run({ ...request, command: 'pull', project: project.dir }, onEvent, signal);
    return ofKind(answer.pulled, service.url);
  }
  await using parts = await openParts(project, work.warehouseFile, orgAccess());
  return await pull(project, parts, { only: work.only, signal, onEvent });
}

export async function runPlan(work: Work): Promise<PreviewReport> {
  const { project, signal, onEvent, ...request } = work;
  const service = await runningService(work.warehouseFile);
  if (service !== undefined) {
    const answer = await service.run({ ...request, command: 'plan', project: project.dir }, onEvent, signal);
    return ofKind(answer.preview, service.url);
  }
  await using parts = await openParts(project, work.warehouseFile, orgAccess());
  return await reportPreview(await preview(project, parts, { ...optionsOf(work), of: work.of }), parts.warehouse);
}

function optionsOf({ raw, only, isDeep, pull: pulls, corrections }: Work): RunOptions {
  return { rawDir: raw, only, isDeep, pull: pulls, corrections };
}

function ofKind<T>(answer: T | undefined, url: string): T {
  if (answer !== undefined) return answer;
  throw new Fault('bug', 'answer-missing', `The service at ${url} has ended the run without its result.`, {
    next: 'Report this with the log of the service.',
  });
}
