/** Values of the `@salesforce/i18n/*` modules for a person. What `Intl` knows is asked there; no tables of locales. */
import { localeTag } from '../../ui/ui.ts';

export interface LocaleOf {
  readonly language: string;
  readonly locale: string;
  readonly timeZone: string;
  /** ISO code of the org's currency. */
  readonly currency: string;
}

type Width = 'long' | 'short' | 'narrow';

const widths: readonly (readonly [string, Width])[] = [
  ['wide', 'long'],
  ['abbreviated', 'short'],
  ['narrow', 'narrow'],
];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** 2023-01-01 was a Sunday. */
const names = (tag: string, options: Intl.DateTimeFormatOptions, dates: readonly Date[]): readonly string[] => {
  const format = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' });
  return dates.map((date) => format.format(date));
};

const byKey = (keys: readonly string[], values: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(keys.map((key, index) => [key, values[index] ?? '']));

function inWidths(make: (width: Width) => Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const format = Object.fromEntries(widths.map(([name, width]) => [name, make(width)]));
  const all = { ...format, short: format['abbreviated'] };
  return { format: all, 'stand-alone': all };
}

function dayPeriods(tag: string): Readonly<Record<string, string>> {
  const format = new Intl.DateTimeFormat(tag, { hour: 'numeric', hour12: true, timeZone: 'UTC' });
  const period = (hour: number): string =>
    format.formatToParts(Date.UTC(2023, 0, 1, hour)).find(({ type }) => type === 'dayPeriod')?.value ?? '';
  return { am: period(6), pm: period(18) };
}

/** The parts of CLDR's Gregorian calendar that the base components read. */
function gregorian(tag: string): Readonly<Record<string, unknown>> {
  const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2023, month, 15)));
  const week = days.map((_, day) => new Date(Date.UTC(2023, 0, 1 + day)));
  const eras = { '0': 'BC', '1': 'AD' };
  return {
    days: inWidths((weekday) => byKey(days, names(tag, { weekday }, week))),
    months: inWidths((month) =>
      byKey(
        months.map((_, index) => String(index + 1)),
        names(tag, { month }, months),
      ),
    ),
    dayPeriods: inWidths(() => dayPeriods(tag)),
    eras: { eraNames: eras, eraAbbr: eras, eraNarrow: eras },
  };
}

/** Date patterns in the way of CLDR, as the platform gives them; only the locales that the org offers. */
const patterns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ja: {
    shortDateFormat: 'yyyy/MM/dd',
    mediumDateFormat: 'yyyy/MM/dd',
    longDateFormat: 'yyyy年M月d日',
    shortTimeFormat: 'H:mm',
    mediumTimeFormat: 'H:mm:ss',
    shortDateTimeFormat: 'yyyy/MM/dd H:mm',
    mediumDateTimeFormat: 'yyyy/MM/dd H:mm:ss',
    longDateTimeFormat: 'yyyy年M月d日 H:mm:ss',
  },
  'en-GB': {
    shortDateFormat: 'dd/MM/yyyy',
    mediumDateFormat: 'd MMM yyyy',
    longDateFormat: 'd MMMM yyyy',
    shortTimeFormat: 'HH:mm',
    mediumTimeFormat: 'HH:mm:ss',
    shortDateTimeFormat: 'dd/MM/yyyy HH:mm',
    mediumDateTimeFormat: 'd MMM yyyy HH:mm:ss',
    longDateTimeFormat: 'd MMMM yyyy HH:mm:ss',
  },
};

function numbers(tag: string, currency: string): Readonly<Record<string, unknown>> {
  const money = new Intl.NumberFormat(tag, { style: 'currency', currency });
  const parts = new Intl.NumberFormat(tag, { minimumFractionDigits: 1 }).formatToParts(-12345.6);
  const part = (type: Intl.NumberFormatPartTypes, fallback: string): string =>
    parts.find((one) => one.type === type)?.value ?? fallback;
  const digits = '0'.repeat(money.resolvedOptions().minimumFractionDigits ?? 0);
  return {
    'number.currencySymbol': money.formatToParts(1).find(({ type }) => type === 'currency')?.value ?? currency,
    'number.currencyFormat': `¤#,##0${digits === '' ? '' : `.${digits}`}`,
    'number.decimalSeparator': part('decimal', '.'),
    'number.groupingSeparator': part('group', ','),
    'number.minusSign': part('minusSign', '-'),
  };
}

/** By module name below `@salesforce/i18n/`. A name that is left out keeps the base package's en-US constant. */
export function i18nValues({ language, locale, timeZone, currency }: LocaleOf): Readonly<Record<string, unknown>> {
  const tag = localeTag(locale);
  const own = patterns[tag] ?? patterns[tag.split('-', 1)[0] ?? ''] ?? {};
  return {
    lang: localeTag(language),
    locale: tag,
    dir: 'ltr',
    currency,
    timeZone,
    firstDayOfWeek: tag === 'en-GB' ? 2 : 1,
    showJapaneseCalendar: false,
    calendarData: { gregorian: gregorian(tag) },
    ...Object.fromEntries(Object.entries(own).map(([name, pattern]) => [`dateTime.${name}`, pattern])),
    ...numbers(tag, currency),
  };
}
