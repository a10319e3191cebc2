/** The minutes as text: the frozen numbers, the verdicts on the factors, what was decided, asked and parked. Pure. */
import currency from '@salesforce/i18n/currency';
import type { Amount } from 'c/gapMath';
import * as meeting from 'c/meeting';
import { WORDS, type Language, type Words } from './words';

/** `measure`: the one that the page shows. What has moved since the freeze is not in the minutes. */
export function minutesOf(read: meeting.Meeting, measure: string, language: Language): string {
  const words = WORDS[language];
  const { cycle, frozen, asOfs } = read;
  const { weekStart } = cycle;
  const lines = [words.title(weekStart === null ? cycle.key : dayIn(weekStart, language))];
  if (frozen.length === 0) lines.push(words.noNumbers);
  else {
    lines.push(
      words.asOf(asOfs.map((asOf) => momentIn(asOf, cycle.zone, language)).join(words.comma), currencyIn(language)),
    );
  }
  const standings = meeting.standingsOf(read, undefined).filter((one) => one.measure === measure);
  for (const month of meeting.monthsOf(standings)) {
    lines.push('', ...monthLines(meeting.unitsOf(read, undefined, { month, measure }), month, language));
  }
  const said = meeting.decisionsOf(read);
  const about = (kinds: readonly string[]): readonly string[] =>
    said.filter(({ kind }) => kinds.includes(kind)).map((one) => saidLine(one, language));
  lines.push('', ...section(words.decisions, about(['Decision', 'Action']), words));
  lines.push('', ...section(words.questions, about(['Question']), words));
  const parked = meeting.parkedIn(read).map((one) => saidLine(one, language));
  if (parked.length > 0) lines.push('', ...section(words.parked, parked, words));
  return lines.join('\n');
}

/** In the language of the minutes: 円 or Japanese yen, whoever makes them. */
function currencyIn(language: Language): string {
  return new Intl.DisplayNames(language, { type: 'currency' }).of(currency) ?? currency;
}

function section(title: string, rows: readonly string[], { none }: Words): readonly string[] {
  return [`■ ${title}`, ...(rows.length === 0 ? [none] : rows).map((row) => `- ${row}`)];
}

function monthLines(units: readonly meeting.Unit[], month: string, language: Language): readonly string[] {
  const words = WORDS[language];
  const { budget, actual, landing, gap, change } = meeting.totalsOf(units);
  const measure = units[0]?.measureName ?? '';
  const factors = units.flatMap((unit) => (unit.submission?.factors ?? []).map((one) => factorLine(unit, one, words)));
  return [
    `■ ${monthIn(month, language)} ${measure}`,
    figuresOf({ budget, actual, landing, gap, change }, words),
    ...section(
      words.units,
      units.map((unit) => unitLine(unit, words)),
      words,
    ),
    ...section(words.factors, factors, words),
  ];
}

type Figures = Readonly<Record<keyof Words['figures'], Amount | undefined>>;

function figuresOf(figures: Figures, words: Words): string {
  const signed = (key: keyof Figures): boolean => key === 'gap' || key === 'change';
  const keys = ['budget', 'actual', 'landing', 'gap', 'change'] as const;
  return keys
    .flatMap((key) => {
      const value = figures[key];
      if (value === undefined || value === null) return [];
      return [`${words.figures[key]} ${amountText(value, signed(key))}`];
    })
    .join(words.comma);
}

function unitLine(unit: meeting.Unit, words: Words): string {
  const { submission, unitName, budget, actual, landing, gap, change } = unit;
  const state = submission === undefined ? words.nothingSubmitted : words.carried;
  const mark = submission === undefined || submission.isCarried ? words.aside(state) : '';
  return `${unitName}${mark}${words.colon}${figuresOf({ budget, actual, landing, gap, change }, words)}`;
}

function factorLine({ unitName }: meeting.Unit, factor: meeting.Factor, words: Words): string {
  const { code, name, amount, verdict, comment } = factor;
  const what = [unitName, words.codes[code] ?? name, amountText(amount, true)].join(' ');
  return `${what}${words.colon}${words.verdicts[verdict] ?? verdict}${comment === '' ? '' : ` – ${comment}`}`;
}

function saidLine(said: meeting.Said, language: Language): string {
  const words = WORDS[language];
  const { subject, unitName, kpi, owner, due, expectedEffect } = said;
  const number = kpi === '' ? '' : (words.numbers[kpi] ?? kpi);
  const parts = [
    [unitName, number].filter((part) => part !== '').join(' '),
    owner === null ? '' : `${words.owner} ${owner}`,
    due === null ? '' : `${words.due} ${dayIn(due, language)}`,
    expectedEffect === null ? '' : `${words.effect} ${amountText(expectedEffect, true)}`,
  ];
  return `${subject}${words.aside(parts.filter((part) => part !== '').join(words.comma))}`;
}

/** In full, grouped: minutes outlive the unit that somebody had chosen on a screen. Both languages group alike. */
function amountText(amount: number, isSigned: boolean): string {
  return new Intl.NumberFormat('en-US', { signDisplay: isSigned ? 'exceptZero' : 'auto' }).format(amount);
}

/** A date field, in the language of the minutes and not of whoever makes them: December 2, 2026; 2026年12月2日. */
function dayIn(date: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));
}

function monthIn(date: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  return format.format(new Date(date));
}

/** With its zone by name: minutes are read where nobody knows in which zone they were made. */
function momentIn(instant: string, zone: string, language: Language): string {
  const at = new Date(instant);
  const text = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: zone }).format(at);
  const named = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'long' }).formatToParts(at);
  const name = named.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  return `${text({ dateStyle: 'long' })} ${text({ timeStyle: 'short' })}${WORDS[language].aside(name)}`;
}
