/** What to tell a person about a write that did not go through, each with the next step. */
import { problemText } from 'c/apiErrors';
import { labels } from 'c/labels';
import type { WriteOutcome } from 'c/submissions';

export function refusalOf(outcome: Exclude<WriteOutcome, { kind: 'saved' }>): string {
  switch (outcome.kind) {
    case 'duplicate':
      return labels.confirmDuplicate;
    case 'conflict':
      return labels.confirmDecided;
    case 'unknown':
      return labels.confirmNoAnswer;
    case 'rejected':
      return `${problemText(outcome.problem)} ${labels.confirmRefusedNext}`;
  }
}
