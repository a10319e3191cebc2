/** Names of people as somebody of a locale reads them. */

const familyFirst = new Set(['hu', 'ja', 'ko', 'zh']);

/** Where the family name stands in front (Help "Update Your Integrations for New Locale Formats"): `ja_JP`, `zh_CN`. */
export const isFamilyFirst = (locale: string): boolean => familyFirst.has(locale.split(/[_-]/)[0] ?? '');

/** `whole` is the name with the family name behind. */
export function personName(locale: string, whole: string, first: string, family: string): string {
  return isFamilyFirst(locale) && first !== '' && family !== '' ? `${family} ${first}` : whole;
}
