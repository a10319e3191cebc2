/** Texts of the host itself, in the user's language (pages/texts/words.ts). */
export const words = globalThis.__sf.words;

/** Fills `{0}` … of a text. */
export function word(name: string, ...values: readonly (string | number)[]): string {
  const text = words[name] ?? `[${name}]`;
  return text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? ''));
}
