/** What is wrong with a file of people, a line for each place; a person can put it right. */
export class PeopleError extends Error {
  constructor(problems: readonly string[], file?: string) {
    super([`The people${file === undefined ? '' : ` of ${file}`} cannot be added.`, ...problems].join('\n'));
  }
}
