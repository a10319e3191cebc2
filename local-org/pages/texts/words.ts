/** Texts of the host itself. Each language has every text. */
import { english } from './english.ts';
import { japanese } from './japanese.ts';

export type Words = Readonly<Record<keyof typeof english, string>>;

export function wordsIn(language: string): Words {
  return language === 'ja' ? japanese : english;
}

/** Fills `{0}` … of a text. */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? ''));
}
