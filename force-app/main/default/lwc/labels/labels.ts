import lang from '@salesforce/i18n/lang';
import { confirmLabels } from './confirmLabels';
import { bridgeLabels } from './bridgeLabels';
import { byFridayLabels } from './byFridayLabels';
import { commentLabels } from './commentLabels';
import { delegateLabels } from './delegateLabels';
import { cycleLabels } from './cycleLabels';
import { draftLabels } from './draftLabels';
import { forecastLabels } from './forecastLabels';
import { gapLabels } from './gapLabels';
import { homeLabels } from './homeLabels';
import { kpiLabels } from './kpiLabels';
import { lineageLabels } from './lineageLabels';
import { revisionLabels } from './revisionLabels';
import { unitLabels } from './unitLabels';
import { waitingLabels } from './waitingLabels';
import { meetingLabels } from './meetingLabels';
import { periodLabels } from './periodLabels';
import { planLabels } from './planLabels';
import { wordLabels } from './wordLabels';

/** Every word on the screen, in the user's language. A `{0}` stands for the first value given to `fill`. */
export const labels = {
  ...homeLabels,
  ...meetingLabels,
  ...wordLabels,
  ...gapLabels,
  ...forecastLabels,
  ...draftLabels,
  ...kpiLabels,
  ...lineageLabels,
  ...periodLabels,
  ...planLabels,
  ...bridgeLabels,
  ...byFridayLabels,
  ...commentLabels,
  ...delegateLabels,
  ...cycleLabels,
  ...revisionLabels,
  ...unitLabels,
  ...waitingLabels,
  ...confirmLabels,
} as const;

const PLACE = /\{(\d)\}/;

/** The label with its placeholders filled in. */
export function fill(label: string, ...values: readonly (string | number)[]): string {
  return label.replaceAll(new RegExp(PLACE, 'g'), (place, index: string) => String(values[Number(index)] ?? place));
}

/** `one` for exactly one, otherwise `many` with the count as its first value. */
export function counted(one: string, many: string, count: number): string {
  return count === 1 ? one : fill(many, count);
}

/** Names in a row: A, B, and C; A、B、C. */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat(lang, { type: 'conjunction' }).format(names);
}

/** Sentences one after the other: Japanese has no space between them. */
export function sentences(...all: readonly string[]): string {
  return all.join(lang.startsWith('ja') ? '' : ' ');
}

export interface LabelPart {
  readonly key: number;
  readonly text: string;
  /** Which placeholder this was; words between them have none. */
  readonly index: number | undefined;
}

/** The label cut at its placeholders, so that a template can set the values apart without composing sentences. */
export function fillParts(label: string, ...values: readonly string[]): readonly LabelPart[] {
  const pieces = label.split(PLACE);
  return pieces
    .map((piece, key): LabelPart => {
      const isPlace = key % 2 === 1;
      return { key, text: isPlace ? (values[Number(piece)] ?? '') : piece, index: isPlace ? Number(piece) : undefined };
    })
    .filter((part) => part.text !== '');
}
