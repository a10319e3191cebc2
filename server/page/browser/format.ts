/** Moments, spans and counts as the reader writes them; moments in the zone of the project. */
import { language } from './words.ts';

export function count(value: number): string {
  return new Intl.NumberFormat(language()).format(value);
}

/** A decimal text with its thousands marked, and not one digit lost. */
export function decimal(text: string): string {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(\.\d+)?$/.exec(text) ?? [];
  return whole === '' ? text : `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest}`;
}

export function moment(instant: string, timeZone: string): string {
  const parts = { month: 'short', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(language(), { ...parts, hourCycle: 'h23', timeZone }).format(new Date(instant));
}

export function span(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 60) return timed(seconds, 'second', seconds < 10 ? 1 : 0);
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${timed(minutes, 'minute')} ${timed(Math.floor(seconds % 60), 'second')}`
    : `${timed(Math.floor(minutes / 60), 'hour')} ${timed(minutes % 60, 'minute')}`;
}

function timed(value: number, unit: 'second' | 'minute' | 'hour', digits = 0): string {
  const places = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'short', ...places }).format(value);
}
