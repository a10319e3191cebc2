import { dayAt, type Calendar } from 'c/businessDays';
import { sum, type Amount } from 'c/gapMath';
import type { Gap } from 'c/gapQuery';
import { amountOf, idOf, listOf, textOf, type Node } from 'c/graphqlNode';

/** What had been booked in the month when somebody looked. */
export interface Known {
  readonly day: string;
  readonly actual: number;
}

/**
 * The actual of the month as each weekly snapshot has it, oldest first. Of a target it is the sum of its lines; when
 * not all of them could be read, nothing is known rather than something wrong.
 */
export function readKnown(data: unknown, kind: Gap['kind'], calendar: Calendar): readonly Known[] {
  const lines = listOf(data, 'lines');
  if (kind === 'target' && lines.nodes.length < lines.total) return [];
  const linesOf = (run: Node): readonly Node[] =>
    lines.nodes.filter((line) => textOf(line, 'Snapshot_Run__c') === idOf(run));
  return listOf(data, 'weeks').nodes.flatMap((run) => {
    const asOf = textOf(run, 'As_Of__c');
    const actual =
      kind === 'target'
        ? bookedIn(linesOf(run).map((line) => amountOf(line, 'Actual__c')))
        : amountOf(run, 'Actual__c');
    return asOf === null || actual === null ? [] : [{ day: dayAt(asOf, calendar.zone), actual }];
  });
}

/** Lines that were kept without an actual do not say that nothing was booked. */
function bookedIn(actuals: readonly Amount[]): Amount {
  const isUnknown = actuals.length > 0 && actuals.every((actual) => actual === null);
  return isUnknown ? null : sum(actuals);
}
