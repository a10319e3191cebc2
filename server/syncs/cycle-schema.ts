/** Section `cycle:` of todoku.yml: the forecast week as times, holidays and rules. */
import { z } from 'zod';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const fullNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** `Mon 06:00`, in the project's time zone. */
const weekTime = z
  .string()
  .regex(/^(mon|tue|wed|thu|fri|sat|sun) ([01]\d|2[0-3]):[0-5]\d$/i, 'write a weekday and a time, such as Mon 06:00');
const day = z.iso.date('write a day as YYYY-MM-DD');

export const cycleSchema = z
  .strictObject({
    open: weekTime.optional().describe('Pull, load, verify, open. Default Mon 06:00'),
    reminders: z
      .array(weekTime)
      .optional()
      .describe('A nudge to people with open items. Default Mon 10:00, Tue 15:00, Tue 18:00; [] for none'),
    unitDeadline: weekTime.optional().describe('Units that have not submitted are carried. Default Tue 19:00'),
    freeze: weekTime.optional().describe('Nothing is submitted any more. Default Wed 12:00'),
    digest: weekTime.optional().describe('The report of last week by mail, such as Mon 07:00. Default: none is sent'),
    meeting: weekTime.optional().describe('Shown to people, nothing is done. Default Wed 13:00'),
    snapshot: weekTime.optional().describe('The week is kept, and its bridge. Default Fri 23:00'),
    holidays: z
      .union([z.array(day), z.string().min(1)])
      .optional()
      .describe('Days, or a file of the project with a day at the start of each line'),
    tolerance: z
      .number()
      .min(0)
      .max(1e15)
      .optional()
      .describe('By how much factors may miss the change; 5 % of it are always allowed. Default 1000000'),
    load: z.array(z.string()).min(1).optional().describe('Syncs that are loaded on Monday; all by default'),
    maxAgeHours: z
      .number()
      .positive()
      .optional()
      .describe('Older numbers do not open the week by themselves: the load is late. Default: no limit'),
  })
  .describe('The weekly forecast cycle; left out, there is none');

export type CycleFile = z.infer<typeof cycleSchema>;

/** A moment of each week. */
export interface WeekTime {
  /** 0 is Monday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
}

export function weekTimeOf(text: string): WeekTime {
  const [name = '', clock = ''] = text.toLowerCase().split(' ');
  const [hour, minute] = clock.split(':').map(Number);
  return { weekday: weekdays.findIndex((one) => one === name), hour: hour ?? 0, minute: minute ?? 0 };
}

/** Of a time as a person types it: `tue 19:00`, `Tuesday 9:00`; undefined when it is none. */
export function readWeekTime(text: string): WeekTime | undefined {
  const [, name = '', hour = '', minute = ''] =
    /^([a-z]{3,9}) +(\d{1,2}):(\d{2})$/.exec(text.trim().toLowerCase()) ?? [];
  if (!fullNames.some((day) => day === name || day.slice(0, 3) === name)) return undefined;
  const written = `${name.slice(0, 3)} ${hour.padStart(2, '0')}:${minute}`;
  return weekTime.safeParse(written).success ? weekTimeOf(written) : undefined;
}

/** Minutes since Monday 00:00. */
export function minuteOfWeek({ weekday, hour, minute }: WeekTime): number {
  return (weekday * 24 + hour) * 60 + minute;
}
