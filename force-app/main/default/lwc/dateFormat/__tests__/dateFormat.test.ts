import { formatAge, formatInstant, formatMonth } from 'c/dateFormat';

const at = (iso: string): number => Date.parse(iso);

it('names the month of a date field, which has no zone', () => {
  expect(formatMonth('2026-11-01')).toBe('November 2026');
});

it('shows an instant in the user’s zone', () => {
  expect(formatInstant('2026-11-22T21:04:00.000Z')).toBe('Nov 23, 6:04 AM');
});

it('tells an age in the largest whole unit', () => {
  const instant = '2026-11-22T21:04:00.000Z';
  expect(formatAge(instant, at('2026-11-22T21:04:20.000Z'))).toBe('this minute');
  expect(formatAge(instant, at('2026-11-22T21:50:00.000Z'))).toBe('46 minutes ago');
  expect(formatAge(instant, at('2026-11-23T02:30:00.000Z'))).toBe('5 hours ago');
  expect(formatAge(instant, at('2026-11-25T02:30:00.000Z'))).toBe('2 days ago');
});

it('calls yesterday what was yesterday on the calendar of the user, however many hours ago', () => {
  const evening = '2026-11-22T13:00:00.000Z'; // ten at night in Tokyo
  expect(formatAge(evening, at('2026-11-23T14:00:00.000Z'))).toBe('yesterday');
  expect(formatAge(evening, at('2026-11-23T23:00:00.000Z'))).toBe('2 days ago');
});

it('never tells an age in the future when the clocks differ', () => {
  expect(formatAge('2026-11-22T21:05:00.000Z', at('2026-11-22T21:04:00.000Z'))).toBe('this minute');
});
