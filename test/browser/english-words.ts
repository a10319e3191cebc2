/** Latin words a Japanese page may show although they are no label: keys, record numbers, paths, product names. */
const allowed = [
  /^[A-Z]{1,2}-\d+$/,
  /^syncs\/[\w/.-]+$/,
  /^Todoku( .*)?$/,
  /^(Enter|Esc|Tab|Shift|Ctrl|Ctrl\+[A-Z]|F2|Excel|RevOps|SLDS \d)$/,
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
