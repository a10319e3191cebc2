/** The forecast week: what each step has come to and why, who opened it by hand, and when the next is due. */
import type { Week } from './api.ts';
import { h } from './dom.ts';
import { moment } from './format.ts';
import { language, word, wordFor } from './words.ts';

type Step = Week['steps'][number];
type Attempt = Step['attempts'][number];

export function weekView({ key, state, zone, steps, message: told = '' }: Week): readonly Node[] {
  const next = steps.find(({ isPast }) => !isPast);
  const lines = [told === '' ? '' : spoken(told)];
  if (next !== undefined) lines.push(`${word('nextDue')} ${nameOf(next.name)}${word('comma')}${moment(next.at, zone)}`);
  return [
    h('p', {}, h('strong', {}, key), ' ', h('span', { class: `chip ${state.toLowerCase()}` }, wordFor('week', state))),
    ...lines.filter((line) => line !== '').map((line) => h('p', {}, line)),
    h('ol', { class: 'schedules', 'aria-label': word('weekSteps') }, ...steps.map((step) => stepView(step, zone))),
  ];
}

function stepView({ name, at, isPast, attempts }: Step, zone: string): HTMLElement {
  const last = attempts.at(-1);
  const outcome = last?.outcome ?? (isPast ? 'due' : 'ahead');
  // Nothing is done at the time of the meeting.
  const chip = name === 'meeting' ? undefined : h('span', { class: `chip ${outcome}` }, wordFor('attempt', outcome));
  const head = h('p', {}, h('strong', {}, nameOf(name)), ` ${moment(at, zone)} `, chip);
  return h('li', {}, head, ...(last === undefined ? [] : attemptView(last)));
}

function attemptView({ message: why = '', by, reason, runs }: Attempt): readonly Node[] {
  const run = runs.at(-1);
  const asked = by === undefined ? [] : [`${word('askedBy')} ${reason === undefined ? by : `${by}: ${reason}`}`];
  return [
    ...(why === '' ? [] : [h('p', { class: 'quiet', lang: 'en' }, why)]),
    ...asked.map((line) => h('p', { class: 'quiet' }, line)),
    ...(run === undefined ? [] : [h('p', {}, h('a', { href: `#run/${run}`, 'data-key': run }, word('run')))]),
  ];
}

/** `remind-2` is the second reminder. */
function nameOf(name: string): string {
  const [step = '', number] = name.split('-');
  return [wordFor('weekStep', step), number].filter(Boolean).join(' ');
}

/** `CODE | English | 日本語` */
function spoken(text: string): string {
  const [code = '', english = code, japanese = english] = text.split(' | ');
  return language() === 'ja' ? japanese : english;
}
