/** Functions of dates and moments (Salesforce Help, "Formula Operators and Functions"). */
import { rule, type FunctionRule } from './call.ts';
import { value } from './values.ts';

export const dates: Readonly<Record<string, FunctionRule>> = {
  TODAY: rule(0, 0, () => value('date', 'local_today()')),
  NOW: rule(0, 0, () => value('datetime', 'now_instant()')),
  DATE: rule(3, 3, (call) => {
    const parts = call.numbers().map((part) => `CAST(${part} AS INTEGER)`);
    return value('date', `text_date(printf('%04d-%02d-%02d', ${parts.join(', ')}))`);
  }),
  DATEVALUE: rule(1, 1, (call) => {
    const { type } = call.arg(0);
    if (type === 'datetime') return value('date', `local_date(${call.arg(0).sql})`);
    return value('date', type === 'date' ? call.arg(0).sql : `text_date(${call.text(0)})`);
  }),
  DATETIMEVALUE: rule(1, 1, (call) => {
    const { type } = call.arg(0);
    if (type === 'datetime') return call.arg(0);
    if (type === 'date') return value('datetime', `local_start(${call.arg(0).sql})`);
    return value('datetime', `CAST(unixepoch(${call.text(0)}) * 1000 AS INTEGER)`);
  }),
  TIMENOW: rule(0, 0, () => value('time', 'time_after(now_instant())')),
  TIMEVALUE: rule(1, 1, (call) => {
    const { type, sql } = call.arg(0);
    if (type === 'datetime') return value('time', `time_after(${sql})`);
    return value('time', type === 'time' ? sql : `text_time(${call.text(0)})`);
  }),
  HOUR: rule(1, 1, (call) => value('number', `CAST(substr(${call.as(0, 'time')}, 1, 2) AS REAL)`)),
  MINUTE: rule(1, 1, (call) => value('number', `CAST(substr(${call.as(0, 'time')}, 4, 2) AS REAL)`)),
  SECOND: rule(1, 1, (call) => value('number', `CAST(substr(${call.as(0, 'time')}, 7, 2) AS REAL)`)),
  MILLISECOND: rule(1, 1, (call) => value('number', `CAST(substr(${call.as(0, 'time')}, 10, 3) AS REAL)`)),
  YEAR: rule(1, 1, (call) => value('number', `CAST(substr(${call.as(0, 'date')}, 1, 4) AS REAL)`)),
  MONTH: rule(1, 1, (call) => value('number', `CAST(substr(${call.as(0, 'date')}, 6, 2) AS REAL)`)),
  DAY: rule(1, 1, (call) => value('number', `CAST(substr(${call.as(0, 'date')}, 9, 2) AS REAL)`)),
  WEEKDAY: rule(1, 1, (call) => value('number', `(CAST(strftime('%w', ${call.as(0, 'date')}) AS REAL) + 1)`)),
  DAYOFYEAR: rule(1, 1, (call) => value('number', `CAST(strftime('%j', ${call.as(0, 'date')}) AS REAL)`)),
  ISOWEEK: rule(1, 1, (call) => value('number', `CAST(strftime('%V', ${call.as(0, 'date')}) AS REAL)`)),
  ISOYEAR: rule(1, 1, (call) => value('number', `CAST(strftime('%G', ${call.as(0, 'date')}) AS REAL)`)),
  /** Seconds since 1970; of a date, its beginning in UTC (unverified). */
  UNIXTIMESTAMP: rule(1, 1, (call) => {
    if (call.arg(0).type === 'date') return value('number', `CAST(unixepoch(${call.arg(0).sql}) AS REAL)`);
    return value('number', `(${call.as(0, 'datetime', 'date')} / 1000.0)`);
  }),
  FROMUNIXTIME: rule(1, 1, (call) => value('datetime', `CAST(${call.exact(0)} * 1000 AS INTEGER)`)),
  ADDMONTHS: rule(2, 2, (call) => value('date', `add_months(${call.as(0, 'date')}, ${call.number(1)})`)),
};
