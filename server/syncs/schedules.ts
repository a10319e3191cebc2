/** What can be wrong with the schedules of todoku.yml. */
import { CronExpressionParser } from 'cron-parser';
import type { YamlFile } from './document.ts';
import type { Problem } from './problems.ts';
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
    const wrong = cronProblem(schedule.cron);
    if (wrong !== undefined) at(['cron'], `"${schedule.cron}": ${wrong}.`, "Write it like '0 6 * * 1'.");
    for (const [position, sync] of (schedule.syncs ?? []).entries()) {
      if (syncs.includes(sync)) continue;
      at(['syncs', position], `there is no sync "${sync}".`, `There are: ${syncs.join(', ')}.`);
    }
  }
  return problems;
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
