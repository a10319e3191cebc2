/** The rules of the weekly cycle, from section `cycle:` of todoku.yml; and what can be wrong with them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CycleFile, WeekTime } from './cycle-schema.ts';
import { minuteOfWeek, weekTimeOf } from './cycle-schema.ts';
import type { YamlFile } from './document.ts';
import { isInside } from './inside.ts';
import type { Problem } from './problems.ts';
import type { TodokuFile } from './schema.ts';

export interface CycleRules {
  readonly open: WeekTime;
  readonly reminders: readonly WeekTime[];
  readonly unitDeadline: WeekTime;
  readonly freeze: WeekTime;
  readonly meeting: WeekTime;
  readonly snapshot: WeekTime;
  /** Undefined: no report is sent. */
  readonly digest: WeekTime | undefined;
  /** `YYYY-MM-DD`. */
  readonly holidays: ReadonlySet<string>;
  /** Currency units. */
  readonly tolerance: number;
  /** Syncs that are loaded on Monday; all when undefined. */
  readonly load: readonly string[] | undefined;
  /** Numbers older than this do not open the week; no limit when undefined. */
  readonly maxAgeHours: number | undefined;
}

const usual = {
  open: 'Mon 06:00',
  reminders: ['Mon 10:00', 'Tue 15:00', 'Tue 18:00'],
  unitDeadline: 'Tue 19:00',
  freeze: 'Wed 12:00',
  meeting: 'Wed 13:00',
  snapshot: 'Fri 23:00',
  tolerance: 1_000_000,
} as const;

/** In the order of the week. */
const named = ['open', 'unitDeadline', 'freeze', 'meeting', 'snapshot'] as const;

/** Undefined: the project has no cycle. The file has been found to be right. */
export function cycleOf(dir: string, { cycle }: TodokuFile): CycleRules | undefined {
  if (cycle === undefined) return undefined;
  const { holidays } = holidaysOf(dir, cycle);
  return {
    open: timeOf(cycle, 'open'),
    reminders: (cycle.reminders ?? usual.reminders).map(weekTimeOf),
    unitDeadline: timeOf(cycle, 'unitDeadline'),
    freeze: timeOf(cycle, 'freeze'),
    meeting: timeOf(cycle, 'meeting'),
    snapshot: timeOf(cycle, 'snapshot'),
    digest: cycle.digest === undefined ? undefined : weekTimeOf(cycle.digest),
    holidays: new Set(holidays),
    tolerance: cycle.tolerance ?? usual.tolerance,
    load: cycle.load,
    maxAgeHours: cycle.maxAgeHours,
  };
}

function timeOf(cycle: CycleFile, name: (typeof named)[number]): WeekTime {
  return weekTimeOf(cycle[name] ?? usual[name]);
}

/** Syncs that come with the cycle (`server/cycle/syncs`): their tables stand beside those of the project. */
export const cycleSyncs: readonly string[] = [
  'forecast-cycle',
  'carried-submission',
  'snapshot-run',
  'snapshot-line',
  'bridge-line',
];

/** What the cycle builds and pulls besides. */
const cycleTables = /^(cycles$|cycle_|kept_)/;

export function cycleProblems(
  dir: string,
  file: YamlFile<TodokuFile>,
  syncs: readonly string[],
  models: readonly string[],
): readonly Problem[] {
  const { cycle } = file.value;
  if (cycle === undefined) return [];
  const pulls = (file.value.pull ?? []).map(({ table }) => table);
  const problems: Problem[] = [
    ...orderProblems(file, cycle),
    ...holidayProblems(dir, file, cycle),
    ...nameProblems(file, [...syncs, ...models, ...pulls]),
  ];
  for (const [index, sync] of (cycle.load ?? []).entries()) {
    if (syncs.includes(sync)) continue;
    const next = `There are: ${syncs.join(', ')}.`;
    problems.push(file.problem(['cycle', 'load', index], `there is no sync "${sync}".`, next));
  }
  return problems;
}

function nameProblems(file: YamlFile<TodokuFile>, names: readonly string[]): readonly Problem[] {
  return names
    .filter((name) => cycleSyncs.includes(name.toLowerCase()) || cycleTables.test(name.toLowerCase()))
    .map((name) => {
      const next = `Rename it: not cycle_… or kept_…, and none of ${cycleSyncs.join(', ')}.`;
      return file.problem(['cycle'], `the cycle has a table "${name}" of its own.`, next, 'key');
    });
}

function orderProblems(file: YamlFile<TodokuFile>, cycle: CycleFile): readonly Problem[] {
  const problems: Problem[] = [];
  const at = (name: (typeof named)[number]): number => minuteOfWeek(timeOf(cycle, name));
  for (const [index, name] of named.entries()) {
    const before = named[index - 1];
    if (before === undefined || at(before) < at(name)) continue;
    const message = `${name} (${cycle[name] ?? usual[name]}) is not after ${before} (${cycle[before] ?? usual[before]}).`;
    problems.push(file.problem(['cycle', name], message, `The order is ${named.join(', ')}.`));
  }
  for (const [index, reminder] of (cycle.reminders ?? []).entries()) {
    const minute = minuteOfWeek(weekTimeOf(reminder));
    if (minute > at('open') && minute < at('freeze')) continue;
    const message = `nobody has anything open at ${reminder}.`;
    problems.push(file.problem(['cycle', 'reminders', index], message, 'Remind between open and freeze.'));
  }
  return problems;
}

/** Of a file elsewhere nothing is read, and so nothing told. */
function holidayProblems(dir: string, file: YamlFile<TodokuFile>, cycle: CycleFile): readonly Problem[] {
  const { holidays } = cycle;
  if (typeof holidays !== 'string' || isInside(dir, holidays)) return holidaysOf(dir, cycle).problems;
  const message = `cycle.holidays leads out of the project's folder: ${holidays}.`;
  return [file.problem(['cycle', 'holidays'], message, 'Name a file of the project, or list the days.')];
}

/** A line of the file starts with its day; the first may be a header, and empty lines are passed over. */
function holidaysOf(
  dir: string,
  { holidays = [] }: CycleFile,
): { readonly holidays: readonly string[]; readonly problems: readonly Problem[] } {
  if (typeof holidays !== 'string') return { holidays, problems: [] };
  const file = join(dir, holidays);
  if (!existsSync(file)) {
    const next = 'Write one day a line, YYYY-MM-DD first, or list the days under holidays:.';
    return { holidays: [], problems: [{ file, line: 1, column: 1, message: 'the file is missing.', next }] };
  }
  const found: string[] = [];
  const problems: Problem[] = [];
  for (const [index, line] of readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const [, day] = /^"?(\d{4}-\d{2}-\d{2})"?\s*(?:[,;\t].*)?$/.exec(line.trim()) ?? [];
    if (day !== undefined && !Number.isNaN(Date.parse(`${day}T00:00:00Z`))) found.push(day);
    else if (index > 0 && line.trim() !== '') {
      const next = 'Start the line with a day, YYYY-MM-DD.';
      problems.push({ file, line: index + 1, column: 1, message: `"${line.trim()}" is no day.`, next });
    }
  }
  return { holidays: found, problems };
}
