/** What can be wrong with the schedules of todoku.yml. */
import { CronExpressionParser } from 'cron-parser';
import type { YamlFile } from './document.ts';
import type { Problem } from './problems.ts';
import type { Schedule } from './project.ts';
import { pullNameProblems } from './pulls.ts';
import type { TodokuFile } from './schema.ts';

export function scheduleProblems(file: YamlFile<TodokuFile>, syncs: readonly string[]): readonly Problem[] {
  const problems: Problem[] = [];
  const schedules = file.value.schedules ?? [];
  for (const [index, schedule] of schedules.entries()) {
    const at = (rest: readonly PropertyKey[], message: string, next: string): void => {
      problems.push(file.problem(['schedules', index, ...rest], message, next));
    };
    if (schedules.findIndex((other) => other.name === schedule.name) < index) {
      at(['name'], `"${schedule.name}" names two schedules.`, 'Rename one of them.');
    }
    const triggers = [schedule.cron, schedule.after, schedule.hook].filter((given) => given !== undefined);
    if (triggers.length !== 1) {
      at([], `"${schedule.name}" has ${triggers.length} reasons to start.`, 'Give it one of cron, after and hook.');
    }
    const wrong = schedule.cron === undefined ? undefined : cronProblem(schedule.cron);
    if (wrong !== undefined) at(['cron'], `"${schedule.cron ?? ''}": ${wrong}.`, "Write it like '0 6 * * 1'.");
    problems.push(...nameProblems(file, index, syncs));
  }
  const circle = circleOf(schedules);
  if (circle !== undefined) {
    const message = `the schedules start each other without end: ${circle.join(' → ')}.`;
    problems.push(
      file.problem(['schedules'], message, 'Name the syncs of one of them, without the one it comes after.'),
    );
  }
  return problems;
}

/** Syncs and pulls that a schedule names and that are not there. */
function nameProblems(file: YamlFile<TodokuFile>, index: number, syncs: readonly string[]): readonly Problem[] {
  const { after, pull, syncs: wanted = [] } = file.value.schedules?.[index] ?? {};
  const at = ['schedules', index];
  const named = [
    ...(after === undefined ? [] : [{ sync: after, path: ['after'] }]),
    ...wanted.map((sync, position) => ({ sync, path: ['syncs', position] })),
  ];
  return [
    ...named
      .filter(({ sync }) => !syncs.includes(sync))
      .map(({ sync, path }) =>
        file.problem([...at, ...path], `there is no sync "${sync}".`, `There are: ${syncs.join(', ')}.`),
      ),
    ...(pull === undefined ? [] : pullNameProblems(file, pull, [...at, 'pull'])),
  ];
}

type FileSchedule = NonNullable<TodokuFile['schedules']>[number];

export function schedulesOf({ schedules = [], pull: pulls = [] }: TodokuFile): readonly Schedule[] {
  return schedules.flatMap(({ name, cron, after, hook, syncs, pull = [] }): readonly Schedule[] => {
    const ordered = { name, syncs, pull: pull === true ? pulls.map(({ table }) => table) : pull };
    if (cron !== undefined) return [{ ...ordered, cron }];
    if (after !== undefined) return [{ ...ordered, after }];
    return hook === undefined ? [] : [{ ...ordered, hook }];
  });
}

/** Chains that come round to where they began: their names, the first one again at the end. */
function circleOf(schedules: readonly FileSchedule[]): readonly string[] | undefined {
  const starts = (one: FileSchedule, other: FileSchedule): boolean =>
    other.after !== undefined && (one.syncs === undefined || one.syncs.includes(other.after));
  const from = (path: readonly FileSchedule[]): readonly string[] | undefined => {
    const last = path.at(-1);
    for (const next of schedules) {
      if (last === undefined || !starts(last, next)) continue;
      const begin = path.indexOf(next);
      if (begin >= 0) return [...path.slice(begin), next].map(({ name }) => name);
      const found = from([...path, next]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for (const schedule of schedules) {
    const found = schedule.after === undefined ? undefined : from([schedule]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Five fields, no seconds, nothing that differs from one machine or start to the next. */
function cronProblem(cron: string): string | undefined {
  if (cron.trim().split(/\s+/).length !== 5) {
    return 'a cron expression has five fields: minute, hour, day of the month, month, day of the week';
  }
  // H spreads jobs by chance: it would be another time after each start.
  if (/(^|[^A-Z])H([^A-Z]|$)/i.test(cron)) return '"H" is not a time';
  try {
    CronExpressionParser.parse(cron, { tz: 'UTC', currentDate: 0 }).next();
    return undefined;
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
}
