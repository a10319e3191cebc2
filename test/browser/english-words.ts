import type { Api } from '../../scripts/demo/api.ts';

/** Latin words a Japanese page may show although they are no label: keys, record numbers, paths, product names. */
const allowed = [
  /^[A-Z]{1,2}-\d+$/,
  /^syncs\/[\w/.-]+$/,
  /^Todoku( .*)?$/,
  /^(Enter|Esc|Tab|Shift|Ctrl|Ctrl\+[A-Z]|F2|Excel|CSV|KPI|MQL|RevOps|SLDS \d)$/,
];

/** Lines of a page's text that are English: Latin words that are neither data nor allowed. */
export function englishWordsIn(text: string, names: readonly string[]): readonly string[] {
  const longestFirst = [...names].sort((one, other) => other.length - one.length);
  return text.split('\n').filter((line) => {
    const withoutNames = longestFirst.reduce((rest, name) => rest.replaceAll(name, ' '), line);
    const words = withoutNames.split(/[^\w/.+-]+/).filter((word) => /[A-Za-z]{2,}/.test(word));
    return words.some((word) => !allowed.some((pattern) => pattern.test(word)));
  });
}

/** Which field holds the words of people: what they and their clients are called, and what they wrote as their goal. */
const namedBy = [
  ['Project__c', 'Name'],
  ['User', 'Name'],
  ['User', 'FirstName'],
  ['User', 'LastName'],
  ['Account', 'Name'],
  ['Department__c', 'Name'],
  ['Opportunity', 'Name'],
  ['PermissionSet', 'Label'],
  ['Target__c', 'Qualitative_Goal__c'],
] as const;

/** Data, in whatever language it was given. */
export async function namesInData(admin: Api): Promise<readonly string[]> {
  const texts = namedBy.map(async ([object, field]) => {
    const rows = await admin.query<Record<string, string | null>>(`SELECT ${field} FROM ${object}`);
    return rows.flatMap((row) => row[field] ?? []);
  });
  const names = (await Promise.all(texts)).flat();
  // A row of the entry has customer and project on a line each.
  return names.flatMap((name) => [name, ...name.split(/[｜|／]/u).filter((part) => part !== '')]);
}
