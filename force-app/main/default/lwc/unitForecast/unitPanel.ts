import { wire } from 'lwc';
import userId from '@salesforce/user/Id';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import {
  getObjectInfo,
  getPicklistValues,
  type ObjectInfo,
  type PicklistValues,
  type WireResult,
} from 'lightning/uiObjectInfoApi';
import { problemOf } from 'c/apiErrors';
import type { Part } from 'c/bridgeMath';
import { dayAt } from 'c/dateFormat';
import { typeName, type Option } from 'c/factorList';
import { factor } from 'c/fields';
import { takesSubmissions } from 'c/forecastCycle';
import { LIVE_LINES_QUERY, partsSince } from 'c/liveBridge';
import { permissions } from 'c/permissions';
import { proposed, type Factor, type Facts } from 'c/unitFactors';
import {
  delegationFor,
  latestVersion,
  memberRows,
  openItems,
  previousOf,
  type Delegation,
  type Previous,
  type UnitVersion,
} from 'c/unitWeek';
import { UnitWeekPanel } from 'c/unitWeekPanel';

/** What the unit's forecast reads: the unit and its week at once, then the lines that tell why it moved. */
export class UnitPanel extends UnitWeekPanel {
  /** A new version of what is submitted already. */
  isRenewing = false;
  private lines: unknown;
  private linesAnswer: GraphQLResult | undefined;

  @wire(getObjectInfo, { objectApiName: factor.object })
  info: WireResult<ObjectInfo> | undefined;

  @wire(getPicklistValues, { recordTypeId: '$recordTypeId', fieldApiName: factor.code })
  codeValues: WireResult<PicklistValues> | undefined;

  @wire(getPicklistValues, { recordTypeId: '$recordTypeId', fieldApiName: factor.type })
  typeValues: WireResult<PicklistValues> | undefined;

  get linesQuery(): GraphQLDocument | undefined {
    return this.linesAsked && LIVE_LINES_QUERY;
  }

  /** Without an answer nothing is proposed, and everything can still be said by hand. */
  @wire(graphql, { query: '$linesQuery', variables: '$linesAsked' })
  handleLines(result: GraphQLResult): void {
    this.linesAnswer = result;
    if (result.data !== undefined && result.data !== null) this.lines = result.data;
  }

  protected override async refresh(): Promise<void> {
    await super.refresh();
    try {
      await this.linesAnswer?.refresh?.();
    } catch (error) {
      this.problem = problemOf(error);
    }
  }

  get recordTypeId(): string | undefined {
    return this.info?.data?.defaultRecordTypeId ?? undefined;
  }

  get codes(): readonly Option[] {
    return this.codeValues?.data?.values ?? [];
  }

  get types(): readonly Option[] {
    return this.typeValues?.data?.values ?? [];
  }

  get latest(): UnitVersion | undefined {
    return this.week === undefined ? undefined : latestVersion(this.week, this.cycle?.id);
  }

  /** What others have submitted and the one who looks decides: members' to who leads the unit, the unit's to who stands above. */
  get waiting(): { readonly members: number; readonly isUnit: boolean } {
    const { week, cycle, phase } = this;
    if (week === undefined) return { members: 0, isUnit: false };
    const items = openItems(week, memberRows(week, cycle, phase), cycle, phase);
    const isHead = week.managerId === userId;
    return {
      members: isHead ? items.filter(({ waits }) => waits === 'memberIsDecided').length : 0,
      isUnit: !isHead && permissions.confirmForecasts && items.some(({ waits }) => waits === 'unitIsDecided'),
    };
  }

  get previous(): Previous | undefined {
    const { week, cycle } = this;
    return week === undefined || cycle === undefined ? undefined : previousOf(week, cycle.key);
  }

  get takesSubmissions(): boolean {
    return takesSubmissions(this.phase) || (permissions.runCycle && this.phase === 'frozen');
  }

  /** Under which the one who looks stands in for the unit's manager today. */
  protected get delegation(): Delegation | undefined {
    return delegationFor(this.week?.delegations ?? [], userId, dayAt(this.nowMs));
  }

  protected get maySubmit(): boolean {
    return permissions.submitForUnit || this.delegation !== undefined;
  }

  /** Whether something is being prepared here, rather than read. */
  get isEntry(): boolean {
    if (!this.maySubmit || !this.takesSubmissions) return false;
    const { latest } = this;
    return (
      this.isRenewing || latest === undefined || latest.isCarried || !['Submitted', 'Confirmed'].includes(latest.state)
    );
  }

  get ownDraft(): UnitVersion | undefined {
    const { latest } = this;
    return latest?.state === 'Draft' && latest.createdById === userId ? latest : undefined;
  }

  get facts(): Facts {
    return {
      landing: this.week?.landing ?? 0,
      previous: this.previous?.landing ?? null,
      tolerance: this.cycle?.tolerance ?? 0,
      target: this.week?.budget ?? null,
    };
  }

  /** Asked for only when factors have to be proposed. */
  get linesAsked(): Readonly<Record<string, unknown>> | undefined {
    const run = this.previous?.kept?.runId;
    return run === undefined || !this.isEntry ? undefined : { run, budget: this.recordId };
  }

  get hasLines(): boolean {
    return this.lines !== undefined;
  }

  get parts(): readonly Part[] | undefined {
    const { week, lines, linesAsked } = this;
    if (lines === undefined || linesAsked === undefined || week?.periodStart == null) return undefined;
    const { periodStart, judgement: judgementNow } = week;
    return partsSince(lines, { periodStart, judgementBefore: this.previous?.kept?.judgement ?? null, judgementNow });
  }

  /** What one begins with: an own draft, what was said in the version before, or what the deals tell. */
  get begunWith(): readonly Factor[] {
    const before = this.latest?.isCarried === true ? undefined : this.latest;
    if (before !== undefined && before.state !== 'Draft' && before.factors.length > 0) return before.factors;
    return this.ownDraft?.factors ?? this.proposals;
  }

  get proposals(): readonly Factor[] {
    return proposed(this.parts ?? [], this.facts, (type) => typeName(this.types, type));
  }
}
