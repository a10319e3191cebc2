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
import { addDays, mondayOf } from 'c/businessDays';
import { dayAt } from 'c/dateFormat';
import { gapAction } from 'c/fields';
import { fill, labels } from 'c/labels';
import { formatCount, type Unit } from 'c/moneyFormat';
import { PagePanel } from 'c/pagePanel';
import { permissions } from 'c/permissions';
import { itemsOf, mismatchOf, PLAN_QUERY, readPlan, shortOf, type Plan, type PlanItem } from 'c/plan';
import { itemRow, type ItemRow } from './planRows';

interface SectionWords {
  readonly title: string;
  readonly addText: string;
  readonly none: string;
  /** Of the list and of the button, for whoever looks for them. */
  readonly names: readonly [string, string];
}

interface Section extends Omit<SectionWords, 'names'> {
  readonly kind: PlanItem['kind'];
  readonly items: readonly ItemRow[];
  readonly hasItems: boolean;
  readonly isAdding: boolean;
  readonly listClass: string;
  readonly addClass: string;
}

const isManager = permissions.submitForUnit || permissions.confirmForecasts || permissions.enterForOthers;

/** What the plan of a target shows: its texts, its gaps and actions, and when numbers and words differ. */
export class PlanReader extends PagePanel {
  plan: Plan | undefined;
  isMissing = false;
  adding: PlanItem['kind'] | undefined;

  @wire(getObjectInfo, { objectApiName: gapAction.object })
  info: WireResult<ObjectInfo> | undefined;

  @wire(getPicklistValues, { recordTypeId: '$recordTypeId', fieldApiName: gapAction.area })
  areaValues: WireResult<PicklistValues> | undefined;

  @wire(getPicklistValues, { recordTypeId: '$recordTypeId', fieldApiName: gapAction.severity })
  severityValues: WireResult<PicklistValues> | undefined;

  get query(): GraphQLDocument | undefined {
    return this.variables && PLAN_QUERY;
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  handlePlan(result: GraphQLResult): void {
    const data = this.take(result);
    if (data === undefined) return;
    this.plan = readPlan(data);
    this.isMissing = this.plan === undefined;
  }

  get recordTypeId(): string | undefined {
    return this.info?.data?.defaultRecordTypeId ?? undefined;
  }

  get areas(): PicklistValues['values'] {
    return this.areaValues?.data?.values ?? [];
  }

  get severities(): PicklistValues['values'] {
    return this.severityValues?.data?.values ?? [];
  }

  get isLoading(): boolean {
    return this.plan === undefined && this.problem === undefined && !this.isMissing;
  }

  get unit(): Unit {
    return this.unitFor(Math.max(this.plan?.target ?? 0, this.plan?.landing ?? 0));
  }

  get today(): string {
    return dayAt(Date.now());
  }

  /** Friday of this week, or of the next when it has passed. */
  get due(): string {
    const friday = addDays(mondayOf(this.today), 4);
    return friday < this.today ? addDays(friday, 7) : friday;
  }

  get short(): number {
    return this.plan === undefined ? 0 : shortOf(this.plan);
  }

  get mayPlan(): boolean {
    return this.plan?.isMine === true || permissions.enterForOthers;
  }

  get mayAdd(): boolean {
    return this.adding === undefined && (this.plan?.isMine === true || isManager);
  }

  get mismatch(): { readonly heading: string; readonly next: string } | undefined {
    const found = this.plan === undefined ? undefined : mismatchOf(this.plan);
    if (found === undefined) return undefined;
    return found === 'riskOpen'
      ? { heading: labels.planMismatchRisk, next: labels.planMismatchRiskNext }
      : { heading: labels.planMismatchMissing, next: labels.planMismatchMissingNext };
  }

  get sections(): readonly Section[] {
    return [
      this.sectionOf('Statement', {
        title: labels.planStatements,
        addText: labels.planAddStatement,
        none: labels.planStatementsNone,
        names: ['statements', 'add-statement'],
      }),
      this.sectionOf('Action', {
        title: labels.planActions,
        addText: labels.planAddAction,
        none: labels.planActionsNone,
        names: ['actions', 'add-action'],
      }),
    ];
  }

  private sectionOf(kind: PlanItem['kind'], { names: [list, add], ...words }: SectionWords): Section {
    const items = this.rowsOf(kind);
    return {
      ...words,
      kind,
      items,
      hasItems: items.length > 0,
      isAdding: this.adding === kind,
      listClass: `list ${list}`,
      addClass: `slds-button slds-button_neutral ${add}`,
    };
  }

  private rowsOf(kind: PlanItem['kind']): readonly ItemRow[] {
    const { plan, unit, today } = this;
    if (plan === undefined) return [];
    const mayClose = ({ ownerId, createdById }: PlanItem): boolean =>
      isManager || ownerId === userId || createdById === userId;
    return itemsOf(plan, kind).map((item) => itemRow(item, { plan, unit, today, mayClose }));
  }

  get unread(): string {
    const { unread = 0 } = this.plan ?? {};
    return unread === 0 ? '' : fill(labels.homeMore, formatCount(unread));
  }
}
