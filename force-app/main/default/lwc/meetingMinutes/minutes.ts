/** The minutes as text: the frozen numbers, the verdicts on the factors, what was decided, asked and parked. Pure. */
import currency from '@salesforce/i18n/currency';
import type { Amount } from 'c/gapMath';
import * as meeting from 'c/meeting';
import { WORDS, type Language, type Words } from './words';

/** `measure`: the one that the page shows. What has moved since the freeze is not in the minutes. */
export function minutesOf(read: meeting.Meeting, measure: string, language: Language): string {
  const words = WORDS[language];
  const { cycle, frozen, asOfs } = read;
  const lines = [words.title(cycle.weekStart ?? cycle.key)];
  if (frozen.length === 0) lines.push(words.noNumbers);
  else lines.push(words.asOf(asOfs.map((asOf) => momentIn(asOf, cycle.zone)).join(words.comma), currencyIn(language)));
  const standings = meeting.standingsOf(read, undefined).filter((one) => one.measure === measure);
  for (const month of meeting.monthsOf(standings)) {
    lines.push('', ...monthLines(meeting.unitsOf(read, undefined, { month, measure }), month, words));
  }
  const said = meeting.decisionsOf(read);
  const about = (kinds: readonly string[]): readonly string[] =>
    said.filter(({ kind }) => kinds.includes(kind)).map((one) => saidLine(one, words));
  lines.push('', ...section(words.decisions, about(['Decision', 'Action']), words));
  lines.push('', ...section(words.questions, about(['Question']), words));
  const parked = meeting.parkedIn(read).map((one) => saidLine(one, words));
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

function monthLines(units: readonly meeting.Unit[], month: string, words: Words): readonly string[] {
  const { budget, actual, landing, gap, change } = meeting.totalsOf(units);
  const measure = units[0]?.measureName ?? '';
  const factors = units.flatMap((unit) => (unit.submission?.factors ?? []).map((one) => factorLine(unit, one, words)));
  return [
    `■ ${month.slice(0, 7)} ${measure}`,
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
  const mark = submission === undefined || submission.isCarried ? ` (${state})` : '';
  return `${unitName}${mark}${words.colon}${figuresOf({ budget, actual, landing, gap, change }, words)}`;
}

function factorLine({ unitName }: meeting.Unit, factor: meeting.Factor, words: Words): string {
  const { code, name, amount, verdict, comment } = factor;
  const what = [unitName, words.codes[code] ?? name, amountText(amount, true)].join(' ');
  return `${what}${words.colon}${words.verdicts[verdict] ?? verdict}${comment === '' ? '' : ` – ${comment}`}`;
}

function saidLine(said: meeting.Said, words: Words): string {
  const { subject, unitName, kpi, owner, due, expectedEffect } = said;
  const number = kpi === '' ? '' : (words.numbers[kpi] ?? kpi);
  const parts = [
    [unitName, number].filter((part) => part !== '').join(' '),
    owner === null ? '' : `${words.owner} ${owner}`,
    due === null ? '' : `${words.due} ${due}`,
    expectedEffect === null ? '' : `${words.effect} ${amountText(expectedEffect, true)}`,
  ];
  return `${subject} (${parts.filter((part) => part !== '').join(words.comma)})`;
}

/** In full, grouped: minutes outlive the unit that somebody had chosen on a screen. Both languages group alike. */
function amountText(amount: number, isSigned: boolean): string {
  return new Intl.NumberFormat('en-US', { signDisplay: isSigned ? 'exceptZero' : 'auto' }).format(amount);
}

function momentIn(instant: string, zone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: zone });
  return `${format.format(new Date(instant))} (${zone})`;
}
