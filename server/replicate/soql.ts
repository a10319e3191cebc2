/** The two questions that a pull asks. */
import type { MappedPull } from '../model/model.ts';

const conditionOf = ({ pull }: MappedPull): string => (pull.where === undefined ? '' : ` WHERE ${pull.where}`);

/** Every record, without deleted ones. */
export function recordsQuery(mapped: MappedPull): string {
  const paths = [...new Set(mapped.paths.map(({ path }) => path))];
  return `SELECT ${paths.join(', ')} FROM ${mapped.object}${conditionOf(mapped)}`;
}

/** Their number `n` and the sum of each amount, `s0` and so on, as Salesforce adds them up. */
export function totalsQuery(mapped: MappedPull): string {
  const sums = mapped.sums.map(({ field }, index) => `, SUM(${field.name}) s${index}`);
  return `SELECT COUNT(Id) n${sums.join('')} FROM ${mapped.object}${conditionOf(mapped)}`;
}
