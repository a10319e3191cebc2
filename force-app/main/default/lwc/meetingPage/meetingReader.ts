import { wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { problemOf, problemText, type Problem } from 'c/apiErrors';
import { fill, labels } from 'c/labels';
import * as meeting from 'c/meeting';
import { formatCount } from 'c/moneyFormat';
import { PagePanel } from 'c/pagePanel';

/** Reads a meeting: first the frozen set and what was promised, then, beside it, what stands now. */
export class MeetingReader extends PagePanel {
  read: meeting.Meeting | undefined;
  now: meeting.Now | undefined;
  nowProblem: Problem | undefined;
  isMissing = false;
  private nowAnswer: GraphQLResult | undefined;

  get query(): GraphQLDocument | undefined {
    return this.variables && meeting.MEETING_QUERY;
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleMeeting(result: GraphQLResult): void {
    const data = this.take(result);
    if (data === undefined) return;
    this.read = meeting.readMeeting(data);
    this.isMissing = this.read === undefined;
  }

  /** Asked for once the week is known. */
  get nowQuery(): GraphQLDocument | undefined {
    return this.nowVariables && meeting.LIVE_QUERY;
  }

  get nowVariables(): Readonly<Record<string, unknown>> | undefined {
    const from = this.read?.cycle.periodStart ?? this.read?.cycle.weekStart;
    return this.read === undefined || from === null ? undefined : { id: this.read.cycle.id, from };
  }

  @wire(graphql, { query: '$nowQuery', variables: '$nowVariables' })
  handleNow(result: GraphQLResult): void {
    this.nowAnswer = result;
    if (result.errors !== undefined && result.errors.length > 0) {
      this.nowProblem = problemOf(result.errors);
      return;
    }
    if (this.read === undefined || result.data === undefined || result.data === null) return;
    this.nowProblem = undefined;
    this.now = meeting.readNow(result.data);
  }

  protected override async refresh(): Promise<void> {
    await Promise.all([super.refresh(), this.nowAnswer?.refresh?.()]);
  }

  get isLoading(): boolean {
    return this.read === undefined && this.problem === undefined && !this.isMissing;
  }

  /** Before the freeze the units come with the second answer. */
  get isWaiting(): boolean {
    return this.read?.frozen.length === 0 && this.now === undefined && this.nowProblem === undefined;
  }

  get unread(): string {
    const count = (this.read?.unread ?? 0) + (this.now?.unread ?? 0);
    return count === 0 ? '' : fill(labels.meetingUnread, formatCount(count));
  }

  get nowProblemReason(): string {
    return this.nowProblem === undefined ? '' : problemText(this.nowProblem);
  }
}
