/** Commands that run something and show how it goes. */
import { Fault } from '../faults.ts';
import type { RetriedKind, WritingCommand } from '../run/run.ts';
import { retriedKinds } from '../run/run.ts';
import { readProject } from '../syncs/syncs.ts';
import type { Answer, Options } from './answer.ts';
import { personOf } from './answer.ts';
import { warehouseFileOf } from './compose.ts';
import { exitCodeOf, exitCodes } from './exit.ts';
import { progressFor } from './progress.ts';
import type { Progress } from './progress.ts';
import { coverageLine, processedLine, pullText, resultText } from './tables.ts';
import type { Work } from './work.ts';
import { runCommand, runPlan, runPull } from './work.ts';

export async function plan(options: Options): Promise<Answer> {
  const shown = await watched(options, () => silent, runPlan);
  const left = shown.unfinished.map((run) => `Run ${run} was left behind; a push finishes it first.`);
  return {
    text: [...left, shown.text, ...shown.coverage.map(coverageLine), ...processedLine(shown.processed)].join('\n'),
    json: { plan: shown.plan, coverage: shown.coverage, unfinished: shown.unfinished, processed: shown.processed },
    exitCode: shown.isRefused ? exitCodes.refused : exitCodes.ok,
  };
}

export async function ran(options: Options, command: WritingCommand | 'verify'): Promise<Answer> {
  const progress = (): Progress => progressFor(process.stdout.isTTY && options.json !== true);
  const result = await watched(options, progress, (work) => runCommand(command, work));
  const answer = { text: resultText(result), json: result, exitCode: exitCodeOf(result.state) };
  if (options.repair !== true) return answer;
  const shown = await watched(options, () => silent, runPlan);
  return {
    text: `${answer.text}\n\nTo put it right, a push would do this:\n${shown.text}`,
    json: { ...result, repair: { plan: shown.plan, isRefused: shown.isRefused } },
    exitCode: answer.exitCode,
  };
}

export async function pulled(options: Options): Promise<Answer> {
  const progress = (): Progress => progressFor(process.stdout.isTTY && options.json !== true);
  const result = await watched(options, progress, runPull);
  return { text: pullText(result), json: result, exitCode: exitCodeOf(result.state) };
}

const silent: Progress = { onEvent: () => undefined, end: async () => undefined };

/** Shows how the work goes from its first event on, and passes on the wish to stop it. */
async function watched<T>(options: Options, show: () => Progress, run: (work: Work) => Promise<T>): Promise<T> {
  const project = readProject(options.project);
  const stop = new AbortController();
  const onSignal = (): void => {
    const next = 'Start it again: what was sent is known, and the rest follows.';
    stop.abort(new Fault('transient', 'interrupted', 'The command was stopped.', { next }));
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  let progress: Progress | undefined;
  let isDone = false;
  try {
    const done = await run({
      project,
      warehouseFile: warehouseFileOf(options.project, options.warehouse),
      raw: options.raw,
      only: options.only,
      pull: options.pull === true ? project.pulls.map(({ name }) => name) : options.pull,
      isDeep: options.deep === true,
      of: options.run,
      kinds: kindsOf(options.class),
      corrections: options.from === undefined ? undefined : { file: options.from, by: personOf(options) },
      onEvent: (event) => {
        progress ??= show();
        progress.onEvent(event);
      },
      signal: stop.signal,
    });
    isDone = true;
    return done;
  } finally {
    await progress?.end(isDone);
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

function kindsOf(given: readonly string[] | undefined): readonly RetriedKind[] | undefined {
  return given?.map((word) => {
    const kind = retriedKinds.find((one) => one === word);
    if (kind !== undefined) return kind;
    throw new Fault('setup', 'class-unknown', `There is no class "${word}" of rows.`, {
      next: `There are: ${retriedKinds.join(', ')}.`,
    });
  });
}
